package dev.gatehouse.endurance.hostile;

import dev.gatehouse.Cursor;
import dev.gatehouse.IdentityId;
import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.RoleName;
import dev.gatehouse.credentials.directory.IdentityPools;
import dev.gatehouse.credentials.pool.DeveloperTokenRequest;
import dev.gatehouse.credentials.pool.IdentityPool;
import dev.gatehouse.credentials.pool.IdentityPoolSettings;
import dev.gatehouse.credentials.pool.LoginProvider;
import dev.gatehouse.credentials.role.RoleDefinition;
import dev.gatehouse.credentials.signature.SignatureSettings;
import dev.gatehouse.credentials.signature.SignatureVerifier;
import dev.gatehouse.credentials.sts.AssumeRoleRequest;
import dev.gatehouse.credentials.sts.LocalSts;
import dev.gatehouse.credentials.sts.SecurityTokenService;
import dev.gatehouse.credentials.sts.StsKeys;
import dev.gatehouse.credentials.sts.StsSessions;
import dev.gatehouse.endurance.support.House;
import dev.gatehouse.seal.Sealer;
import dev.gatehouse.testkit.FixedMasterKeys;
import dev.gatehouse.token.SigningAlgorithm;
import dev.gatehouse.userpool.group.GroupChange;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The doors of groups, identity pools, roles and the token service. */
final class IdentityDoors {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final IdentityId NOBODY = new IdentityId("eu-west-1:nobody");
    private static final String ROLE = "arn:aws:iam::000000000000:role/Photos";

    private final House house;
    private final PoolId id = House.newPool();
    private final Sealer sealer = new Sealer(new FixedMasterKeys().load(), RANDOM);
    private final StsKeys keys = StsKeys.of(1, Map.of(1, new byte[StsKeys.KEY_LENGTH]));
    private final IdentityPool identities;
    private final Map<String, Function<String, Outcome<?>>> table;

    IdentityDoors(House house, Map<String, Function<String, Outcome<?>>> table) {
        this.house = house;
        this.table = table;
        this.identities = IdentityPool.builder(IdentityPoolSettings.builder(id)
                        .provider(LoginProvider.userPool("pool", house.pool.idTokens()))
                        .allowClassicFlow()
                        .developerProvider("login.acme")
                        .tokenAlgorithm(SigningAlgorithm.ES256)
                        .build())
                .stores(house.engine.stores())
                .masterKeys(new FixedMasterKeys().load())
                .vendor(new LocalSts(keys, sealer, RANDOM, house.engine.clock()))
                .clock(house.engine.clock())
                .random(RANDOM)
                .build();
    }

    void open() {
        groups();
        logins();
        developers();
        administration();
        roles();
        tokenService();
    }

    private void groups() {
        GroupChange nothing = GroupChange.builder().build();
        table.put("group get", text -> house.pool.groups().get(text));
        table.put("group update", text -> house.pool.groups().update(text, nothing));
        table.put("group delete", text -> house.pool.groups().delete(text));
        table.put(
                "group create, role",
                text -> house.pool
                        .groups()
                        .create("editors", GroupChange.builder().roleArn(text).build()));
        table.put("group members", text -> house.pool.groups().members(text, Optional.empty(), 10));
        table.put("group add, user", text -> house.pool.groups().add(text, "editors"));
        table.put("group add, group", text -> house.pool.groups().add(Doors.ANNA, text));
        table.put("group remove", text -> house.pool.groups().remove(Doors.ANNA, text));
        table.put("groups of", text -> house.pool.groups().ofUser(text));
    }

    private void logins() {
        table.put("getOpenIdToken", text -> identities.openIdToken(NOBODY, Map.of("pool", text)));
        table.put(
                "getOpenIdToken, own token",
                text -> identities.openIdToken(NOBODY, Map.of("cognito-identity.amazonaws.com", text)));
        table.put("unlink, token", text -> identities.unlink(NOBODY, Map.of("pool", text), Set.of("pool")));
        table.put("unlink, provider", text -> identities.unlink(NOBODY, Map.of("pool", "x"), Set.of(text)));
        table.put("getCredentials, role", text -> identities.getCredentials(NOBODY, Map.of(), text));
        table.put("identity token", text -> identities.tokens().verify(text));
    }

