package dev.gatehouse.web.wire.userpool;

import dev.gatehouse.web.wire.model.WireService;
import dev.gatehouse.web.wire.operation.Absence;
import dev.gatehouse.web.wire.operation.Catalogue;
import dev.gatehouse.web.wire.operation.TagOperations;

/** Which operations of the user pools' service are served, and why the others are not. */
public final class UserPoolOperations {
    private UserPoolOperations() {}

    /** Returns the catalogue. */
    public static Catalogue catalogue(WireService service) {
        Catalogue.Builder catalogue = Catalogue.of(service);
        users(catalogue);
        administration(catalogue);
        configuration(catalogue);
        absent(catalogue);
        return catalogue.build();
    }

    private static void users(Catalogue.Builder catalogue) {
        catalogue
                .serve("SignUp", SignUpOperations::signUp)
                .serve("ConfirmSignUp", SignUpOperations::confirm)
                .serve("ResendConfirmationCode", SignUpOperations::resend)
                .serve("InitiateAuth", SignInOperations::initiate)
                .serve("RespondToAuthChallenge", SignInOperations::respond)
                .serve("GetTokensFromRefreshToken", TokenOperations::renew)
                .serve("RevokeToken", TokenOperations::revoke)
                .serve("GlobalSignOut", TokenOperations::globalSignOut)
                .serve("ForgotPassword", RecoveryOperations::forgot)
                .serve("ConfirmForgotPassword", RecoveryOperations::confirm)
                .serve("ChangePassword", RecoveryOperations::change)
                .serve("GetUser", ProfileOperations::get)
                .serve("UpdateUserAttributes", ProfileOperations::update)
                .serve("DeleteUserAttributes", ProfileOperations::deleteAttributes)
                .serve("GetUserAttributeVerificationCode", ProfileOperations::resendCode)
                .serve("VerifyUserAttribute", ProfileOperations::verify)
                .serve("DeleteUser", ProfileOperations::delete);
    }

    private static void administration(Catalogue.Builder catalogue) {
        catalogue
                .serve("AdminConfirmSignUp", SignUpOperations::adminConfirm)
                .serve("AdminInitiateAuth", SignInOperations::adminInitiate)
                .serve("AdminRespondToAuthChallenge", SignInOperations::adminRespond)
                .serve("AdminUserGlobalSignOut", AdminOperations::signOut)
                .serve("AdminSetUserPassword", RecoveryOperations::adminSet)
                .serve("AdminResetUserPassword", RecoveryOperations::adminReset)
                .serve("AdminCreateUser", AdminOperations::create)
                .serve("AdminGetUser", AdminOperations::get)
                .serve("ListUsers", UserListOperations::list)
                .serve("AdminDeleteUser", AdminOperations::delete)
                .serve("AdminEnableUser", AdminOperations::enable)
                .serve("AdminDisableUser", AdminOperations::disable)
                .serve("AdminUpdateUserAttributes", AdminOperations::updateAttributes)
                .serve("AdminDeleteUserAttributes", AdminOperations::deleteAttributes)
                .serve("CreateGroup", GroupOperations::create)
                .serve("GetGroup", GroupOperations::get)
                .serve("UpdateGroup", GroupOperations::update)
                .serve("DeleteGroup", GroupOperations::delete)
                .serve("ListGroups", GroupOperations::list)
                .serve("ListUsersInGroup", GroupOperations::members)
                .serve("AdminAddUserToGroup", GroupOperations::add)
                .serve("AdminRemoveUserFromGroup", GroupOperations::remove)
                .serve("AdminListGroupsForUser", GroupOperations::ofUser);
    }

    private static void configuration(Catalogue.Builder catalogue) {
        catalogue
                .serve("CreateUserPool", PoolOperations::create)
                .serve("DescribeUserPool", PoolOperations::describe)
                .serve("UpdateUserPool", PoolOperations::update)
                .serve("DeleteUserPool", PoolOperations::delete)
                .serve("ListUserPools", PoolOperations::list)
                .serve("AddCustomAttributes", PoolOperations::addAttributes)
                .serve("GetUserPoolMfaConfig", PoolOperations::mfa)
                .serve("GetSigningCertificate", CertificateOperations::get)
                .serve("CreateUserPoolClient", ClientOperations::create)
                .serve("DescribeUserPoolClient", ClientOperations::describe)
                .serve("UpdateUserPoolClient", ClientOperations::update)
                .serve("DeleteUserPoolClient", ClientOperations::delete)
                .serve("ListUserPoolClients", ClientOperations::list)
                .serve("AddUserPoolClientSecret", ClientOperations::addSecret)
                .serve("ListUserPoolClientSecrets", ClientOperations::listSecrets)
                .serve("DeleteUserPoolClientSecret", ClientOperations::deleteSecret)
                .serve("TagResource", TagOperations.USER_POOLS::tag)
                .serve("UntagResource", TagOperations.USER_POOLS::untag)
                .serve("ListTagsForResource", TagOperations.USER_POOLS::list);
    }

