package dev.gatehouse.examples.photos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.examples.photos.server.PhotoServer;
import dev.gatehouse.examples.photos.story.Story;
import dev.gatehouse.examples.photos.story.StoryClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoryTest {
    @TempDir
    Path folder;

    @Test
    void everyStepOfTheStoryHoldsAndHoldsAgainOnTheSameData() {
        assertThat(played()).contains("13 steps, 0 failed");
        assertThat(played()).contains("13 steps, 0 failed");
    }

    private String played() {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        StoryClock clock = new StoryClock();
        try (PhotoServer server = PhotoServer.start(folder, 0, 0, Optional.empty(), clock)) {
            new Story(server, folder, clock, new PrintStream(told, true, StandardCharsets.UTF_8)).play();
        }
        return told.toString(StandardCharsets.UTF_8);
    }
}
