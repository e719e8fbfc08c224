package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.spi.store.RowKey;
import dev.gatehouse.spi.store.Stores;
import java.security.SecureRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What four callers see of the same few rows must be explained by some order of their calls ({@link StoreHistory}),
 * also where a write does not arrive, its answer is lost, or it arrives after its caller gave it up. One test for each
 * store that names winners: aliases, one-time values, token families, attempts.
 *
 * <p>What the callers do depends on the seed of a round, so a failure names it; when they do it is up to the threads,
 * so the same seed may have to be run again: {@code -Dgatehouse.seed=N} runs that seed in every round.
 */
public abstract class LinearizabilityContract {
    private final StoreBench bench = new StoreBench(this::stores, new SecureRandom(), this::rounds);

    /** For subclasses. */
    protected LinearizabilityContract() {}

    /** Returns the stores under test: the same ones, or another node of the same data, at every call. */
    protected abstract Stores stores();

    /**
     * Returns how many histories of about 40 calls are recorded of each store; 300 unless overridden for an engine
     * that is slow to write.
     */
    protected int rounds() {
        return 300;
    }

    @Test
    @DisplayName("R1-R5 histories of aliases are linearizable")
    void aliases() {
        histories(Samples.aliases());
    }

    @Test
    @DisplayName("R1-R5, O1 histories of one-time values are linearizable")
    void oneTimes() {
        histories(Samples.oneTimes());
    }

    @Test
    @DisplayName("R1-R5, F2 histories of token families are linearizable")
    void tokenFamilies() {
        histories(Samples.tokenFamilies());
    }

    @Test
    @DisplayName("R1-R5 histories of attempts are linearizable")
    void attempts() {
        histories(Samples.attempts());
    }

    private <K extends RowKey, V> void histories(StoreSample<K, V> sample) {
        for (int round = 0; round < rounds(); round++) {
            long seed = Long.getLong("gatehouse.seed", round);
            StoreHistory history = new HistoryLoad<>(sample, this::stores, bench.newPool(), seed).run();
            assertThat(history.size()).isGreaterThan(20);
            try {
                history.assertLinearizable();
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }
}
