package dev.gatehouse.benchmarks.peer;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The claims of an access token: fifteen, 700 to 900 bytes as JSON. */
public final class Payload {
    /** Who issues the tokens. */
    public static final String ISSUER = "https://auth.example.test/eu-west-1_benchmark";

    /** Whom they are issued to. */
    public static final String CLIENT = "1h57kf5cpq17m0eml12EXAMPLE";

    /** How long they live: longer than any run. */
    public static final Duration LIFE = Duration.ofHours(12);

    private Payload() {}

    /** Returns the subject of the token of this number. */
    public static String subject(int number) {
        return "aaaaaaaa-bbbb-4ccc-8ddd-%012d".formatted(number);
    }

    /**
     * Returns the claims of the token of this number. Values are strings, {@code Long}, {@code Integer} and one list of
     * strings.
     */
    public static Map<String, Object> claims(int number, Instant issued) {
        long now = issued.getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", subject(number));
        claims.put("device_key", "eu-west-1_aaaaaaaa-bbbb-4ccc-8ddd-%012d".formatted(number));
        claims.put(
                "cognito:groups",
                List.of("photographers", "editors", "moderators", "printing-partners", "holiday-albums"));
        claims.put("iss", ISSUER);
        claims.put("version", 2);
        claims.put("client_id", CLIENT);
        claims.put("origin_jti", "0f1e2d3c-4b5a-4687-9788-%012d".formatted(number));
        claims.put("event_id", "5d6c7b8a-9f0e-4d1c-8b2a-%012d".formatted(number));
        claims.put("token_use", "access");
        claims.put(
                "scope",
                "openid profile email phone photos/read photos/write photos/share photos/print albums/read"
                        + " albums/write aws.cognito.signin.user.admin");
        claims.put("auth_time", now);
        claims.put("exp", now + LIFE.toSeconds());
        claims.put("iat", now);
        claims.put("jti", "9a8b7c6d-5e4f-4a3b-8c2d-%012d".formatted(number));
        claims.put("username", "user-%012d@photos.example.test".formatted(number));
        return claims;
    }
}
