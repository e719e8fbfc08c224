package dev.gatehouse.userpool.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.ClientId;
import dev.gatehouse.PoolId;
import dev.gatehouse.Secret;
import dev.gatehouse.UserId;
import dev.gatehouse.WriteId;
import dev.gatehouse.password.PasswordHasher;
import dev.gatehouse.seal.MasterKeys;
import dev.gatehouse.seal.Sealer;
import dev.gatehouse.spi.KeySourceException;
import dev.gatehouse.spi.store.AliasKey;
import dev.gatehouse.spi.store.PoolKey;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.store.memory.InMemoryStores;
import dev.gatehouse.testkit.FakeClock;
import dev.gatehouse.testkit.RecordingSender;
import dev.gatehouse.testkit.UnsafeSeededRandom;
import dev.gatehouse.token.SigningAlgorithm;
import dev.gatehouse.user.AliasKind;
import dev.gatehouse.userpool.UserPool;
import dev.gatehouse.userpool.session.TokenSet;
import dev.gatehouse.userpool.settings.AppClient;
import dev.gatehouse.userpool.settings.AuthFlow;
import dev.gatehouse.userpool.settings.UserPoolSettings;
import dev.gatehouse.userpool.signin.SignInRequest;
import dev.gatehouse.userpool.signup.ConfirmRequest;
import dev.gatehouse.userpool.signup.RegisterRequest;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What an operator does with a pool as a whole: restoring it from a backup, and moving it to a new master key. */
class RestorationTest {
    private static final PoolId POOL = new PoolId("local_photos");
    private static final ClientId WEB = new ClientId("web");
    private static final String PASSWORD = "a photograph of nothing at all";

    private final SecureRandom random = new UnsafeSeededRandom(3);
    private final FakeClock clock = new FakeClock();
    private final RecordingSender sender = new RecordingSender();
    private final Stores stores = new InMemoryStores();
    private final UserPool pool = open(keys(1));

    private UserPool open(MasterKeys keys) {
        return UserPool.builder(UserPoolSettings.builder(POOL, URI.create("https://auth.example.test/local_photos"))
                        .client(AppClient.builder(WEB)
                                .signingAlgorithm(SigningAlgorithm.ES256)
                                .build())
                        .build())
                .stores(stores)
                .masterKeys(keys)
                .sender(sender)
                .clock(clock)
                .random(random)
                .hasher(PasswordHasher.builder(random).unsafeCost(8, 1, 1).build())
                .build();
    }

    private static MasterKeys keys(int... ids) {
        Map<Integer, byte[]> ring = new TreeMap<>();
        for (int id : ids) {
            byte[] key = new byte[MasterKeys.KEY_LENGTH];
            Arrays.fill(key, (byte) id);
            ring.put(id, key);
        }
        return MasterKeys.of(ids[ids.length - 1], ring);
    }

    private UserId member(String email) {
        UserId id = pool.signUp()
                .register(RegisterRequest.builder(WEB)
                        .username(email)
                        .password(Secret.of(PASSWORD))
                        .build())
                .orElseThrow()
                .user();
        pool.maintenance().run(100);
        pool.signUp()
                .confirm(ConfirmRequest.of(email, Secret.of(sender.lastCode(email))))
                .orElseThrow();
        return id;
    }

    private static TokenSet signIn(UserPool at, String email) {
        return at.signIn()
                .start(new SignInRequest(AuthFlow.USER_PASSWORD_AUTH, WEB, email, Secret.of(PASSWORD)))
                .orElseThrow();
    }

    @Nested
    class AfterARestore {
        @Test
        void everySessionHasEndedAndUsersSignInAgain() {
            member("alice@example.test");
            TokenSet before = signIn(pool, "alice@example.test");

            RestoreReport report = pool.maintenance().afterRestore(List.of());

            assertThat(report.usersSignedOut()).isEqualTo(1);
            assertThat(pool.sessions().refresh(before.refreshToken(), WEB).asRefusal())
                    .isPresent();
            pool.maintenance().run(100);
            assertThat(pool.sessions().verify(before.accessToken()).asRefusal()).isPresent();
            assertThat(pool.sessions()
                            .verify(signIn(pool, "alice@example.test").accessToken())
                            .asRefusal())
                    .isEmpty();
            assertThat(pool.revocations().poolEpoch()).isEqualTo(1);
            assertThat(stores.pools()
                            .find(new PoolKey(POOL))
                            .orElseThrow()
                            .value()
                            .epoch())
                    .isEqualTo(1);
        }

        @Test
        void codesFromBeforeAreVoid() {
            member("alice@example.test");
            pool.recovery().forgot("alice@example.test").orElseThrow();
            pool.maintenance().run(100);
            String code = sender.lastCode("alice@example.test");

            assertThat(pool.maintenance().afterRestore(List.of()).codesVoided()).isEqualTo(1);

            assertThat(pool.recovery()
                            .confirm(dev.gatehouse.userpool.recovery.RecoveryRequest.of(
                                    "alice@example.test", Secret.of(code), Secret.of("another phrase of mine")))
                            .asRefusal())
                    .isPresent();
        }

        @Test
        void usersErasedSinceTheBackupAreErasedAgain() {
            UserId alice = member("alice@example.test");
            member("bob@example.test");

            RestoreReport report = pool.maintenance().afterRestore(List.of(alice, new UserId("never-existed")));

            assertThat(report.usersErased()).isEqualTo(1);
            assertThat(pool.admin().get("alice@example.test").asRefusal()).isPresent();
            assertThat(pool.admin().get("bob@example.test").asRefusal()).isEmpty();
        }

        @Test
        void aNameThatAnotherRowHoldsIsDroppedFromItsUser() {
            member("alice@example.test");
            AliasKey key = new AliasKey(POOL, AliasKind.EMAIL, "alice@example.test");
            var alias = stores.aliases().find(key).orElseThrow();
            stores.aliases().replace(key, alias.version(), alias.value(), WriteId.random(random));

            assertThat(pool.maintenance().afterRestore(List.of()).namesDropped())
                    .isEqualTo(1);
        }
    }

    @Nested
    class ANewMasterKey {
        @Test
        void reachesEverythingThatRestsSealedAndTheOldOneMayGo() throws Exception {
            member("alice@example.test");
            TokenSet before = signIn(pool, "alice@example.test");

            UserPool rotated = open(keys(1, 2));
            assertThat(rotated.maintenance().run(100).valuesResealed()).isEqualTo(1);
            assertThat(rotated.maintenance().run(100).valuesResealed()).isZero();

            UserPool without = open(keys(2));
            assertThat(without.sessions().refresh(before.refreshToken(), WEB).asRefusal())
                    .isEmpty();
            without.maintenance().run(100);
            assertThat(without.sessions().verify(before.accessToken()).asRefusal())
                    .isEmpty();
            Sealer old = new Sealer(keys(2), random);
            assertThat(stores.signingKeys().page(POOL, Optional.empty(), 10).items())
                    .isNotEmpty()
                    .noneMatch(row -> old.outdated(row.value().sealedPrivateKey()));
        }

        @Test
        void thatIsWrongRefusesToStart() {
            assertThatThrownBy(() -> open(keys(9))).isInstanceOf(KeySourceException.class);
        }
    }
}
