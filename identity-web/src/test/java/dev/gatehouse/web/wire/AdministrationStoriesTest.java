package dev.gatehouse.web.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** User pools, app clients and groups, made and changed through the protocol. */
class AdministrationStoriesTest {
    private final WireBench bench = new WireBench();

    @Test
    void a_user_pool_is_made_described_changed_listed_and_deleted() {
        Reply made = bench.idp(
                        "CreateUserPool",
                        Map.of(
                                "PoolName",
                                "shop",
                                "UsernameAttributes",
                                List.of("email"),
                                "AutoVerifiedAttributes",
                                List.of("email"),
                                "DeletionProtection",
                                "ACTIVE",
                                "UserPoolTags",
                                Map.of("team", "web"),
                                "Policies",
                                Map.of("PasswordPolicy", Map.of("MinimumLength", 12L, "RequireSymbols", false)),
                                "Schema",
                                List.of(
                                        Map.of("Name", "plan", "AttributeDataType", "String", "Mutable", true),
                                        Map.of("Name", "given_name", "Required", true))))
                .succeeds();
        String pool = made.text("UserPool", "Id");
        assertThat(pool).matches("eu-west-1_[0-9A-Za-z]{9}");
        assertThat(made.text("UserPool", "Arn"))
                .isEqualTo("arn:aws:cognito-idp:eu-west-1:123456789012:userpool/" + pool);
        assertThat(made.get("UserPool", "Policies", "PasswordPolicy", "MinimumLength"))
                .isEqualTo(12L);
        assertThat(made.get("UserPool", "Policies", "PasswordPolicy", "RequireSymbols"))
                .isEqualTo(false);
        assertThat(made.get("UserPool", "Policies", "PasswordPolicy", "RequireNumbers"))
                .as("what is not named is the reference's")
                .isEqualTo(true);
        assertThat(made.get("UserPool", "SchemaAttributes").toString()).contains("custom:plan");

        Map<String, String> named = Map.of("UserPoolId", pool);
        bench.idp("DeleteUserPool", named).fails("InvalidParameterException", 400);
        bench.idp("UpdateUserPool", Map.of("UserPoolId", pool, "DeletionProtection", "INACTIVE", "PoolName", "market"))
                .succeeds();
        bench.idp(
                        "AddCustomAttributes",
                        Map.of(
                                "UserPoolId",
                                pool,
                                "CustomAttributes",
                                List.of(Map.of("Name", "tier", "AttributeDataType", "Number"))))
                .succeeds();
        Reply described = bench.idp("DescribeUserPool", named).succeeds();
        assertThat(described.text("UserPool", "Name")).isEqualTo("market");
        assertThat(described.get("UserPool", "Policies", "PasswordPolicy", "MinimumLength"))
                .as("an update leaves what it does not name")
                .isEqualTo(12L);
        assertThat(described.get("UserPool", "SchemaAttributes").toString()).contains("custom:tier");

        String arn = described.text("UserPool", "Arn");
        bench.idp("TagResource", Map.of("ResourceArn", arn, "Tags", Map.of("cost", "42")))
                .succeeds();
        bench.idp("UntagResource", Map.of("ResourceArn", arn, "TagKeys", List.of("team")))
                .succeeds();
        assertThat(bench.idp("ListTagsForResource", Map.of("ResourceArn", arn)).get("Tags"))
                .isEqualTo(Map.of("cost", "42"));
        bench.idp("ListTagsForResource", Map.of("ResourceArn", arn.replace("eu-west-1:1", "us-east-1:1")))
                .fails("ResourceNotFoundException", 404);

        List<String> ids = new ArrayList<>();
        Map<String, Object> page = new HashMap<>(Map.of("MaxResults", 1L));
        while (true) {
            Reply reply = bench.idp("ListUserPools", page).succeeds();
            ((List<?>) reply.get("UserPools")).forEach(item -> ids.add((String) ((Map<?, ?>) item).get("Id")));
            if (!reply.members().containsKey("NextToken")) {
                break;
            }
            page.put("NextToken", reply.text("NextToken"));
        }
        assertThat(ids).containsExactlyInAnyOrder(pool, bench.reference.pool(), bench.strict.pool());
        bench.idp("DeleteUserPool", named).succeeds();
        bench.idp("DescribeUserPool", named).fails("ResourceNotFoundException", 404);
        bench.idp("DeleteUserPool", named).fails("ResourceNotFoundException", 404);
    }

