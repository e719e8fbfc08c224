package dev.gatehouse.examples.server.config;

import java.util.Locale;
import java.util.Optional;

/**
 * Which database it is.
 *
 * @param kind the engine
 * @param place the path of a SQLite file; the whole URL of the others
 */
public record DatabaseUrl(Kind kind, String place) {
    /** The engines that the server knows. */
    public enum Kind {
        SQLITE,
        POSTGRESQL,
        CASSANDRA
    }

    static Optional<DatabaseUrl> of(String text) {
        if (text.startsWith("sqlite:") && text.length() > "sqlite:".length()) {
            return Optional.of(new DatabaseUrl(Kind.SQLITE, text.substring("sqlite:".length())));
        }
        if (text.startsWith("jdbc:postgresql:")
                && !text.toLowerCase(Locale.ROOT).contains("password=")) {
            return Optional.of(new DatabaseUrl(Kind.POSTGRESQL, text));
        }
        if (text.startsWith("cassandra://")) {
            return Optional.of(new DatabaseUrl(Kind.CASSANDRA, text));
        }
        return Optional.empty();
    }
}
