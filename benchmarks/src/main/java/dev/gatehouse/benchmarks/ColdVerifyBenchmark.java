package dev.gatehouse.benchmarks;

import dev.gatehouse.benchmarks.peer.Algorithm;
import dev.gatehouse.benchmarks.peer.Floor;
import dev.gatehouse.benchmarks.peer.Keys;
import dev.gatehouse.benchmarks.peer.Payload;
import dev.gatehouse.benchmarks.peer.Peer;
import dev.gatehouse.benchmarks.peer.Peers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Verifying an access token that was never seen, and reading its subject; the floors verify a signature of as many
 * bytes and do nothing else.
 */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class ColdVerifyBenchmark {
    private static final int TOKENS = 64;

    /** The algorithm. */
    @Param("ES256")
    public Algorithm algorithm = Algorithm.ES256;

    /** The library, or a floor. */
    @Param("floor")
    public String peer = "floor";

    private Callable<?> work;
    private Runnable maintenance = () -> {};
    private Runnable closing = () -> {};
    private int next;

    /** Makes the key and the tokens, and verifies each once. */
    @Setup
    public void prepare() throws Exception {
        if (peer.startsWith("floor")) {
            prepareFloor();
            return;
        }
        Keys keys = Keys.generate(algorithm, new SecureRandom());
        Peer library = Peers.make(peer, keys);
        maintenance = library::maintain;
        closing = library::close;
        Peer mint = Peers.make(Peers.mint(peer, algorithm), keys);
        String[] tokens = new String[TOKENS];
        for (int i = 0; i < TOKENS; i++) {
            tokens[i] = mint.sign(Payload.claims(i, InstantSource.system().instant()));
            if (!library.verify(tokens[i]).equals(Payload.subject(i))) {
                throw new IllegalStateException("another subject than was signed");
            }
        }
        mint.close();
        work = () -> library.verify(tokens[next++ & TOKENS - 1]);
    }

    private void prepareFloor() throws Exception {
        Floor floor = Floor.of(peer, algorithm);
        byte[][] messages = new byte[TOKENS][];
        byte[][] signatures = new byte[TOKENS][];
        for (int i = 0; i < TOKENS; i++) {
            messages[i] = ("x".repeat(SignBenchmark.SIGNED_LENGTH - 2) + (10 + i)).getBytes(StandardCharsets.US_ASCII);
            signatures[i] = floor.sign(messages[i]);
        }
        work = () -> {
            int i = next++ & TOKENS - 1;
            if (!floor.verify(messages[i], signatures[i])) {
                throw new IllegalStateException("a good signature was refused");
            }
            return messages[i];
        };
    }

    /** As a scheduler would, between the iterations. */
    @Setup(Level.Iteration)
    public void maintain() {
        maintenance.run();
    }

    /** Stops what the library has started. */
    @TearDown
    public void close() {
        closing.run();
    }

    /** The token, or the bare signature. */
    @Benchmark
    public Object token(CpuTime cpu) throws Exception {
        cpu.operations++;
        return work.call();
    }
}
