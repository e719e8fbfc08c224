package dev.gatehouse.examples.server.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plays the journeys of {@code src/test/npm} by node; in the profile {@code npm} alone, since it downloads packages. */
@Tag("npm")
class NpmJourneyTest {
    private static final long MINUTES = 4;

    @Test
    void theJourneysOfUnmodifiedJavaScriptClientsHold(@TempDir Path folder) throws Exception {
        Path npm = Path.of("src/test/npm").toAbsolutePath();
        if (!present("node") || !present("npm")) {
            System.err.println("SKIPPED: node and npm are not on this machine, so no JavaScript client was tried");
            Assumptions.abort("node and npm are not on this machine");
        }
        if (!Files.isDirectory(npm.resolve("node_modules/@aws-sdk"))) {
            run(folder, npm, Map.of(), "npm", "ci", "--no-progress");
        }
        try (TestServer server = TestServer.start(folder, Map.of())) {
            String told = run(
                    folder,
                    npm,
                    Map.of(
                            "GATEHOUSE_TEST_ORIGIN", server.origin().toString(),
                            "GATEHOUSE_TEST_POOL", server.pool(),
                            "GATEHOUSE_TEST_CLIENT", server.client(),
                            "GATEHOUSE_TEST_IDENTITY_POOL", server.identityPool(),
                            "GATEHOUSE_TEST_PROVIDER", server.provider(),
                            "GATEHOUSE_TEST_BUCKET", TestServer.BUCKET,
                            "GATEHOUSE_TEST_OUTBOX", folder.resolve("outbox").toString(),
                            "GATEHOUSE_TEST_ROOT_KEY", TestServer.ROOT_KEY,
                            "GATEHOUSE_TEST_ROOT_SECRET", TestServer.ROOT_SECRET),
                    "npm",
                    "test");
            assertThat(told).contains("# fail 0").containsPattern("# pass [1-9]");
        }
    }

    private static boolean present(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // there is no such program
        }
    }

    private static String run(Path folder, Path in, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        Path told = folder.resolve(command[1] + ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(in.toFile())
                .redirectErrorStream(true)
                .redirectOutput(told.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        process.destroy();
        String text = Files.readString(told, StandardCharsets.UTF_8);
        assertThat(ended && process.exitValue() == 0)
                .as("%s ended well; it told:%n%s", String.join(" ", command), text)
                .isTrue();
        return text;
    }
}
