package dev.gatehouse.spi.codec;

import dev.gatehouse.IdentityId;
import dev.gatehouse.PoolId;
import dev.gatehouse.RoleName;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.store.Identity;
import dev.gatehouse.spi.store.IdentityKey;
import dev.gatehouse.spi.store.Login;
import dev.gatehouse.spi.store.LoginKey;
import dev.gatehouse.spi.store.PolicyReference;
import dev.gatehouse.spi.store.PoolKey;
import dev.gatehouse.spi.store.PoolRow;
import dev.gatehouse.spi.store.Role;
import dev.gatehouse.spi.store.RoleKey;
import dev.gatehouse.spi.store.Setting;
import dev.gatehouse.spi.store.SettingKey;
import dev.gatehouse.spi.store.SigningKeyKey;
import dev.gatehouse.spi.store.SigningKeyRow;
import dev.gatehouse.token.SigningAlgorithm;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The stores of a pool: itself, settings, signing keys, roles, identities and logins. */
final class PoolCodec {
    static final RowType<PoolKey, PoolRow> POOLS = new RowType<>(
            "pools",
            1,
            List.of("pool"),
            false,
            key -> List.of(key.pool().value()),
            key -> new PoolKey(new PoolId(key.get(0))),
            pool -> Optional.empty(),
            (pool, body) -> body.bytes("sealedSecret", pool.sealedSecret())
                    .number("epoch", pool.epoch())
                    .time("createdAt", pool.createdAt()),
            body -> PoolRow.builder()
                    .sealedSecret(body.bytes("sealedSecret"))
                    .epoch(body.number("epoch"))
                    .createdAt(body.time("createdAt"))
                    .build());

    static final RowType<SigningKeyKey, SigningKeyRow> SIGNING_KEYS = new RowType<>(
            "signing_keys",
            1,
            List.of("pool", "generation"),
            true,
            key -> List.of(key.pool().value(), spell(key.generation())),
            key -> new SigningKeyKey(new PoolId(key.get(0)), Long.parseLong(key.get(1))),
            SigningKeyRow::expiresAt,
            (row, body) -> body.text("algorithm", row.algorithm().name())
                    .text("kid", row.kid())
                    .bytes("sealedPrivateKey", row.sealedPrivateKey())
                    .bytes("publicKey", row.publicKey())
                    .time("createdAt", row.createdAt())
                    .time("activeFrom", row.activeFrom())
                    .text("expiresAt", row.expiresAt()),
            body -> SigningKeyRow.builder()
                    .algorithm(body.as("algorithm", SigningAlgorithm::valueOf))
                    .kid(body.text("kid"))
                    .sealedPrivateKey(body.bytes("sealedPrivateKey"))
                    .publicKey(body.bytes("publicKey"))
                    .createdAt(body.time("createdAt"))
                    .activeFrom(body.time("activeFrom"))
                    .expiresAt(body.optionalTime("expiresAt"))
                    .build());

    static final RowType<RoleKey, Role> ROLES = new RowType<>(
            "roles",
            2, // 2: shared policies
            List.of("pool", "role"),
            false,
            key -> List.of(key.pool().value(), key.role().value()),
            key -> new RoleKey(new PoolId(key.get(0)), new RoleName(key.get(1))),
            role -> Optional.empty(),
            (role, body) -> body.text("arn", role.arn())
                    .text("incarnation", role.incarnation().value())
                    .text("trustPolicy", role.trustPolicy())
                    .texts("permissionPolicies", role.permissionPolicies())
                    .texts("sharedPolicies", references(role.sharedPolicies()))
                    .text("permissionsBoundary", role.permissionsBoundary())
                    .texts(
                            "sharedBoundary",
                            references(role.sharedBoundary().map(Set::of).orElse(Set.of())))
                    .text("maxSessionDuration", role.maxSessionDuration().toString())
                    .number("epoch", role.epoch())
                    .time("createdAt", role.createdAt()),
            body -> Role.builder()
                    .arn(body.text("arn"))
                    .incarnation(body.as("incarnation", WriteId::new))
                    .trustPolicy(body.text("trustPolicy"))
                    .permissionPolicies(body.texts("permissionPolicies"))
                    .sharedPolicies(references(body, "sharedPolicies"))
                    .permissionsBoundary(body.optionalText("permissionsBoundary"))
                    .sharedBoundary(references(body, "sharedBoundary").stream().findFirst())
                    .maxSessionDuration(body.duration("maxSessionDuration"))
                    .epoch(body.number("epoch"))
                    .createdAt(body.time("createdAt"))
                    .build());

