package dev.gatehouse.internal.curve;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tables against Bouncy Castle, the JDK and, where it loads, Amazon's native provider. {@code
 * -Dgatehouse.signatures=N} sets how many signatures of each kind are judged, {@code -Dgatehouse.seed=N} which ones.
 */
class SignatureDifferentialTest {
    private static final long SIGNATURES = Long.getLong("gatehouse.signatures", 3000);
    private static final long SEED = Long.getLong("gatehouse.seed", 5);
    private static final long STEP = 100_000;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTableSaysWhatTheOtherImplementationsSay(boolean edwards) throws GeneralSecurityException {
        // The JDK is slow: of a long run it judges one in a hundred.
        Differential run = new Differential(edwards, SEED, SIGNATURES > 10_000 ? 100 : 10);
        for (long done = 0; done < SIGNATURES; done += STEP) {
            run.run(Math.min(STEP, SIGNATURES - done));
            System.out.println(run);
        }
        assertThat(run.disagreements()).isEmpty();
        assertThat(run.accepted() + run.refused()).isEqualTo(SIGNATURES);
        assertThat(run.accepted()).isGreaterThan(SIGNATURES / 10);
        assertThat(run.refused()).isGreaterThan(SIGNATURES / 2);
        assertThat(run.judged()).containsEntry("BC", SIGNATURES).containsKey("SunEC");
    }
}
