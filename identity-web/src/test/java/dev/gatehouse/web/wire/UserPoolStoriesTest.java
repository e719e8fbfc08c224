package dev.gatehouse.web.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ClientId;
import dev.gatehouse.PoolId;
import dev.gatehouse.Secret;
import dev.gatehouse.userpool.settings.SecretHash;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole stories of users through the protocol, in both presets. */
class UserPoolStoriesTest {
    private static final String ALICE = "alice@example.com";
    private static final String PASSWORD = "Correct-horse-7-battery";

    private final WireBench bench = new WireBench();

    private WireBench.Made made(String preset) {
        return preset.equals("STRICT") ? bench.strict : bench.reference;
    }

    private Reply signUp(String client, String name) {
        return bench.idp("SignUp", Map.of("ClientId", client, "Username", name, "Password", PASSWORD));
    }

    private void registered(String client, String name) {
        signUp(client, name).succeeds();
        bench.deliver();
        bench.idp(
                        "ConfirmSignUp",
                        Map.of("ClientId", client, "Username", name, "ConfirmationCode", bench.sender.lastCode(name)))
                .succeeds();
    }

    private Reply signIn(String client, String name, String password) {
        return bench.idp(
                "InitiateAuth",
                Map.of(
                        "AuthFlow",
                        "USER_PASSWORD_AUTH",
                        "ClientId",
                        client,
                        "AuthParameters",
                        Map.of("USERNAME", name, "PASSWORD", password)));
    }

