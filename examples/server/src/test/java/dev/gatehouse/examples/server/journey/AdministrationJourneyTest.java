package dev.gatehouse.examples.server.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.PoolId;
import dev.gatehouse.RoleName;
import dev.gatehouse.credentials.pool.IdentityPool;
import dev.gatehouse.credentials.role.RoleDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GroupType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListGroupsResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;
import software.amazon.awssdk.services.sts.StsClient;

@ExtendWith(SharedServer.class)
class AdministrationJourneyTest {
    private final TestServer server;
    private final Clients clients;
    private final CognitoIdentityProviderClient root;

    AdministrationJourneyTest(TestServer server) {
        this.server = server;
        this.clients = new Clients(server.origin());
        this.root = clients.users(Clients.ROOT);
    }

    @Test
    void anAdministrativeCallWithoutASignatureIsRefused() {
        refused("MissingAuthenticationTokenException", clients.users(Clients.NOBODY));
    }

    @Test
    void aKeyThatNobodyHasIsRefused() {
        AwsCredentials nobody =
                AwsBasicCredentials.create("AKIANOBODYNOBODYNOBO", "not-a-secret-of-anybody-at-all-here");
        refused("UnrecognizedClientException", clients.users(nobody));
    }

    @Test
    void theRootKeyWithAnotherSecretIsRefused() {
        AwsCredentials forged =
                AwsBasicCredentials.create(TestServer.ROOT_KEY, "not-the-secret-not-the-secret-not-the");
        refused("InvalidSignatureException", clients.users(forged));
    }

    private void refused(String type, CognitoIdentityProviderClient caller) {
        assertThatThrownBy(() -> caller.listGroups(request -> request.userPoolId(server.pool())))
                .isInstanceOfSatisfying(
                        CognitoIdentityProviderException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(type));
    }

    @Test
    void vendedCredentialsAdministerAsFarAsTheirRoleSays() {
        server.user("operator@example.com");
        IdentityPool identities =
                server.house().identityPools().pool(operators()).orElseThrow();
        CognitoIdentityProviderClient operator = clients.users(credentials(identities));
        assertThat(operator.listGroups(request -> request.userPoolId(server.pool()))
                        .sdkHttpResponse()
                        .isSuccessful())
                .isTrue();
        assertThatThrownBy(() -> operator.adminDeleteUser(
                        request -> request.userPoolId(server.pool()).username("operator@example.com")))
                .isInstanceOfSatisfying(CognitoIdentityProviderException.class, e -> {
                    assertThat(e.statusCode()).isIn(400, 403);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
                    assertThat(e.getMessage())
                            .contains("is not authorized to perform: cognito-idp:AdminDeleteUser")
                            .contains(server.pool());
                });
        assertThat(root.adminGetUser(
                                request -> request.userPoolId(server.pool()).username("operator@example.com"))
                        .enabled())
                .isTrue();
    }

    /** An identity pool whose users may list groups and nothing else. */
    private PoolId operators() {
        RoleName role = new RoleName("GroupReader");
        PoolId id = server.house()
                .identityPools()
                .create(pool -> pool.name("operators")
                        .authenticatedRole(role)
                        .userPool(new dev.gatehouse.credentials.directory.UserPoolLogin(
                                server.provider(), server.client(), false)))
                .orElseThrow()
                .id();
        server.house()
                .identityPools()
                .pool(id)
                .orElseThrow()
                .roles()
                .put(RoleDefinition.builder(role)
                        .account("000000000000")
                        .trustPolicy("""
                                {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                                  "Principal":{"Federated":"cognito-identity.amazonaws.com"},
                                  "Action":"sts:AssumeRoleWithWebIdentity",
                                  "Condition":{"StringEquals":{"cognito-identity.amazonaws.com:aud":"%s"},
                                    "ForAnyValue:StringLike":{"cognito-identity.amazonaws.com:amr":"authenticated"}}}]}
                                """.formatted(id))
                        .permissionPolicy("read", """
                                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"cognito-idp:ListGroups",
                                  "Resource":"arn:aws:cognito-idp:local:000000000000:userpool/%s"}]}
                                """.formatted(server.pool()))
                        .build())
                .orElseThrow();
        return id;
    }

