package dev.gatehouse.benchmarks;

import dev.gatehouse.IdentityId;
import dev.gatehouse.credentials.pool.IdentityPool.IdentityCredentials;
import dev.gatehouse.embedded.Gatehouse;
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
 * {@code GetCredentialsForIdentity} with an ID token: the login verified, the identity found, the role's trust policy
 * evaluated, credentials vended. The floor seals 400 bytes, computes one HMAC and reads as many raw rows.
 */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class GetCredentialsBenchmark {
    /** Where the rows are. */
    @Param({"memory", "sqlite", "postgresql"})
    public String stores = "memory";

    private House house;
    private SealFloor bare;
    private IdentityId identity;
    private Map<String, String> login;

    /** Opens the house, signs in, makes the identity and counts the verbs of one vending. */
    @Setup
    public void prepare() throws GeneralSecurityException, IOException, SQLException {
        house = new House(stores);
        login = Map.of(House.LOGIN, house.signIn(0).idToken().value());
        identity = house.gatehouse().identityPool().getId(login).orElseThrow();
        house.count(this::vend);
        bare = new SealFloor();
    }

    private IdentityCredentials vend(Gatehouse gatehouse) {
        return gatehouse.identityPool().getCredentials(identity, login).orElseThrow();
    }

    /** Closes the house. */
    @TearDown
    public void close() throws IOException, SQLException {
        house.close();
    }

    /** The sealing and the raw rows. */
    @Benchmark
    public byte[] floor(CpuTime cpu) throws GeneralSecurityException, SQLException {
        cpu.operations++;
        house.raw();
        bare.macs(1, false);
        return bare.seal();
    }

    /** The vending. */
    @Benchmark
    public IdentityCredentials gatehouse(CpuTime cpu) {
        cpu.operations++;
        return vend(house.gatehouse());
    }
}
