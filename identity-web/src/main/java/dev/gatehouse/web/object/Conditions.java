package dev.gatehouse.web.object;

import dev.gatehouse.web.http.HttpRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Conditional requests (RFC 9110 §13), in the order of §13.2.2. */
final class Conditions {
    private final HttpRequest request;

    Conditions(HttpRequest request) {
        this.request = request;
    }

    enum Answer {
        GO_ON,
        NOT_MODIFIED,
        FAILED
    }

    /** Decides on a GET or HEAD. */
    Answer read(StoredObject object) {
        if (has("If-Match")) {
            if (!names("If-Match", object)) {
                return Answer.FAILED;
            }
        } else if (time("If-Unmodified-Since")
                .filter(time -> modified(object).isAfter(time))
                .isPresent()) {
            return Answer.FAILED;
        }
        if (has("If-None-Match")) {
            return names("If-None-Match", object) ? Answer.NOT_MODIFIED : Answer.GO_ON;
        }
        return time("If-Modified-Since")
                        .filter(time -> !modified(object).isAfter(time))
                        .isPresent()
                ? Answer.NOT_MODIFIED
                : Answer.GO_ON;
    }

    /** Decides on a PUT, about the object that is there. */
    boolean write(Optional<StoredObject> object) {
        if (has("If-Match") && object.filter(there -> names("If-Match", there)).isEmpty()) {
            return false;
        }
        return !has("If-None-Match")
                || object.filter(there -> names("If-None-Match", there)).isEmpty();
    }

    /** Returns whether a range may be served: without {@code If-Range}, or when it names the object. */
    boolean range(StoredObject object) {
        Optional<String> validator = request.headers().only("If-Range");
        if (validator.isEmpty()) {
            return request.headers().all("If-Range").isEmpty();
        }
        String text = validator.get().strip();
        return text.startsWith("\"")
                ? text.equals('"' + object.etag() + '"')
                : time("If-Range").filter(modified(object)::equals).isPresent();
    }

    private boolean has(String name) {
        return !request.headers().all(name).isEmpty();
    }

    private boolean names(String header, StoredObject object) {
        List<String> tags = request.headers().all(header).stream()
                .flatMap(line -> Arrays.stream(line.split(",", 64)))
                .map(String::strip)
                .toList();
        // S3 clients send the tag with its quotes or without; a weak tag is compared as what it tags
        return tags.contains("*")
                || tags.contains(object.etag())
                || tags.contains('"' + object.etag() + '"')
                || tags.contains("W/\"" + object.etag() + '"');
    }

    private Optional<Instant> time(String header) {
        return request.headers().only(header).flatMap(text -> {
            try {
                return Optional.of(ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant());
            } catch (DateTimeException e) {
                return Optional.empty(); // RFC 9110 §13.1.3: a date that is none is ignored
            }
        });
    }

    private static Instant modified(StoredObject object) {
        return object.modifiedAt().truncatedTo(ChronoUnit.SECONDS);
    }
}
