package dev.gatehouse.credentials.directory;

import static dev.gatehouse.credentials.support.StsWorld.allow;
import static dev.gatehouse.credentials.support.StsWorld.allowed;
import static dev.gatehouse.credentials.support.StsWorld.arn;
import static dev.gatehouse.credentials.support.StsWorld.document;
import static dev.gatehouse.credentials.support.StsWorld.refusal;
import static dev.gatehouse.credentials.support.StsWorld.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.FamilyId;
import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.Refusal;
import dev.gatehouse.RoleName;
import dev.gatehouse.credentials.guard.CredentialGuard;
import dev.gatehouse.credentials.guard.GuardOutcome;
import dev.gatehouse.credentials.pool.IdentityPool;
import dev.gatehouse.credentials.pool.IdentityPoolSettings;
import dev.gatehouse.credentials.pool.LoginProvider;
import dev.gatehouse.credentials.role.RoleDefinition;
import dev.gatehouse.credentials.signature.RequestSigner;
import dev.gatehouse.credentials.signature.SignatureSettings;
import dev.gatehouse.credentials.signature.SignatureVerifier;
import dev.gatehouse.credentials.signature.SignedRequest;
import dev.gatehouse.credentials.signature.SigningCredentials;
import dev.gatehouse.credentials.sts.AssumeRoleRequest;
import dev.gatehouse.credentials.sts.CallerVerifier;
import dev.gatehouse.credentials.sts.SessionPools;
import dev.gatehouse.credentials.sts.StsCaller;
import dev.gatehouse.credentials.sts.TokenServices;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.store.memory.InMemoryStores;
import dev.gatehouse.testkit.FakeClock;
import dev.gatehouse.testkit.FixedMasterKeys;
import dev.gatehouse.token.RevocationEntry;
import dev.gatehouse.token.RevocationSnapshotView;
import dev.gatehouse.token.SigningAlgorithm;
import dev.gatehouse.user.ExternalIdentity;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Pools made at run time vend credentials, and one guard and one token service take those of all. */
class VendingPoolsTest {
    private static final String USERS = "users.example/pool";
    private static final SignatureSettings S3 =
            SignatureSettings.s3("eu-west-1").build();
    private static final SignatureSettings STS =
            SignatureSettings.service("sts", "eu-west-1").build();

    private final FakeClock clock = new FakeClock();
    private final Stores stores = new InMemoryStores();
    private final SecureRandom random = new SecureRandom();
    private final RevocationSnapshotView signIns = new RevocationSnapshotView(Duration.ofDays(1_000));
    private final IdentityPools pools = node(1);
    private final PoolId first = made();
    private final PoolId second = made();

    private IdentityPools node(int generation) {
        signIns.apply(List.of(), clock.instant());
        return node(builder -> builder.localSts(generation).families(signIns).build());
    }

    private IdentityPools node(Function<IdentityPool.Builder, IdentityPool> open) {
        return IdentityPools.builder()
                .stores(stores)
                .masterKeys(new FixedMasterKeys().load())
                .clock(clock)
                .random(random)
                .region("eu-west-1")
                .providers(login -> Optional.of(LoginProvider.of(
                        login.provider(),
                        subject -> Outcome.success(ExternalIdentity.builder(login.provider(), subject)
                                .originFamily(Optional.of("family-of-" + subject))
                                .build()))))
                .opener(settings -> open.apply(IdentityPool.builder(
                                settings.tokenAlgorithm(SigningAlgorithm.ES256).build())
                        .stores(stores)
                        .masterKeys(new FixedMasterKeys().load())
                        .clock(clock)
                        .random(random)))
                .build();
    }

    private PoolId made() {
        PoolId id = pools.create(pool -> pool.name("Photos")
                        .userPool(new UserPoolLogin(USERS, "web", false))
                        .authenticatedRole(new RoleName("Users")))
                .orElseThrow()
                .id();
        String trust = document("""
                {"Effect":"Allow","Principal":{"Federated":"cognito-identity.amazonaws.com"},
                "Action":"sts:AssumeRoleWithWebIdentity","Condition":{
                "StringEquals":{"cognito-identity.amazonaws.com:aud":"%s"},
                "ForAnyValue:StringLike":{"cognito-identity.amazonaws.com:amr":"authenticated"}}}""".formatted(id));
        pools.pool(id)
                .orElseThrow()
                .roles()
                .put(RoleDefinition.builder(new RoleName("Users"))
                        .account("123456789012")
                        .trustPolicy(trust)
                        .permissionPolicy("own", document(allow("s3:*", "arn:aws:s3:::" + id.value() + "/*")))
                        .build())
                .orElseThrow();
        return id;
    }

    private TemporaryCredentials credentials(IdentityPools node, PoolId id) {
        IdentityPool pool = node.pool(id).orElseThrow();
        Map<String, String> logins = Map.of(USERS, "alice");
        return pool.getCredentials(pool.getId(logins).orElseThrow(), logins)
                .orElseThrow()
                .credentials();
    }

