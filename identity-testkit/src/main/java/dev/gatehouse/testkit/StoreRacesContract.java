package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.WriteId;
import dev.gatehouse.spi.store.Alias;
import dev.gatehouse.spi.store.AliasKey;
import dev.gatehouse.spi.store.FamilyKey;
import dev.gatehouse.spi.store.OneTime;
import dev.gatehouse.spi.store.OneTimeKey;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.spi.store.TokenFamily;
import dev.gatehouse.spi.store.Versioned;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The four races that an engine must never lose, 8 threads in thousands of rounds: one owner of an alias, one user of
 * a code, one next generation of a refresh token, and a revocation that nothing undoes. {@link StoresContract} races
 * every store in fewer rounds.
 */
public abstract class StoreRacesContract {
    private final StoreBench bench = new StoreBench(this::stores, new SecureRandom(), this::rounds);

    /** For subclasses. */
    protected StoreRacesContract() {}

    /** Returns the stores under test: the same ones, or another node of the same data, at every call. */
    protected abstract Stores stores();

    /** Returns how often each race is run; 2,000 unless overridden for an engine that is slow to write. */
    protected int rounds() {
        return 2_000;
    }

    @Test
    @DisplayName("R2 8 threads claim one alias: one owner, in every round")
    void oneOwnerOfAnAlias() {
        StoreSample<AliasKey, Alias> sample = Samples.aliases();
        for (int round = 0; round < rounds(); round++) {
            AliasKey key = sample.key().apply(bench.newPool(), 0);
            List<WriteId> writes = bench.newWrites();
            AtomicInteger winner = new AtomicInteger(-1);
            int winners = Race.of(writes.size(), n -> {
                boolean won = stores().aliases().insert(key, sample.value().apply(n), writes.get(n));
                if (won) {
                    winner.set(n);
                }
                return won;
            });
            assertThat(winners).as("owners in round %d", round).isEqualTo(1);
            assertThat(stores().aliases().find(key))
                    .contains(new Versioned<>(sample.value().apply(winner.get()), writes.get(winner.get())));
        }
    }

    @Test
    @DisplayName("O1 8 threads use one code: one user, in every round")
    void oneUserOfACode() {
        StoreSample<OneTimeKey, OneTime> sample = Samples.oneTimes();
        for (int round = 0; round < rounds(); round++) {
            OneTimeKey key = sample.key().apply(bench.newPool(), 0);
            stores().oneTimes().insert(key, sample.value().apply(0), bench.newWrite());
            Versioned<OneTime> found = stores().oneTimes().find(key).orElseThrow();
            List<WriteId> writes = bench.newWrites();
            AtomicInteger winner = new AtomicInteger(-1);
            int winners = Race.of(writes.size(), n -> {
                boolean won = stores().oneTimes().take(key, found, writes.get(n));
                if (won) {
                    winner.set(n);
                }
                return won;
            });
            assertThat(winners).as("users in round %d", round).isEqualTo(1);
            assertThat(stores().oneTimes().find(key).orElseThrow().value().takenBy())
                    .contains(writes.get(winner.get()));
        }
    }

    @Test
    @DisplayName("R3 8 threads rotate one refresh token: one next generation, in every round")
    void oneNextGeneration() {
        StoreSample<FamilyKey, TokenFamily> sample = Samples.tokenFamilies();
        for (int round = 0; round < rounds(); round++) {
            FamilyKey key = sample.key().apply(bench.newPool(), 0);
            WriteId read = bench.newWrite();
            stores().tokenFamilies().insert(key, sample.value().apply(100), read);
            List<WriteId> writes = bench.newWrites();
            AtomicInteger winner = new AtomicInteger(-1);
            int winners = Race.of(writes.size(), n -> {
                boolean won = stores().tokenFamilies()
                        .replace(key, read, sample.value().apply(n), writes.get(n));
                if (won) {
                    winner.set(n);
                }
                return won;
            });
            assertThat(winners).as("rotations in round %d", round).isEqualTo(1);
            assertThat(stores().tokenFamilies().find(key))
                    .contains(new Versioned<>(sample.value().apply(winner.get()), writes.get(winner.get())));
        }
    }

    @Test
    @DisplayName("F2 one thread revokes a family that 7 rotate: it is revoked, in every round")
    void noRotationUndoesARevocation() {
        StoreSample<FamilyKey, TokenFamily> sample = Samples.tokenFamilies();
        for (int round = 0; round < rounds(); round++) {
            FamilyKey key = sample.key().apply(bench.newPool(), 0);
            WriteId read = bench.newWrite();
            stores().tokenFamilies().insert(key, sample.value().apply(100), read);
            List<WriteId> writes = bench.newWrites();
            int rotated = Race.of(writes.size(), n -> {
                if (n == 0) {
                    assertThat(stores().tokenFamilies().revoke(key, writes.get(0)))
                            .isTrue();
                    return false;
                }
                return stores().tokenFamilies()
                        .replace(key, read, sample.value().apply(n), writes.get(n));
            });
            assertThat(rotated).as("rotations in round %d", round).isLessThanOrEqualTo(1);
            assertThat(stores().tokenFamilies().find(key).orElseThrow().value().revoked())
                    .as("revoked in round %d", round)
                    .isTrue();
        }
    }
}
