package dev.gatehouse.web.http;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A fault as text that can be logged: types and places, no message, since a message may repeat what was sent. */
final class FaultText {
    private static final int MOST_CAUSES = 5;
    private static final int MOST_FRAMES = 16;

    private FaultText() {}

    static String of(Throwable fault) {
        StringBuilder text = new StringBuilder();
        @Nullable Throwable next = fault;
        for (int i = 0; i < MOST_CAUSES && next != null; i++) {
            text.append(i == 0 ? "" : "\ncaused by ")
                    .append(next.getClass().getName())
                    .append(Arrays.stream(next.getStackTrace())
                            .limit(MOST_FRAMES)
                            .map(frame -> "\n    at " + frame)
                            .collect(Collectors.joining()));
            next = next.getCause();
        }
        return text.toString();
    }
}
