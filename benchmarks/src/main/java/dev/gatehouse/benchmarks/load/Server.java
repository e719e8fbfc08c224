package dev.gatehouse.benchmarks.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server in a process of its own, on loopback; closed, it is gone. */
final class Server implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);

    private final String name;
    private final Process process;
    private final int port;

    private Server(String name, Process process, int port) {
        this.name = name;
        this.process = process;
        this.port = port;
    }

    /**
     * Starts a process and waits until it answers.
     *
     * @param probe a path that is answered with 200 once the server is ready
     * @param log where its output goes
     */
    static Server start(
            String name, List<String> command, Map<String, String> environment, int port, String probe, Path log)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Server server = new Server(name, builder.start(), port);
        long end = System.nanoTime() + START.toNanos();
        while (!server.answers(probe)) {
            if (!server.process.isAlive() || System.nanoTime() > end) {
                server.close();
                throw new IllegalStateException(name + " did not start; its output is in " + log);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return server;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean answers(String probe) {
        try (Connection connection = new Connection(port)) {
            return connection.send("GET", probe, "", "").status() == 200;
        } catch (IOException e) {
            return false; // not yet
        }
    }

    int port() {
        return port;
    }

    /** Returns the processor time that the process and its children took so far. */
    double cpuSeconds() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(handle -> handle.info().totalCpuDuration().orElse(Duration.ZERO))
                .mapToDouble(time -> time.toMillis() / 1000.0)
                .sum();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
