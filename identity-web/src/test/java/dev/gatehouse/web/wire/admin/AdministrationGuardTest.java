package dev.gatehouse.web.wire.admin;

import static dev.gatehouse.web.wire.support.SignedWorld.ACCOUNT;
import static dev.gatehouse.web.wire.support.SignedWorld.REGION;
import static dev.gatehouse.web.wire.support.SignedWorld.ROOT;
import static dev.gatehouse.web.wire.support.SignedWorld.allow;
import static dev.gatehouse.web.wire.support.SignedWorld.deny;
import static dev.gatehouse.web.wire.support.SignedWorld.document;
import static dev.gatehouse.web.wire.support.SignedWorld.http;
import static dev.gatehouse.web.wire.support.SignedWorld.key;
import static dev.gatehouse.web.wire.support.SignedWorld.trusts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.PoolId;
import dev.gatehouse.Secret;
import dev.gatehouse.credentials.signature.SignedRequest;
import dev.gatehouse.credentials.signature.SigningCredentials;
import dev.gatehouse.credentials.sts.RootKey;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import dev.gatehouse.store.memory.InMemoryStores;
import dev.gatehouse.testkit.FakeClock;
import dev.gatehouse.web.wire.AuthorizationOutcome;
import dev.gatehouse.web.wire.SignedCall;
import dev.gatehouse.web.wire.WireError;
import dev.gatehouse.web.wire.support.SignedWorld;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may administer: the caller's policies (issue 5, part 4; IAM User Guide, "Policy evaluation logic"). */
class AdministrationGuardTest {
    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);
    private static final String USER_POOL = "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Ab3dE6gHi";
    private static final String OTHER = "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Zz9yX8wVu";

    private final FakeClock clock = new FakeClock();
    private final SignedWorld world = new SignedWorld(clock, new InMemoryStores());

    private SignedCall call(SigningCredentials by, String service, String operation, String resource) {
        SignedRequest signed = world.signed(
                service, SignedRequest.builder().method("POST").header("X-Amz-Target", operation), BODY, by);
        return new SignedCall(http(signed, BODY), BODY, service, operation, resource);
    }

    private AuthorizationOutcome ask(SigningCredentials by, String operation, String resource) {
        return world.guard.authorize(call(by, "cognito-idp", operation, resource));
    }

    private SigningCredentials alice() {
        return SigningCredentials.of(world.credentials(world.pool, "alice"));
    }

    static WireError error(AuthorizationOutcome outcome) {
        return outcome.fold(
                permitted -> {
                    throw new AssertionError("was permitted");
                },
                AuthorizationOutcome.Denied::error);
    }

    private static String caller(AuthorizationOutcome outcome) {
        return outcome.fold(
                permitted -> permitted.caller().arn(),
                denied -> "denied: " + denied.error().type());
    }

    @Test
    void theRootUserMayDoEverything() {
        for (String service : AdministrationGuard.SERVICES) {
            AuthorizationOutcome outcome = world.guard.authorize(call(key(ROOT), service, "Anything", "*"));
            assertThat(caller(outcome)).isEqualTo("arn:aws:iam::123456789012:root");
        }
    }

    @Test
    void nobodysKeyAndTheRootUsersWithAWrongSecretAreRefused() {
        SigningCredentials nobody = SigningCredentials.of("GATEHOUSEROOT0002", ROOT.secretKey());
        assertThat(error(ask(nobody, "ListUserPools", "*")))
                .isEqualTo(WireError.of(
                        "UnrecognizedClientException", 400, "The security token included in the request is invalid."));
        SigningCredentials wrong = SigningCredentials.of(ROOT.accessKeyId(), Secret.of("s".repeat(40)));
        assertThat(error(ask(wrong, "ListUserPools", "*")).type()).isEqualTo("InvalidSignatureException");
        SigningCredentials withToken =
                SigningCredentials.of(ROOT.accessKeyId(), ROOT.secretKey(), Secret.of("anything"));
        assertThat(error(ask(withToken, "ListUserPools", "*")).type()).isEqualTo("UnrecognizedClientException");
    }

    @Test
    void aRootKeyIsRotatedByConfiguration() {
        RootKey next = RootKey.of(ACCOUNT, "GATEHOUSEROOT0002", Secret.of("n".repeat(40)));
        SignedCall old = call(key(ROOT), "cognito-idp", "ListUserPools", "*");
        SignedCall fresh = call(key(next), "cognito-idp", "ListUserPools", "*");

        AdministrationGuard both = world.guard(List.of(ROOT, next));
        assertThat(caller(both.authorize(old))).endsWith(":root");
        assertThat(caller(both.authorize(fresh))).endsWith(":root");

        AdministrationGuard after = world.guard(List.of(next));
        assertThat(error(after.authorize(old)).type()).isEqualTo("UnrecognizedClientException");
        assertThat(caller(after.authorize(fresh))).endsWith(":root");

        AdministrationGuard none = world.guard(List.of());
        assertThat(error(none.authorize(fresh)).type()).isEqualTo("UnrecognizedClientException");
        assertThatThrownBy(() -> world.guard(List.of(ROOT, ROOT))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSessionMayDoWhatItsRoleAllowsOnThePoolsThatItNames() {
        world.users(world.pool, allow("cognito-idp:Describe*", USER_POOL), allow("cognito-idp:CreateUserPool", "*"));

        assertThat(caller(ask(alice(), "DescribeUserPool", USER_POOL)))
                .isEqualTo("arn:aws:sts::123456789012:assumed-role/Users/CognitoIdentityCredentials");
        assertThat(caller(ask(alice(), "CreateUserPool", "*"))).contains(":assumed-role/Users/");
        assertThat(error(ask(alice(), "DescribeUserPool", OTHER)))
                .as("another pool")
                .isEqualTo(WireError.of(
                        "AccessDeniedException",
                        403,
                        "User: arn:aws:sts::123456789012:assumed-role/Users/CognitoIdentityCredentials is not"
                                + " authorized to perform: cognito-idp:DescribeUserPool on resource: " + OTHER));
        assertThat(error(ask(alice(), "DeleteUserPool", USER_POOL)).type()).isEqualTo("AccessDeniedException");
        AuthorizationOutcome identity =
                world.guard.authorize(call(alice(), "cognito-identity", "DescribeUserPool", USER_POOL));
        assertThat(error(identity).type()).as("another service's action").isEqualTo("AccessDeniedException");
    }

    @Test
    void anExplicitDenyWinsAndTheCallerIsNotToldWhichPolicyItWas() {
        world.users(world.pool, allow("*", "*"), deny("cognito-idp:DeleteUserPool", USER_POOL));

        assertThat(caller(ask(alice(), "DeleteUserPool", OTHER))).contains(":assumed-role/Users/");
        WireError explicit = error(ask(alice(), "DeleteUserPool", USER_POOL));
        world.users(world.pool, deny("s3:*", "*"));
        clock.advance(Duration.ofSeconds(6));
        WireError implicit = error(ask(alice(), "DeleteUserPool", USER_POOL));
        assertThat(implicit).isEqualTo(explicit);
    }

    @Test
    void aSessionWithoutPoliciesMayDoNothing() {
        assertThat(error(ask(alice(), "ListUserPools", "*")).status()).isEqualTo(403);
    }

    @Test
    void whereTheRequestCameFromAndWhoseTagsItHasCount() {
        world.users(world.pool, """
                {"Effect":"Allow","Action":"cognito-idp:AdminGetUser","Resource":"*","Condition":{
                "IpAddress":{"aws:SourceIp":"192.0.2.0/24"},"Bool":{"aws:SecureTransport":"true"},
                "StringEquals":{"aws:RequestedRegion":"%s"}}}""".formatted(REGION), """
                {"Effect":"Allow","Action":"cognito-idp:AdminDeleteUser","Resource":"*","Condition":{
                "IpAddress":{"aws:SourceIp":"198.51.100.0/24"}}}""", """
                {"Effect":"Allow","Action":"cognito-idp:AdminEnableUser","Resource":"*","Condition":{
                "StringEquals":{"aws:PrincipalTag/team":"red"}}}""", allow("sts:*", "*"));
        world.role(
                world.pool,
                "Operators",
                trusts("arn:aws:iam::123456789012:root"),
                role -> role.permissionPolicy("own", document("""
                        {"Effect":"Allow","Action":"cognito-idp:AdminEnableUser","Resource":"*","Condition":{
                        "StringEquals":{"aws:PrincipalTag/team":"red"}}}""")));

        assertThat(caller(ask(alice(), "AdminGetUser", USER_POOL))).contains("Users");
        assertThat(error(ask(alice(), "AdminDeleteUser", USER_POOL)).status()).isEqualTo(403);
        assertThat(error(ask(alice(), "AdminEnableUser", USER_POOL)).status()).isEqualTo(403);
        assertThat(caller(ask(operator("red"), "AdminEnableUser", USER_POOL))).contains("Operators");
        assertThat(error(ask(operator("blue"), "AdminEnableUser", USER_POOL)).status())
                .isEqualTo(403);
    }

    private SigningCredentials operator(String team) {
        TemporaryCredentials vended = StsCalls.assume(world, alice(), "Operators", team);
        return SigningCredentials.of(vended);
    }

    @Test
    void aLongTermPrincipalMayDoWhatItsRoleAllows() {
        assertThat(error(ask(key(world.deploy), "CreateUserPool", "*")).type())
                .as("its role is not there")
                .isEqualTo("UnrecognizedClientException");
        world.role(
                world.pool,
                "Deploy",
                trusts("arn:aws:iam::123456789012:root"),
                role -> role.permissionPolicy("own", document(allow("cognito-idp:CreateUserPool", "*"))));
        clock.advance(Duration.ofSeconds(6));

        assertThat(caller(ask(key(world.deploy), "CreateUserPool", "*")))
                .isEqualTo("arn:aws:iam::123456789012:user/deploy");
        assertThat(error(ask(key(world.deploy), "DeleteUserPool", USER_POOL)).message())
                .startsWith("User: arn:aws:iam::123456789012:user/deploy is not authorized to perform:");
    }

    @Test
    void everyPoolOfTheDirectoryIsJudgedByItsOwnRoles() {
        PoolId second = world.made(); // after the guard was built
        world.users(world.pool, allow("cognito-idp:*", "*"));

        assertThat(caller(ask(alice(), "ListUserPools", "*"))).contains("Users");
        SigningCredentials stranger = SigningCredentials.of(world.credentials(second, "alice"));
        assertThat(error(ask(stranger, "ListUserPools", "*")).type()).isEqualTo("AccessDeniedException");
        world.users(second, allow("cognito-idp:*", "*"));
        clock.advance(Duration.ofSeconds(6));
        assertThat(caller(ask(stranger, "ListUserPools", "*"))).contains("Users");
        world.directory.delete(second).orElseThrow();
        assertThat(error(ask(stranger, "ListUserPools", "*")).type()).isEqualTo("UnrecognizedClientException");
    }

    @Test
    void anUnknownServiceIsABug() {
        SignedCall call = call(key(ROOT), "s3", "GetObject", "*");
        assertThatThrownBy(() -> world.guard.authorize(call)).isInstanceOf(IllegalArgumentException.class);
    }
}
