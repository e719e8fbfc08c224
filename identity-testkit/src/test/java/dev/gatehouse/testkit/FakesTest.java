package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.PoolId;
import dev.gatehouse.Secret;
import dev.gatehouse.spi.DeliveryException;
import dev.gatehouse.spi.message.Channel;
import dev.gatehouse.spi.message.Message;
import dev.gatehouse.spi.message.MessageKind;
import dev.gatehouse.spi.store.AliasKey;
import dev.gatehouse.user.AliasKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The stand-ins for the world do what their Javadoc says. */
class FakesTest {
    @Nested
    class Clock {
        @Test
        void standsStillUntilMoved() {
            FakeClock clock = new FakeClock();
            Instant start = clock.instant();

            assertThat(start).isEqualTo("2026-01-01T00:00:00Z");
            assertThat(clock.instant()).isEqualTo(start);
            clock.advance(Duration.ofMinutes(5));
            assertThat(clock.instant()).isEqualTo(start.plusSeconds(300));
            clock.advance(Duration.ofMinutes(-10));
            assertThat(clock.instant()).isEqualTo(start.minusSeconds(300));
            clock.set(Instant.EPOCH);
            assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
        }
    }

    @Nested
    class Races {
        @Test
        void countsTheWinners() {
            assertThat(Race.of(8, runner -> runner < 3)).isEqualTo(3);
            assertThat(Race.of(1, () -> false)).isZero();
        }

        @Test
        void runsAllRunnersAtOnce() {
            CyclicBarrier all = new CyclicBarrier(8);

            int met = Race.of(8, () -> {
                try {
                    all.await(30, TimeUnit.SECONDS);
                    return true;
                } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                    throw new AssertionError("the runners did not meet", e);
                }
            });

            assertThat(met).isEqualTo(8);
        }

        @Test
        void aRunnerThatThrowsFailsTheRaceWithItsCause() {
            IllegalStateException broken = new IllegalStateException("broken");

            assertThatThrownBy(() -> Race.of(4, runner -> {
                        if (runner == 2) {
                            throw broken;
                        }
                        return true;
                    }))
                    .isInstanceOf(AssertionError.class)
                    .hasCause(broken);
        }
    }

    @Nested
    class Counting {
        @Test
        void countsEachVerbSinceTheLastTake() {
            CountingStores counting = CountingStores.around(ToyStores.with(Defect.NONE));
            AliasKey key = new AliasKey(new PoolId("p"), AliasKind.USERNAME, "ada");

            counting.stores().aliases().find(key);
            counting.stores().aliases().find(key);
            counting.stores().revocations().sweep(Instant.EPOCH, 1);

            assertThat(counting.take()).isEqualTo(Map.of("aliases.find", 2, "revocations.sweep", 1));
            assertThat(counting.take()).isEmpty();
        }
    }

    @Nested
    class Sender {
        private final RecordingSender sender = new RecordingSender();

        private static Message message(String id, String destination, Optional<Secret> code) {
            return Message.of(id, new PoolId("p"), MessageKind.SIGN_UP_CODE, Channel.EMAIL, destination, "ada", code);
        }

        private static Optional<Secret> code(String digits) {
            return Optional.of(Secret.of(digits));
        }

        @Test
        void keepsMessagesInOrderAndFindsTheNewestCodeOfAnAddress() {
            Message first = message("1", "ada@example.com", code("111111"));
            Message second = message("2", "ada@example.com", code("222222"));
            Message bare = message("3", "ada@example.com", Optional.empty());
            Message other = message("4", "bob@example.com", code("444444"));
            sender.send(first);
            sender.send(second);
            sender.send(bare);
            sender.send(other);

            assertThat(sender.all()).containsExactly(first, second, bare, other);
            assertThat(sender.to("bob@example.com")).containsExactly(other);
            assertThat(sender.lastCode("ada@example.com")).isEqualTo("222222");
            assertThatThrownBy(() -> sender.lastCode("nobody@example.com")).isInstanceOf(NoSuchElementException.class);
            sender.clear();
            assertThat(sender.all()).isEmpty();
        }

        @Test
        void failsAsOftenAsToldAndKeepsNothingOfIt() {
            Message message = message("1", "ada@example.com", code("1"));
            sender.failNext(2);

            assertThatThrownBy(() -> sender.send(message)).isInstanceOf(DeliveryException.class);
            assertThatThrownBy(() -> sender.send(message)).isInstanceOf(DeliveryException.class);
            assertThat(sender.all()).isEmpty();
            sender.send(message);
            assertThat(sender.all()).containsExactly(message);
        }
    }
}