    private AwsCredentials credentials(IdentityPool pool) {
        String idToken = clients.users(Clients.NOBODY)
                .initiateAuth(request -> request.clientId(server.client())
                        .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                        .authParameters(Map.of("USERNAME", "operator@example.com", "PASSWORD", TestServer.PASSWORD)))
                .authenticationResult()
                .idToken();
        CognitoIdentityClient identities = clients.identities(Clients.NOBODY);
        Map<String, String> logins = Map.of(server.provider(), idToken);
        String identity = identities
                .getId(request ->
                        request.identityPoolId(pool.settings().id().value()).logins(logins))
                .identityId();
        return Clients.session(identities
                .getCredentialsForIdentity(
                        request -> request.identityId(identity).logins(logins))
                .credentials());
    }

    @Test
    void listsComeInPages() {
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            String name = "page-" + i;
            root.createGroup(request -> request.userPoolId(server.pool()).groupName(name));
            made.add(name);
        }
        List<String> found = new ArrayList<>();
        String token = null;
        int pages = 0;
        do {
            String from = token;
            ListGroupsResponse page = root.listGroups(
                    request -> request.userPoolId(server.pool()).limit(2).nextToken(from));
            assertThat(page.groups()).hasSizeLessThanOrEqualTo(2);
            page.groups().stream().map(GroupType::groupName).forEach(found::add);
            token = page.nextToken();
            pages++;
        } while (token != null);
        assertThat(found).doesNotHaveDuplicates().containsAll(made);
        assertThat(pages).isGreaterThanOrEqualTo(3);
    }

    @Test
    void usersComeInPagesAndByAFilter() {
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            String email = "listed-" + i + "@example.com";
            made.add(root.adminCreateUser(request -> request.userPoolId(server.pool())
                            .username(email)
                            .temporaryPassword("Temporary-1-password")
                            .messageAction("SUPPRESS"))
                    .user()
                    .username());
        }
        List<String> found = root
                .listUsersPaginator(
                        request -> request.userPoolId(server.pool()).limit(2).attributesToGet("email"))
                .users()
                .stream()
                .map(UserType::username)
                .toList();
        assertThat(found).doesNotHaveDuplicates().containsAll(made);
        assertThat(root.listUsers(
                                request -> request.userPoolId(server.pool()).filter("email = \"listed-3@example.com\""))
                        .users())
                .singleElement()
                .satisfies(user -> assertThat(made).contains(user.username()));
    }

    @Test
    void aUserThatAnAdministratorMadeChoosesAPassword() {
        UserType made = root.adminCreateUser(request -> request.userPoolId(server.pool())
                        .username("invited@example.com")
                        .temporaryPassword("Temporary-1-password")
                        .messageAction("SUPPRESS"))
                .user();
        assertThat(made.userStatusAsString()).isEqualTo("FORCE_CHANGE_PASSWORD");
        CognitoIdentityProviderClient users = clients.users(Clients.NOBODY);
        var challenge = users.initiateAuth(request -> request.clientId(server.client())
                .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                .authParameters(Map.of("USERNAME", "invited@example.com", "PASSWORD", "Temporary-1-password")));
        assertThat(challenge.challengeNameAsString()).isEqualTo("NEW_PASSWORD_REQUIRED");
        var tokens = users.respondToAuthChallenge(request -> request.clientId(server.client())
                        .challengeName("NEW_PASSWORD_REQUIRED")
                        .session(challenge.session())
                        .challengeResponses(
                                Map.of("USERNAME", "invited@example.com", "NEW_PASSWORD", TestServer.PASSWORD)))
                .authenticationResult();
        assertThat(tokens.accessToken()).isNotEmpty();
    }

    @Test
    void theTokenServiceSaysWhoCalls() {
        try (StsClient sts = clients.sts(Clients.ROOT)) {
            assertThat(sts.getCallerIdentity().arn()).isEqualTo("arn:aws:iam::000000000000:root");
        }
    }
}
