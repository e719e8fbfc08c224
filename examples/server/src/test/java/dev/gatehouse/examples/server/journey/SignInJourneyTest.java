package dev.gatehouse.examples.server.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.ClientId;
import dev.gatehouse.userpool.directory.ClientDefinition;
import dev.gatehouse.userpool.settings.Masking;
import dev.gatehouse.userpool.settings.SecretHash;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;

@ExtendWith(SharedServer.class)
class SignInJourneyTest {
    private final TestServer server;
    private final Clients clients;
    private final CognitoIdentityProviderClient users;

    SignInJourneyTest(TestServer server) {
        this.server = server;
        this.clients = new Clients(server.origin());
        this.users = clients.users(Clients.NOBODY);
    }

    private InitiateAuthResponse signIn(String client, String username, String password, Map<String, String> more) {
        Map<String, String> parameters = new HashMap<>(more);
        parameters.put("USERNAME", username);
        parameters.put("PASSWORD", password);
        return users.initiateAuth(request -> request.clientId(client)
                .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                .authParameters(parameters));
    }

    @Test
    void aWrongPasswordAndAnUnknownUserLookTheSameWhereExistenceIsMasked() {
        server.user("masked@example.com");
        assertThatThrownBy(() -> signIn(server.client(), "masked@example.com", "Wrong-password-1", Map.of()))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Incorrect username or password.");
        assertThatThrownBy(() -> signIn(server.client(), "nobody@example.com", "Wrong-password-1", Map.of()))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Incorrect username or password.");
    }

    @Test
    void anUnknownUserIsToldWhereTheClientDoesNotMask() {
        server.user("told@example.com");
        String legacy = server.client("legacy", false, Masking.LEGACY).id().value();
        assertThatThrownBy(() -> signIn(legacy, "nobody@example.com", "Wrong-password-1", Map.of()))
                .isInstanceOf(UserNotFoundException.class);
        assertThatThrownBy(() -> signIn(legacy, "told@example.com", "Wrong-password-1", Map.of()))
                .isInstanceOf(NotAuthorizedException.class);
    }

    @Test
    void aDisabledUserIsLockedOutUntilEnabled() {
        server.user("disabled@example.com");
        CognitoIdentityProviderClient admin = clients.users(Clients.ROOT);
        admin.adminDisableUser(request -> request.userPoolId(server.pool()).username("disabled@example.com"));
        assertThatThrownBy(() -> signIn(server.client(), "disabled@example.com", TestServer.PASSWORD, Map.of()))
                .isInstanceOf(NotAuthorizedException.class);
        admin.adminEnableUser(request -> request.userPoolId(server.pool()).username("disabled@example.com"));
        assertThat(signIn(server.client(), "disabled@example.com", TestServer.PASSWORD, Map.of())
                        .authenticationResult()
                        .accessToken())
                .isNotEmpty();
    }

    @Test
    void aClientWithASecretProvesItByTheHash() {
        server.user("secret@example.com");
        ClientDefinition client = server.client("server", true, Masking.REFERENCE);
        String id = client.id().value();
        String hash = hash(client, "secret@example.com");
        assertThatThrownBy(() -> signIn(id, "secret@example.com", TestServer.PASSWORD, Map.of()))
                .isInstanceOf(NotAuthorizedException.class);
        assertThatThrownBy(() -> signIn(
                        id, "secret@example.com", TestServer.PASSWORD, Map.of("SECRET_HASH", hash(client, "other"))))
                .isInstanceOf(NotAuthorizedException.class);
        AuthenticationResultType tokens = signIn(
                        id, "secret@example.com", TestServer.PASSWORD, Map.of("SECRET_HASH", hash))
                .authenticationResult();
        String subject = users.getUser(request -> request.accessToken(tokens.accessToken()))
                .username();
        assertThatThrownBy(() -> users.initiateAuth(request -> request.clientId(id)
                        .authFlow(AuthFlowType.REFRESH_TOKEN_AUTH)
                        .authParameters(Map.of("REFRESH_TOKEN", tokens.refreshToken()))))
                .isInstanceOf(NotAuthorizedException.class);
        assertThat(users.initiateAuth(request -> request.clientId(id)
                                .authFlow(AuthFlowType.REFRESH_TOKEN_AUTH)
                                .authParameters(Map.of(
                                        "REFRESH_TOKEN", tokens.refreshToken(), "SECRET_HASH", hash(client, subject))))
                        .authenticationResult()
                        .accessToken())
                .isNotEmpty();
    }

    @Test
    void aClientOfNoPoolIsNotFound() {
        assertThatThrownBy(() -> signIn("aaaaaaaaaaaaaaaaaaaaaaaaaa", "x@example.com", "Wrong-password-1", Map.of()))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    private static String hash(ClientDefinition client, String username) {
        return SecretHash.compute(
                        client.secrets().get(0).value(),
                        username,
                        new ClientId(client.id().value()))
                .value();
    }
}
