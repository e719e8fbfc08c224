package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.gatehouse.FamilyId;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the token path allocates, which no busy neighbour changes: a guard against slow creep. Times are not asserted. */
class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 2_000;

    /** Held in a field so that the compiler cannot leave the work out. */
    private static @Nullable Object kept;

    @Test
    void aTokenSeenBeforeIsVerifiedWithoutAnyAllocation() {
        RevocationSnapshotView view = new RevocationSnapshotView(Duration.ofHours(1));
        view.apply(
                List.of(new RevocationEntry.Family(new FamilyId("other"), Tokens.NOW.plusSeconds(9999))), Tokens.NOW);
        TokenVerifier verifier = Tokens.demanding(
                        TokenVerifier.revocable(
                                Tokens.RING.verificationKeys(Tokens.NOW), view, InstantSource.fixed(Tokens.NOW)),
                        SigningAlgorithm.ES256)
                .build();
        String token = Tokens.access(SigningAlgorithm.ES256);
        verifier.verify(token).orElseThrow();
        String[] copies = new String[64];
        for (int i = 0; i < copies.length; i++) {
            copies[i] = new String(token.toCharArray());
        }
        assertThat(perRound(20_000, i -> verifier.verify(copies[i % copies.length])))
                .isZero();
    }

    /** The bounds are twice the measured figure over the signature's own, rounded up. */
    @ParameterizedTest
    @CsvSource({"RS256, 12000", "ES256, 12000", "EDDSA, 12000"})
    void signingAllocatesLittleMoreThanTheSignature(SigningAlgorithm algorithm, long most) {
        SigningKey key = Tokens.RING.signingKey(algorithm, Tokens.NOW).orElseThrow();
        Map<String, @Nullable Object> claims = Tokens.accessClaims();
        byte[] input = Vectors.bytes("x".repeat(800));
        int rounds = algorithm == SigningAlgorithm.RS256 ? 200 : ROUNDS;
        long bare = perRound(rounds, i -> key.sign(input, input.length));
        long token = perRound(rounds, i -> Tokens.SIGNER.sign(algorithm, TokenType.JWT, claims));
        assertThat(token - bare).isLessThan(most);
    }

    @ParameterizedTest
    @CsvSource({"RS256, 12000", "ES256, 12000", "EDDSA, 12000"})
    void coldVerificationAllocatesLittleMoreThanTheSignature(SigningAlgorithm algorithm, long most) throws Exception {
        String token = Tokens.access(algorithm);
        TokenVerifier verifier = Tokens.offline(algorithm).cacheBytes(0).build();
        int dot = token.lastIndexOf('.');
        byte[] input = Vectors.bytes(token);
        byte[] signature = Vectors.base64Url(token.substring(dot + 1));
        VerificationKey key =
                Tokens.RING.signingKey(algorithm, Tokens.NOW).orElseThrow().verificationKey();
        long bare = perRound(ROUNDS, i -> key.verifies(input, dot, signature) ? key : null);
        long whole = perRound(ROUNDS, i -> verifier.verify(token));
        assertThat(whole - bare).isLessThan(most);
    }

    private static long perRound(int rounds, IntFunction<@Nullable Object> work) {
        long id = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 6; attempt++) {
            long before = THREADS.getThreadAllocatedBytes(id);
            for (int i = 0; i < rounds; i++) {
                kept = work.apply(i);
            }
            least = Math.min(least, (THREADS.getThreadAllocatedBytes(id) - before) / rounds);
        }
        assertThat(kept).isNotNull();
        return least;
    }
}
