package dev.gatehouse.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class RatiosTest {
    private static Measurement of(String run, String method, double nanos) {
        return new Measurement(run, "Sign[ES256]", method, nanos, 2 * nanos, 64);
    }

    @Test
    void comparesMedians() {
        Ratios ratios = new Ratios(List.of(
                of("a", "floor", 100),
                of("a", "floor", 5000),
                of("a", "floor", 90),
                of("a", "gatehouse", 105),
                of("a", "gatehouse", 115)));
        assertThat(ratios.ratio("Sign[ES256]", "gatehouse")).isEqualTo(1.1);
        assertThat(ratios.wallRatio("Sign[ES256]", "gatehouse")).isEqualTo(1.1);
        assertThat(ratios.table()).contains("1.10").containsSubsequence("floor", "gatehouse");
    }

    @Test
    void refusesToMixRuns() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Ratios(List.of(of("a", "floor", 1), of("b", "gatehouse", 1))));
        assertThatIllegalArgumentException().isThrownBy(() -> new Ratios(List.of()));
    }

    @Test
    void aKeptLineReadsBackAsItWas() {
        Measurement measurement = of("a", "floor", 1234.5);
        assertThat(Measurement.parse(measurement.line())).isEqualTo(measurement);
        assertThatIllegalArgumentException().isThrownBy(() -> Measurement.parse("a,b,c"));
    }
}
