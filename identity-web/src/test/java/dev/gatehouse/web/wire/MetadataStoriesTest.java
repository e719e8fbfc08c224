package dev.gatehouse.web.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code ClientMetadata} and {@code ValidationData} through the protocol, as hooks see them. */
class MetadataStoriesTest {
    private static final String ANNA = "anna@example.org";
    private static final String PASSWORD = "Correct-horse-7-battery";
    private static final Map<String, String> SENT = Map.of("from", "spring");
    private static final Map<String, String> NOTHING = Map.of();
    private static final List<Map<String, String>> VALIDATION = List.of(Map.of("Name", "captcha", "Value", "right"));

    private final WireBench bench = new WireBench();
    private final String pool = bench.reference.pool();
    private final String client = bench.reference.client();

    /** Calls an operation of the client with metadata, and returns what hooks were shown. */
    private List<Map<String, String>> shown(String operation, Map<String, ?> input) {
        bench.sentAlong.clear();
        Map<String, Object> all = new HashMap<>(input);
        all.put("ClientMetadata", SENT);
        bench.idp(operation, all).succeeds();
        return new ArrayList<>(bench.sentAlong);
    }

    @Test
    void sign_up_confirmation_sign_in_and_renewal() {
        assertThat(shown(
                        "SignUp",
                        Map.of(
                                "ClientId",
                                client,
                                "Username",
                                ANNA,
                                "Password",
                                PASSWORD,
                                "ValidationData",
                                VALIDATION)))
                .containsExactly(SENT, Map.of("captcha", "right"));
        bench.deliver();
        assertThat(shown(
                        "ConfirmSignUp",
                        Map.of("ClientId", client, "Username", ANNA, "ConfirmationCode", bench.sender.lastCode(ANNA))))
                .containsExactly(SENT);
        Map<String, Object> start = Map.of(
                "ClientId",
                client,
                "AuthFlow",
                "USER_PASSWORD_AUTH",
                "AuthParameters",
                Map.of("USERNAME", ANNA, "PASSWORD", PASSWORD));
        assertThat(shown("InitiateAuth", start)).containsExactly(SENT, NOTHING, NOTHING);
        String token = bench.idp("InitiateAuth", start).text("AuthenticationResult", "RefreshToken");
        assertThat(shown("GetTokensFromRefreshToken", Map.of("ClientId", client, "RefreshToken", token)))
                .containsExactly(SENT);
        bench.idp("ForgotPassword", Map.of("ClientId", client, "Username", ANNA))
                .succeeds();
        bench.deliver();
        assertThat(shown(
                        "ConfirmForgotPassword",
                        Map.of(
                                "ClientId",
                                client,
                                "Username",
                                ANNA,
                                "ConfirmationCode",
                                bench.sender.lastCode(ANNA),
                                "Password",
                                "Other-horse-7-battery")))
                .containsExactly(SENT);
    }

    @Test
    void an_administrators_user_and_confirmation() {
        assertThat(shown(
                        "AdminCreateUser",
                        Map.of(
                                "UserPoolId",
                                pool,
                                "Username",
                                ANNA,
                                "TemporaryPassword",
                                "Temporary-horse-1",
                                "MessageAction",
                                "SUPPRESS",
                                "ValidationData",
                                VALIDATION)))
                .containsExactly(SENT, Map.of("captcha", "right"));
        Map<String, Object> other = Map.of("ClientId", client, "Username", "bob@example.org", "Password", PASSWORD);
        bench.idp("SignUp", other).succeeds();
        assertThat(shown("AdminConfirmSignUp", Map.of("UserPoolId", pool, "Username", "bob@example.org")))
                .containsExactly(SENT);
    }

    @Test
    void too_much_and_a_name_twice_are_refused_and_a_forced_alias_too() {
        String large = "x".repeat(131_072);
        Map<String, Object> input = new HashMap<>(Map.of("ClientId", client, "Username", ANNA, "Password", PASSWORD));
        input.put("ClientMetadata", Map.of("a", large, "b", large));
        assertThat(bench.idp("SignUp", input)
                        .fails("InvalidParameterException", 400)
                        .message())
                .endsWith("client-metadata.size");
        input.remove("ClientMetadata");
        input.put("ValidationData", List.of(Map.of("Name", "a"), Map.of("Name", "a")));
        assertThat(bench.idp("SignUp", input)
                        .fails("InvalidParameterException", 400)
                        .message())
                .endsWith("attributes.twice");
        assertThat(bench.idp(
                                "AdminCreateUser",
                                Map.of("UserPoolId", pool, "Username", ANNA, "ForceAliasCreation", true))
                        .fails("InvalidParameterException", 400)
                        .message())
                .endsWith("user.force-alias-creation");
    }
}
