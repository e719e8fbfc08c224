package dev.gatehouse.benchmarks;

import dev.gatehouse.token.SigningAlgorithm;
import dev.gatehouse.token.TokenVerifier;
import dev.gatehouse.token.VerifiedToken;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Verifying a token that this verifier has let through before, revocation asked each time. The floor looks at every
 * byte of a token whose place is known and does nothing else.
 */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class RepeatVerifyBenchmark {
    /** How many tokens are alive; shown in an order that the processor cannot guess. */
    @Param({"64", "100000"})
    public int live = 64;

    private String[] tokens = new String[0];
    private byte[][] known = new byte[0][];
    private TokenVerifier verifier;
    private int state = 1;

    /** Makes the tokens and shows each once. */
    @Setup
    public void prepare() throws GeneralSecurityException {
        Party party = new Party(SigningAlgorithm.EDDSA);
        verifier = party.cachingVerifier(live);
        tokens = party.accessTokens(live).toArray(String[]::new);
        known = new byte[live][];
        for (int i = 0; i < live; i++) {
            known[i] = tokens[i].getBytes(StandardCharsets.ISO_8859_1);
            verifier.verify(tokens[i]).orElseThrow();
        }
    }

    private int any() {
        state = state * 1664525 + 1013904223;
        return (int) (((state & 0xFFFFFFFFL) * live) >>> 32);
    }

    /** The bytes of the token, compared with those known. */
    @Benchmark
    public byte[] floor(CpuTime cpu) {
        cpu.operations++;
        int i = any();
        byte[] token = tokens[i].getBytes(StandardCharsets.ISO_8859_1);
        if (!Arrays.equals(token, known[i])) {
            throw new IllegalStateException("a token changed");
        }
        return token;
    }

    /** The token, every rule checked that can have changed since. */
    @Benchmark
    public VerifiedToken gatehouse(CpuTime cpu) {
        cpu.operations++;
        return verifier.verify(tokens[any()]).orElseThrow();
    }
}
