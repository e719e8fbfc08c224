package dev.gatehouse.endurance.kill;

import dev.gatehouse.endurance.support.Engine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One life of {@link KilledHouse}: started, left to work, killed (SIGKILL). */
final class KilledRun {
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final Path errors;
    private final List<Ack> acknowledged = new ArrayList<>();
    private final CountDownLatch first = new CountDownLatch(1);

    private KilledRun(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
    }

    /** Returns what was acknowledged until {@code delay} after the first acknowledgement, when the kill came. */
    static List<Ack> of(Engine engine, String address, int run, Instant now, Duration delay) {
        try {
            Path errors = Files.createTempFile("killed", ".log");
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx96m",
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-Xshare:auto",
                            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                            "-cp",
                            System.getProperty("java.class.path"),
                            KilledHouse.class.getName(),
                            engine.name(),
                            address,
                            Integer.toString(run),
                            now.toString())
                    .redirectError(errors.toFile())
                    .start();
            List<Ack> acks = new KilledRun(process, errors).live(delay);
            Files.delete(errors);
            return acks;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private List<Ack> live(Duration delay) throws InterruptedException, IOException {
        Thread reader = new Thread(this::read, "reader of acknowledgements");
        reader.start();
        boolean begun = first.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        boolean ended = process.waitFor(delay.toNanos(), TimeUnit.NANOSECONDS);
        process.toHandle().destroyForcibly(); // unlike Process.destroyForcibly, leaves the output readable
        reader.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        process.waitFor();
        if (!begun || ended) {
            throw new AssertionError("the process was not alive to be killed: " + Files.readString(errors));
        }
        return acknowledged;
    }

    private void read() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Optional<Ack> ack = Ack.parse(line);
                ack.ifPresent(acknowledged::add);
                first.countDown();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            first.countDown();
        }
    }
}
