package dev.gatehouse.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JsonVectorsTest {
    private static final int LIMIT = 1 << 20;

    @Test
    void readsWhatTheSuiteAcceptsAndRefusesWhatItRefuses() throws Exception {
        int accepted = 0;
        int refused = 0;
        int free = 0;
        for (Path file : cases()) {
            byte[] text = Files.readAllBytes(file);
            String name = Objects.requireNonNull(file.getFileName()).toString();
            boolean parses = org.junit.jupiter.api.Assertions.assertTimeout(Duration.ofSeconds(30), () -> parses(text));
            switch (name.charAt(0)) {
                case 'y' -> {
                    // RFC 8259 §4 lets a receiver refuse duplicate names; the JOSE specifications ask for it.
                    assertThat(parses).as(name).isEqualTo(!name.startsWith("y_object_duplicated_key"));
                    accepted++;
                }
                case 'n' -> {
                    assertThat(parses).as(name).isFalse();
                    refused++;
                }
                default -> free++;
            }
        }
        assertThat(List.of(accepted, refused, free)).containsExactly(51, 112, 19);
    }

    @Test
    void refusesNestingOfTwoHundredThousandLevelsCve202553864() {
        String deep = "[".repeat(200_000);
        assertThatThrownBy(() -> Json.parse(deep, LIMIT)).isInstanceOf(JsonException.class);
        String objects = "{\"a\":".repeat(100_000);
        assertThatThrownBy(() -> Json.parse(objects, LIMIT)).isInstanceOf(JsonException.class);
    }

    @Test
    void refusesANumberOfAMillionDigits() {
        String number = "1".repeat(1_000_000);
        assertThatThrownBy(() -> Json.parse(number, LIMIT)).isInstanceOf(JsonException.class);
    }

    @Test
    void readsSixtyFiveThousandNamesOfOneHashInTime() {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < 65_536; i++) {
            for (int bit = 0; bit < 16; bit++) {
                text.append(bit == 0 ? (i == 0 ? "\"" : ",\"") : "").append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            text.append("\":1");
        }
        text.append('}');
        Object value = org.junit.jupiter.api.Assertions.assertTimeout(
                Duration.ofSeconds(10), () -> Json.parse(text.toString(), 4 * LIMIT));
        assertThat((java.util.Map<?, ?>) value).hasSize(65_536);
    }

    private static boolean parses(byte[] text) {
        try {
            Json.parse(text, LIMIT);
            return true;
        } catch (JsonException e) {
            assertThat(e.getMessage()).startsWith("json.");
            return false;
        }
    }

    private static List<Path> cases() throws Exception {
        Path folder = Path.of(Objects.requireNonNull(JsonVectorsTest.class.getResource("/vectors/json-parsing/cases"))
                .toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
