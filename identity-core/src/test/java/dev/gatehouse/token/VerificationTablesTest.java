package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
            assertThat(Vectors.verdict(verifier.verify(forged(jwt)))).isEqualTo("jwt.signature");
            boolean asked = i == 2 && algorithm != SigningAlgorithm.RS256;
            assertThat(engine.maintain()).isEqualTo(asked);
        }
        assertThat(tables.size()).isEqualTo(algorithm == SigningAlgorithm.RS256 ? 0 : 1);
    }

    /** Two keys in turn are the busiest, and there is one place. */
    @Test
    void verdictsHoldWhileTablesComeAndGo() throws Exception {
        VerificationTables tables =
                VerificationTables.builder().afterTokens(4).maxKeys(1).build();
        SigningEngine engine = SigningEngine.standard().withTables(tables);
        StaticJwks keys = StaticJwks.parse(Tokens.RING.jwks(Tokens.NOW).getBytes(StandardCharsets.UTF_8), engine);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> users = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                users.add(threads.submit(() -> useInTurn(keys)));
            }
            int computed = 0;
            while (!users.stream().allMatch(Future::isDone)) {
                computed += engine.maintain() ? 1 : 0;
                assertThat(tables.size()).isBetween(0, 1);
            }
            for (Future<?> user : users) {
                user.get();
            }
            assertThat(computed).isGreaterThan(1);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void useInTurn(StaticJwks keys) {
        for (int turn = 0; turn < 20; turn++) {
            SigningAlgorithm algorithm = turn % 2 == 0 ? SigningAlgorithm.ES256 : SigningAlgorithm.EDDSA;
            TokenVerifier verifier = Tokens.demanding(
                            TokenVerifier.offline(keys, InstantSource.fixed(Tokens.NOW)), algorithm)
                    .cacheBytes(0)
                    .build();
            String jwt = Tokens.access(algorithm);
            for (int i = 0; i < 25; i++) {
                assertThat(Vectors.verdict(verifier.verify(jwt))).isEqualTo("accepted");
                assertThat(Vectors.verdict(verifier.verify(forged(jwt)))).isEqualTo("jwt.signature");
            }
        }
    }

    private static String forged(String jwt) {
        int changed = jwt.lastIndexOf('.') + 10;
        return jwt.substring(0, changed) + (jwt.charAt(changed) == 'A' ? 'B' : 'A') + jwt.substring(changed + 1);
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
