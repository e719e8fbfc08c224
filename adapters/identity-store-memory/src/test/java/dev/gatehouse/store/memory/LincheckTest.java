package dev.gatehouse.store.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gatehouse.ClientId;
import dev.gatehouse.FamilyId;
import dev.gatehouse.PoolId;
import dev.gatehouse.UserId;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.store.Alias;
import dev.gatehouse.spi.store.AliasKey;
import dev.gatehouse.spi.store.AttemptKey;
import dev.gatehouse.spi.store.FamilyKey;
import dev.gatehouse.spi.store.OneTime;
import dev.gatehouse.spi.store.OneTimeKey;
import dev.gatehouse.spi.store.RowKey;
import dev.gatehouse.spi.store.RowStore;
import dev.gatehouse.spi.store.TokenFamily;
import dev.gatehouse.spi.store.Versioned;
import dev.gatehouse.throttle.AttemptState;
import dev.gatehouse.user.AliasKind;
import java.time.Instant;
import org.jetbrains.kotlinx.lincheck.LinChecker;
import org.jetbrains.kotlinx.lincheck.annotations.Operation;
import org.jetbrains.kotlinx.lincheck.annotations.Param;
import org.jetbrains.kotlinx.lincheck.paramgen.IntGen;
import org.jetbrains.kotlinx.lincheck.strategy.stress.StressOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Lincheck's judgement of one row of each store that names winners: threads do what its stress strategy makes up, and
 * some order of the calls, tried on the same store by one thread, must give the same answers.
 */
class LincheckTest {
    private static final PoolId POOL = new PoolId("p");
    private static final Instant LATE = Instant.parse("9999-01-01T00:00:00Z");
    private static final String WRITES = "1:4";

    @ParameterizedTest
    @ValueSource(classes = {AliasRow.class, OneTimeRow.class, FamilyRow.class, AttemptRow.class})
    void everyHistoryOfARowIsLinearizable(Class<?> row) {
        LinChecker.check(row, options(6, 300));
    }

    @Test
    void aRowThatIsCheckedAndThenWrittenIsNot() {
        Throwable thrown = catchThrowable(() -> LinChecker.check(CheckedThenWritten.class, options(100, 1_000)));
        assertThat(thrown).hasMessageContaining("Invalid execution results");
    }

    private static StressOptions options(int iterations, int invocations) {
        return new StressOptions()
                .iterations(iterations)
                .invocationsPerIteration(invocations)
                .threads(3)
                .actorsPerThread(4)
                .actorsBefore(2)
                .actorsAfter(2)
                .minimizeFailedScenario(false);
    }

    private static WriteId write(int n) {
        return new WriteId(String.format("%032x", n));
    }

    /** The verbs of every store on one row; the value tells its write. */
    @Param(name = "write", gen = IntGen.class, conf = WRITES)
    public abstract static class OneRow<K extends RowKey, V> {
        abstract RowStore<K, V> store();

        abstract K key();

        abstract V value(int n);

        @Operation
        public boolean insert(@Param(name = "write") int write) {
            return store().insert(key(), value(write), write(write));
        }

        @Operation
        public boolean replace(@Param(name = "write") int expected, @Param(name = "write") int write) {
            return store().replace(key(), write(expected), value(write + 10), write(write));
        }

        @Operation
        public boolean delete(@Param(name = "write") int expected) {
            return store().delete(key(), write(expected));
        }

        @Operation
        public String find() {
            return store().find(key()).map(Versioned::toString).orElse("");
        }
    }

    @Param(name = "write", gen = IntGen.class, conf = WRITES)
    public static final class AliasRow extends OneRow<AliasKey, Alias> {
        private final InMemoryStores stores = new InMemoryStores();

        @Override
        RowStore<AliasKey, Alias> store() {
            return stores.aliases();
        }

        @Override
        AliasKey key() {
            return new AliasKey(POOL, AliasKind.USERNAME, "anna");
        }

        @Override
        Alias value(int n) {
            return new Alias(new UserId("u"), "anna", n, Instant.EPOCH);
        }
    }

    @Param(name = "write", gen = IntGen.class, conf = WRITES)
    public static final class OneTimeRow extends OneRow<OneTimeKey, OneTime> {
        private final InMemoryStores stores = new InMemoryStores();

        @Override
        RowStore<OneTimeKey, OneTime> store() {
            return stores.oneTimes();
        }

        @Override
        OneTimeKey key() {
            return new OneTimeKey(POOL, "digest");
        }

        @Override
        OneTime value(int n) {
            return OneTime.builder()
                    .nonce("n" + n)
                    .issuedAt(Instant.EPOCH)
                    .expiresAt(LATE)
                    .build();
        }

        @Operation
        public boolean take(@Param(name = "write") int found, @Param(name = "write") int write) {
            return stores.oneTimes().take(key(), new Versioned<>(value(found), write(found)), write(write));
        }
    }

    @Param(name = "write", gen = IntGen.class, conf = WRITES)
    public static final class FamilyRow extends OneRow<FamilyKey, TokenFamily> {
        private final InMemoryStores stores = new InMemoryStores();

        @Override
        RowStore<FamilyKey, TokenFamily> store() {
            return stores.tokenFamilies();
        }

        @Override
        FamilyKey key() {
            return new FamilyKey(POOL, new UserId("u"), new FamilyId("f"));
        }

        @Override
        TokenFamily value(int n) {
            return TokenFamily.builder()
                    .client(new ClientId("c"))
                    .sealedKey(new byte[0])
                    .generation(n)
                    .rotatedAt(Instant.EPOCH)
                    .authenticatedAt(Instant.EPOCH)
                    .expiresAt(LATE)
                    .build();
        }

        @Operation
        public boolean revoke(@Param(name = "write") int write) {
            return stores.tokenFamilies().revoke(key(), write(write));
        }
    }

    @Param(name = "write", gen = IntGen.class, conf = WRITES)
    public static final class AttemptRow extends OneRow<AttemptKey, AttemptState> {
        private final InMemoryStores stores = new InMemoryStores();

        @Override
        RowStore<AttemptKey, AttemptState> store() {
            return stores.attempts();
        }

        @Override
        AttemptKey key() {
            return new AttemptKey(POOL, "digest");
        }

        @Override
        AttemptState value(int n) {
            return new AttemptState(n, Instant.EPOCH, LATE);
        }
    }

    /** What a store must not do. */
    @Param(name = "write", gen = IntGen.class, conf = WRITES)
    public static final class CheckedThenWritten {
        private volatile int row;

        @Operation
        public boolean insert(@Param(name = "write") int write) {
            if (row != 0) {
                return row == write;
            }
            Thread.yield(); // widens the gap; what is right needs no luck
            row = write;
            return true;
        }

        @Operation
        public int find() {
            return row;
        }
    }
}
