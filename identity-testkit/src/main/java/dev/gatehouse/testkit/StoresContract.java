package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.FamilyId;
import dev.gatehouse.UserId;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.store.Alias;
import dev.gatehouse.spi.store.AliasKey;
import dev.gatehouse.spi.store.AttemptKey;
import dev.gatehouse.spi.store.Authenticator;
import dev.gatehouse.spi.store.AuthenticatorKey;
import dev.gatehouse.spi.store.FamilyKey;
import dev.gatehouse.spi.store.GroupKey;
import dev.gatehouse.spi.store.GroupRow;
import dev.gatehouse.spi.store.Identity;
import dev.gatehouse.spi.store.IdentityKey;
import dev.gatehouse.spi.store.Login;
import dev.gatehouse.spi.store.LoginKey;
import dev.gatehouse.spi.store.Member;
import dev.gatehouse.spi.store.MemberKey;
import dev.gatehouse.spi.store.OneTime;
import dev.gatehouse.spi.store.OneTimeKey;
import dev.gatehouse.spi.store.OutboxKey;
import dev.gatehouse.spi.store.OutboxMessage;
import dev.gatehouse.spi.store.PoolKey;
import dev.gatehouse.spi.store.PoolRow;
import dev.gatehouse.spi.store.Role;
import dev.gatehouse.spi.store.RoleKey;
import dev.gatehouse.spi.store.Row;
import dev.gatehouse.spi.store.Setting;
import dev.gatehouse.spi.store.SettingKey;
import dev.gatehouse.spi.store.SigningKeyKey;
import dev.gatehouse.spi.store.SigningKeyRow;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.spi.store.TokenFamily;
import dev.gatehouse.spi.store.TokenFamilyStore;
import dev.gatehouse.spi.store.UserKey;
import dev.gatehouse.spi.store.UserRow;
import dev.gatehouse.spi.store.Versioned;
import dev.gatehouse.throttle.AttemptState;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What {@link Stores} must do: every rule of {@code dev.gatehouse.spi.store} for every store, under its number. Extend
 * it, return the stores, and run it as a test. It needs no empty stores: every test uses pools of its own, and sweeps
 * only what expired before 1990. Stores that sweep on their own account, as an insert may, need a clock that
 * shows an earlier time. Races run in {@link #rounds()} rounds of 8 threads.
 */
@SuppressWarnings("ClassCanBeStatic") // nested test classes must be inner classes
public abstract class StoresContract {
    private final StoreBench underTest = new StoreBench(this::stores, new SecureRandom(), this::rounds);

    /** For subclasses. */
    protected StoresContract() {}

    /** Returns the stores under test: the same ones, or another view of the same data, at every call within a test. */
    protected abstract Stores stores();

    /** Returns how often each race is run; 200 unless overridden for an engine that is slow to write. */
    protected int rounds() {
        return 200;
    }

    @Nested
    class Users extends RowStoreContract<UserKey, UserRow> {
        Users() {
            super(underTest, Samples.users());
        }
    }

    @Nested
    class Aliases extends RowStoreContract<AliasKey, Alias> {
        Aliases() {
            super(underTest, Samples.aliases());
        }
    }

    @Nested
    class Authenticators extends RowStoreContract<AuthenticatorKey, Authenticator> {
        Authenticators() {
            super(underTest, Samples.authenticators());
        }

        @Test
        @DisplayName("P1 a user's authenticators are listed exactly once, and nobody else's")
        void listsOneUser() {
            UserId user = new UserId("u");
            List<Row<AuthenticatorKey, Authenticator>> mine = new ArrayList<>();
            for (int n = 0; n < 7; n++) {
                AuthenticatorKey key = new AuthenticatorKey(pool, user, "device:" + n);
                mine.add(new Row<>(key, value(n), insert(key, value(n))));
            }
            insert(new AuthenticatorKey(pool, new UserId("U"), "password"), value(0));
            insert(new AuthenticatorKey(pool, new UserId("u-"), "password"), value(0));
            insert(new AuthenticatorKey(otherPool, user, "password"), value(0));
            assertThat(StoreBench.listAll(3, cursor -> stores().authenticators().ofUser(pool, user, cursor, 3)))
                    .containsExactlyInAnyOrderElementsOf(mine);
        }
    }

    @Nested
    class Groups extends RowStoreContract<GroupKey, GroupRow> {
        Groups() {
            super(underTest, Samples.groups());
        }
    }

    @Nested
    class Members extends RowStoreContract<MemberKey, Member> {
        Members() {
            super(underTest, Samples.members());
        }

        @Test
        @DisplayName("G1 a group's entries are listed exactly once, and no other group's")
        void listsOneGroup() {
            List<Row<MemberKey, Member>> ours = new ArrayList<>();
            for (int n = 0; n < 7; n++) {
                MemberKey key = new MemberKey(pool, "g", new UserId("u" + n));
                ours.add(new Row<>(key, value(n), insert(key, value(n))));
            }
            insert(new MemberKey(pool, "G", new UserId("u0")), value(0));
            insert(new MemberKey(pool, "g-", new UserId("u0")), value(0));
            insert(new MemberKey(otherPool, "g", new UserId("u0")), value(0));
            assertThat(StoreBench.listAll(3, cursor -> stores().members().ofGroup(pool, "g", cursor, 3)))
                    .containsExactlyInAnyOrderElementsOf(ours);
        }
    }

    @Nested
    class TokenFamilies extends RowStoreContract<FamilyKey, TokenFamily> {
        TokenFamilies() {
            super(underTest, Samples.tokenFamilies());
        }

        private TokenFamilyStore families() {
            return stores().tokenFamilies();
        }

        private boolean isRevoked(FamilyKey key) {
            return families().find(key).orElseThrow().value().revoked();
        }

        @Test
        @DisplayName("F1 a user's families are listed exactly once, and nobody else's")
        void listsOneUser() {
            UserId user = new UserId("u");
            List<Row<FamilyKey, TokenFamily>> mine = new ArrayList<>();
            for (int n = 0; n < 7; n++) {
                FamilyKey key = new FamilyKey(pool, user, new FamilyId("f" + n));
                mine.add(new Row<>(key, value(n), insert(key, value(n))));
            }
            insert(new FamilyKey(pool, new UserId("U"), new FamilyId("f0")), value(0));
            insert(new FamilyKey(pool, new UserId("u-"), new FamilyId("f0")), value(0));
            insert(new FamilyKey(otherPool, user, new FamilyId("f0")), value(0));
            assertThat(StoreBench.listAll(3, cursor -> families().ofUser(pool, user, cursor, 3)))
                    .containsExactlyInAnyOrderElementsOf(mine);
        }

        @Test
        @DisplayName("F2 revoking marks the family whatever its version, keeps the rest, and may be repeated")
        void revokeMarks() {
            FamilyKey key = key(0);
            WriteId write = bench.newWrite();
            assertThat(families().revoke(key, write)).as("no such family").isFalse();
            insert(key, value(5));
            FamilyKey elsewhere = sample.key().apply(otherPool, 0);
            insert(elsewhere, value(5));
            assertThat(families().revoke(key, write)).isTrue();
            assertThat(families().revoke(key, write)).isTrue();
            assertThat(families().revoke(key, bench.newWrite())).isTrue();
            assertThat(families().find(key).map(Versioned::value))
                    .contains(value(5).toBuilder().revoked(true).build());
            assertThat(isRevoked(elsewhere)).as("another pool's family").isFalse();
        }

        @Test
        @DisplayName("F2 a revoked family is never replaced")
        void revokedIsFinal() {
            FamilyKey key = key(0);
            WriteId first = insert(key, value(0));
            assertThat(families().revoke(key, bench.newWrite())).isTrue();
            assertThat(families().replace(key, first, value(1), bench.newWrite()))
                    .isFalse();
            WriteId present = families().find(key).orElseThrow().version();
            assertThat(families().replace(key, present, value(1), bench.newWrite()))
                    .isFalse();
            assertThat(isRevoked(key)).isTrue();
        }

        @Test
        @DisplayName("F2 a revocation wins over every replace that races with it")
        void revokeWins() {
            for (int round = 0; round < bench.rounds(); round++) {
                FamilyKey key = freshKey();
                insert(key, value(0));
                AtomicBoolean revoked = new AtomicBoolean();
                Race.of(bench.runners(), n -> {
                    if (n == 0) {
                        revoked.set(families().revoke(key, bench.newWrite()));
                        return true;
                    }
                    return families()
                            .find(key)
                            .filter(row -> !row.value().revoked())
                            .map(row -> families().replace(key, row.version(), value(n), bench.newWrite()))
                            .orElse(false);
                });
                assertThat(revoked).isTrue();
                assertThat(isRevoked(key)).as("round %d", round).isTrue();
            }
        }
    }

    @Nested
    class OneTimes extends RowStoreContract<OneTimeKey, OneTime> {
        OneTimes() {
            super(underTest, Samples.oneTimes());
        }

        @Test
        @DisplayName("O1 a value is taken once, marked, and a repeat of the take gets the same answer")
        void takenOnce() {
            OneTimeKey key = key(0);
            insert(key, value(0));
            Versioned<OneTime> found = stores().oneTimes().find(key).orElseThrow();
            WriteId write = bench.newWrite();
            assertThat(stores().oneTimes().take(key, found, write)).isTrue();
            assertThat(stores().oneTimes().take(key, found, write)).isTrue();
            assertThat(stores().oneTimes().take(key, found, bench.newWrite())).isFalse();
            Versioned<OneTime> taken = stores().oneTimes().find(key).orElseThrow();
            assertThat(taken.value().takenBy()).contains(write);
            assertThat(stores().oneTimes().take(key, taken, bench.newWrite())).isFalse();
            assertThat(stores().oneTimes().take(key, taken, write)).isTrue();
            assertThat(stores().oneTimes().take(sample.key().apply(otherPool, 0), found, bench.newWrite()))
                    .as("another pool's key")
                    .isFalse();
        }

        @Test
        @DisplayName("O1 of concurrent takes of one value exactly one wins")
        void concurrentTakesHaveOneWinner() {
            for (int round = 0; round < bench.rounds(); round++) {
                OneTimeKey key = freshKey();
                insert(key, value(0));
                Versioned<OneTime> found = stores().oneTimes().find(key).orElseThrow();
                List<WriteId> writes = bench.newWrites();
                int winners = Race.of(writes.size(), n -> stores().oneTimes().take(key, found, writes.get(n)));
                assertThat(winners).as("winners in round %d", round).isEqualTo(1);
            }
        }
    }

    @Nested
    class Attempts extends RowStoreContract<AttemptKey, AttemptState> {
        Attempts() {
            super(underTest, Samples.attempts());
        }
    }

    @Nested
    class Roles extends RowStoreContract<RoleKey, Role> {
        Roles() {
            super(underTest, PoolSamples.roles());
        }
    }

    @Nested
    class Pools extends RowStoreContract<PoolKey, PoolRow> {
        Pools() {
            super(underTest, PoolSamples.pools());
        }
    }

    @Nested
    class SigningKeys extends RowStoreContract<SigningKeyKey, SigningKeyRow> {
        SigningKeys() {
            super(underTest, PoolSamples.signingKeys());
        }
    }

    @Nested
    class Outbox extends RowStoreContract<OutboxKey, OutboxMessage> {
        Outbox() {
            super(underTest, Samples.outbox());
        }
    }

    @Nested
    class Identities extends RowStoreContract<IdentityKey, Identity> {
        Identities() {
            super(underTest, PoolSamples.identities());
        }
    }

    @Nested
    class Logins extends RowStoreContract<LoginKey, Login> {
        Logins() {
            super(underTest, PoolSamples.logins());
        }
    }

    @Nested
    class Settings extends RowStoreContract<SettingKey, Setting> {
        Settings() {
            super(underTest, PoolSamples.settings());
        }

        @Test
        @DisplayName("S1 a pool's settings of one kind are listed exactly once, and no others")
        void listsOneKind() {
            List<Row<SettingKey, Setting>> mine = new ArrayList<>();
            for (int n = 0; n < 7; n++) {
                SettingKey key = new SettingKey(pool, "client", "name-" + n);
                mine.add(new Row<>(key, value(n), insert(key, value(n))));
            }
            insert(new SettingKey(pool, "clients", "name-0"), value(0));
            insert(new SettingKey(pool, "clien", "name-0"), value(0));
            insert(new SettingKey(otherPool, "client", "name-0"), value(0));
            assertThat(StoreBench.listAll(3, cursor -> stores().settings().ofKind(pool, "client", cursor, 3)))
                    .containsExactlyInAnyOrderElementsOf(mine);
        }
    }

    @Nested
    class Revocations extends RevocationLogContract {
        Revocations() {
            super(underTest);
        }
    }
}
