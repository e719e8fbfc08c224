package dev.gatehouse.web.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which pages of other origins may call, by the CORS protocol of the Fetch standard. Without it, none may. Cookies
 * are never allowed: the faces that this is for have none. Immutable and thread-safe.
 */
public final class CorsSettings {
    private static final Pattern ORIGIN =
            Pattern.compile("(https?|[a-z][a-z0-9+.-]{1,20})://[a-z0-9._:\\[\\]-]{1,255}");
    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,100}\\*?");
    private static final Pattern METHOD = Pattern.compile("[A-Z]{1,16}");
    private static final int MOST_REQUESTED = 64;

    private final Set<String> origins;
    private final boolean anyOrigin;
    private final Set<String> methods;
    private final Set<String> headers;
    private final Set<String> exposed;
    private final Duration maxAge;

    private CorsSettings(Builder builder) {
        if (!builder.anyOrigin && builder.origins.isEmpty()) {
            throw new IllegalArgumentException("an origin is allowed, or any");
        }
        require(builder.origins, ORIGIN, "an origin is scheme://host[:port] in lower case");
        require(builder.methods, METHOD, "a method has 1 to 16 letters A-Z");
        require(builder.headers, NAME, "a header is a lower-case name, or the beginning of one and a star");
        require(builder.exposed, NAME, "a header is a lower-case name");
        if (builder.maxAge.isNegative() || builder.maxAge.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("maxAge is between 0 and 1 day");
        }
        this.origins = Set.copyOf(builder.origins);
        this.anyOrigin = builder.anyOrigin;
        this.methods = new LinkedHashSet<>(builder.methods);
        this.headers = Set.copyOf(builder.headers);
        this.exposed = new LinkedHashSet<>(builder.exposed);
        this.maxAge = builder.maxAge;
    }

    private static void require(Set<String> values, Pattern form, String rule) {
        if (!values.stream().allMatch(value -> form.matcher(value).matches())) {
            throw new IllegalArgumentException(rule);
        }
    }

    /**
     * Returns settings for exactly these origins, such as {@code https://app.example}; the rest as the wire face needs
     * it: GET, HEAD, POST, PUT and DELETE; {@code authorization}, {@code content-type}, {@code content-md5},
     * {@code range}, {@code if-*}, {@code x-amz-*} and {@code amz-sdk-*}; one hour.
     */
    public static Builder origins(String... origins) {
        Builder builder = new Builder();
        builder.origins.addAll(List.of(origins));
        return builder;
    }

    /** Returns the same settings for any origin: for APIs whose callers always show a token or a signature. */
    public static Builder anyOrigin() {
        Builder builder = new Builder();
        builder.anyOrigin = true;
        return builder;
    }

    private boolean allows(String origin) {
        return anyOrigin || origins.contains(origin);
    }

    private boolean allowsHeader(String name) {
        return headers.stream()
                .anyMatch(header -> header.endsWith("*")
                        ? name.startsWith(header.substring(0, header.length() - 1))
                        : name.equals(header));
    }

    static boolean preflight(HttpRequest request) {
        return request.method().equals("OPTIONS")
                && request.headers().only("Origin").isPresent()
                && request.headers().only("Access-Control-Request-Method").isPresent();
    }

    /** Answers a preflight; one that is not allowed gets 403 and no permission. */
    HttpResponse answerPreflight(HttpRequest request) {
        String origin = request.headers().only("Origin").orElse("");
        String method = request.headers().only("Access-Control-Request-Method").orElse("");
        Optional<List<String>> names = requested(request.headers().all("Access-Control-Request-Headers"));
        if (!allows(origin) || !methods.contains(method) || names.isEmpty()) {
            return vary(HttpResponse.empty(403));
        }
        HttpResponse answer = vary(HttpResponse.empty(204))
                .with("Access-Control-Allow-Origin", anyOrigin ? "*" : origin)
                .with("Access-Control-Allow-Methods", String.join(", ", methods))
                .with("Access-Control-Max-Age", Long.toString(maxAge.toSeconds()));
        return names.get().isEmpty()
                ? answer
                : answer.with("Access-Control-Allow-Headers", String.join(", ", names.get()));
    }

    private static HttpResponse vary(HttpResponse answer) {
        return answer.with("Vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
    }

    /** Returns the requested header names if every one of them is allowed. */
    private Optional<List<String>> requested(List<String> lines) {
        List<String> names = new ArrayList<>();
        for (String line : lines) {
            for (String item : line.split(",", MOST_REQUESTED + 1)) {
                String name = item.strip().toLowerCase(Locale.ROOT);
                if (!name.isEmpty()) {
                    names.add(name);
                }
            }
        }
        boolean allowed = names.size() <= MOST_REQUESTED
                && names.stream().allMatch(name -> name.length() <= 128 && allowsHeader(name));
        return allowed ? Optional.of(names) : Optional.empty();
    }

    /** Adds what a page of another origin needs to read the answer, if its origin is allowed. */
    HttpResponse mark(HttpRequest request, HttpResponse answer) {
        HttpResponse varied = anyOrigin ? answer : answer.with("Vary", "Origin");
        Optional<String> origin = request.headers().only("Origin").filter(this::allows);
        if (origin.isEmpty()) {
            return varied;
        }
        return varied.with("Access-Control-Allow-Origin", anyOrigin ? "*" : origin.get())
                .with("Access-Control-Expose-Headers", String.join(", ", exposed));
    }

    @Override
    public String toString() {
        return "CorsSettings[" + (anyOrigin ? "any origin" : origins) + "]";
    }

    /** Builds {@link CorsSettings}. Not thread-safe. */
    public static final class Builder {
        private final Set<String> origins = new LinkedHashSet<>();
        private boolean anyOrigin;
        private Set<String> methods = new LinkedHashSet<>(List.of("GET", "HEAD", "POST", "PUT", "DELETE"));
        private final Set<String> headers = new LinkedHashSet<>(List.of(
                "authorization",
                "content-type",
                "content-md5",
                "cache-control",
                "range",
                "if-*",
                "x-amz-*",
                "amz-sdk-*"));
        private final Set<String> exposed = new LinkedHashSet<>(List.of(
                "x-amzn-requestid",
                "x-amzn-errortype",
                "x-amzn-errormessage",
                "x-request-id",
                "x-amz-request-id",
                "etag",
                "content-range",
                "retry-after",
                "date"));
        private Duration maxAge = Duration.ofHours(1);

        private Builder() {}

        /** Sets the methods that pages may use. */
        public Builder methods(String... values) {
            this.methods = new LinkedHashSet<>(List.of(values));
            return this;
        }

        /** Allows one more request header: a lower-case name, or the beginning of one and a star. */
        public Builder header(String name) {
            headers.add(name);
            return this;
        }

        /** Lets pages read one more response header: a lower-case name. */
        public Builder expose(String name) {
            exposed.add(name);
            return this;
        }

        /** Sets how long a browser may keep the answer to a preflight, up to a day; an hour by default. */
        public Builder maxAge(Duration value) {
            this.maxAge = value;
            return this;
        }

        /**
         * Returns the settings.
         *
         * @throws IllegalArgumentException if an origin, a method or a header has not its form
         */
        public CorsSettings build() {
            return new CorsSettings(this);
        }
    }
}
