package dev.gatehouse.endurance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.Outcome;
import dev.gatehouse.endurance.support.CapturedLog;
import dev.gatehouse.endurance.support.Engine;
import dev.gatehouse.endurance.support.House;
import dev.gatehouse.userpool.session.TokenSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Every door, offered what nobody honest types: a refusal with a code, soon, and no trace of the text anywhere. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileInputTest {
    private static final long MILLIS_PER_KIB = 50;

    private final Engine.Open engine = Engine.MEMORY.open();
    private final Map<String, Function<String, Outcome<?>>> doors = new Doors(House.of(House.emails(), engine)).table();

    @AfterAll
    void close() {
        engine.close();
    }

    @TestFactory
    Stream<DynamicTest> whateverIsTypedIsRefusedSoonAndWithoutATrace() {
        doors.values().forEach(door -> answer(door, "warm")); // nothing below is the first of its kind
        return doors.entrySet().stream()
                .map(door -> DynamicTest.dynamicTest(door.getKey(), () -> {
                    for (Input input : Input.all()) {
                        offer(door.getValue(), input);
                    }
                }));
    }

    private static void offer(Function<String, Outcome<?>> door, Input input) {
        String text = input.text().get();
        try (CapturedLog log = new CapturedLog()) {
            Duration limit = Duration.ofMillis(MILLIS_PER_KIB * (text.length() / 1_024 + 1)); // a small text's share
            Duration spent = limit;
            for (int attempt = 0; attempt < 3 && spent.compareTo(limit) >= 0; attempt++) { // the machine is shared
                long start = System.nanoTime();
                String answer = answer(door, text);
                spent = Duration.ofNanos(System.nanoTime() - start);
                assertThat(answer).as(input.name()).isNotEqualTo("accepted").doesNotContain(Input.MARK);
            }
            assertThat(log.text()).as("log, " + input.name()).doesNotContain(Input.MARK);
            assertThat(spent).as(input.name()).isLessThan(limit);
        }
    }

    /** Returns everything that the caller gets to see: the refusal, or the text of the exception with its causes. */
    private static String answer(Function<String, Outcome<?>> door, String text) {
        try {
            return door.apply(text)
                    .asRefusal()
                    .map(refusal -> "refused " + refusal)
                    .orElse("accepted");
        } catch (IllegalArgumentException e) {
            // An identifier that the application made: a fault of the caller's program, told as such.
            StringBuilder messages = new StringBuilder("rejected");
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                messages.append(' ').append(cause.getMessage());
            }
            return messages.toString();
        }
    }

    @Test
    void anotherPoolsTokensAreNoTokensHere() {
        House other = House.of(House.emails(), engine);
        other.member("eve@example.org");
        TokenSet tokens = other.signIn("eve@example.org");
        List<String> texts = List.of(
                tokens.accessToken().value(),
                tokens.idToken().value(),
                tokens.refreshToken().value());
        doors.forEach((name, door) -> {
            for (String text : texts) {
                String answer = answer(door, text);
                if (!name.equals("resend") && !name.equals("forgot")) {
                    assertThat(answer).as(name).isNotEqualTo("accepted");
                }
                assertThat(answer).as(name).doesNotContain(text);
            }
        });
        assertThat(other.refresh(tokens).asRefusal())
                .as("no door here touched the other pool")
                .isEmpty();
    }
}
