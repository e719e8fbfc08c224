package dev.gatehouse.examples.server.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;

@ExtendWith(SharedServer.class)
class SessionJourneyTest {
    private final TestServer server;
    private final Clients clients;
    private final CognitoIdentityProviderClient users;

    SessionJourneyTest(TestServer server) {
        this.server = server;
        this.clients = new Clients(server.origin());
        this.users = clients.users(Clients.NOBODY);
    }

    private AuthenticationResultType signIn(String email) {
        return users.initiateAuth(request -> request.clientId(server.client())
                        .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                        .authParameters(Map.of("USERNAME", email, "PASSWORD", TestServer.PASSWORD)))
                .authenticationResult();
    }

    private AuthenticationResultType refresh(String token) {
        return users.getTokensFromRefreshToken(
                        request -> request.clientId(server.client()).refreshToken(token))
                .authenticationResult();
    }

    @Test
    void aRefreshTokenRotatesAndOneThatWasReplacedTwiceEndsTheSignIn() {
        server.user("rotates@example.com");
        String first = signIn("rotates@example.com").refreshToken();
        AuthenticationResultType second = refresh(first);
        assertThat(second.refreshToken()).isNotNull().isNotEqualTo(first);
        String third = refresh(second.refreshToken()).refreshToken();
        assertThat(third).isNotEqualTo(second.refreshToken());
        // the first is two generations old: whoever has it is not the one who refreshed
        assertThatThrownBy(() -> refresh(first))
                .isInstanceOfSatisfying(
                        software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException
                                .class,
                        e -> assertThat(e.awsErrorDetails().errorCode())
                                .isIn("RefreshTokenReuseException", "NotAuthorizedException"));
        assertThatThrownBy(() -> refresh(third)).isInstanceOf(NotAuthorizedException.class);
    }

    @Test
    void aRevokedRefreshTokenEndsItsAccessTokensToo() {
        server.user("revokes@example.com");
        AuthenticationResultType tokens = signIn("revokes@example.com");
        users.revokeToken(request -> request.clientId(server.client()).token(tokens.refreshToken()));
        server.house().maintain(); // else another part of the server sees it within 5 s
        assertThatThrownBy(() -> refresh(tokens.refreshToken())).isInstanceOf(NotAuthorizedException.class);
        assertThatThrownBy(() -> users.getUser(request -> request.accessToken(tokens.accessToken())))
                .isInstanceOf(NotAuthorizedException.class);
    }

    @Test
    void globalSignOutEndsEverySignInAndItsLogins() {
        server.user("leaves@example.com");
        AuthenticationResultType one = signIn("leaves@example.com");
        AuthenticationResultType other = signIn("leaves@example.com");
        users.globalSignOut(request -> request.accessToken(one.accessToken()));
        server.house().maintain(); // else another part of the server sees it within 5 s
        assertThatThrownBy(() -> users.getUser(request -> request.accessToken(one.accessToken())))
                .isInstanceOf(NotAuthorizedException.class);
        assertThatThrownBy(() -> refresh(other.refreshToken())).isInstanceOf(NotAuthorizedException.class);
        CognitoIdentityClient identities = clients.identities(Clients.NOBODY);
        assertThatThrownBy(() -> identities.getId(request ->
                        request.identityPoolId(server.identityPool()).logins(Map.of(server.provider(), one.idToken()))))
                .isInstanceOf(software.amazon.awssdk.services.cognitoidentity.model.NotAuthorizedException.class);
        assertThat(signIn("leaves@example.com").accessToken()).isNotEmpty();
    }
}
