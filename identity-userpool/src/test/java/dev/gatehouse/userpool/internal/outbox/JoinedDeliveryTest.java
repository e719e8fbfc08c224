package dev.gatehouse.userpool.internal.outbox;

import static dev.gatehouse.userpool.support.PoolBench.emailPool;
import static dev.gatehouse.userpool.support.PoolBench.namePool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.UserId;
import dev.gatehouse.spi.message.Message;
import dev.gatehouse.spi.message.MessageKind;
import dev.gatehouse.spi.store.RepeatingStores;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.store.memory.InMemoryStores;
import dev.gatehouse.testkit.CountingStores;
import dev.gatehouse.testkit.CrashFixture;
import dev.gatehouse.testkit.CrashHarness;
import dev.gatehouse.testkit.Strike;
import dev.gatehouse.userpool.support.PoolBench;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The messages of a flow that joins the caller's transaction are counted when they are delivered. */
class JoinedDeliveryTest {
    private static final String ANNA = "anna@example.org";

    private static Optional<ErrorCode> refusal(Outcome<?> outcome) {
        return outcome.asRefusal().map(Refusal::code);
    }

    /** How often each counter was raised; there is one for each address. */
    private static List<Integer> counters(PoolBench pool) {
        return pool.stores.attempts().page(pool.context.pool(), Optional.empty(), 100).items().stream()
                .map(row -> row.value().attempts())
                .toList();
    }

    @Test
    void aJoinedSignUpWritesNoCounterAndItsMessageIsCountedWhenItLeaves() {
        CountingStores counting = CountingStores.around(new InMemoryStores());
        PoolBench pool = PoolBench.of(emailPool(), counting.stores());
        pool.joined().register(ANNA).orElseThrow();
        assertThat(counting.take())
                .containsEntry("attempts.find", 1)
                .containsEntry("outbox.insert", 1)
                .doesNotContainKeys("attempts.insert", "attempts.replace", "oneTimes.insert");
        assertThat(pool.delivery.run(10)).isEqualTo(new Delivery.Report(1, 0, 0));
        assertThat(counters(pool)).containsExactly(1);
        pool.confirm(ANNA, pool.code(ANNA)).orElseThrow();
    }

    @Test
    void ofManyMessagesToOneAddressThoseOverTheLimitAreDropped() {
        PoolBench pool = PoolBench.of(namePool());
        for (int i = 0; i < 8; i++) {
            pool.joined().register("anna" + i, ANNA).orElseThrow();
        }
        assertThat(pool.delivery.run(100)).isEqualTo(new Delivery.Report(5, 3, 0));
        assertThat(pool.sender.to(ANNA)).hasSize(5);
        assertThat(refusal(pool.joined().register("berta", ANNA))).contains(ErrorCode.LIMIT_EXCEEDED);
        assertThat(refusal(pool.register("berta", ANNA))).contains(ErrorCode.LIMIT_EXCEEDED);
        pool.later(Duration.ofSeconds(1));
        pool.joined().register("berta", ANNA).orElseThrow();
        assertThat(pool.delivery.run(100).sent()).isEqualTo(1);
    }

    @Test
    void whoseMessageWasDroppedGetsOneByAskingAgain() {
        PoolBench pool = PoolBench.of(namePool());
        List<String> names = List.of("anna0", "anna1", "anna2", "anna3", "anna4", "anna5");
        names.forEach(name -> pool.joined().register(name, ANNA).orElseThrow());
        pool.delivery.run(100);
        List<String> told = pool.sender.all().stream().map(Message::username).toList();
        List<String> missed =
                names.stream().filter(name -> !told.contains(name)).toList();
        assertThat(missed).hasSize(1);
        pool.signUp.resend(missed.get(0)).orElseThrow();
        pool.confirm(missed.get(0), pool.code(ANNA)).orElseThrow();
    }

    @Test
    void aMessageIsCountedOnceHoweverOftenItsSenderFails() {
        PoolBench pool = PoolBench.of(emailPool());
        pool.joined().register(ANNA).orElseThrow();
        pool.sender.failNext(8);
        for (int i = 0; i < 9; i++) {
            pool.delivery.run(10);
            pool.later(Duration.ofMinutes(5).plusSeconds(20));
        }
        assertThat(pool.sender.to(ANNA)).hasSize(1);
        assertThat(counters(pool)).containsExactly(1);
    }

    @Test
    void theMessageToTheOwnerOfATakenAddressAndADecoyCountAlike() {
        for (boolean disabled : List.of(false, true)) {
            PoolBench pool = PoolBench.of(emailPool());
            UserId anna = pool.member(ANNA);
            pool.later(Duration.ofHours(3));
            pool.stores.attempts().sweep(pool.context.now(), 100);
            pool.changeRow(
                    anna,
                    row -> row.toBuilder()
                            .profile(row.profile()
                                    .map(user ->
                                            user.toBuilder().enabled(!disabled).build()))
                            .build());
            pool.sender.clear();
            for (int i = 0; i < 7; i++) {
                pool.joined().register(ANNA).orElseThrow();
            }
            assertThat(pool.delivery.run(100))
                    .isEqualTo(disabled ? new Delivery.Report(0, 7, 0) : new Delivery.Report(5, 2, 0));
            assertThat(pool.sender.all()).extracting(Message::kind).allMatch(MessageKind.ALREADY_REGISTERED::equals);
            assertThat(counters(pool)).containsExactly(5);
            assertThat(refusal(pool.register(ANNA))).contains(ErrorCode.LIMIT_EXCEEDED);
        }
    }

    private static final class Delivering implements CrashFixture {
        private final PoolBench pool = PoolBench.of(emailPool());
        private Optional<PoolBench> node = Optional.empty();

        Delivering() {
            pool.joined().register(ANNA).orElseThrow();
        }

        @Override
        public Stores stores() {
            return pool.stores;
        }

        @Override
        public void flow(Stores faulty) {
            node = Optional.of(pool.over(RepeatingStores.around(faulty, pool.clock)));
            node.get().delivery.run(10);
        }

        @Override
        public boolean hasRival() {
            return true;
        }

        @Override
        public void rival() {
            pool.delivery.run(10);
        }

        @Override
        public void check(Strike strike) {
            pool.later(Delivery.LEASE);
            pool.delivery.run(10);
            List<Message> sent = Stream.concat(node.stream(), Stream.of(pool))
                    .flatMap(bench -> bench.sender.all().stream())
                    .toList();
            assertThat(sent).isNotEmpty();
            assertThat(sent).extracting(Message::id).containsOnly(sent.get(0).id());
            assertThat(counters(pool))
                    .hasSize(1)
                    .first()
                    .satisfies(count -> assertThat(count).isBetween(1, 2));
            assertThat(pool.stores
                            .outbox()
                            .page(pool.context.pool(), Optional.empty(), 10)
                            .items())
                    .isEmpty();
            String code = node.filter(bench -> pool.sender.all().isEmpty())
                    .orElse(pool)
                    .sender
                    .lastCode(ANNA);
            pool.confirm(ANNA, code).orElseThrow();
        }
    }

    @TestFactory
    Stream<DynamicTest> deliveringAMessageOfAJoinedFlow() {
        return CrashHarness.of("deliver, joined", Delivering::new).everyWrite();
    }
}
