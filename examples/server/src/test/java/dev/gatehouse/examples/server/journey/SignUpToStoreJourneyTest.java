package dev.gatehouse.examples.server.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.GetCredentialsForIdentityResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeMismatchException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SignUpResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotConfirmedException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

@ExtendWith(SharedServer.class)
class SignUpToStoreJourneyTest {
    private final TestServer server;
    private final Clients clients;
    private final CognitoIdentityProviderClient users;

    SignUpToStoreJourneyTest(TestServer server) {
        this.server = server;
        this.clients = new Clients(server.origin());
        this.users = clients.users(Clients.NOBODY);
    }

    @Test
    void fromSignUpToOnesOwnFolderAndNoOther() {
        String email = "journey@example.com";
        SignUpResponse signedUp = users.signUp(request -> request.clientId(server.client())
                .username(email)
                .password(TestServer.PASSWORD)
                .userAttributes(
                        AttributeType.builder().name("email").value(email).build()));
        assertThat(signedUp.userConfirmed()).isFalse();
        assertThat(signedUp.codeDeliveryDetails().deliveryMediumAsString()).isEqualTo("EMAIL");
        assertThatThrownBy(() -> signIn(email)).isInstanceOf(UserNotConfirmedException.class);

        String code = server.code(email);
        String wrong = code.equals("123456") ? "654321" : "123456";
        assertThatThrownBy(() -> users.confirmSignUp(request ->
                        request.clientId(server.client()).username(email).confirmationCode(wrong)))
                .isInstanceOf(CodeMismatchException.class);
        users.confirmSignUp(
                request -> request.clientId(server.client()).username(email).confirmationCode(code));

        AuthenticationResultType tokens = signIn(email);
        assertThat(tokens.tokenType()).isEqualTo("Bearer");
        assertThat(tokens.expiresIn()).isEqualTo(3600);
        GetUserResponse user = users.getUser(request -> request.accessToken(tokens.accessToken()));
        assertThat(user.username()).isEqualTo(signedUp.userSub());
        assertThat(user.userAttributes())
                .contains(AttributeType.builder().name("email").value(email).build());

        store(tokens);
    }

    private AuthenticationResultType signIn(String email) {
        return users.initiateAuth(request -> request.clientId(server.client())
                        .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                        .authParameters(Map.of("USERNAME", email, "PASSWORD", TestServer.PASSWORD)))
                .authenticationResult();
    }

    private void store(AuthenticationResultType tokens) {
        CognitoIdentityClient identities = clients.identities(Clients.NOBODY);
        Map<String, String> logins = Map.of(server.provider(), tokens.idToken());
        String identity = identities
                .getId(request -> request.identityPoolId(server.identityPool()).logins(logins))
                .identityId();
        GetCredentialsForIdentityResponse vended = identities.getCredentialsForIdentity(
                request -> request.identityId(identity).logins(logins));
        try (S3Client s3 = clients.s3(Clients.session(vended.credentials()))) {
            s3.putObject(
                    request -> request.bucket(TestServer.BUCKET).key(identity + "/note.txt"),
                    RequestBody.fromString("mine"));
            assertThat(s3.getObjectAsBytes(
                                    request -> request.bucket(TestServer.BUCKET).key(identity + "/note.txt"))
                            .asUtf8String())
                    .isEqualTo("mine");
            assertThat(s3.listObjectsV2(
                                    request -> request.bucket(TestServer.BUCKET).prefix(identity + "/"))
                            .contents())
                    .hasSize(1);
            refused(() -> s3.putObject(
                    request -> request.bucket(TestServer.BUCKET).key("somebody/note.txt"),
                    RequestBody.fromString("not mine")));
            refused(() -> s3.getObjectAsBytes(
                    request -> request.bucket(TestServer.BUCKET).key("somebody/note.txt")));
            refused(() -> s3.listObjectsV2(request -> request.bucket(TestServer.BUCKET)));
        }
    }

    @Test
    void guestsReadWhatIsPublicAndWriteNothing() {
        CognitoIdentityClient identities = clients.identities(Clients.NOBODY);
        String identity = identities
                .getId(request -> request.identityPoolId(server.identityPool()))
                .identityId();
        GetCredentialsForIdentityResponse vended =
                identities.getCredentialsForIdentity(request -> request.identityId(identity));
        assertThat(vended.identityId()).isEqualTo(identity);
        try (S3Client s3 = clients.s3(Clients.session(vended.credentials()))) {
            assertThatThrownBy(() -> s3.getObjectAsBytes(
                            request -> request.bucket(TestServer.BUCKET).key("public/absent.txt")))
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(404));
            refused(() -> s3.putObject(
                    request -> request.bucket(TestServer.BUCKET).key("public/note.txt"),
                    RequestBody.fromString("guest")));
            refused(() -> s3.putObject(
                    request -> request.bucket(TestServer.BUCKET).key(identity + "/note.txt"),
                    RequestBody.fromString("guest")));
        }
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
    }
}
