package dev.gatehouse.credentials.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.IdentityId;
import dev.gatehouse.PoolId;
import dev.gatehouse.spi.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PoolPrefixesTest {
    private static final PoolId POOL = new PoolId("eu-west-1:1cd55b65-2d71-441c-83c0-a5de48b83f77");
    private static final IdentityId OURS = new IdentityId("eu-west-1:1cd55b65-2d71-4f00-8000-000000000001");
    private static final IdentityId STRANGER = new IdentityId("eu-west-1:99d55b65-2d71-4f00-8000-000000000001");
    private static final Duration BOUND = Duration.ofSeconds(5);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T12:00:00Z"));
    private final InstantSource clock = now::getPlain;
    private final AtomicInteger readings = new AtomicInteger();

    /** The first requests of a process come at once; none of them may be told that its pool does not exist. */
    @Test
    void whoComesWhileThePoolsAreReadWaitsForThem() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        PoolPrefixes prefixes = new PoolPrefixes(clock, BOUND, pools -> {
            readings.incrementAndGet();
            entered.countDown();
            awaitUninterruptibly(release);
            pools.accept(POOL);
        });
        FutureTask<Optional<PoolId>> first = new FutureTask<>(() -> prefixes.find(OURS));
        FutureTask<Optional<PoolId>> second = new FutureTask<>(() -> prefixes.find(OURS));
        new Thread(first).start();
        entered.await();
        Thread waiting = new Thread(second);
        waiting.start();
        while (waiting.getState() != Thread.State.WAITING && !second.isDone()) {
            Thread.onSpinWait();
        }
        release.countDown();

        assertThat(first.get()).contains(POOL);
        assertThat(second.get()).contains(POOL);
        assertThat(readings).hasValue(1);
    }

    @Test
    void madeUpIdsCostOneReadingInABound() {
        PoolPrefixes prefixes = new PoolPrefixes(clock, BOUND, pools -> readings.incrementAndGet());
        for (int i = 0; i < 10; i++) {
            assertThat(prefixes.find(STRANGER)).isEmpty();
        }
        assertThat(readings).hasValue(1);
        now.setPlain(now.getPlain().plus(BOUND));
        assertThat(prefixes.find(STRANGER)).isEmpty();
        assertThat(readings).hasValue(2);
    }

    @Test
    void anOutageIsToldAndTheNextOneReadsAgain() {
        PoolPrefixes prefixes = new PoolPrefixes(clock, BOUND, pools -> {
            if (readings.incrementAndGet() == 1) {
                throw new StoreException("away");
            }
            pools.accept(POOL);
        });
        assertThatThrownBy(() -> prefixes.find(OURS)).isInstanceOf(StoreException.class);
        assertThat(prefixes.find(OURS)).contains(POOL);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
