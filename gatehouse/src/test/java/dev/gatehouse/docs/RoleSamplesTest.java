package dev.gatehouse.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.PoolId;
import dev.gatehouse.RoleName;
import dev.gatehouse.credentials.pool.IdentityPool;
import dev.gatehouse.credentials.pool.IdentityPoolSettings;
import dev.gatehouse.credentials.role.MappingRule;
import dev.gatehouse.credentials.role.PrincipalTagMap;
import dev.gatehouse.credentials.role.RoleDefinition;
import dev.gatehouse.credentials.role.RoleMapping;
import dev.gatehouse.credentials.role.Roles;
import dev.gatehouse.credentials.signature.RequestSigner;
import dev.gatehouse.credentials.signature.SignatureSettings;
import dev.gatehouse.credentials.signature.SignatureVerifier;
import dev.gatehouse.credentials.signature.SignedRequest;
import dev.gatehouse.credentials.signature.SigningCredentials;
import dev.gatehouse.credentials.sts.AssumeRoleRequest;
import dev.gatehouse.credentials.sts.AssumedRole;
import dev.gatehouse.credentials.sts.LocalSts;
import dev.gatehouse.credentials.sts.LongTermPrincipal;
import dev.gatehouse.credentials.sts.LongTermPrincipals;
import dev.gatehouse.credentials.sts.SecurityTokenService;
import dev.gatehouse.credentials.sts.StsCaller;
import dev.gatehouse.credentials.sts.StsKeys;
import dev.gatehouse.credentials.sts.StsSessions;
import dev.gatehouse.seal.Sealer;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.store.memory.InMemoryStores;
import dev.gatehouse.testkit.FakeClock;
import dev.gatehouse.testkit.FixedMasterKeys;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The samples of the pages on roles and the token service; they run. */
class RoleSamplesTest {
    private final InMemoryStores stores = new InMemoryStores();
    private final InstantSource clock = new FakeClock();
    private final SecureRandom random = new SecureRandom();
    private final Sealer sealer = new Sealer(new FixedMasterKeys().load(), random);
    private final StsKeys keys = StsKeys.of(1, Map.of(1, new byte[StsKeys.KEY_LENGTH]));
    private final IdentityPool pool = IdentityPool.builder(mapped())
            .stores(stores)
            .masterKeys(new FixedMasterKeys().load())
            .vendor(new LocalSts(keys, sealer, random, clock))
            .clock(clock)
            .random(random)
            .build();

    private void register(String role) {
        pool.roles()
                .put(RoleDefinition.builder(new RoleName(role))
                        .trustPolicy("""
                                {"Version": "2012-10-17",
                                 "Statement": [{"Effect": "Allow", "Action": ["sts:AssumeRole", "sts:TagSession"],
                                   "Principal": {"AWS": "arn:aws:iam::000000000000:user/nightly"}}]}
                                """)
                        .permissionPolicy("sts", """
                                {"Version": "2012-10-17",
                                 "Statement": [{"Effect": "Allow", "Action": "sts:*", "Resource": "*"}]}
                                """)
                        .build())
                .orElseThrow();
    }

    @Test
    void rolesChangeAtRunTime() {
        register("Photos");
        changeRoles(pool);

        assertThat(pool.roles().find(new RoleName("Photos")).orElseThrow().sharedPolicies())
                .hasSize(1);
        assertThat(mapped().roleMappings()).hasSize(1);
    }

    @Test
    void theTokenServiceVendsToALongTermPrincipal() {
        LongTermPrincipal nightly = LongTermPrincipal.generate("nightly", new RoleName("Nightly"), random);
        register("Nightly");
        register("Reports");
        SecurityTokenService sts = tokenService(pool, stores, keys, sealer, random, clock, nightly);
        SignedRequest request = SignedRequest.builder()
                .method("GET")
                .rawPath("/")
                .header("host", "sts.example")
                .build()
                .orElseThrow();
        SignedRequest signed = new RequestSigner(
                        SignatureSettings.service("sts", "eu-west-1").build(), clock)
                .sign(request, SigningCredentials.of(nightly.accessKeyId(), nightly.secretKey()))
                .orElseThrow();

        assertThat(reports(sts, signed).expiration()).isEqualTo(clock.instant().plus(Duration.ofMinutes(30)));
    }

    private static void changeRoles(IdentityPool pool) {
        Roles roles = pool.roles();
        roles.policies().put("no-deletes", """
                        {"Version": "2012-10-17",
                         "Statement": [{"Effect": "Deny", "Action": "s3:DeleteObject", "Resource": "*"}]}
                        """).orElseThrow();
        roles.update(
                        new RoleName("Photos"),
                        role -> role.sharedPolicy("no-deletes").maxSessionDuration(Duration.ofHours(2)))
                .orElseThrow();
        roles.revokeSessions(new RoleName("Photos")).orElseThrow();
    }

    private static IdentityPoolSettings mapped() {
        IdentityPoolSettings settings = IdentityPoolSettings.builder(
                        new PoolId("local:8b0b1a52-6a4e-4c9c-9f0b-0d2f1a3c4e5f"))
                .authenticatedRole(new RoleName("Photos"))
                .roleMapping(
                        "login.example/local_photos",
                        RoleMapping.rules(
                                RoleMapping.AmbiguousRole.DENY,
                                List.of(new MappingRule(
                                        "cognito:groups",
                                        MappingRule.Match.CONTAINS,
                                        "editors",
                                        new RoleName("Editors")))))
                .principalTags(
                        "login.example/local_photos",
                        PrincipalTagMap.of(Map.of("team", "custom:team")).transitive(Set.of("team")))
                .build();
        return settings;
    }

    private static SecurityTokenService tokenService(
            IdentityPool pool,
            Stores stores,
            StsKeys keys,
            Sealer sealer,
            SecureRandom random,
            InstantSource clock,
            LongTermPrincipal nightly) {
        SecurityTokenService sts = SecurityTokenService.builder(pool.settings().id())
                .roles(pool.roles())
                .stores(stores)
                .vendor(new LocalSts(keys, sealer, random, clock))
                .sessions(new StsSessions(pool.settings().id(), keys, sealer, clock))
                .signatures(new SignatureVerifier(
                        SignatureSettings.service("sts", "eu-west-1").build(), clock))
                .revocations(pool.revocations())
                .webIdentities(pool.webIdentities())
                .principals(LongTermPrincipals.of(List.of(nightly)))
                .clock(clock)
                .build();
        return sts;
    }

    private static TemporaryCredentials reports(SecurityTokenService sts, SignedRequest signed) {
        StsCaller caller = sts.authenticate(signed).orElseThrow();
        AssumedRole assumed = sts.assumeRole(
                        caller,
                        AssumeRoleRequest.builder("arn:aws:iam::000000000000:role/Reports", "nightly-run")
                                .externalId("partner/42")
                                .policy("""
                                        {"Version": "2012-10-17",
                                         "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]}
                                        """)
                                .tag("cost-center", "42")
                                .duration(Duration.ofMinutes(30))
                                .build())
                .orElseThrow();
        TemporaryCredentials credentials = assumed.credentials();
        return credentials;
    }
}
