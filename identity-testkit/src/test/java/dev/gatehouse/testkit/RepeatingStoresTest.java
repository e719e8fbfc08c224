package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.Page;
import dev.gatehouse.PoolId;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.StoreException;
import dev.gatehouse.spi.store.Alias;
import dev.gatehouse.spi.store.AliasKey;
import dev.gatehouse.spi.store.AliasStore;
import dev.gatehouse.spi.store.InterceptedStores;
import dev.gatehouse.spi.store.RepeatingStores;
import dev.gatehouse.spi.store.StoreInterceptor;
import dev.gatehouse.spi.store.StoreVerb;
import dev.gatehouse.spi.store.Stores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RepeatingStoresTest {
    private static final PoolId POOL = new PoolId("pool");

    private final StoreSample<AliasKey, Alias> sample = Samples.aliases();
    private final FakeClock clock = new FakeClock();
    private final Stores engine = ToyStores.with(Defect.NONE);
    private final AliasKey key = sample.key().apply(POOL, 0);
    private final WriteId first = write(1);
    private final WriteId second = write(2);

    private static WriteId write(int n) {
        return new WriteId(String.format("%032x", n));
    }

    private Alias value(int n) {
        return sample.value().apply(n);
    }

    /** Fails as many calls as it is told to, before or after they take effect, and lets something happen then. */
    private static final class Flaky implements StoreInterceptor {
        private int failures;
        private boolean takesEffect = true;
        private Runnable meanwhile = () -> {};
        private int calls;

        @Override
        public <T> T call(StoreVerb verb, Supplier<T> proceed) {
            calls++;
            if (failures == 0) {
                return proceed.get();
            }
            failures--;
            String lost = takesEffect ? "the answer " + proceed.get() : "the call";
            meanwhile.run();
            throw new StoreException("lost by the test: " + lost);
        }
    }

    private AliasStore repeating(Flaky flaky) {
        return RepeatingStores.around(InterceptedStores.around(engine, flaky), clock)
                .aliases();
    }

    @Test
    void lostAnswersChangeNoAnswerAndNoRow() {
        Random random = new Random(11);
        Flaky flaky = new Flaky();
        AliasStore tested = repeating(flaky);
        AliasStore model = ToyStores.with(Defect.NONE).aliases();
        int told = 0;
        int untold = 0;
        for (int n = 1; n <= 5_000; n++) {
            AliasKey some = sample.key().apply(POOL, random.nextInt(4));
            WriteId read = random.nextInt(4) == 0
                    ? write(random.nextInt(n))
                    : model.find(some).map(row -> row.version()).orElse(first);
            WriteId write = write(n);
            Alias next = value(n);
            int verb = random.nextInt(4);
            boolean expected = perform(model, verb, some, read, next, write);
            flaky.failures = random.nextInt(6);
            flaky.takesEffect = random.nextBoolean();
            try {
                assertThat(perform(tested, verb, some, read, next, write))
                        .as("verb %d in step %d", verb, n)
                        .isEqualTo(expected);
                told++;
            } catch (StoreException e) {
                assertThat(expected).as("only a refusal may stay unknown").isFalse();
                untold++;
            }
            flaky.failures = 0;
            assertThat(tested.find(some)).isEqualTo(model.find(some));
        }
        assertThat(told).isGreaterThan(2_500);
        assertThat(untold).isPositive();
        Page<?> rows = tested.page(POOL, Optional.empty(), 100);
        assertThat(rows.items())
                .isEqualTo(model.page(POOL, Optional.empty(), 100).items());
    }

    private static boolean perform(AliasStore store, int verb, AliasKey key, WriteId read, Alias next, WriteId write) {
        return switch (verb) {
            case 0 -> store.insert(key, next, write);
            case 1 -> store.delete(key, read);
            default -> store.replace(key, read, next, write);
        };
    }

    @Test
    void givesUpAfterFiveRepeats() {
        Flaky flaky = new Flaky();
        flaky.failures = Integer.MAX_VALUE;

        assertThatThrownBy(() -> repeating(flaky).find(key)).isInstanceOf(StoreException.class);

        assertThat(flaky.calls).isEqualTo(6);
    }

    @Test
    void givesUpAtSixtySeconds() {
        Flaky flaky = new Flaky();
        flaky.failures = Integer.MAX_VALUE;
        flaky.meanwhile = () -> clock.advance(Duration.ofSeconds(30));

        assertThatThrownBy(() -> repeating(flaky).insert(key, value(0), first)).isInstanceOf(StoreException.class);

        assertThat(flaky.calls).isEqualTo(2);
    }

    @Test
    void aRowThatMovedOnLeavesTheOutcomeUnknown() {
        engine.aliases().insert(key, value(0), first);
        Flaky flaky = new Flaky();
        flaky.failures = 1;
        flaky.meanwhile = () -> engine.aliases().replace(key, second, value(2), write(3));

        assertThatThrownBy(() -> repeating(flaky).replace(key, first, value(1), second))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("aliases.replace")
                .hasMessageContaining("moved on");

        assertThat(engine.aliases().find(key).orElseThrow().version()).isEqualTo(write(3));
    }

    @Test
    void aRefusedRepeatOfADeleteIsAnAnswer() {
        engine.aliases().insert(key, value(0), first);
        Flaky flaky = new Flaky();
        flaky.failures = 1;
        flaky.meanwhile = () -> engine.aliases().insert(key, value(1), second);

        assertThat(repeating(flaky).delete(key, first)).isFalse();
        assertThat(engine.aliases().find(key).orElseThrow().version()).isEqualTo(second);
    }

    @Test
    void aMistakeOfTheCallerIsNotRepeated() {
        List<StoreVerb> calls = new ArrayList<>();
        StoreInterceptor refusing = new StoreInterceptor() {
            @Override
            public <T> T call(StoreVerb verb, Supplier<T> proceed) {
                calls.add(verb);
                throw new IllegalArgumentException("a limit is 1 to 1,000");
            }
        };

        assertThatThrownBy(() -> RepeatingStores.around(InterceptedStores.around(engine, refusing), clock)
                        .aliases()
                        .page(POOL, Optional.empty(), 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(calls).containsExactly(new StoreVerb("aliases", "page"));
    }
}