    private static void absent(Catalogue.Builder catalogue) {
        catalogue
                .absent(
                        Absence.FACTORS,
                        "GetUserAuthFactors",
                        "AdminGetUserAuthFactors",
                        "SetUserSettings",
                        "AssociateSoftwareToken",
                        "VerifySoftwareToken",
                        "SetUserMFAPreference",
                        "AdminSetUserMFAPreference",
                        "AdminSetUserSettings",
                        "AdminDeleteSoftwareToken",
                        "SetUserPoolMfaConfig")
                .absent(
                        Absence.PASSKEYS,
                        "StartWebAuthnRegistration",
                        "CompleteWebAuthnRegistration",
                        "ListWebAuthnCredentials",
                        "DeleteWebAuthnCredential")
                .absent(
                        Absence.DEVICES,
                        "ConfirmDevice",
                        "GetDevice",
                        "ListDevices",
                        "ForgetDevice",
                        "UpdateDeviceStatus",
                        "AdminGetDevice",
                        "AdminListDevices",
                        "AdminForgetDevice",
                        "AdminUpdateDeviceStatus")
                .absent(
                        Absence.SESSIONS,
                        "ListUserSessions",
                        "RevokeUserSession",
                        "AdminListUserSessions",
                        "AdminRevokeUserSession",
                        "GetUserPoolSessionConfiguration",
                        "SetUserPoolSessionConfiguration",
                        "GetUserPoolClientSessionConfiguration",
                        "SetUserPoolClientSessionConfiguration")
                .absent(
                        Absence.FEDERATION,
                        "AdminLinkProviderForUser",
                        "AdminDisableProviderForUser",
                        "CreateIdentityProvider",
                        "DescribeIdentityProvider",
                        "UpdateIdentityProvider",
                        "DeleteIdentityProvider",
                        "ListIdentityProviders",
                        "GetIdentityProviderByIdentifier")
                .absent(
                        Absence.OAUTH,
                        "GetClientToken",
                        "CreateResourceServer",
                        "DescribeResourceServer",
                        "UpdateResourceServer",
                        "DeleteResourceServer",
                        "ListResourceServers")
                .absent(
                        Absence.PAGES,
                        "CreateUserPoolDomain",
                        "DescribeUserPoolDomain",
                        "UpdateUserPoolDomain",
                        "DeleteUserPoolDomain",
                        "CreateManagedLoginBranding",
                        "DescribeManagedLoginBranding",
                        "DescribeManagedLoginBrandingByClient",
                        "UpdateManagedLoginBranding",
                        "DeleteManagedLoginBranding",
                        "GetUICustomization",
                        "SetUICustomization",
                        "CreateTerms",
                        "DescribeTerms",
                        "DescribeTermsByClient",
                        "UpdateTerms",
                        "DeleteTerms",
                        "ListTerms")
                .absent(
                        Absence.RISK,
                        "DescribeRiskConfiguration",
                        "SetRiskConfiguration",
                        "AdminListUserAuthEvents",
                        "UpdateAuthEventFeedback",
                        "AdminUpdateAuthEventFeedback",
                        "GetLogDeliveryConfiguration",
                        "SetLogDeliveryConfiguration")
                .absent(
                        Absence.IMPORT,
                        "GetCSVHeader",
                        "CreateUserImportJob",
                        "StartUserImportJob",
                        "StopUserImportJob",
                        "DescribeUserImportJob",
                        "ListUserImportJobs")
                .absent(
                        Absence.REPLICAS,
                        "CreateUserPoolReplica",
                        "UpdateUserPoolReplica",
                        "DeleteUserPoolReplica",
                        "ListUserPoolReplicas")
                .absent(Absence.LIMITS, "GetProvisionedLimit", "UpdateProvisionedLimit");
    }
}