    @ParameterizedTest
    @CsvSource({
        "MfaConfiguration, ON, pool.mfa",
        "UserPoolTier, PLUS, pool.tier",
        "EmailVerificationSubject, Hello, pool.messages"
    })
    void a_setting_without_its_capability_is_refused_by_name(String member, String value, String rule) {
        Reply refused = bench.idp("CreateUserPool", Map.of("PoolName", "shop", member, value))
                .fails("InvalidParameterException", 400);
        assertThat(refused.message()).endsWith(rule);
    }

    @Test
    void settings_that_ask_for_what_is_so_anyway_are_taken() {
        bench.idp(
                        "CreateUserPool",
                        Map.of(
                                "PoolName",
                                "shop",
                                "MfaConfiguration",
                                "OFF",
                                "LambdaConfig",
                                Map.of(),
                                "EmailConfiguration",
                                Map.of("EmailSendingAccount", "COGNITO_DEFAULT"),
                                "VerificationMessageTemplate",
                                Map.of("DefaultEmailOption", "CONFIRM_WITH_CODE"),
                                "UsernameConfiguration",
                                Map.of("CaseSensitive", false),
                                "AccountRecoverySetting",
                                Map.of(
                                        "RecoveryMechanisms",
                                        List.of(
                                                Map.of("Priority", 2L, "Name", "verified_phone_number"),
                                                Map.of("Priority", 1L, "Name", "verified_email")))))
                .succeeds();
        bench.idp("CreateUserPool", Map.of("PoolName", "shop", "UsernameAttributes", List.of("email", "phone_number")))
                .fails("InvalidParameterException", 400);
    }

    @Test
    void an_app_client_is_made_described_changed_and_deleted() {
        String pool = bench.reference.pool();
        Reply made = bench.idp(
                        "CreateUserPoolClient",
                        Map.of(
                                "UserPoolId",
                                pool,
                                "ClientName",
                                "app",
                                "GenerateSecret",
                                true,
                                "ExplicitAuthFlows",
                                List.of("ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"),
                                "AccessTokenValidity",
                                10L,
                                "TokenValidityUnits",
                                Map.of("AccessToken", "minutes"),
                                "RefreshTokenValidity",
                                7L,
                                "RefreshTokenRotation",
                                Map.of("Feature", "ENABLED", "RetryGracePeriodSeconds", 20L)))
                .succeeds();
        String client = made.text("UserPoolClient", "ClientId");
        assertThat(client).matches("[0-9a-z]{26}");
        assertThat(made.text("UserPoolClient", "ClientSecret")).matches("[\\w+]{24,64}");
        assertThat(made.get("UserPoolClient", "AccessTokenValidity")).isEqualTo(600L);
        assertThat(made.get("UserPoolClient", "RefreshTokenValidity")).isEqualTo(7L * 86_400);
        assertThat(made.get("UserPoolClient", "RefreshTokenRotation", "RetryGracePeriodSeconds"))
                .isEqualTo(20L);
        assertThat(made.get("UserPoolClient", "PreventUserExistenceErrors")).isEqualTo("ENABLED");

        Map<String, String> named = Map.of("UserPoolId", pool, "ClientId", client);
        Reply second = bench.idp("AddUserPoolClientSecret", named).succeeds();
        assertThat(second.text("ClientSecretDescriptor", "ClientSecretValue")).isNotEmpty();
        Reply secrets = bench.idp("ListUserPoolClientSecrets", named).succeeds();
        assertThat((List<?>) secrets.get("ClientSecrets")).hasSize(2);
        assertThat(secrets.get("ClientSecrets").toString()).doesNotContain("ClientSecretValue");
        bench.idp("AddUserPoolClientSecret", named).fails("LimitExceededException", 400);
        bench.idp(
                        "DeleteUserPoolClientSecret",
                        Map.of(
                                "UserPoolId",
                                pool,
                                "ClientId",
                                client,
                                "ClientSecretId",
                                secrets.text("ClientSecrets", "0", "ClientSecretId")))
                .succeeds();
        Reply updated = bench.idp(
                        "UpdateUserPoolClient",
                        Map.of(
                                "UserPoolId",
                                pool,
                                "ClientId",
                                client,
                                "ClientName",
                                "application",
                                "EnableTokenRevocation",
                                false))
                .succeeds();
        assertThat(updated.text("UserPoolClient", "ClientName")).isEqualTo("application");
        assertThat(updated.get("UserPoolClient", "AccessTokenValidity")).isEqualTo(600L);
        assertThat(bench.idp("ListUserPoolClients", Map.of("UserPoolId", pool))
                        .get("UserPoolClients")
                        .toString())
                .contains(client);
        bench.idp("DescribeUserPoolClient", Map.of("UserPoolId", bench.strict.pool(), "ClientId", client))
                .fails("ResourceNotFoundException", 404);
        bench.idp("DeleteUserPoolClient", named).succeeds();
        bench.idp("DescribeUserPoolClient", named).fails("ResourceNotFoundException", 404);
    }

