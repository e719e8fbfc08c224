package dev.gatehouse.benchmarks;

import dev.gatehouse.IdentityId;
import dev.gatehouse.credentials.guard.CredentialGuard;
import dev.gatehouse.credentials.guard.GuardedRequest;
import dev.gatehouse.credentials.guard.S3Request;
import dev.gatehouse.credentials.signature.RequestSigner;
import dev.gatehouse.credentials.signature.SignatureSettings;
import dev.gatehouse.credentials.signature.SignedRequest;
import dev.gatehouse.credentials.signature.SigningCredentials;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The guard's decision on a signed request for one object: token opened, signature verified, revocation asked, policy
 * evaluated. The floor opens 400 bytes and computes the five HMACs of Signature Version 4.
 */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class GuardBenchmark {
    private static final SignatureSettings S3 =
            SignatureSettings.s3("eu-west-1").build();

    /** Where the rows are. */
    @Param({"memory", "sqlite", "postgresql"})
    public String stores = "memory";

    private House house;
    private SealFloor bare;
    private CredentialGuard guard;
    private SignedRequest request;

    /** Opens the house, vends credentials, signs a request and counts the verbs of one decision. */
    @Setup
    public void prepare() throws GeneralSecurityException, IOException, SQLException {
        house = new House(stores);
        Map<String, String> login =
                Map.of(House.LOGIN, house.signIn(0).idToken().value());
        IdentityId identity = house.gatehouse().identityPool().getId(login).orElseThrow();
        request = signed(
                house.gatehouse()
                        .identityPool()
                        .getCredentials(identity, login)
                        .orElseThrow()
                        .credentials(),
                identity);
        house.count(counted -> {
            CredentialGuard once = counted.guard(S3);
            decide(once);
            return decide(once);
        });
        guard = house.gatehouse().guard(S3);
        bare = new SealFloor();
    }

    private SignedRequest signed(TemporaryCredentials credentials, IdentityId identity) {
        SignedRequest plain = SignedRequest.builder()
                .method("GET")
                .rawPath("/photos/" + identity.value().replace(":", "%3A") + "/sunset.jpg")
                .header("host", "photos.example.test")
                .build()
                .orElseThrow();
        return new RequestSigner(S3, house.clock())
                .sign(plain, SigningCredentials.of(credentials))
                .orElseThrow();
    }

    private GuardedRequest decide(CredentialGuard by) {
        return by.authorize(S3Request.of(request).orElseThrow(), Map.of())
                .toOutcome()
                .orElseThrow();
    }

    /** Closes the house. */
    @TearDown
    public void close() throws IOException, SQLException {
        house.close();
    }

    /** The bare cryptography. */
    @Benchmark
    public byte[] floor(CpuTime cpu) throws GeneralSecurityException {
        cpu.operations++;
        bare.macs(5, true);
        return bare.open();
    }

    /** The decision. */
    @Benchmark
    public GuardedRequest gatehouse(CpuTime cpu) {
        cpu.operations++;
        return decide(guard);
    }
}
