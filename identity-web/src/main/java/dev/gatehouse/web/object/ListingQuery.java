package dev.gatehouse.web.object;

import dev.gatehouse.credentials.guard.S3Request;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parameters of ListObjectsV2. */
final class ListingQuery {
    private static final int MOST_KEYS = 1_000;
    private static final int MOST_TEXT = 1_024;

    private final S3Request request;
    private final int maxKeys;
    private final String from;

    private ListingQuery(S3Request request) throws S3Failure {
        this.request = request;
        this.maxKeys = readMaxKeys();
        for (String name : List.of("prefix", "delimiter", "start-after", "encoding-type")) {
            if (parameter(name).orElse("").length() > MOST_TEXT) {
                throw new S3Failure(S3Error.invalidArgument(name));
            }
        }
        if (!parameter("encoding-type").orElse("url").equals("url")) {
            throw new S3Failure(S3Error.invalidArgument("encoding-type"));
        }
        String token = parameter("continuation-token").orElse(null);
        this.from = token == null ? parameter("start-after").orElse("") : readToken(token);
    }

    static ListingQuery of(S3Request request) throws S3Failure {
        return new ListingQuery(request);
    }

    private Optional<String> parameter(String name) {
        return request.request().parameter(name).stream().findFirst();
    }

    private int readMaxKeys() throws S3Failure {
        String text = parameter("max-keys").orElse(Integer.toString(MOST_KEYS));
        if (!text.matches("[0-9]{1,9}")) {
            throw new S3Failure(S3Error.invalidArgument("max-keys"));
        }
        return Math.min(MOST_KEYS, Integer.parseInt(text));
    }

    /** The token is the last name that was told, coded so that nobody takes it for one. */
    static String tokenAfter(String name) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(("1" + name).getBytes(StandardCharsets.UTF_8));
    }

    private static String readToken(String token) throws S3Failure {
        @Nullable String text = null;
        if (token.length() <= 2 * MOST_TEXT && token.matches("[A-Za-z0-9_-]+")) {
            try {
                text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw new S3Failure(S3Error.invalidArgument("continuation-token"));
            }
        }
        if (text == null || !text.startsWith("1")) {
            throw new S3Failure(S3Error.invalidArgument("continuation-token"));
        }
        return text.substring(1);
    }

    String prefix() {
        return parameter("prefix").orElse("");
    }

    Optional<String> delimiter() {
        return parameter("delimiter").filter(text -> !text.isEmpty());
    }

    Optional<String> startAfter() {
        return parameter("start-after");
    }

    Optional<String> token() {
        return parameter("continuation-token");
    }

    boolean urlEncoded() {
        return parameter("encoding-type").isPresent();
    }

    int maxKeys() {
        return maxKeys;
    }

    /** Returns the name after which the listing goes on: a key, or a common prefix with all below it. */
    String from() {
        return from;
    }
}
