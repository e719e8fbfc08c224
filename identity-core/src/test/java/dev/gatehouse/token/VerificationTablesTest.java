package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VerificationTablesTest {
    @ParameterizedTest
    @EnumSource(
            value = SigningAlgorithm.class,
            names = {"ES256", "EDDSA", "RS256"})
    void keysReadWithTheEngineVerifyByTablesWhereThereAreAny(SigningAlgorithm algorithm) {
        VerificationTables tables = VerificationTables.builder().afterTokens(3).build();
        SigningEngine engine = SigningEngine.standard().withTables(tables);
        StaticJwks keys = StaticJwks.parse(Tokens.RING.jwks(Tokens.NOW).getBytes(StandardCharsets.UTF_8), engine);
        TokenVerifier verifier = Tokens.demanding(
                        TokenVerifier.offline(keys, InstantSource.fixed(Tokens.NOW)), algorithm)
                .cacheBytes(0)
                .build();
        for (int i = 0; i < 6; i++) {
            String jwt = Tokens.access(algorithm);
            assertThat(Vectors.verdict(verifier.verify(jwt))).isEqualTo("accepted");
            int changed = jwt.lastIndexOf('.') + 10;
            String forged =
                    jwt.substring(0, changed) + (jwt.charAt(changed) == 'A' ? 'B' : 'A') + jwt.substring(changed + 1);
            assertThat(Vectors.verdict(verifier.verify(forged))).isEqualTo("jwt.signature");
            boolean asked = i == 2 && algorithm != SigningAlgorithm.RS256;
            assertThat(engine.maintain()).isEqualTo(asked);
        }
        assertThat(tables.size()).isEqualTo(algorithm == SigningAlgorithm.RS256 ? 0 : 1);
    }

    @Test
    void theStandardEngineHasTablesAndOneOfChosenProvidersHasNone() {
        VerificationTables tables =
                VerificationTables.builder().afterTokens(1).maxKeys(2).build();
        SigningEngine chosen = SigningEngine.builder().build();
        assertThat(SigningEngine.standard().toString()).endsWith(" of 4]");
        assertThat(chosen.toString()).endsWith("tables=none]");
        assertThat(chosen.withTables(tables).toString()).endsWith("tables=0 of 2]");
        assertThat(SigningEngine.standard().withoutTables().toString()).endsWith("tables=none]");
        assertThat(tables).hasToString("VerificationTables[0 of 2]");
    }

    @Test
    void settingsHaveBounds() {
        VerificationTables.Builder builder = VerificationTables.builder();
        assertThatIllegalArgumentException().isThrownBy(() -> builder.afterTokens(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.maxKeys(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.maxKeys(65));
    }
}
