package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class SecretTest {
    @Property(tries = 200)
    void neverPrintsItsValue(@ForAll @NotEmpty String value) {
        assertThat(Secret.of(value)).hasToString("Secret[redacted]");
    }

    @Property(tries = 200)
    void matchesExactlyTheSameValue(@ForAll String left, @ForAll String right) {
        assertThat(Secret.of(left).matches(Secret.of(left))).isTrue();
        assertThat(Secret.of(left).matches(Secret.of(right))).isEqualTo(left.equals(right));
    }

    @Test
    void forgetsItsValueWhenClosed() {
        Secret secret = Secret.of("correct horse");

        secret.close();

        assertThatIllegalStateException().isThrownBy(() -> secret.use(String::valueOf));
    }
}
