package dev.gatehouse.web.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.PoolId;
import dev.gatehouse.RoleName;
import dev.gatehouse.credentials.role.RoleDefinition;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Identity pools through the protocol: made, used by guests and users, and administered. */
class IdentityPoolStoriesTest {
    private static final String ROLE = "arn:aws:iam::123456789012:role/Guest";
    private static final String NOWHERE = "eu-west-1:00000000-0000-4000-8000-000000000000";

    private final WireBench bench = new WireBench();

    private String pool(Map<String, Object> more) {
        Map<String, Object> input = new HashMap<>(more);
        input.put("IdentityPoolName", "photos");
        input.putIfAbsent("AllowUnauthenticatedIdentities", true);
        return bench.identity("CreateIdentityPool", input).succeeds().text("IdentityPoolId");
    }

    @Test
    void a_guest_gets_an_identity_and_credentials_of_the_guests_role() {
        String pool = pool(Map.of());
        bench.identity("SetIdentityPoolRoles", Map.of("IdentityPoolId", pool, "Roles", Map.of("unauthenticated", ROLE)))
                .succeeds();
        assertThat(bench.identity("GetIdentityPoolRoles", Map.of("IdentityPoolId", pool))
                        .get("Roles"))
                .isEqualTo(Map.of("unauthenticated", ROLE));

        String identity = bench.identity("GetId", Map.of("IdentityPoolId", pool))
                .succeeds()
                .text("IdentityId");
        assertThat(identity).matches("eu-west-1:[0-9a-f-]{36}");
        bench.identity("GetCredentialsForIdentity", Map.of("IdentityId", identity))
                .fails("InvalidIdentityPoolConfigurationException", 400);
        guestRole(pool);
        Reply given = bench.identity("GetCredentialsForIdentity", Map.of("IdentityId", identity))
                .succeeds();
        assertThat(given.text("IdentityId")).isEqualTo(identity);
        assertThat(given.text("Credentials", "SecretKey")).isEqualTo("secret-key");
        assertThat(given.get("Credentials", "Expiration"))
                .as("seconds since 1970")
                .isEqualTo(BigDecimal.valueOf(bench.clock.instant().toEpochMilli() + 3_600_000, 3));

        Reply described = bench.identity("DescribeIdentity", Map.of("IdentityId", identity))
                .succeeds();
        assertThat(described.get("Logins")).isEqualTo(List.of());
        assertThat(bench.judged.get(bench.judged.size() - 1).resource())
                .isEqualTo("arn:aws:cognito-identity:eu-west-1:123456789012:identitypool/" + pool);
        assertThat(bench.identity("ListIdentities", Map.of("IdentityPoolId", pool, "MaxResults", 60L))
                        .text("Identities", "0", "IdentityId"))
                .isEqualTo(identity);
        assertThat(bench.identity("DeleteIdentities", Map.of("IdentityIdsToDelete", List.of(identity, NOWHERE)))
                        .get("UnprocessedIdentityIds"))
                .isEqualTo(List.of());
        bench.identity("DescribeIdentity", Map.of("IdentityId", identity)).fails("ResourceNotFoundException", 404);
        bench.identity("GetCredentialsForIdentity", Map.of("IdentityId", NOWHERE))
                .fails("ResourceNotFoundException", 404);
    }

    private void guestRole(String pool) {
        bench.identityPools
                .pool(new PoolId(pool))
                .orElseThrow()
                .roles()
                .put(RoleDefinition.builder(new RoleName("Guest"))
                        .account("123456789012")
                        .trustPolicy("""
                                {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                                "Principal":{"Federated":"cognito-identity.amazonaws.com"},
                                "Action":"sts:AssumeRoleWithWebIdentity",
                                "Condition":{"StringEquals":{"cognito-identity.amazonaws.com:aud":"%s"},
                                "ForAnyValue:StringLike":{"cognito-identity.amazonaws.com:amr":"unauthenticated"}}}]}
                                """.formatted(pool))
                        .build())
                .orElseThrow();
    }