    @Test
    void a_new_client_has_the_reference_s_defaults() {
        Reply made = bench.idp(
                        "CreateUserPoolClient", Map.of("UserPoolId", bench.reference.pool(), "ClientName", "plain"))
                .succeeds();
        assertThat(made.get("UserPoolClient").toString()).doesNotContain("ClientSecret");
        assertThat(made.get("UserPoolClient", "RefreshTokenRotation", "Feature"))
                .isEqualTo("DISABLED");
        assertThat(made.get("UserPoolClient", "ExplicitAuthFlows")).isEqualTo(List.of("ALLOW_REFRESH_TOKEN_AUTH"));
        assertThat(made.get("UserPoolClient", "RefreshTokenValidity")).isEqualTo(30L * 86_400);
        bench.idp(
                        "CreateUserPoolClient",
                        Map.of(
                                "UserPoolId",
                                bench.reference.pool(),
                                "ClientName",
                                "web",
                                "ExplicitAuthFlows",
                                List.of("ALLOW_USER_SRP_AUTH")))
                .fails("InvalidParameterException", 400);
        bench.idp(
                        "CreateUserPoolClient",
                        Map.of(
                                "UserPoolId",
                                bench.reference.pool(),
                                "ClientName",
                                "web",
                                "CallbackURLs",
                                List.of("https://a.example")))
                .fails("InvalidParameterException", 400);
    }

    @Test
    void groups_and_their_members() {
        String pool = bench.reference.pool();
        for (String group : List.of("editors", "readers", "writers")) {
            bench.idp(
                            "CreateGroup",
                            Map.of(
                                    "UserPoolId",
                                    pool,
                                    "GroupName",
                                    group,
                                    "Precedence",
                                    1L,
                                    "RoleArn",
                                    "arn:aws:iam::123456789012:role/" + group))
                    .succeeds();
        }
        bench.idp("CreateGroup", Map.of("UserPoolId", pool, "GroupName", "editors"))
                .fails("GroupExistsException", 400);
        bench.idp(
                        "AdminCreateUser",
                        Map.of("UserPoolId", pool, "Username", "eve@example.com", "TemporaryPassword", "Temporary-1x"))
                .succeeds();
        for (String group : List.of("editors", "readers", "writers")) {
            bench.idp(
                            "AdminAddUserToGroup",
                            Map.of("UserPoolId", pool, "GroupName", group, "Username", "eve@example.com"))
                    .succeeds();
        }
        List<Object> groups = new ArrayList<>();
        Map<String, Object> page =
                new HashMap<>(Map.of("UserPoolId", pool, "Username", "eve@example.com", "Limit", 2L));
        Reply first = bench.idp("AdminListGroupsForUser", page).succeeds();
        groups.addAll((List<?>) first.get("Groups"));
        page.put("NextToken", first.text("NextToken"));
        Reply last = bench.idp("AdminListGroupsForUser", page).succeeds();
        groups.addAll((List<?>) last.get("Groups"));
        assertThat(groups).hasSize(3);
        assertThat(last.members()).doesNotContainKey("NextToken");
        page.put("NextToken", "nonsense");
        bench.idp("AdminListGroupsForUser", page).fails("InvalidParameterException", 400);
        assertThat(bench.idp("ListUsersInGroup", Map.of("UserPoolId", pool, "GroupName", "readers"))
                        .get("Users")
                        .toString())
                .contains("eve@example.com");
        Reply updated = bench.idp(
                        "UpdateGroup", Map.of("UserPoolId", pool, "GroupName", "readers", "Description", "They read"))
                .succeeds();
        assertThat(updated.text("Group", "Description")).isEqualTo("They read");
        assertThat(updated.get("Group", "Precedence")).isEqualTo(1L);
        bench.idp(
                        "AdminRemoveUserFromGroup",
                        Map.of("UserPoolId", pool, "GroupName", "readers", "Username", "eve@example.com"))
                .succeeds();
        bench.idp("DeleteGroup", Map.of("UserPoolId", pool, "GroupName", "readers"))
                .succeeds();
        bench.idp("GetGroup", Map.of("UserPoolId", pool, "GroupName", "readers"))
                .fails("ResourceNotFoundException", 404);
    }
}
