package dev.gatehouse.benchmarks;

import dev.gatehouse.benchmarks.peer.Algorithm;
import dev.gatehouse.benchmarks.peer.Floor;
import dev.gatehouse.embedded.Gatehouse;
import dev.gatehouse.userpool.session.RefreshToken;
import dev.gatehouse.userpool.session.TokenSet;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Exchanging a refresh token for two signed tokens and its successor, with rotation. The floor makes two bare
 * signatures and as many raw reads and writes as the refresh asks verbs of its stores.
 */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class RefreshBenchmark {
    /** Where the rows are. */
    @Param({"memory", "sqlite", "postgresql"})
    public String stores = "memory";

    private House house;
    private Floor bare;
    private List<byte[]> signed;
    private RefreshToken current;

    /** Opens the house, signs in and counts the verbs of one refresh. */
    @Setup
    public void prepare() throws GeneralSecurityException, IOException, SQLException {
        house = new House(stores);
        current = house.signIn(0).refreshToken();
        signed = SignInBenchmark.signedParts(house.count(this::refresh));
        bare = Floor.of(Floor.IN_USE, Algorithm.ES256);
    }

    private TokenSet refresh(Gatehouse gatehouse) {
        TokenSet tokens =
                gatehouse.userPool().sessions().refresh(current, House.WEB).orElseThrow();
        current = tokens.refreshToken();
        return tokens;
    }

    /** Closes the house. */
    @TearDown
    public void close() throws IOException, SQLException {
        house.close();
    }

    /** Two signatures and the raw rows. */
    @Benchmark
    public int floor(CpuTime cpu) throws GeneralSecurityException, SQLException {
        cpu.operations++;
        house.raw();
        int length = 0;
        for (byte[] bytes : signed) {
            length += bare.sign(bytes).length;
        }
        return length;
    }

    /** The refresh; the next one presents what it returned. */
    @Benchmark
    public TokenSet gatehouse(CpuTime cpu) {
        cpu.operations++;
        return refresh(house.gatehouse());
    }
}