    @Test
    void a_user_of_a_user_pool_is_an_identity_that_it_can_leave() {
        String provider = "login.example/" + bench.reference.pool();
        String pool = pool(Map.of(
                "CognitoIdentityProviders",
                List.of(Map.of("ProviderName", provider, "ClientId", bench.reference.client())),
                "AllowUnauthenticatedIdentities",
                false,
                "AllowClassicFlow",
                true));
        bench.identity("GetId", Map.of("IdentityPoolId", pool)).fails("NotAuthorizedException", 403);
        String token = idToken();
        Map<String, String> logins = Map.of(provider, token);
        String identity = bench.identity("GetId", Map.of("IdentityPoolId", pool, "Logins", logins))
                .succeeds()
                .text("IdentityId");
        assertThat(bench.identity("GetId", Map.of("IdentityPoolId", pool, "Logins", logins))
                        .text("IdentityId"))
                .isEqualTo(identity);
        assertThat(bench.identity("GetOpenIdToken", Map.of("IdentityId", identity, "Logins", logins))
                        .succeeds()
                        .text("Token"))
                .contains(".");
        bench.identity(
                        "UnlinkIdentity",
                        Map.of("IdentityId", identity, "Logins", logins, "LoginsToRemove", List.of(provider)))
                .succeeds();
        assertThat(bench.identity("GetId", Map.of("IdentityPoolId", pool, "Logins", logins))
                        .succeeds()
                        .text("IdentityId"))
                .isNotEqualTo(identity);
    }

    private String idToken() {
        String name = "alice@example.com";
        bench.idp(
                        "AdminCreateUser",
                        Map.of(
                                "UserPoolId",
                                bench.reference.pool(),
                                "Username",
                                name,
                                "MessageAction",
                                "SUPPRESS",
                                "TemporaryPassword",
                                "Temporary-horse-1"))
                .succeeds();
        bench.idp(
                        "AdminSetUserPassword",
                        Map.of(
                                "UserPoolId",
                                bench.reference.pool(),
                                "Username",
                                name,
                                "Password",
                                "Permanent-horse-1",
                                "Permanent",
                                true))
                .succeeds();
        return bench.idp(
                        "InitiateAuth",
                        Map.of(
                                "AuthFlow",
                                "USER_PASSWORD_AUTH",
                                "ClientId",
                                bench.reference.client(),
                                "AuthParameters",
                                Map.of("USERNAME", name, "PASSWORD", "Permanent-horse-1")))
                .succeeds()
                .text("AuthenticationResult", "IdToken");
    }

    @Test
    void a_developer_s_users_are_looked_up_merged_and_unlinked() {
        String pool = pool(Map.of("DeveloperProviderName", "backend"));
        Reply first = developer(pool, "user-1").succeeds();
        Reply second = developer(pool, "user-2").succeeds();
        assertThat(first.text("IdentityId")).isNotEqualTo(second.text("IdentityId"));
        bench.identity("GetOpenIdTokenForDeveloperIdentity", Map.of("IdentityPoolId", pool, "Logins", Map.of("x", "y")))
                .fails("InvalidParameterException", 400);
        Reply merged = bench.identity(
                        "MergeDeveloperIdentities",
                        Map.of(
                                "IdentityPoolId",
                                pool,
                                "DeveloperProviderName",
                                "backend",
                                "SourceUserIdentifier",
                                "user-1",
                                "DestinationUserIdentifier",
                                "user-2"))
                .succeeds();
        assertThat(merged.text("IdentityId")).isEqualTo(second.text("IdentityId"));
        assertThat(bench.identity(
                                "LookupDeveloperIdentity",
                                Map.of("IdentityPoolId", pool, "DeveloperUserIdentifier", "user-1"))
                        .get("DeveloperUserIdentifierList"))
                .isEqualTo(List.of("user-1", "user-2"));
        bench.identity("LookupDeveloperIdentity", Map.of("IdentityPoolId", pool))
                .fails("InvalidParameterException", 400);
        Map<String, String> unlink = Map.of(
                "IdentityPoolId",
                pool,
                "IdentityId",
                second.text("IdentityId"),
                "DeveloperProviderName",
                "backend",
                "DeveloperUserIdentifier",
                "user-1");
        bench.identity("UnlinkDeveloperIdentity", unlink).succeeds();
        bench.identity(
                        "UnlinkDeveloperIdentity",
                        Map.of(
                                "IdentityPoolId",
                                pool,
                                "IdentityId",
                                second.text("IdentityId"),
                                "DeveloperProviderName",
                                "another",
                                "DeveloperUserIdentifier",
                                "user-1"))
                .fails("ResourceNotFoundException", 404);
    }

