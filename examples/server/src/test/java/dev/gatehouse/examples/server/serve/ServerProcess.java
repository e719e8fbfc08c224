package dev.gatehouse.examples.server.serve;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server as a process of its own, on this test's class path. */
public final class ServerProcess implements AutoCloseable {
    private static final Pattern SERVING = Pattern.compile("serving (http://\\S+);");
    private static final long SECONDS = 60;

    private final Process process;
    private final Path log;
    private final String page;
    private final URI address;

    private ServerProcess(Process process, Path log, String page, URI address) {
        this.process = process;
        this.log = log;
        this.page = page;
        this.address = address;
    }

    /** Starts it on a free port and waits until it says that it serves. */
    public static ServerProcess start(Path folder, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.gatehouse.examples.server.GatehouseServer",
                "--data",
                folder.resolve("data").toString(),
                "-s",
                "listen.port=0"));
        command.addAll(List.of(args));
        Path log = folder.resolve("server.log");
        Process process =
                new ProcessBuilder(command).redirectError(log.toFile()).start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder told = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher serving = SERVING.matcher(line);
            if (serving.find()) {
                return new ServerProcess(process, log, told.toString(), URI.create(serving.group(1)));
            }
            told.append(line).append('\n');
        }
        throw new AssertionError("the server did not start: " + told + Files.readString(log));
    }

    /** Returns what it printed before it served. */
    public String page() {
        return page;
    }

    public URI address() {
        return address;
    }

    /** Sends SIGTERM, waits for the end and returns the log. */
    public String terminate() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the server did not end in " + SECONDS + " s");
        }
        return Files.readString(log, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
