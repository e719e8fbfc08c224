package dev.gatehouse.benchmarks;

import dev.gatehouse.benchmarks.peer.Algorithm;
import dev.gatehouse.benchmarks.peer.Floor;
import dev.gatehouse.userpool.session.TokenSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
 * A whole sign-in with ES256, from the user name and password as typed to two signed tokens and a refresh token, its
 * password hash made as cheap as it goes. The floor makes two bare signatures over equally many bytes and as many raw
 * reads and writes, each committed, as the sign-in asks verbs of its stores.
 */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class SignInBenchmark {
    /** Where the rows are. */
    @Param({"memory", "sqlite", "postgresql"})
    public String stores = "memory";

    private House house;
    private Floor bare;
    private List<byte[]> signed;
    private int next;

    /** Opens the house and counts the verbs of one sign-in. */
    @Setup
    public void prepare() throws GeneralSecurityException, IOException, SQLException {
        house = new House(stores);
        signed = signedParts(house.count(counted -> House.signIn(counted, 0)));
        bare = Floor.of(Floor.IN_USE, Algorithm.ES256);
    }

    /** What is signed of the two tokens of a set. */
    static List<byte[]> signedParts(TokenSet tokens) {
        return List.of(
                signedPart(tokens.idToken().value()),
                signedPart(tokens.accessToken().value()));
    }

    private static byte[] signedPart(String token) {
        return token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
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

    /** The sign-in; its success clears the counter of attempts. */
    @Benchmark
    public TokenSet gatehouse(CpuTime cpu) {
        cpu.operations++;
        return house.signIn(next++);
    }
}
