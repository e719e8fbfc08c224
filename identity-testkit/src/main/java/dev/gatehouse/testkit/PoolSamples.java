package dev.gatehouse.testkit;

import dev.gatehouse.IdentityId;
import dev.gatehouse.PoolId;
import dev.gatehouse.RoleName;
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
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.token.SigningAlgorithm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keys and values of the stores of pools: keys, roles, settings, identities and logins; see {@link Samples}. */
final class PoolSamples {
    private PoolSamples() {}

    static StoreSample<RoleKey, Role> roles() {
        Role plain = Role.builder()
                .arn("arn:aws:iam::1:role/r")
                .incarnation(Samples.write(1))
                .trustPolicy("{}")
                .createdAt(Samples.NOW)
                .build();
        return new StoreSample<>(
                Stores::roles,
                (pool, n) -> new RoleKey(pool, new RoleName("role-" + n)),
                Samples.MANY,
                pool -> List.of(new RoleKey(pool, new RoleName("R")), new RoleKey(pool, new RoleName("r"))),
                n -> plain.toBuilder().epoch(n).build(),
                List.of(
                        plain,
                        plain.toBuilder()
                                .incarnation(Samples.write(2))
                                .trustPolicy("{\"x\":\"" + Samples.TEXT.repeat(400) + "\"}")
                                .permissionPolicies(Map.of("a", "", Samples.TEXT, Samples.TEXT))
                                .sharedPolicies(Set.of(
                                        new PolicyReference("a", Samples.write(3)),
                                        new PolicyReference("b@c", Samples.write(4))))
                                .permissionsBoundary("{}")
                                .sharedBoundary(Optional.of(new PolicyReference("bound", Samples.write(5))))
                                .maxSessionDuration(Duration.ofHours(12))
                                .epoch(Long.MAX_VALUE)
                                .createdAt(Samples.EARLY)
                                .build()),
                List.of());
    }

    static StoreSample<PoolKey, PoolRow> pools() {
        PoolRow plain = PoolRow.builder()
                .sealedSecret(new byte[0])
                .createdAt(Samples.NOW)
                .build();
        return new StoreSample<>(
                Stores::pools,
                (pool, n) -> new PoolKey(pool),
                1,
                pool -> List.of(
                        new PoolKey(pool),
                        new PoolKey(new PoolId(pool.value() + "A")),
                        new PoolKey(new PoolId(pool.value() + "a"))),
                n -> plain.toBuilder().epoch(n).build(),
                List.of(
                        plain,
                        plain.toBuilder()
                                .sealedSecret(Samples.bytes())
                                .epoch(Long.MAX_VALUE)
                                .createdAt(Samples.LATE)
                                .build()),
                List.of());
    }

    static StoreSample<SigningKeyKey, SigningKeyRow> signingKeys() {
        SigningKeyRow plain = SigningKeyRow.builder()
                .algorithm(SigningAlgorithm.RS256)
                .kid("k")
                .sealedPrivateKey(new byte[0])
                .publicKey(new byte[0])
                .createdAt(Samples.NOW)
                .activeFrom(Samples.NOW)
                .build();
        return new StoreSample<>(
                Stores::signingKeys,
                (pool, n) -> new SigningKeyKey(pool, n + 1L),
                Samples.MANY,
                pool -> List.of(new SigningKeyKey(pool, 1), new SigningKeyKey(pool, Long.MAX_VALUE)),
                n -> plain.toBuilder().kid("k" + n).build(),
                List.of(
                        plain,
                        plain.toBuilder()
                                .algorithm(SigningAlgorithm.EDDSA)
                                .kid(Samples.TEXT)
                                .sealedPrivateKey(Samples.bytes())
                                .publicKey(Samples.bytes())
                                .createdAt(Samples.EARLY)
                                .activeFrom(Samples.LATE)
                                .expiresAt(Samples.LATE)
                                .build()),
                List.of(at -> plain.toBuilder().expiresAt(at).build()));
    }

    static StoreSample<IdentityKey, Identity> identities() {
        Identity plain = Identity.builder()
                .createdAt(Samples.NOW)
                .modifiedAt(Samples.NOW)
                .build();
        return new StoreSample<>(
                Stores::identities,
                (pool, n) -> new IdentityKey(pool, new IdentityId("r:" + n)),
                Samples.MANY,
                pool -> List.of(new IdentityKey(pool, new IdentityId("A")), new IdentityKey(pool, new IdentityId("a"))),
                n -> plain.toBuilder().epoch(n).build(),
                List.of(
                        plain,
                        plain.toBuilder()
                                .state(Identity.State.MERGED)
                                .logins(Map.of(Samples.TEXT, new Identity.LoginEntry(Samples.TEXT, Samples.write(3))))
                                .developerLogins(Map.of(
                                        Samples.TEXT, new Identity.DeveloperLogin(Samples.TEXT, Samples.write(4))))
                                .mergedInto(new IdentityId("r:x"))
                                .absorbing(Set.of(new IdentityId("r:y"), new IdentityId("r:z")))
                                .epoch(Long.MAX_VALUE)
                                .createdAt(Samples.EARLY)
                                .modifiedAt(Samples.LATE)
                                .expiresAt(Samples.LATE)
                                .build()),
                List.of(at -> plain.toBuilder().expiresAt(at).build()));
    }

    static StoreSample<LoginKey, Login> logins() {
        return new StoreSample<>(
                Stores::logins,
                (pool, n) -> new LoginKey(pool, "provider", "subject-" + n),
                Samples.MANY,
                pool -> List.of(
                        new LoginKey(pool, "p", "s"),
                        new LoginKey(pool, "p", "S"),
                        new LoginKey(pool, "ps", ""),
                        new LoginKey(pool, "p".repeat(128), "\ud83d\ude00".repeat(256)),
                        new LoginKey(pool, "p".repeat(128), "\ud83d\ude00".repeat(255) + "\ud83d\ude01")),
                n -> new Login(new IdentityId("r:" + n)),
                List.of(new Login(new IdentityId("r:" + "x".repeat(126))), new Login(new IdentityId("r"))),
                List.of());
    }

    static StoreSample<SettingKey, Setting> settings() {
        Setting plain = Setting.builder()
                .body("{}")
                .incarnation(Samples.write(1))
                .createdAt(Samples.NOW)
                .modifiedAt(Samples.NOW)
                .build();
        return new StoreSample<>(
                Stores::settings,
                (pool, n) -> new SettingKey(pool, "client", "name-" + n),
                Samples.MANY,
                pool -> List.of(
                        new SettingKey(pool, "client", "a"),
                        new SettingKey(pool, "client", "A"),
                        new SettingKey(pool, "clienta", "a"),
                        new SettingKey(pool, "client", Samples.KEY_TEXT),
                        new SettingKey(pool, "client", "\ud83d\ude00".repeat(256)),
                        new SettingKey(pool, "client", "\ud83d\ude00".repeat(255) + "\ud83d\ude01")),
                n -> plain.toBuilder().body("{\"n\":" + n + "}").build(),
                List.of(
                        plain,
                        plain.toBuilder()
                                .body(Samples.TEXT.repeat(400))
                                .incarnation(Samples.write(2))
                                .createdAt(Samples.EARLY)
                                .modifiedAt(Samples.LATE)
                                .build()),
                List.of());
    }
}
