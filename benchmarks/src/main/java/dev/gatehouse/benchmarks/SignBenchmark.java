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
import java.util.Map;
import java.util.concurrent.Callable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Signing an access token, from its claims to its compact form; the floors sign as many bytes and do nothing else. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class SignBenchmark {
    /** The bytes that are signed: header and claims in Base64. */
    static final int SIGNED_LENGTH = 1200;

    /** The algorithm. */
    @Param("ES256")
    public Algorithm algorithm = Algorithm.ES256;

    /** The library, or a floor. */
    @Param("floor")
    public String peer = "floor";

    private Callable<?> work;
    private Runnable closing = () -> {};

    /** Makes the key, and lets the library verify its own token once. */
    @Setup
    public void prepare() throws Exception {
        if (peer.startsWith("floor")) {
            Floor floor = Floor.of(peer, algorithm);
            byte[] message = "x".repeat(SIGNED_LENGTH).getBytes(StandardCharsets.US_ASCII);
            if (!floor.verify(message, floor.sign(message))) {
                throw new IllegalStateException("a good signature was refused");
            }
            work = () -> floor.sign(message);
            return;
        }
        Map<String, Object> claims = Payload.claims(0, InstantSource.system().instant());
        Peer library = Peers.make(peer, Keys.generate(algorithm, new SecureRandom()));
        closing = library::close;
        if (!library.verify(library.sign(claims)).equals(Payload.subject(0))) {
            throw new IllegalStateException("another subject than was signed");
        }
        work = () -> library.sign(claims);
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
