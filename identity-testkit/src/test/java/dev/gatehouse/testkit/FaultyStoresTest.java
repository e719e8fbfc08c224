package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gatehouse.PoolId;
import dev.gatehouse.UserId;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.StoreException;
import dev.gatehouse.spi.store.Alias;
import dev.gatehouse.spi.store.AliasKey;
import dev.gatehouse.spi.store.AttemptKey;
import dev.gatehouse.spi.store.RepeatingStores;
import dev.gatehouse.spi.store.Row;
import dev.gatehouse.spi.store.RowKey;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.spi.store.Versioned;
import dev.gatehouse.throttle.AttemptState;
import dev.gatehouse.user.AliasKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultyStoresTest {
    private static final PoolId POOL = new PoolId("p");
    private static final AliasKey NAME = new AliasKey(POOL, AliasKind.USERNAME, "anna");
    private static final AttemptKey COUNTER = new AttemptKey(POOL, "digest");

    /** How a caller claims a name and tells whether it is the owner. */
    private enum Way {
        /** By the store's answer, and unknown outcomes are repeated under one write id. */
        SOUND,
        /** Looks first, and then believes to be alone. */
        LOOKS_FIRST,
        /** Takes an unknown outcome for a success. */
        TAKES_UNKNOWN_FOR_DONE,
        /** Learns an unknown outcome by reading alone, while its write is still on its way. */
        LEARNS_BY_READING
    }

    /** Two callers who claim one name; whoever is told that it is the owner must be. */
    private static final class Claim {
        final Stores toy = ToyStores.with(Defect.NONE);
        final FaultyStores faulty;
        final List<Integer> owners = new ArrayList<>();
        final List<Integer> refused = new ArrayList<>();

        Claim(long seed) {
            this.faulty = FaultyStores.seeded(seed);
        }

        Claim run(Way way) {
            faulty.run(() -> claim(way, 1), () -> claim(way, 2));
            faulty.explaining(() -> {
                assertThat(owners).as("owners").hasSizeLessThanOrEqualTo(1);
                Optional<Integer> truth =
                        toy.aliases().find(NAME).map(row -> row.value().ruleVersion());
                owners.forEach(
                        owner -> assertThat(truth).as("the row of the owner").contains(owner));
                refused.forEach(loser ->
                        assertThat(truth).as("refused, so not the owner").isNotEqualTo(Optional.of(loser)));
            });
            return this;
        }

        private void claim(Way way, int caller) {
            try {
                (owns(way, caller) ? owners : refused).add(caller);
            } catch (StoreException unknown) {
                // This caller is told nothing, so nothing need hold.
            }
        }

        private boolean owns(Way way, int caller) {
            Stores stores = faulty.around(toy);
            Alias alias = new Alias(new UserId("u" + caller), "anna", caller, Samples.NOW);
            WriteId write = Samples.write(caller);
            Stores repeating = RepeatingStores.around(stores, new FakeClock());
            if (way == Way.SOUND) {
                return repeating.aliases().insert(NAME, alias, write);
            }
            if (way == Way.LOOKS_FIRST) {
                boolean free = repeating.aliases().find(NAME).isEmpty();
                boolean unused = free && repeating.aliases().insert(NAME, alias, write);
                return free;
            }
            try {
                return stores.aliases().insert(NAME, alias, write);
            } catch (StoreException unknown) {
                return way == Way.TAKES_UNKNOWN_FOR_DONE
                        || stores.aliases()
                                .find(NAME)
                                .filter(row -> row.version().equals(write))
                                .isPresent();
            }
        }
    }

    @Nested
    class OfAProtocol {
        @Test
        void aSoundOneStandsUnderEverySeed() {
            LongStream.range(0, 2_000).forEach(seed -> new Claim(seed).run(Way.SOUND));
        }

        @ParameterizedTest
        @EnumSource(value = Way.class, names = "SOUND", mode = EnumSource.Mode.EXCLUDE)
        void anUnsoundOneFallsWithin200Seeds(Way way) {
            assertThat(LongStream.range(0, 200)
                            .filter(seed -> catchThrowable(() -> new Claim(seed).run(way)) instanceof AssertionError))
                    .isNotEmpty();
        }

        @Test
        void aCounterThatIsReplacedOnlyAsReadLosesNothingAndHasAHistoryThatAnOrderExplains() {
            for (long seed = 0; seed < 500; seed++) {
                Stores toy = ToyStores.with(Defect.NONE);
                FaultyStores faulty = FaultyStores.seeded(seed);
                StoreHistory history = new StoreHistory();
                Stores seen = history.recording(faulty.around(toy));
                AtomicInteger writes = new AtomicInteger();
                AtomicInteger counted = new AtomicInteger();
                Runnable caller = () -> {
                    for (int n = 0; n < 4; n++) {
                        count(seen, Samples.write(writes.incrementAndGet()), counted);
                    }
                };
                faulty.run(caller, caller, caller);
                faulty.explaining(() -> {
                    int truth = toy.attempts()
                            .find(COUNTER)
                            .map(row -> row.value().attempts())
                            .orElse(0);
                    assertThat(truth).isGreaterThanOrEqualTo(counted.get());
                    history.assertLinearizable();
                });
            }
        }

        private void count(Stores stores, WriteId write, AtomicInteger counted) {
            try {
                Optional<Versioned<AttemptState>> row = stores.attempts().find(COUNTER);
                AttemptState next = new AttemptState(
                        row.map(found -> found.value().attempts()).orElse(0) + 1, Samples.NOW, Samples.LATE);
                boolean done = row.isEmpty()
                        ? stores.attempts().insert(COUNTER, next, write)
                        : stores.attempts().replace(COUNTER, row.get().version(), next, write);
                counted.addAndGet(done ? 1 : 0);
            } catch (StoreException unknown) {
                // Counted or not: the caller claims nothing.
            }
        }
    }

    @Nested
    class TheSchedule {
        @Test
        void isTheSameForTheSameSeed() {
            for (long seed = 0; seed < 200; seed++) {
                assertThat(new Claim(seed).run(Way.SOUND).faulty.schedule())
                        .isEqualTo(new Claim(seed).run(Way.SOUND).faulty.schedule());
            }
        }

        @Test
        void comesInManyOrdersWithEveryFaultOfAWrite() {
            TreeSet<String> lines = new TreeSet<>();
            TreeSet<String> orders = new TreeSet<>();
            for (long seed = 0; seed < 1_000; seed++) {
                List<String> schedule = new Claim(seed).run(Way.SOUND).faulty.schedule();
                lines.addAll(schedule);
                orders.add(String.join(", ", schedule));
            }
            assertThat(lines)
                    .contains(
                            "a aliases.insert",
                            "b aliases.insert FAIL_BEFORE",
                            "a aliases.insert LOSE_ANSWER",
                            "b aliases.insert ARRIVE_LATE",
                            "b aliases.insert arrives late",
                            "a aliases.insert REPEAT");
            assertThat(orders).hasSizeGreaterThan(20);
        }

        @Test
        void isInTheMessageOfWhatFails() {
            Claim claim = new Claim(7).run(Way.SOUND);
            assertThatThrownBy(() -> claim.faulty.explaining(() -> assertThat(1).isEqualTo(2)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("seed 7:")
                    .hasMessageContaining("a aliases.insert");
        }

        @Test
        void namesTheSeedOfAnActorThatThrows() {
            FaultyStores faulty = FaultyStores.seeded(9);
            assertThatThrownBy(() -> faulty.run(() -> {
                        throw new IllegalStateException("broken");
                    }))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("broken")
                    .hasMessageContaining("seed 9");
        }
    }

    @Test
    void aSeedRunsOnce() {
        FaultyStores faulty = FaultyStores.seeded(1);
        faulty.run(() -> {});
        assertThatThrownBy(() -> faulty.run(() -> {})).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whoeverIsNoActorIsLeftAlone() {
        FaultyStores faulty =
                FaultyStores.seeded(1).rate(Fault.FAIL_BEFORE, 200).rate(Fault.LOSE_ANSWER, 200);
        Stores stores = faulty.around(ToyStores.with(Defect.NONE));
        for (int n = 0; n < 200; n++) {
            assertThat(stores.attempts().find(COUNTER)).isEmpty();
        }
        assertThat(faulty.isActor()).isFalse();
        assertThat(faulty.schedule()).isEmpty();
    }

    @Test
    void aRateIsAtMost200() {
        assertThatThrownBy(() -> FaultyStores.seeded(1).rate(Fault.REPEAT, 201))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anActorThatBlocksWithTheTurnIsReportedWithEveryStack() {
        Object lock = new Object();
        Turns turns = new Turns(new Random(3), 1_000, Duration.ofMillis(200));
        Runnable locked = () -> {
            for (int n = 0; n < 50; n++) {
                synchronized (lock) {
                    turns.pass();
                }
            }
        };
        assertThatThrownBy(() -> turns.run(List.of(locked, locked)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("inside a lock")
                .satisfies(stuck -> assertThat(stuck.getSuppressed()).hasSize(2));
    }

    @Nested
    class AListing {
        @Test
        void showsEveryRowThatStandsAndNoneTwice() {
            int missed = 0;
            int seen = 0;
            for (long seed = 0; seed < 500; seed++) {
                Stores toy = ToyStores.with(Defect.NONE);
                AttemptState state = new AttemptState(1, Samples.NOW, Samples.LATE);
                for (int n = 0; n < 4; n++) {
                    toy.attempts().insert(new AttemptKey(POOL, "stands" + n), state, Samples.write(n));
                }
                FaultyStores faulty = FaultyStores.seeded(seed).rate(Fault.TORN_LISTING, 200);
                Stores stores = faulty.around(toy);
                List<RowKey> listed = new ArrayList<>();
                faulty.run(() -> change(stores, state), () -> {
                    try {
                        stores.attempts().page(POOL, Optional.empty(), 10).items().stream()
                                .map(Row::key)
                                .forEach(listed::add);
                    } catch (StoreException down) {
                        listed.clear();
                    }
                });
                if (listed.isEmpty()) {
                    continue;
                }
                assertThat(listed).doesNotHaveDuplicates();
                assertThat(listed.stream().filter(key -> key.toString().contains("stands")))
                        .hasSize(4);
                boolean torn = faulty.schedule().contains("b attempts.page TORN_LISTING");
                boolean shown = listed.stream().anyMatch(key -> key.toString().contains("comes"));
                seen += torn && shown ? 1 : 0;
                missed += torn && !shown ? 1 : 0;
            }
            assertThat(seen).isPositive();
            assertThat(missed).isPositive();
        }

        private void change(Stores stores, AttemptState state) {
            try {
                stores.attempts().insert(new AttemptKey(POOL, "comes"), state, Samples.write(9));
            } catch (StoreException unknown) {
                // It comes or not.
            }
        }
    }
}
