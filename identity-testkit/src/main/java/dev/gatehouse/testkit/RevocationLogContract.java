package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.PoolId;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.store.Revocation;
import dev.gatehouse.spi.store.RevocationLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules L1 to L3. Every test works in pools of its own. */
abstract class RevocationLogContract {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123Z");
    private static final Instant FAR = Instant.parse("9999-12-31T23:59:59.999Z");
    private static final Instant PAST = Instant.parse("1990-01-01T00:00:00Z");

    private final StoreBench bench;
    private final PoolId pool;

    RevocationLogContract(StoreBench bench) {
        this.bench = bench;
        this.pool = bench.newPool();
    }

    private RevocationLog log() {
        return bench.stores().revocations();
    }

    private static Revocation line(int n) {
        Revocation.Kind[] kinds = Revocation.Kind.values();
        return new Revocation(kinds[n % kinds.length], "subject-" + n, n, FAR);
    }

    private List<Revocation> since(Instant from) {
        return StoreBench.listAll(3, cursor -> log().since(pool, from, cursor, 3));
    }

    @Test
    @DisplayName("L1 an appended line is seen, whole, from its time on and in its own pool")
    void appendedLinesAreSeen() {
        log().append(pool, line(1), NOW, bench.newWrite());
        assertThat(since(NOW)).containsExactly(line(1));
        assertThat(since(NOW.minusSeconds(60))).containsExactly(line(1));
        assertThat(since(NOW.plusMillis(1))).isEmpty();
        assertThat(StoreBench.listAll(3, cursor -> log().since(bench.newPool(), Instant.EPOCH, cursor, 3)))
                .isEmpty();
    }

    @Test
    @DisplayName("L1 a repeated append adds nothing; another write of the same line does")
    void repeatsAddNothing() {
        WriteId write = bench.newWrite();
        log().append(pool, line(1), NOW, write);
        log().append(pool, line(1), NOW, write);
        assertThat(since(NOW)).containsExactly(line(1));
        log().append(pool, line(2), NOW, bench.newWrite());
        assertThat(since(NOW)).containsExactlyInAnyOrder(line(1), line(2));
    }

    @Test
    @DisplayName("L1 concurrent appends at one time are all kept, each once")
    void concurrentAppendsAreAllKept() {
        List<Revocation> expected = new ArrayList<>();
        int rounds = Math.min(bench.rounds(), 50);
        for (int round = 0; round < rounds; round++) {
            int first = round * bench.runners();
            Instant at = NOW.plusMillis(round);
            List<WriteId> writes = bench.newWrites();
            Race.of(bench.runners(), n -> {
                log().append(pool, line(first + n), at, writes.get(n));
                return true;
            });
            for (int n = 0; n < bench.runners(); n++) {
                expected.add(line(first + n));
            }
        }
        assertThat(StoreBench.listAll(1_000, cursor -> log().since(pool, NOW, cursor, 1_000)))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    @DisplayName("L2 lines come in the order of time, in pages that lose and repeat none")
    void linesAreOrdered() {
        List<Revocation> expected = new ArrayList<>();
        for (int n = 0; n < 10; n++) {
            expected.add(line(n));
        }
        for (int n = 9; n >= 0; n--) {
            log().append(pool, line(n), NOW.plusMillis(n), bench.newWrite());
        }
        log().append(bench.newPool(), line(99), NOW, bench.newWrite());
        assertThat(since(NOW)).containsExactlyElementsOf(expected);
        assertThat(since(NOW.plusMillis(4))).containsExactlyElementsOf(expected.subList(4, 10));
    }

    @Test
    @DisplayName("L2 a page ends inside a crowd of lines of one time without losing any")
    void equalTimesArePaged() {
        List<Revocation> expected = new ArrayList<>();
        for (int n = 0; n < 10; n++) {
            expected.add(line(n));
            log().append(pool, line(n), NOW, bench.newWrite());
        }
        assertThat(since(NOW)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    @DisplayName("L3 a sweep removes what stopped mattering, at most as many as asked for, and no other line")
    void sweepRemovesOldLinesOnly() {
        Revocation edge = new Revocation(Revocation.Kind.POOL, "edge", 1, PAST);
        for (int n = 0; n < 5; n++) {
            Revocation old = new Revocation(Revocation.Kind.USER, "old-" + n, n, PAST.minusMillis(1));
            log().append(pool, old, PAST.minusSeconds(n), bench.newWrite());
        }
        log().append(pool, edge, PAST.minusSeconds(9), bench.newWrite());
        log().append(pool, line(1), PAST.minusSeconds(10), bench.newWrite());
        assertThat(log().sweep(PAST, 2)).isEqualTo(2);
        int passes = 0;
        while (log().sweep(PAST, 2) > 0) {
            assertThat(++passes).isLessThan(1_000);
        }
        assertThat(since(Instant.EPOCH)).containsExactlyInAnyOrder(edge, line(1));
        assertThat(log().sweep(PAST.plusMillis(1), 1_000)).isPositive();
    }
}
