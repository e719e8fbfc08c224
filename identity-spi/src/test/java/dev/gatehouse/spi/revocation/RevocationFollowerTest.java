package dev.gatehouse.spi.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.Cursor;
import dev.gatehouse.FamilyId;
import dev.gatehouse.Page;
import dev.gatehouse.PoolId;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.StoreException;
import dev.gatehouse.spi.store.Revocation;
import dev.gatehouse.spi.store.RevocationLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RevocationFollowerTest {
    private static final PoolId POOL = new PoolId("local_Follower01");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration BOUND = Duration.ofSeconds(5);
    private static final FamilyId FAMILY = new FamilyId("a-family");

    /** Threads of the test's own: on a small machine the common pool has one, and whoever waits in it holds it. */
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private final Log log = new Log();
    private Instant now = START;
    private final InstantSource clock = () -> now;
    private final RevocationFollower follower = new RevocationFollower(log, POOL, BOUND, Duration.ofSeconds(5), clock);

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void theCallThatFindsAViewHalfAsOldAsItsBoundReadsTheLog() {
        assertThat(follower.isStale(now)).isFalse();
        assertThat(log.reads).hasValue(1);

        now = START.plusSeconds(2);
        assertThat(follower.isStale(now)).isFalse();
        assertThat(log.reads).hasValue(1);

        now = START.plusMillis(2_500);
        log.revoked = true;
        assertThat(follower.isStale(now)).isFalse();
        assertThat(log.reads).hasValue(2);
        assertThat(follower.isRevoked(FAMILY)).isTrue();
    }

    @Test
    void whileTheLogCannotBeReadTheViewAgesUntilItRefuses() {
        follower.refresh();
        log.broken = true;

        now = START.plusSeconds(5);
        assertThat(follower.isStale(now)).isFalse();
        now = now.plusMillis(1);
        assertThat(follower.isStale(now)).isTrue();

        log.broken = false;
        assertThat(follower.isStale(now)).isFalse();
    }

    @Test
    void aCallThatFindsTheViewPastItsBoundWaitsForTheReadThatIsUnderWay() throws Exception {
        log.hold = new CountDownLatch(1);
        log.revoked = true;
        CompletableFuture<Void> scheduler = CompletableFuture.runAsync(follower::refresh, threads);
        assertThat(log.entered.await(10, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Boolean> verifier = CompletableFuture.supplyAsync(
                () -> {
                    log.hold.countDown(); // the read ends only after this call has begun
                    return follower.isStale(now);
                },
                threads);

        assertThat(verifier.get(10, TimeUnit.SECONDS)).isFalse();
        scheduler.get(10, TimeUnit.SECONDS);
        assertThat(follower.isRevoked(FAMILY)).isTrue();
    }

    @Test
    void aCallThatFindsTheViewYoungEnoughWaitsForNobody() throws Exception {
        follower.refresh();
        now = START.plusSeconds(3);
        log.hold = new CountDownLatch(1);
        CompletableFuture<Void> scheduler = CompletableFuture.runAsync(follower::refresh, threads);
        assertThat(log.entered.await(10, TimeUnit.SECONDS)).isTrue();

        assertThat(follower.isStale(now)).isFalse(); // would hang here for as long as the read is held

        log.hold.countDown();
        scheduler.get(10, TimeUnit.SECONDS);
    }

    @Test
    void aReadThatNeverEndsRefusesInsteadOfHoldingTheCaller() throws Exception {
        log.hold = new CountDownLatch(1);
        CompletableFuture<Void> stuck = CompletableFuture.runAsync(follower::refresh, threads);
        assertThat(log.entered.await(10, TimeUnit.SECONDS)).isTrue();

        assertThat(follower.isStale(now)).isTrue();

        log.hold.countDown();
        stuck.get(10, TimeUnit.SECONDS);
        assertThat(follower.isStale(now)).isFalse();
    }

    /** A log of at most one line, which can be held or broken. */
    private static final class Log implements RevocationLog {
        final AtomicInteger reads = new AtomicInteger();
        final CountDownLatch entered = new CountDownLatch(1);
        volatile CountDownLatch hold = new CountDownLatch(0);
        volatile boolean broken;
        volatile boolean revoked;

        @Override
        public Page<Revocation> since(PoolId pool, Instant from, Optional<Cursor> cursor, int limit) {
            if (broken) {
                throw new StoreException("broken for the test");
            }
            reads.incrementAndGet();
            if (hold.getCount() > 0) {
                entered.countDown();
                awaitQuietly(hold);
            }
            Revocation line =
                    new Revocation(Revocation.Kind.FAMILY, FAMILY.value(), 0, START.plus(Duration.ofHours(1)));
            return new Page<>(revoked ? List.of(line) : List.of(), Optional.empty());
        }

        private static void awaitQuietly(CountDownLatch latch) {
            try {
                assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError("a test was interrupted", e);
            }
        }

        @Override
        public void append(PoolId pool, Revocation revocation, Instant at, WriteId write) {
            throw new UnsupportedOperationException("this log is only read");
        }

        @Override
        public int sweep(Instant until, int limit) {
            return 0;
        }
    }
}
