package dev.gatehouse.testkit.cassandra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One node: its files and, while it runs, its process. */
final class CassandraNode {
    private static final String READY = "Starting listening for CQL clients";
    private static final String FAILED = "Exception encountered during startup";
    private static final int SHOWN_OF_A_LOG = 4_000;

    private final NodeFiles files;
    private final Launch launch;
    private @Nullable Process process;

    CassandraNode(NodeFiles files, Launch launch) {
        this.files = files;
        this.launch = launch;
    }

    InetSocketAddress endpoint() {
        return new InetSocketAddress(files.address(), NodeFiles.CQL_PORT);
    }

    synchronized void start() {
        if (process != null && process.isAlive()) {
            throw new IllegalStateException("the node at " + files.address() + " runs");
        }
        try {
            Files.deleteIfExists(files.log());
            process = new ProcessBuilder(launch.command(files))
                    .redirectErrorStream(true)
                    .redirectOutput(files.log().toFile())
                    .start();
            endWith(process);
        } catch (IOException e) {
            throw new IllegalStateException("the node at " + files.address() + " cannot be started", e);
        }
    }

    /** A process beside the node ends it when this one is gone, however it went: no node outlives its test. */
    private static void endWith(Process node) throws IOException {
        String script = "while kill -0 " + ProcessHandle.current().pid() + " && kill -0 " + node.pid()
                + "; do sleep 1; done 2>/dev/null; kill -9 " + node.pid() + " 2>/dev/null";
        new ProcessBuilder("sh", "-c", script)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Waits until the node takes requests and has heard of the others. */
    void awaitReady(List<InetSocketAddress> others, Duration most) {
        long end = System.nanoTime() + most.toNanos();
        while (!isReady(log(), others)) {
            boolean ended = waitFor(200) || log().contains(FAILED);
            if (ended || System.nanoTime() - end > 0) {
                String log = log();
                throw new IllegalStateException("the node at " + files.address() + (ended ? " ended" : " is not ready")
                        + ": " + log.substring(Math.max(0, log.length() - SHOWN_OF_A_LOG)));
            }
        }
    }

    private static boolean isReady(String log, List<InetSocketAddress> others) {
        return log.contains(READY)
                && others.stream()
                        .allMatch(other -> log.contains(
                                "/" + other.getHostString() + ":" + NodeFiles.STORAGE_PORT + " is now UP"));
    }

    synchronized void kill() {
        if (process != null) {
            process.destroyForcibly();
            waitFor(10_000);
        }
    }

    synchronized void signal(String name) {
        try {
            int code = new ProcessBuilder(
                            List.of("kill", "-" + name, Long.toString(running().pid())))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("kill -" + name + " ended with " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    long dataBytes() {
        try (Stream<Path> tree = Files.walk(files.folder().resolve("data"))) {
            long bytes = 0;
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized long flushedBytes(String keyspace) {
        return NodeManagement.flushedBytes(running().pid(), keyspace);
    }

    private Process running() {
        if (process == null || !process.isAlive()) {
            throw new IllegalStateException("the node at " + files.address() + " does not run");
        }
        return process;
    }

    private String log() {
        try {
            return Files.readString(files.log(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the end of the process; returns whether it came. */
    private boolean waitFor(long millis) {
        Process running = process;
        if (running == null) {
            return true;
        }
        try {
            return running.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a node starts or ends", e);
        }
    }
}
