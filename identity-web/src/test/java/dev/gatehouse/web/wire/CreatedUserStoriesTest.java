package dev.gatehouse.web.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A user that an administrator makes, through the protocol: invited, with a password of its own, locked out, gone. */
class CreatedUserStoriesTest {
    private static final String ALICE = "alice@example.com";
    private static final String PASSWORD = "Correct-horse-7-battery";

    private final WireBench bench = new WireBench();

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

    @Test
    void an_administrator_makes_a_user_who_replaces_its_password_and_is_locked_out() {
        String pool = bench.reference.pool();
        String client = bench.reference.client();
        Reply made = bench.idp(
                        "AdminCreateUser",
                        Map.of(
                                "UserPoolId",
                                pool,
                                "Username",
                                ALICE,
                                "TemporaryPassword",
                                "Temporary-horse-1",
                                "UserAttributes",
                                List.of(
                                        Map.of("Name", "email", "Value", ALICE),
                                        Map.of("Name", "email_verified", "Value", "true")),
                                "MessageAction",
                                "SUPPRESS"))
                .succeeds();
        assertThat(made.get("User", "UserStatus")).isEqualTo("FORCE_CHANGE_PASSWORD");
        assertThat(made.get("User", "Enabled")).isEqualTo(true);

        Reply challenge = signIn(client, ALICE, "Temporary-horse-1").succeeds();
        assertThat(challenge.text("ChallengeName")).isEqualTo("NEW_PASSWORD_REQUIRED");
        assertThat(challenge.text("ChallengeParameters", "userAttributes"))
                .isEqualTo("{\"email\":\"" + ALICE + "\",\"email_verified\":\"true\"}");
        assertThat(challenge.text("ChallengeParameters", "requiredAttributes")).isEqualTo("[]");
        Reply answered = bench.idp(
                        "RespondToAuthChallenge",
                        Map.of(
                                "ClientId",
                                client,
                                "ChallengeName",
                                "NEW_PASSWORD_REQUIRED",
                                "Session",
                                challenge.text("Session"),
                                "ChallengeResponses",
                                Map.of(
                                        "USERNAME",
                                        ALICE,
                                        "NEW_PASSWORD",
                                        PASSWORD,
                                        "userAttributes.email",
                                        ALICE,
                                        "userAttributes.name",
                                        "Alice")))
                .succeeds();
        assertThat(answered.text("AuthenticationResult", "RefreshToken")).isNotEmpty();

        Map<String, String> named = Map.of("UserPoolId", pool, "Username", ALICE);
        assertThat(bench.idp("AdminGetUser", named).succeeds().get("UserStatus"))
                .isEqualTo("CONFIRMED");
        assertThat(bench.idp("AdminGetUser", named).get("UserAttributes").toString())
                .contains("Alice");
        bench.idp("AdminDisableUser", named).succeeds();
        signIn(client, ALICE, PASSWORD).fails("NotAuthorizedException", 403);
        bench.idp("AdminEnableUser", named).succeeds();
        signIn(client, ALICE, PASSWORD).succeeds();
        bench.idp("AdminUserGlobalSignOut", named).succeeds();
        bench.idp("AdminDeleteUser", named).succeeds();
        bench.idp("AdminGetUser", named).fails("UserNotFoundException", 404);
    }
}