    static final RowType<IdentityKey, Identity> IDENTITIES = new RowType<>(
            "identities",
            2,
            List.of("pool", "identity_id"),
            true,
            key -> List.of(key.pool().value(), key.identity().value()),
            key -> new IdentityKey(new PoolId(key.get(0)), new IdentityId(key.get(1))),
            Identity::expiresAt,
            PoolCodec::write,
            PoolCodec::readIdentity);

    static final RowType<LoginKey, Login> LOGINS = new RowType<>(
            "logins",
            1,
            List.of("pool", "provider", "subject"),
            false,
            key -> List.of(key.pool().value(), key.provider(), key.subject()),
            key -> new LoginKey(new PoolId(key.get(0)), key.get(1), key.get(2)),
            login -> Optional.empty(),
            (login, body) -> body.text("identity", login.identity().value()),
            body -> new Login(body.as("identity", IdentityId::new)));

    static final RowType<SettingKey, Setting> SETTINGS = new RowType<>(
            "settings",
            1,
            List.of("pool", "kind", "name"),
            false,
            key -> List.of(key.pool().value(), key.kind(), key.name()),
            key -> new SettingKey(new PoolId(key.get(0)), key.get(1), key.get(2)),
            setting -> Optional.empty(),
            (setting, body) -> body.text("body", setting.body())
                    .text("incarnation", setting.incarnation().value())
                    .time("createdAt", setting.createdAt())
                    .time("modifiedAt", setting.modifiedAt()),
            body -> Setting.builder()
                    .body(body.text("body"))
                    .incarnation(body.as("incarnation", WriteId::new))
                    .createdAt(body.time("createdAt"))
                    .modifiedAt(body.time("modifiedAt"))
                    .build());

    private PoolCodec() {}

    /** Spells a generation so that texts sort as the numbers do. */
    private static String spell(long generation) {
        if (generation < 0) {
            throw new IllegalArgumentException("a generation is counted from 1");
        }
        String digits = Long.toString(generation);
        return "0".repeat(19 - digits.length()) + digits;
    }

    private static Map<String, String> references(Set<PolicyReference> policies) {
        Map<String, String> texts = new TreeMap<>();
        policies.forEach(policy -> texts.put(policy.name(), policy.incarnation().value()));
        return texts;
    }

    private static Set<PolicyReference> references(JsonMembers body, String member) {
        Set<PolicyReference> policies = new HashSet<>();
        if (body.has(member)) {
            body.texts(member)
                    .forEach((name, incarnation) -> policies.add(new PolicyReference(name, new WriteId(incarnation))));
        }
        return policies;
    }

    private static void write(Identity identity, JsonBody body) {
        body.text("state", identity.state().name())
                .objects(
                        "logins",
                        identity.logins(),
                        provider -> provider,
                        (login, inner) -> inner.text("subject", login.subject())
                                .text("claim", login.claim().value()))
                .objects(
                        "developerLogins",
                        identity.developerLogins(),
                        subject -> subject,
                        (login, inner) -> inner.text("provider", login.provider())
                                .text("claim", login.claim().value()))
                .text("mergedInto", identity.mergedInto())
                .sorted("absorbing", identity.absorbing(), IdentityId::value)
                .number("epoch", identity.epoch())
                .time("createdAt", identity.createdAt())
                .time("modifiedAt", identity.modifiedAt())
                .text("expiresAt", identity.expiresAt());
    }

    private static Identity readIdentity(JsonMembers body) {
        return Identity.builder()
                .state(body.as("state", Identity.State::valueOf))
                .logins(body.objects(
                        "logins",
                        provider -> provider,
                        login -> new Identity.LoginEntry(login.text("subject"), login.as("claim", WriteId::new))))
                .developerLogins(developerLogins(body))
                .mergedInto(body.optionalAs("mergedInto", IdentityId::new))
                .absorbing(Set.copyOf(body.list("absorbing", IdentityId::new)))
                .epoch(body.number("epoch"))
                .createdAt(body.time("createdAt"))
                .modifiedAt(body.time("modifiedAt"))
                .expiresAt(body.optionalTime("expiresAt"))
                .build();
    }

    /** Rows of format 1 have none. */
    private static Map<String, Identity.DeveloperLogin> developerLogins(JsonMembers body) {
        return body.has("developerLogins")
                ? body.objects(
                        "developerLogins",
                        subject -> subject,
                        login -> new Identity.DeveloperLogin(login.text("provider"), login.as("claim", WriteId::new)))
                : Map.of();
    }
}
