package dev.gatehouse.web.wire.identity;

import dev.gatehouse.web.wire.model.WireService;
import dev.gatehouse.web.wire.operation.Catalogue;
import dev.gatehouse.web.wire.operation.TagOperations;

/** Which operations of the identity pools' service are served: all of them. */
public final class IdentityOperations {
    private IdentityOperations() {}

    /** Returns the catalogue. */
    public static Catalogue catalogue(WireService service) {
        return Catalogue.of(service)
                .serve("CreateIdentityPool", PoolOperations::create)
                .serve("DescribeIdentityPool", PoolOperations::describe)
                .serve("UpdateIdentityPool", PoolOperations::update)
                .serve("DeleteIdentityPool", PoolOperations::delete)
                .serve("ListIdentityPools", PoolOperations::list)
                .serve("GetId", CredentialOperations::getId)
                .serve("GetCredentialsForIdentity", CredentialOperations::getCredentials)
                .serve("GetOpenIdToken", CredentialOperations::getOpenIdToken)
                .serve("UnlinkIdentity", CredentialOperations::unlink)
                .serve("DescribeIdentity", DirectoryOperations::describe)
                .serve("ListIdentities", DirectoryOperations::list)
                .serve("DeleteIdentities", DirectoryOperations::delete)
                .serve("GetOpenIdTokenForDeveloperIdentity", DeveloperOperations::getOpenIdToken)
                .serve("LookupDeveloperIdentity", DeveloperOperations::lookup)
                .serve("MergeDeveloperIdentities", DeveloperOperations::merge)
                .serve("UnlinkDeveloperIdentity", DeveloperOperations::unlink)
                .serve("GetIdentityPoolRoles", RoleOperations::get)
                .serve("SetIdentityPoolRoles", RoleOperations::set)
                .serve("GetPrincipalTagAttributeMap", PrincipalTagOperations::get)
                .serve("SetPrincipalTagAttributeMap", PrincipalTagOperations::set)
                .serve("TagResource", TagOperations.IDENTITY_POOLS::tag)
                .serve("UntagResource", TagOperations.IDENTITY_POOLS::untag)
                .serve("ListTagsForResource", TagOperations.IDENTITY_POOLS::list)
                .build();
    }
}
