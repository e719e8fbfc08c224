package dev.gatehouse.benchmarks;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import de.mkammerer.argon2.Argon2Advanced;
import de.mkammerer.argon2.Argon2Factory;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id by different libraries, side by side in one process: the same password, salt and cost, the same tag demanded, then
 * processor time of the thread for one hash. The libraries take turns, so that a slow minute of the machine meets all.
 */
public final class Argon2Table {
    private static final byte[] PASSWORD = "a photograph of nothing at all".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SALT = "sixteen bytes of".getBytes(StandardCharsets.UTF_8);
    private static final int TAG_BYTES = 32;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final int memoryKib;
    private final int iterations;

    private Argon2Table(int memoryKib, int iterations) {
        this.memoryKib = memoryKib;
        this.iterations = iterations;
    }

    /** Prints the table, for the default cost and for 64 MiB; the argument is the number of rounds, 40 unless given. */
    public static void main(String[] args) {
        int rounds = args.length == 0 ? 40 : Integer.parseInt(args[0]);
        System.out.printf(
                "%-28s %10s %10s %10s%n", "Argon2id, Java " + Runtime.version().feature(), "best ms", "median", "max");
        new Argon2Table(19 * 1024, 2).print(rounds);
        new Argon2Table(64 * 1024, 3).print(rounds / 4);
    }

    private void print(int rounds) {
        List<Library> libraries = libraries();
        byte[] tag = bouncyCastle();
        for (Library library : libraries) {
            library.mustCompute(tag);
            for (int i = 0; i < rounds / 4; i++) {
                library.mustCompute(tag);
            }
        }
        for (int round = 0; round < rounds; round++) {
            for (Library library : libraries) {
                long begin = THREADS.getCurrentThreadCpuTime();
                library.mustCompute(tag);
                library.nanos.add(THREADS.getCurrentThreadCpuTime() - begin);
            }
        }
        for (Library library : libraries) {
            Collections.sort(library.nanos);
            System.out.printf(
                    Locale.ROOT,
                    "%-28s %10.1f %10.1f %10.1f%n",
                    library.name + " m=" + memoryKib / 1024 + " t=" + iterations,
                    library.nanos.get(0) / 1e6,
                    library.nanos.get(rounds / 2) / 1e6,
                    library.nanos.get(rounds - 1) / 1e6);
        }
    }

    private List<Library> libraries() {
        Argon2Function password4j = Argon2Function.getInstance(
                memoryKib, iterations, 1, TAG_BYTES, Argon2.ID, Argon2Parameters.ARGON2_VERSION_13);
        Argon2Advanced reference =
                Argon2Factory.createAdvanced(Argon2Factory.Argon2Types.ARGON2id, SALT.length, TAG_BYTES);
        return List.of(
                new Library("Bouncy Castle", this::bouncyCastle),
                new Library("password4j", () -> password4j.hash(PASSWORD, SALT).getBytes()),
                new Library("argon2-jvm (C)", () -> reference.rawHash(iterations, memoryKib, 1, PASSWORD, SALT)));
    }

    private static final class Library {
        private final String name;
        private final Supplier<byte[]> hash;
        private final List<Long> nanos = new ArrayList<>();

        Library(String name, Supplier<byte[]> hash) {
            this.name = name;
            this.hash = hash;
        }

        void mustCompute(byte[] tag) {
            if (!Arrays.equals(tag, hash.get())) {
                throw new IllegalStateException(
                        name + " does not compute " + HexFormat.of().formatHex(tag));
            }
        }
    }

    private byte[] bouncyCastle() {
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(iterations)
                .withParallelism(1)
                .withSalt(SALT)
                .build());
        byte[] tag = new byte[TAG_BYTES];
        argon2.generateBytes(PASSWORD, tag);
        return tag;
    }
}
