package dev.gatehouse.examples.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.examples.server.serve.ServerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoPageTest {
    private static final String BETWEEN = "----- next block -----";

    @TempDir
    Path folder;

    @Test
    void everyCommandOfThePrintedPageWorksAsPrinted() throws Exception {
        try (ServerProcess server = ServerProcess.start(folder, "--demo")) {
            List<String> told = run(blocks(server.page()));
            assertThat(told).hasSize(7);
            assertThat(told.get(0)).as("GetUser").contains("\"Value\":\"alice@example.com\"");
            assertThat(told.get(1)).as("refresh").contains("\"AccessToken\":\"").contains("\"RefreshToken\":\"");
            assertThat(told.get(2)).as("JWKS").startsWith("{\"keys\":[{").contains("\"kty\":\"RSA\"");
            assertThat(told.get(3)).as("one's own folder").isEqualTo("hello from alice");
            assertThat(told.get(4)).as("another's folder").contains("<Code>AccessDenied</Code>");
            assertThat(told.get(5)).as("STS").contains(":assumed-role/GatehouseOwner/");
            assertThat(told.get(6)).as("AdminGetUser").contains("\"UserStatus\":\"CONFIRMED\"");
        }
    }

    @Test
    void aSecondStartFindsWhatTheFirstMade() throws Exception {
        String first;
        try (ServerProcess server = ServerProcess.start(folder, "--demo")) {
            first = server.page();
            assertThat(server.terminate()).contains("stopped");
        }
        try (ServerProcess server = ServerProcess.start(folder, "--demo")) {
            assertThat(line(server.page(), "Two users of the pool").substring(0, 40))
                    .isEqualTo(line(first, "Two users of the pool").substring(0, 40));
        }
    }

    private static String line(String page, String start) {
        return page.lines().filter(text -> text.startsWith(start)).findFirst().orElseThrow();
    }

    private static List<String> blocks(String page) {
        List<String> blocks = new ArrayList<>();
        StringBuilder block = null;
        for (String line : page.lines().toList()) {
            if (line.equals("```sh")) {
                block = new StringBuilder();
            } else if (line.equals("```") && block != null) {
                blocks.add(block.toString());
                block = null;
            } else if (block != null) {
                block.append(line).append('\n');
            }
        }
        return blocks;
    }

    private List<String> run(List<String> blocks) throws IOException, InterruptedException {
        Path script = folder.resolve("page.sh");
        Files.writeString(script, String.join("\necho; echo '" + BETWEEN + "'\n", blocks), StandardCharsets.UTF_8);
        Path told = folder.resolve("page.txt");
        Process shell;
        try {
            int curl = new ProcessBuilder("curl", "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            assertThat(curl).isZero();
        } catch (IOException e) {
            System.err.println("SKIPPED: curl is not on this machine, so the page's commands were not tried");
            Assumptions.abort("curl is not on this machine");
        }
        shell = new ProcessBuilder("bash", script.toString())
                .redirectErrorStream(true)
                .redirectOutput(told.toFile())
                .start();
        assertThat(shell.waitFor(90, TimeUnit.SECONDS)).isTrue();
        String all = Files.readString(told, StandardCharsets.UTF_8);
        assertThat(shell.exitValue()).as(all).isZero();
        return all
                .lines()
                .collect(
                        () -> new ArrayList<>(List.of(new StringBuilder())),
                        (parts, line) -> {
                            if (line.equals(BETWEEN)) {
                                parts.add(new StringBuilder());
                            } else {
                                parts.get(parts.size() - 1).append(line).append('\n');
                            }
                        },
                        ArrayList::addAll)
                .stream()
                .map(part -> part.toString().strip())
                .toList();
    }
}
