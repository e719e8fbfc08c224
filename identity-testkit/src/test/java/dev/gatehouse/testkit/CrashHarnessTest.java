package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gatehouse.IdentityId;
import dev.gatehouse.PoolId;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.StoreException;
import dev.gatehouse.spi.store.Identity;
import dev.gatehouse.spi.store.IdentityKey;
import dev.gatehouse.spi.store.Login;
import dev.gatehouse.spi.store.LoginKey;
import dev.gatehouse.spi.store.RepeatingStores;
import dev.gatehouse.spi.store.Stores;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A toy flow of two rows: claim a login (the index), then write the identity (the truth, the commit point). */
class CrashHarnessTest {
    private static final PoolId POOL = new PoolId("p");
    private static final LoginKey LOGIN = new LoginKey(POOL, "provider", "subject");

    private enum Order {
        INDEX_FIRST,
        TRUTH_FIRST,
        INDEX_FORCED,
        ANSWER_IGNORED
    }

    @TestFactory
    Stream<DynamicTest> aSoundFlowPasses() {
        return CrashHarness.of("toy", () -> new Toy(Order.INDEX_FIRST)).everyWrite();
    }

    @Test
    void everyModeStrikesAtEveryWrite() {
        assertThat(CrashHarness.of("toy", () -> new Toy(Order.INDEX_FIRST)).run())
                .isEqualTo(2 * CrashMode.values().length);
    }

    @Test
    void aFlowThatWritesTheTruthFirstIsCaughtByHaltsAndPauses() {
        List<String> caught = CrashHarness.of("toy", () -> new Toy(Order.TRUTH_FIRST))
                .everyWrite()
                .filter(test -> catchThrowable(() -> test.getExecutable().execute()) instanceof AssertionError)
                .map(DynamicTest::getDisplayName)
                .toList();

        assertThat(caught)
                .contains(
                        "toy, HALT_BEFORE at write 2 (logins.insert)",
                        "toy, HALT_AFTER at write 1 (identities.insert)",
                        "toy, PAUSE_BEFORE at write 2 (logins.insert)",
                        "toy, PAUSE_AFTER at write 1 (identities.insert)");
    }

    @Test
    void aFlowThatIgnoresALostInsertIsCaughtByTheRival() {
        assertThatThrownBy(() -> CrashHarness.of("toy", () -> new Toy(Order.INDEX_FORCED))
                        .run())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("toy, PAUSE_BEFORE at write 1 (logins.insert)");
    }

    @Test
    void aFlowThatSwallowsAnUnknownOutcomeIsCaught() {
        assertThatThrownBy(() -> CrashHarness.of("toy", () -> new Toy(Order.ANSWER_IGNORED))
                        .run())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("toy, LOSE_ANSWER at write 2 (identities.insert)");
    }

    private static final class Toy implements CrashFixture {
        private final Stores stores = ToyStores.with(Defect.NONE);
        private final UnsafeSeededRandom random = new UnsafeSeededRandom(7);
        private final Order order;
        private Optional<IdentityId> answer = Optional.empty();
        private boolean refused;

        Toy(Order order) {
            this.order = order;
        }

        @Override
        public Stores stores() {
            return stores;
        }

        @Override
        public void flow(Stores faulty) {
            Stores used = order == Order.ANSWER_IGNORED ? faulty : RepeatingStores.around(faulty, new FakeClock());
            answer = claim(used, new IdentityId("mine"), order);
            refused = answer.isEmpty();
        }

        @Override
        public boolean hasRival() {
            return true;
        }

        @Override
        public void rival() {
            claim(stores, new IdentityId("rival"), Order.INDEX_FIRST);
        }

        private Optional<IdentityId> claim(Stores used, IdentityId id, Order way) {
            WriteId claim = WriteId.random(random);
            Identity identity = Identity.builder()
                    .logins(Map.of("provider", new Identity.LoginEntry("subject", claim)))
                    .createdAt(Instant.EPOCH)
                    .modifiedAt(Instant.EPOCH)
                    .build();
            IdentityKey key = new IdentityKey(POOL, id);
            if (way == Order.TRUTH_FIRST) {
                used.identities().insert(key, identity, WriteId.random(random));
                return used.logins().insert(LOGIN, new Login(id), claim) ? Optional.of(id) : Optional.empty();
            }
            if (!used.logins().insert(LOGIN, new Login(id), claim) && way != Order.INDEX_FORCED) {
                return Optional.empty();
            }
            try {
                used.identities().insert(key, identity, WriteId.random(random));
            } catch (StoreException e) {
                if (way == Order.ANSWER_IGNORED) {
                    return Optional.empty();
                }
                throw e;
            }
            return Optional.of(id);
        }

        @Override
        public void check(Strike strike) {
            answer.ifPresent(
                    id -> assertThat(owner()).as("the owner that was answered").contains(id));
            if (refused) {
                assertThat(owner()).as("refused, so not the owner").isNotEqualTo(Optional.of(new IdentityId("mine")));
            }
            boolean truth = stores.identities()
                    .find(new IdentityKey(POOL, new IdentityId("mine")))
                    .isPresent();
            if (truth) {
                assertThat(owner()).as("no truth without its index").contains(new IdentityId("mine"));
            }
        }

        private Optional<IdentityId> owner() {
            return stores.logins().find(LOGIN).map(row -> row.value().identity());
        }
    }
}
