package dev.gatehouse.spi.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientMetadataTest {
    @Test
    void isKeptAsItWasGivenAndPrintsNothing() {
        Map<String, String> given = new HashMap<>(Map.of("plan", "canary"));
        ClientMetadata metadata = ClientMetadata.of(given);
        given.put("plan", "changed");
        assertThat(metadata.values()).isEqualTo(Map.of("plan", "canary"));
        assertThat(metadata.value("plan")).contains("canary");
        assertThat(metadata.value("other")).isEmpty();
        assertThat(metadata)
                .hasToString("ClientMetadata[redacted]")
                .isEqualTo(ClientMetadata.of(Map.of("plan", "canary")))
                .hasSameHashCodeAs(ClientMetadata.of(Map.of("plan", "canary")))
                .isNotEqualTo(ClientMetadata.none());
    }

    @Test
    void isBounded() {
        String half = "k".repeat(ClientMetadata.MAX_LENGTH / 2);
        assertThat(ClientMetadata.of(Map.of(half, half)).values()).hasSize(1);
        assertThatIllegalArgumentException().isThrownBy(() -> ClientMetadata.of(Map.of(half, half + "x")));
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i < ClientMetadata.MAX_ENTRIES; i++) {
            many.put("k" + i, "");
        }
        assertThat(ClientMetadata.fits(many)).isTrue();
        many.put("one more", "");
        assertThat(ClientMetadata.fits(many)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> ClientMetadata.of(many));
    }
}