    private SignedRequest signed(SignatureSettings settings, TemporaryCredentials by) {
        SignedRequest plain = SignedRequest.builder()
                .header("host", "node.example.test")
                .build()
                .orElseThrow();
        return new RequestSigner(settings, clock)
                .sign(plain, SigningCredentials.of(by))
                .orElseThrow();
    }

    private GuardOutcome ask(SessionPools taken, TemporaryCredentials by, PoolId bucket) {
        CredentialGuard guard = new CredentialGuard(taken, new SignatureVerifier(S3, clock), clock);
        return guard.authorize(signed(S3, by), "s3:GetObject", "arn:aws:s3:::" + bucket + "/x", Map.of());
    }

    @Test
    void oneGuardTakesTheSessionsOfAllPoolsEachByItsOwnRoles() {
        TemporaryCredentials one = credentials(pools, first);
        TemporaryCredentials two = credentials(pools, second);

        assertThat(allowed(ask(pools.sessions(), one, first))).isTrue();
        assertThat(ask(pools.sessions(), one, second)).isInstanceOf(GuardOutcome.Denied.class);
        assertThat(allowed(ask(pools.sessions(), two, second))).isTrue();
        SessionPools only =
                SessionPools.only(pools.pool(first).orElseThrow().sessions().orElseThrow());
        assertThat(allowed(ask(only, one, first))).isTrue();
        assertThat(rule(ask(only, two, second))).isEqualTo("sts.token");
    }

    @Test
    void everyNodeHasTheSameKeysAndARotationKeepsTheGenerationBefore() {
        TemporaryCredentials old = credentials(pools, first);
        assertThat(allowed(ask(node(1).sessions(), old, first))).isTrue();
        assertThat(allowed(ask(node(2).sessions(), old, first))).isTrue();
        assertThat(rule(ask(node(3).sessions(), old, first))).isEqualTo("sts.token");
        TemporaryCredentials fresh = credentials(node(2), first);
        assertThat(allowed(ask(node(3).sessions(), fresh, first))).isTrue();
        assertThat(rule(ask(node(1).sessions(), fresh, first)))
                .as("a generation from the future")
                .isEqualTo("sts.token");
    }

    @Test
    void aSessionEndsWithTheSignInBehindItAndWithItsPool() {
        TemporaryCredentials one = credentials(pools, first);
        TemporaryCredentials two = credentials(pools, second);
        pools.delete(second).orElseThrow();
        assertThat(rule(ask(pools.sessions(), two, second))).isEqualTo("sts.token");
        signIns.apply(
                List.of(new RevocationEntry.Family(
                        new FamilyId("family-of-alice"), clock.instant().plus(Duration.ofDays(1)))),
                clock.instant());
        assertThat(rule(ask(pools.sessions(), one, first))).isEqualTo("guard.revoked");
    }

    @Test
    void aPoolThatVendsElsewhereHasNoSessionsHere() {
        TemporaryCredentials one = credentials(pools, first);
        IdentityPools elsewhere = node(builder -> builder.vendor(request -> Outcome.refused(ErrorCode.NOT_AUTHORIZED))
                .build());
        assertThat(rule(ask(elsewhere.sessions(), one, first))).isEqualTo("sts.token");
        assertThat(elsewhere.pool(first).orElseThrow().tokenService()).isEmpty();
        IdentityPools both = node(builder -> builder.localSts(1)
                .vendor(request -> Outcome.refused(ErrorCode.NOT_AUTHORIZED))
                .build());
        assertThatThrownBy(() -> both.pool(first)).isInstanceOf(IllegalStateException.class);
        IdentityPool.Builder builder =
                IdentityPool.builder(IdentityPoolSettings.builder(first).build());
        assertThatThrownBy(() -> builder.localSts(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCallerAssumesRolesOfItsOwnPoolOnly() {
        CallerVerifier callers = CallerVerifier.builder()
                .pools(pools.sessions())
                .signatures(new SignatureVerifier(STS, clock))
                .clock(clock)
                .build();
        StsCaller caller =
                callers.verify(signed(STS, credentials(pools, first))).orElseThrow();
        assertThat(caller.pool()).contains(first);
        pools.pool(second)
                .orElseThrow()
                .roles()
                .put(RoleDefinition.builder(new RoleName("Open"))
                        .account("123456789012")
                        .trustPolicy(document("""
                                {"Effect":"Allow","Action":"sts:AssumeRole",
                                "Principal":{"AWS":"arn:aws:iam::123456789012:root"}}"""))
                        .build())
                .orElseThrow();
        AssumeRoleRequest request =
                AssumeRoleRequest.builder(arn("Open"), "session-1").build();
        TokenServices services = pools.tokenServices();
        assertThat(refusal(services.assumeRole(caller, request)))
                .isEqualTo(Refusal.of(ErrorCode.ACCESS_DENIED, "sts.assume-role"));
        assertThatThrownBy(() -> pools.pool(second)
                        .orElseThrow()
                        .tokenService()
                        .orElseThrow()
                        .assumeRole(caller, request))
                .as("asked of the other pool itself")
                .isInstanceOf(IllegalArgumentException.class);
    }
}
