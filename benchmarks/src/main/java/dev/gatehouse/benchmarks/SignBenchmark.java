package dev.gatehouse.benchmarks;

import dev.gatehouse.token.SigningAlgorithm;
import dev.gatehouse.token.TokenSigner;
import dev.gatehouse.token.TokenType;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Signing an access token, against the bare signature over the same bytes. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class SignBenchmark {
    /** The algorithm. */
    @Param({"RS256", "ES256", "EDDSA"})
    public SigningAlgorithm algorithm = SigningAlgorithm.RS256;

    private TokenSigner signer;
    private Signature bare;
    private Map<String, Object> claims;
    private byte[] signed;

    /** Makes the key. */
    @Setup
    public void prepare() throws GeneralSecurityException {
        Party party = new Party(algorithm);
        signer = party.signer();
        bare = party.bareSigner();
        claims = party.claims(0);
        String token = signer.sign(algorithm, TokenType.JWT, claims);
        signed = token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
    }

    /** The signature alone. */
    @Benchmark
    public byte[] floor(CpuTime cpu) throws GeneralSecurityException {
        cpu.operations++;
        bare.update(signed);
        return bare.sign();
    }

    /** The token. */
    @Benchmark
    public String gatehouse(CpuTime cpu) {
        cpu.operations++;
        return signer.sign(algorithm, TokenType.JWT, claims);
    }
}
