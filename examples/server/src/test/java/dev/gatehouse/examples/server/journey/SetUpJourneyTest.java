package dev.gatehouse.examples.server.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.PoolId;
import dev.gatehouse.RoleName;
import dev.gatehouse.credentials.role.RoleDefinition;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.CognitoIdentityProvider;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

@ExtendWith(SharedServer.class)
class SetUpJourneyTest {
    private static final String EMAIL = "wire@example.com";

    private final TestServer server;
    private final Clients clients;
    private final CognitoIdentityProviderClient root;
    private final CognitoIdentityProviderClient users;

    SetUpJourneyTest(TestServer server) {
        this.server = server;
        this.clients = new Clients(server.origin());
        this.root = clients.users(Clients.ROOT);
        this.users = clients.users(Clients.NOBODY);
    }

    @Test
    void poolsMadeOverTheWireServeAWholeJourneyByTheBasicFlow() throws Exception {
        String pool = root.createUserPool(request -> request.poolName("wire")
                        .usernameAttributes(UsernameAttributeType.EMAIL)
                        .autoVerifiedAttributes(VerifiedAttributeType.EMAIL))
                .userPool()
                .id();
        assertThat(pool).matches("local_[A-Za-z0-9]{9}");
        String client = root.createUserPoolClient(request -> request.userPoolId(pool)
                        .clientName("wire")
                        .explicitAuthFlows(
                                ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH,
                                ExplicitAuthFlowsType.ALLOW_REFRESH_TOKEN_AUTH))
                .userPoolClient()
                .clientId();
        assertThat(document(pool, "openid-configuration")).contains("\"issuer\":\"" + server.origin() + "/" + pool);
        assertThat(document(pool, "jwks.json")).contains("\"kty\":\"RSA\"");

        AuthenticationResultType tokens = signedIn(client);
        String identityPool = identityPool(pool, client);
        Credentials session = session(identityPool, pool, tokens.idToken());
        try (StsClient sts = clients.sts(AwsSessionCredentials.create(
                session.accessKeyId(), session.secretAccessKey(), session.sessionToken()))) {
            assertThat(sts.getCallerIdentity().arn())
                    .isEqualTo("arn:aws:sts::000000000000:assumed-role/WireReader/journey");
        }

        root.deleteUserPool(request -> request.userPoolId(pool));
        assertThatThrownBy(() -> root.describeUserPool(request -> request.userPoolId(pool)))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    private AuthenticationResultType signedIn(String client) {
        users.signUp(request -> request.clientId(client).username(EMAIL).password(TestServer.PASSWORD));
        String code = server.code(EMAIL);
        users.confirmSignUp(request -> request.clientId(client).username(EMAIL).confirmationCode(code));
        return users.initiateAuth(request -> request.clientId(client)
                        .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                        .authParameters(Map.of("USERNAME", EMAIL, "PASSWORD", TestServer.PASSWORD)))
                .authenticationResult();
    }

    private String identityPool(String pool, String client) {
        CognitoIdentityClient administrator = clients.identities(Clients.ROOT);
        String id = administrator
                .createIdentityPool(request -> request.identityPoolName("wire")
                        .allowUnauthenticatedIdentities(false)
                        .allowClassicFlow(true)
                        .cognitoIdentityProviders(CognitoIdentityProvider.builder()
                                .providerName(provider(pool))
                                .clientId(client)
                                .build()))
                .identityPoolId();
        String role = role(new PoolId(id));
        administrator.setIdentityPoolRoles(request -> request.identityPoolId(id).roles(Map.of("authenticated", role)));
        assertThat(administrator
                        .getIdentityPoolRoles(request -> request.identityPoolId(id))
                        .roles())
                .isEqualTo(Map.of("authenticated", role));
        return id;
    }

    private String provider(String pool) {
        return server.house().issuers().provider(new PoolId(pool));
    }

    /** Roles come by the command line: the reference service has them in a service of its own. */
    private String role(PoolId pool) {
        RoleDefinition role = RoleDefinition.builder(new RoleName("WireReader"))
                .account("000000000000")
                .trustPolicy("""
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                          "Principal":{"Federated":"cognito-identity.amazonaws.com"},
                          "Action":"sts:AssumeRoleWithWebIdentity",
                          "Condition":{"StringEquals":{"cognito-identity.amazonaws.com:aud":"%s"},
                            "ForAnyValue:StringLike":{"cognito-identity.amazonaws.com:amr":"authenticated"}}}]}
                        """.formatted(pool))
                .permissionPolicy("read", """
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}
                        """)
                .build();
        server.house()
                .identityPools()
                .pool(pool)
                .orElseThrow()
                .roles()
                .put(role)
                .orElseThrow();
        return role.arn();
    }

    private Credentials session(String identityPool, String pool, String idToken) {
        CognitoIdentityClient identities = clients.identities(Clients.NOBODY);
        Map<String, String> logins = Map.of(provider(pool), idToken);
        String identity = identities
                .getId(request -> request.identityPoolId(identityPool).logins(logins))
                .identityId();
        String token = identities
                .getOpenIdToken(request -> request.identityId(identity).logins(logins))
                .token();
        try (StsClient sts = clients.sts(Clients.NOBODY)) {
            return sts.assumeRoleWithWebIdentity(request -> request.roleArn("arn:aws:iam::000000000000:role/WireReader")
                            .roleSessionName("journey")
                            .webIdentityToken(token))
                    .credentials();
        }
    }

    private String document(String pool, String name) throws IOException, InterruptedException {
        URI uri = server.origin().resolve("/" + pool + "/.well-known/" + name);
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }
}
