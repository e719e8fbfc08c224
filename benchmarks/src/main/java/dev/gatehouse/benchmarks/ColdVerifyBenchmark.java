package dev.gatehouse.benchmarks;

import dev.gatehouse.token.SigningAlgorithm;
import dev.gatehouse.token.TokenVerifier;
import dev.gatehouse.token.VerifiedToken;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Verifying an access token that was never seen, against the bare signature over the same bytes. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class ColdVerifyBenchmark {
    private static final int TOKENS = 64;

    /** The algorithm. */
    @Param({"RS256", "ES256", "EDDSA"})
    public SigningAlgorithm algorithm = SigningAlgorithm.RS256;

    private final String[] tokens = new String[TOKENS];
    private final byte[][] signed = new byte[TOKENS][];
    private final byte[][] signatures = new byte[TOKENS][];
    private TokenVerifier verifier;
    private Signature bare;
    private int next;

    /** Makes the key and the tokens. */
    @Setup
    public void prepare() throws GeneralSecurityException {
        Party party = new Party(algorithm);
        verifier = party.coldVerifier();
        bare = party.bareVerifier();
        party.accessTokens(TOKENS).toArray(tokens);
        for (int i = 0; i < TOKENS; i++) {
            int dot = tokens[i].lastIndexOf('.');
            signed[i] = tokens[i].substring(0, dot).getBytes(StandardCharsets.US_ASCII);
            signatures[i] = Base64.getUrlDecoder().decode(tokens[i].substring(dot + 1));
        }
    }

    /** The signature alone. */
    @Benchmark
    public boolean floor(CpuTime cpu) throws GeneralSecurityException {
        cpu.operations++;
        int i = next++ & TOKENS - 1;
        bare.update(signed[i]);
        if (!bare.verify(signatures[i])) {
            throw new IllegalStateException("a good signature was refused");
        }
        return true;
    }

    /** The token, every rule checked. */
    @Benchmark
    public VerifiedToken gatehouse(CpuTime cpu) {
        cpu.operations++;
        return verifier.verify(tokens[next++ & TOKENS - 1]).orElseThrow();
    }
}
