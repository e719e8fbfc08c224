package dev.gatehouse.examples.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.examples.table.server.TableServer;
import dev.gatehouse.examples.table.story.Story;
import dev.gatehouse.examples.table.story.StoryClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardedTableTest {
    @TempDir
    Path folder;

    @Test
    void everyStepOfTheStoryHoldsAndTheRefusalsExplainThemselves() throws IOException {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        StoryClock clock = new StoryClock();
        try (TableServer server = TableServer.start(folder, 0, clock)) {
            new Story(server, clock, new PrintStream(told, true, StandardCharsets.UTF_8)).play();
        }

        assertThat(told.toString(StandardCharsets.UTF_8))
                .contains("10 steps, 0 failed")
                .contains("OwnRows")
                .contains("dynamodb:LeadingKeys");
    }
}