    private Reply developer(String pool, String user) {
        return bench.identity(
                "GetOpenIdTokenForDeveloperIdentity",
                Map.of("IdentityPoolId", pool, "Logins", Map.of("backend", user), "TokenDuration", 60L));
    }

    @Test
    void a_pool_is_described_changed_tagged_mapped_and_deleted() {
        String oidc = "arn:aws:iam::123456789012:oidc-provider/idp.example/realm";
        String saml = "arn:aws:iam::123456789012:saml-provider/corp";
        String pool = pool(Map.of(
                "SupportedLoginProviders",
                Map.of("accounts.google.com", "app-1"),
                "OpenIdConnectProviderARNs",
                List.of(oidc),
                "SamlProviderARNs",
                List.of(saml)));
        Reply described = bench.identity("DescribeIdentityPool", Map.of("IdentityPoolId", pool))
                .succeeds();
        assertThat(described.get("OpenIdConnectProviderARNs")).isEqualTo(List.of(oidc));
        assertThat(described.get("SamlProviderARNs")).isEqualTo(List.of(saml));
        assertThat(described.get("SupportedLoginProviders")).isEqualTo(Map.of("accounts.google.com", "app-1"));

        Map<String, Object> mapping = Map.of(
                "Type",
                "Rules",
                "AmbiguousRoleResolution",
                "Deny",
                "RulesConfiguration",
                Map.of(
                        "Rules",
                        List.of(Map.of("Claim", "group", "MatchType", "Equals", "Value", "a", "RoleARN", ROLE))));
        bench.identity(
                        "SetIdentityPoolRoles",
                        Map.of(
                                "IdentityPoolId",
                                pool,
                                "Roles",
                                Map.of("authenticated", ROLE),
                                "RoleMappings",
                                Map.of("accounts.google.com", mapping)))
                .succeeds();
        assertThat(bench.identity("GetIdentityPoolRoles", Map.of("IdentityPoolId", pool))
                        .get("RoleMappings", "accounts.google.com"))
                .isEqualTo(mapping);
        bench.identity(
                        "SetIdentityPoolRoles",
                        Map.of("IdentityPoolId", pool, "Roles", Map.of("authenticated", "arn:aws:s3:::bucket/x")))
                .fails("InvalidParameterException", 400);

        Map<String, Object> tags = Map.of(
                "IdentityPoolId",
                pool,
                "IdentityProviderName",
                "accounts.google.com",
                "PrincipalTags",
                Map.of("team", "groups"));
        assertThat(bench.identity("SetPrincipalTagAttributeMap", tags)
                        .succeeds()
                        .get("UseDefaults"))
                .isEqualTo(false);
        Map<String, String> asked = Map.of("IdentityPoolId", pool, "IdentityProviderName", "accounts.google.com");
        assertThat(bench.identity("GetPrincipalTagAttributeMap", asked).get("PrincipalTags"))
                .isEqualTo(Map.of("team", "groups"));

        String arn = "arn:aws:cognito-identity:eu-west-1:123456789012:identitypool/" + pool;
        bench.identity("TagResource", Map.of("ResourceArn", arn, "Tags", Map.of("a", "b")))
                .succeeds();
        assertThat(bench.identity("ListTagsForResource", Map.of("ResourceArn", arn))
                        .get("Tags"))
                .isEqualTo(Map.of("a", "b"));
        bench.identity("UntagResource", Map.of("ResourceArn", arn, "TagKeys", List.of("a")))
                .succeeds();
        bench.identity(
                        "UpdateIdentityPool",
                        Map.of(
                                "IdentityPoolId",
                                pool,
                                "IdentityPoolName",
                                "pictures",
                                "AllowUnauthenticatedIdentities",
                                false,
                                "SupportedLoginProviders",
                                Map.of("accounts.google.com", "app-2")))
                .succeeds();
        assertThat(bench.identity("ListIdentityPools", Map.of("MaxResults", 10L))
                        .text("IdentityPools", "0", "IdentityPoolName"))
                .isEqualTo("pictures");
        bench.identity("DeleteIdentityPool", Map.of("IdentityPoolId", pool)).succeeds();
        bench.identity("DescribeIdentityPool", Map.of("IdentityPoolId", pool)).fails("ResourceNotFoundException", 404);
    }
}
