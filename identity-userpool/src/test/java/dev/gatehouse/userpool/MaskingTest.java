package dev.gatehouse.userpool;

import static dev.gatehouse.userpool.support.PoolBench.emailPool;
import static dev.gatehouse.userpool.support.PoolBench.namePool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.Outcome;
import dev.gatehouse.UserId;
import dev.gatehouse.store.memory.InMemoryStores;
import dev.gatehouse.testkit.CountingStores;
import dev.gatehouse.user.User;
import dev.gatehouse.userpool.signup.Registered;
import dev.gatehouse.userpool.support.PoolBench;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Rows 22 to 24: CVE-2025-6011, CVE-2026-23511, the Cognito sign-up leak. Same answer, verbs and messages for all. */
class MaskingTest {
    private static final String ANNA = "anna@example.org";

    private enum State {
        ABSENT,
        UNCONFIRMED,
        CONFIRMED,
        DISABLED
    }

    /** What a caller and the machine see: the answer, the store verbs, the hashes, and the messages put. */
    private record Trace(String answer, Map<String, Integer> verbs, long hashes, int messages) {}

    private static Trace trace(State state, boolean byName, Function<PoolBench, Outcome<?>> operation) {
        CountingStores counting = CountingStores.around(new InMemoryStores());
        PoolBench pool = PoolBench.of(byName ? namePool() : emailPool(), counting.stores());
        if (state != State.ABSENT) {
            UserId id = byName
                    ? pool.register("anna", ANNA).orElseThrow().user()
                    : pool.register(ANNA).orElseThrow().user();
            if (state != State.UNCONFIRMED) {
                pool.confirm(byName ? "anna" : ANNA, pool.code(ANNA)).orElseThrow();
            }
            if (state == State.DISABLED) {
                pool.changeRow(
                        id,
                        row -> row.toBuilder()
                                .profile(row.profile().map(MaskingTest::disabled))
                                .build());
            }
        }
        pool.later(Duration.ofHours(3));
        // Counters of long ago are swept: whether one is left says that somebody asked, not that somebody exists.
        pool.stores.attempts().sweep(pool.context.now(), 1_000);
        counting.take();
        long hashes = pool.context.hasher().admitted();
        Outcome<?> outcome = operation.apply(pool);
        Map<String, Integer> verbs = counting.take();
        return new Trace(
                outcome.fold(MaskingTest::shape, Object::toString),
                verbs,
                pool.context.hasher().admitted() - hashes,
                verbs.getOrDefault("outbox.insert", 0));
    }

    private static User disabled(User user) {
        return user.toBuilder().enabled(false).build();
    }

    private static String shape(Object value) {
        return value instanceof Registered registered
                ? "Registered " + registered.delivery() + " " + registered.confirmed()
                : value.toString();
    }

    private static void allAlike(boolean byName, Function<PoolBench, Outcome<?>> operation) {
        List<Trace> traces = new ArrayList<>();
        for (State state : State.values()) {
            Trace trace = trace(state, byName, operation);
            traces.add(new Trace(
                    byName ? trace.answer().replaceAll("[a-z]\\*", "?*") : trace.answer(),
                    trace.verbs(),
                    trace.hashes(),
                    trace.messages()));
        }
        assertThat(traces).hasSize(4).containsOnly(traces.get(0));
        assertThat(traces.get(0).verbs()).isNotEmpty();
    }

    @TestFactory
    List<DynamicTest> nothingTellsWhoExistsByAddress() {
        Map<String, Function<PoolBench, Outcome<?>>> operations = Map.of(
                "register", pool -> pool.register(ANNA),
                "register in the caller's transaction", pool -> pool.joined().register(ANNA),
                "confirm", pool -> pool.confirm(ANNA, "123456"),
                "resend", pool -> pool.signUp.resend(ANNA),
                "forgot", pool -> pool.recovery.forgot(ANNA),
                "confirm recovery", pool -> pool.recover(ANNA, "123456", PoolBench.OTHER_PASSWORD));
        return operations.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> allAlike(false, entry.getValue())))
                .toList();
    }

    @TestFactory
    List<DynamicTest> nothingButMaskedLettersTellsWhoExistsByUserName() {
        Map<String, Function<PoolBench, Outcome<?>>> operations = Map.of(
                "confirm", pool -> pool.confirm("anna", "123456"),
                "resend", pool -> pool.signUp.resend("anna"),
                "forgot", pool -> pool.recovery.forgot("anna"),
                "confirm recovery", pool -> pool.recover("anna", "123456", PoolBench.OTHER_PASSWORD));
        return operations.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> allAlike(true, entry.getValue())))
                .toList();
    }

    @Test
    void blockedGuessesLookAlikeForAbsentAndExistingUsers() {
        List<String> answers = new ArrayList<>();
        for (State state : State.values()) {
            Trace trace = trace(state, false, pool -> {
                for (int i = 0; i < 5; i++) {
                    assertThat(pool.confirm(ANNA, "123456").asRefusal()).isPresent();
                }
                return pool.confirm(ANNA, "123456");
            });
            answers.add(trace.answer() + trace.verbs());
        }
        assertThat(answers).containsOnly(answers.get(0)).first().asString().contains("TOO_MANY_FAILED_ATTEMPTS");
    }
}
