package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentifiersTest {
    /** Each grammar beside a pattern of the same. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "POOL [A-Za-z0-9_:-]{1,128}",
                "CLIENT [A-Za-z0-9_+]{1,128}",
                "USER [A-Za-z0-9_-]{1,128}",
                "ROLE [A-Za-z0-9_+=,.@-]{1,64}",
                "WRITE [0-9a-f]{32}"
            })
    void letThroughWhatTheirGrammarSays(Identifiers grammar, String pattern) {
        for (int length = 0; length <= 130; length++) {
            agree(grammar, pattern, "a".repeat(length));
        }
        for (char c = 0; c <= 0x180; c++) {
            agree(grammar, pattern, c + "a".repeat(31));
            agree(grammar, pattern, "a".repeat(31) + c);
        }
        agree(grammar, pattern, "a".repeat(31) + Character.MAX_VALUE);
        agree(grammar, pattern, "a".repeat(31) + "\n");
    }

    private static void agree(Identifiers grammar, String pattern, String value) {
        if (value.matches(pattern)) {
            assertThatCode(() -> grammar.require(value, "id")).doesNotThrowAnyException();
        } else {
            assertThatIllegalArgumentException().isThrownBy(() -> grammar.require(value, "id"));
        }
    }

    @Test
    void saysWhatItWantsAndNotWhatItGot() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PoolId("a secret!"))
                .withMessageStartingWith("pool id must have 1 to 128 characters of ABC")
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("secret"));
    }
}
