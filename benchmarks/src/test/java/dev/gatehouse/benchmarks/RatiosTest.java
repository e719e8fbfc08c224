package dev.gatehouse.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RatiosTest {
    private static final String SIGN = "Sign[ES256]";

    private static Measurement of(String run, String method, double nanos) {
        return new Measurement(run, SIGN, method, nanos, 2 * nanos, 3 * nanos, 64, 5);
    }

    private static Ratios ratios() {
        return new Ratios(List.of(
                of("a", "floor", 100),
                of("a", "floor", 5000),
                of("a", "floor", 90),
                of("a", "slow", 900),
                of("a", "quick", 800),
                of("a", "gatehouse", 105),
                of("a", "gatehouse", 115),
                of("a", "floor-jdk", 400)));
    }

    @Test
    void comparesMedians() {
        assertThat(ratios().ratio(SIGN, "gatehouse")).isEqualTo(1.1);
        assertThat(ratios().wallRatio(SIGN, "gatehouse")).isEqualTo(1.1);
        assertThat(ratios().methods(SIGN)).containsExactly("floor", "floor-jdk", "gatehouse", "quick", "slow");
        assertThat(ratios().fastestPeer(SIGN)).contains("quick");
    }

    @Test
    void comparesTheBestIterationsWithThoseOfTheProvidersOwnFloor() {
        assertThat(ratios().bestRatio(SIGN, "gatehouse")).isEqualTo(105.0 / 90);
        Ratios onNative = new Ratios(List.of(
                of("a", "floor", 100),
                of("a", "floor-native", 10),
                of("a", "floor-native", 14),
                of("a", "gatehouse-native", 11)));
        assertThat(onNative.bestRatio(SIGN, "gatehouse-native")).isEqualTo(1.1);
        assertThat(onNative.bestRatio(SIGN, "floor-native")).isEqualTo(1);
        assertThat(onNative.fastestPeer(SIGN)).isEmpty();
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

    @Test
    void theReportHasATableAndBars(@TempDir Path folder) throws IOException {
        new Report(ratios()).write(folder, "Run `a`.");
        assertThat(folder.resolve("table.md"))
                .content()
                .startsWith("Run `a`.")
                .contains(
                        "| Sign[ES256] | quick | 7.27 | quick | 7.62 |",
                        "| Sign[ES256] | gatehouse | 1.10 | 1.17 | 1.10 | 0.110 |");
        assertThat(Files.readString(folder.resolve("sign.svg")))
                .startsWith("<svg")
                .contains(">gatehouse<", ">1.10<")
                .endsWith("</svg>\n");
    }
}