    private void developers() {
        table.put(
                "developer token, login",
                text -> identities
                        .developers()
                        .openIdToken(DeveloperTokenRequest.builder("ann")
                                .login("pool", text)
                                .build()));
        table.put(
                "developer token, provider",
                text -> identities
                        .developers()
                        .openIdToken(DeveloperTokenRequest.builder("ann")
                                .login(text, "x")
                                .build()));
        table.put("developer lookup", text -> identities.developers().lookup(text, 10, Optional.empty()));
        table.put(
                "developer lookup, page",
                text -> identities.developers().lookup("ann", 10, Optional.of(new Cursor(text))));
        table.put("developer merge", text -> identities.developers().merge(text, "ann"));
        table.put("developer unlink", text -> identities.developers().unlink(NOBODY, text));
    }

    private void administration() {
        IdentityPools pools = IdentityPools.builder()
                .stores(house.engine.stores())
                .masterKeys(new FixedMasterKeys().load())
                .clock(house.engine.clock())
                .random(RANDOM)
                .providers(login -> Optional.empty())
                .opener(settings -> identities)
                .build();
        table.put("identity", text -> identities.identities().describe(new IdentityId(text)));
        table.put("identities, page", text -> identities.identities().list(10, Optional.of(new Cursor(text)), false));
        table.put("identity disable", text -> identities.identities().disable(new IdentityId(text)));
        table.put("identity pool", text -> pools.describe(new PoolId(text)));
        table.put("identity pools, page", text -> pools.list(10, Optional.of(new Cursor(text))));
        table.put(
                "identity pool, developer provider",
                text -> pools.create(settings -> settings.name("photos").developerProvider(text + ' ' + Input.MARK)));
    }

    private void roles() {
        table.put(
                "role, trust",
                text -> identities
                        .roles()
                        .put(RoleDefinition.builder(new RoleName("Photos"))
                                .trustPolicy(text)
                                .build()));
        table.put(
                "role, policy",
                text -> identities
                        .roles()
                        .put(RoleDefinition.builder(new RoleName("Photos"))
                                .trustPolicy("{}")
                                .permissionPolicy("p", text)
                                .build()));
        table.put("shared policy", text -> identities.roles().policies().put("p", text));
        table.put("shared policy, name", text -> identities.roles().policies().delete(text + ' '));
    }

    private void tokenService() {
        SecurityTokenService sts = SecurityTokenService.builder(id)
                .roles(identities.roles())
                .stores(house.engine.stores())
                .vendor(new LocalSts(keys, sealer, RANDOM, house.engine.clock()))
                .sessions(new StsSessions(id, keys, sealer, house.engine.clock()))
                .signatures(new SignatureVerifier(
                        SignatureSettings.service("sts", "eu-west-1").build(), house.engine.clock()))
                .revocations(identities.revocations())
                .webIdentities(identities.webIdentities())
                .clock(house.engine.clock())
                .build();
        AssumeRoleRequest plain = AssumeRoleRequest.builder(ROLE, "session").build();
        table.put("web identity", text -> sts.assumeRoleWithWebIdentity(text, plain));
        List.<Function<String, AssumeRoleRequest.Builder>>of(
                        text -> AssumeRoleRequest.builder(text, "session"),
                        text -> AssumeRoleRequest.builder(ROLE, text),
                        text -> AssumeRoleRequest.builder(ROLE, "session").policy(text),
                        text -> AssumeRoleRequest.builder(ROLE, "session").policyArn(text),
                        text -> AssumeRoleRequest.builder(ROLE, "session").tag(text, "x"),
                        text -> AssumeRoleRequest.builder(ROLE, "session").tag("x", text),
                        text -> AssumeRoleRequest.builder(ROLE, "session").externalId(text),
                        text -> AssumeRoleRequest.builder(ROLE, "session").sourceIdentity(text))
                .forEach(request -> table.put(
                        "assume role, part " + table.size(),
                        text -> sts.assumeRoleWithWebIdentity(
                                "x", request.apply(text).build())));
    }
}