    private Reply refresh(String client, String token) {
        return bench.idp(
                "InitiateAuth",
                Map.of(
                        "AuthFlow",
                        "REFRESH_TOKEN_AUTH",
                        "ClientId",
                        client,
                        "AuthParameters",
                        Map.of("REFRESH_TOKEN", token)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"REFERENCE", "STRICT"})
    void sign_up_confirm_sign_in_refresh_sign_out(String preset) {
        String client = made(preset).client();
        Reply signUp = signUp(client, ALICE).succeeds();
        assertThat(signUp.get("UserConfirmed")).isEqualTo(false);
        assertThat(signUp.text("CodeDeliveryDetails", "Destination")).isEqualTo("a***@e***");
        assertThat(signUp.text("CodeDeliveryDetails", "DeliveryMedium")).isEqualTo("EMAIL");
        assertThat(signUp.text("CodeDeliveryDetails", "AttributeName")).isEqualTo("email");
        bench.deliver();
        bench.idp(
                        "ConfirmSignUp",
                        Map.of("ClientId", client, "Username", ALICE, "ConfirmationCode", bench.sender.lastCode(ALICE)))
                .succeeds();

        Reply signedIn = signIn(client, ALICE, PASSWORD).succeeds();
        assertThat(signedIn.get("AuthenticationResult", "ExpiresIn")).isEqualTo(3_600L);
        assertThat(signedIn.text("AuthenticationResult", "TokenType")).isEqualTo("Bearer");
        String access = signedIn.text("AuthenticationResult", "AccessToken");
        Reply user = bench.idp("GetUser", Map.of("AccessToken", access)).succeeds();
        assertThat(user.get("UserAttributes", "0", "Name")).isEqualTo("sub");
        assertThat(user.get("UserAttributes", "0", "Value")).isEqualTo(signUp.get("UserSub"));

        String refreshToken = signedIn.text("AuthenticationResult", "RefreshToken");
        Reply refreshed = refresh(client, refreshToken).succeeds();
        assertThat(refreshed.text("AuthenticationResult", "RefreshToken"))
                .as("these clients rotate")
                .isNotEqualTo(refreshToken);

        bench.idp("GlobalSignOut", Map.of("AccessToken", access)).succeeds();
        refresh(client, refreshed.text("AuthenticationResult", "RefreshToken")).fails("NotAuthorizedException", 403);
        bench.clock.advance(Duration.ofSeconds(6));
        bench.idp("GetUser", Map.of("AccessToken", access)).fails("NotAuthorizedException", 403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"REFERENCE", "STRICT"})
    void who_exists_is_told_as_the_preset_has_it(String preset) {
        String client = made(preset).client();
        registered(client, ALICE);
        boolean strict = preset.equals("STRICT");

        signIn(client, ALICE, "Wrong-horse-7-battery").fails("NotAuthorizedException", 403);
        Reply absent = signIn(client, "nobody@example.com", PASSWORD).fails("NotAuthorizedException", 403);
        assertThat(absent.message()).isEqualTo("Incorrect username or password.");
        Reply again = signUp(client, ALICE);
        if (strict) {
            again.succeeds();
        } else {
            again.fails("UsernameExistsException", 400);
        }
        bench.idp("ForgotPassword", Map.of("ClientId", client, "Username", "nobody@example.com"))
                .succeeds();
        signUp(client, "bob@example.com").succeeds();
        signIn(client, "bob@example.com", PASSWORD)
                .fails(strict ? "NotAuthorizedException" : "UserNotConfirmedException", strict ? 403 : 400);
    }

    @Test
    void a_legacy_client_is_told_who_is_absent() {
        String pool = bench.reference.pool();
        Reply client = bench.idp(
                        "CreateUserPoolClient",
                        Map.of(
                                "UserPoolId",
                                pool,
                                "ClientName",
                                "old",
                                "PreventUserExistenceErrors",
                                "LEGACY",
                                "ExplicitAuthFlows",
                                List.of("ALLOW_USER_PASSWORD_AUTH")))
                .succeeds();
        String id = client.text("UserPoolClient", "ClientId");

        signIn(id, "nobody@example.com", PASSWORD).fails("UserNotFoundException", 404);
        bench.idp("ForgotPassword", Map.of("ClientId", id, "Username", "nobody@example.com"))
                .fails("UserNotFoundException", 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"REFERENCE", "STRICT"})
    void a_lost_password_is_recovered(String preset) {
        String client = made(preset).client();
        registered(client, ALICE);
        bench.idp("ForgotPassword", Map.of("ClientId", client, "Username", ALICE))
                .succeeds();
        bench.deliver();
        String code = bench.sender.lastCode(ALICE);
        Map<String, String> wrong = Map.of(
                "ClientId",
                client,
                "Username",
                ALICE,
                "ConfirmationCode",
                code.equals("000000") ? "1" : "000000",
                "Password",
                "Another-horse-8-battery");
        bench.idp("ConfirmForgotPassword", wrong).fails("CodeMismatchException", 400);
        bench.idp(
                        "ConfirmForgotPassword",
                        Map.of(
                                "ClientId",
                                client,
                                "Username",
                                ALICE,
                                "ConfirmationCode",
                                code,
                                "Password",
                                "Another-horse-8-battery"))
                .succeeds();
        signIn(client, ALICE, "Another-horse-8-battery").succeeds();
        signIn(client, ALICE, PASSWORD).fails("NotAuthorizedException", 403);
    }

    @Test
    void a_signed_in_user_keeps_its_profile() {
        String client = bench.reference.client();
        registered(client, ALICE);
        String access = signIn(client, ALICE, PASSWORD).text("AuthenticationResult", "AccessToken");
        Reply updated = bench.idp(
                        "UpdateUserAttributes",
                        Map.of(
                                "AccessToken",
                                access,
                                "UserAttributes",
                                List.of(
                                        Map.of("Name", "email", "Value", "alice@example.org"),
                                        Map.of("Name", "nickname", "Value", "al"))))
                .succeeds();
        assertThat(updated.text("CodeDeliveryDetailsList", "0", "AttributeName"))
                .isEqualTo("email");
        bench.deliver();
        bench.idp(
                        "VerifyUserAttribute",
                        Map.of(
                                "AccessToken",
                                access,
                                "AttributeName",
                                "email",
                                "Code",
                                bench.sender.lastCode("alice@example.org")))
                .succeeds();
        bench.idp("DeleteUserAttributes", Map.of("AccessToken", access, "UserAttributeNames", List.of("nickname")))
                .succeeds();
        assertThat(bench.idp("GetUser", Map.of("AccessToken", access))
                        .get("UserAttributes")
                        .toString())
                .contains("alice@example.org")
                .doesNotContain("nickname");
        bench.idp(
                        "UpdateUserAttributes",
                        Map.of(
                                "AccessToken",
                                access,
                                "UserAttributes",
                                List.of(Map.of("Name", "nickname"), Map.of("Name", "nickname"))))
                .fails("InvalidParameterException", 400);
        bench.idp(
                        "ChangePassword",
                        Map.of(
                                "AccessToken",
                                access,
                                "PreviousPassword",
                                PASSWORD,
                                "ProposedPassword",
                                "Another-horse-8-battery"))
                .succeeds();
        bench.idp("DeleteUser", Map.of("AccessToken", access)).succeeds();
        signIn(client, "alice@example.org", "Another-horse-8-battery").fails("NotAuthorizedException", 403);
    }

    @Test
    void a_trusted_server_signs_users_in_through_clients_of_its_pool_alone() {
        registered(bench.reference.client(), ALICE);
        Map<String, Object> input = Map.of(
                "UserPoolId",
                bench.reference.pool(),
                "ClientId",
                bench.reference.client(),
                "AuthFlow",
                "ADMIN_NO_SRP_AUTH",
                "AuthParameters",
                Map.of("USERNAME", ALICE, "PASSWORD", PASSWORD));
        bench.idp("AdminInitiateAuth", input).succeeds();
        Map<String, Object> foreign = new HashMap<>(input);
        foreign.put("UserPoolId", bench.strict.pool());
        bench.idp("AdminInitiateAuth", foreign).fails("ResourceNotFoundException", 404);
        foreign.put("UserPoolId", bench.reference.pool());
        foreign.put("AuthFlow", "USER_SRP_AUTH");
        bench.idp("AdminInitiateAuth", foreign).fails("InvalidParameterException", 400);
    }

    @Test
    void a_client_with_a_secret_proves_it_everywhere() {
        String pool = bench.reference.pool();
        ClientId client = bench.userPools
                .createClient(
                        new PoolId(pool),
                        definition ->
                                definition.name("confidential").generateSecret().settings(WireBench::quick))
                .orElseThrow()
                .id();
        String value = bench.idp("DescribeUserPoolClient", Map.of("UserPoolId", pool, "ClientId", client.value()))
                .succeeds()
                .text("UserPoolClient", "ClientSecret");
        String hash = SecretHash.compute(Secret.of(value), ALICE, client).value();

        signUp(client.value(), ALICE).fails("NotAuthorizedException", 403);
        Map<String, String> registration =
                Map.of("ClientId", client.value(), "Username", ALICE, "Password", PASSWORD, "SecretHash", hash);
        bench.idp("SignUp", registration).succeeds();
        bench.deliver();
        bench.idp(
                        "ConfirmSignUp",
                        Map.of(
                                "ClientId",
                                client.value(),
                                "Username",
                                ALICE,
                                "SecretHash",
                                hash,
                                "ConfirmationCode",
                                bench.sender.lastCode(ALICE)))
                .succeeds();
        signIn(client.value(), ALICE, PASSWORD).fails("NotAuthorizedException", 403);
        Reply signedIn = bench.idp(
                        "InitiateAuth",
                        Map.of(
                                "AuthFlow",
                                "USER_PASSWORD_AUTH",
                                "ClientId",
                                client.value(),
                                "AuthParameters",
                                Map.of("USERNAME", ALICE, "PASSWORD", PASSWORD, "SECRET_HASH", hash)))
                .succeeds();
        String token = signedIn.text("AuthenticationResult", "RefreshToken");
        refresh(client.value(), token).fails("NotAuthorizedException", 403);
        Reply renewed = bench.idp(
                        "GetTokensFromRefreshToken",
                        Map.of("ClientId", client.value(), "RefreshToken", token, "ClientSecret", value))
                .succeeds();
        bench.idp(
                        "RevokeToken",
                        Map.of(
                                "ClientId",
                                client.value(),
                                "ClientSecret",
                                "x".repeat(30),
                                "Token",
                                renewed.text("AuthenticationResult", "RefreshToken")))
                .fails("UnauthorizedException", 401);
        bench.idp(
                        "RevokeToken",
                        Map.of(
                                "ClientId",
                                client.value(),
                                "ClientSecret",
                                value,
                                "Token",
                                renewed.text("AuthenticationResult", "RefreshToken")))
                .succeeds();
    }

    @Test
    void a_token_of_another_pool_is_not_taken() {
        registered(bench.reference.client(), ALICE);
        Reply signedIn = signIn(bench.reference.client(), ALICE, PASSWORD);
        refresh(bench.strict.client(), signedIn.text("AuthenticationResult", "RefreshToken"))
                .fails("NotAuthorizedException", 403);
        String access = signedIn.text("AuthenticationResult", "AccessToken");
        bench.idp("GetUser", Map.of("AccessToken", access + "x")).fails("NotAuthorizedException", 403);
        bench.idp("GetUser", Map.of("AccessToken", signedIn.text("AuthenticationResult", "IdToken")))
                .fails("NotAuthorizedException", 403);
    }
}
