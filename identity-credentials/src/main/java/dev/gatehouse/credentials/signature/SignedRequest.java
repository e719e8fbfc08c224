package dev.gatehouse.credentials.signature;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request as it stood on the wire, without its body: what a signature covers. It knows no server's types.
 * Immutable and thread-safe.
 *
 * <p>Limits, checked before anything is parsed: method 1 to 16 characters {@code A-Z}; path 1 to 4,096 characters,
 * beginning with a slash; query at most 16,384 characters and 128 parameters; at most 64 headers, names of at most 128
 * token characters (RFC 9110 §5.6.2), values of at most 16,384 characters, 32,768 characters together. Control
 * characters are refused everywhere; percent escapes must decode to UTF-8.
 */
public final class SignedRequest {
    static final int MAX_PATH = 4_096;
    static final int MAX_QUERY = 16_384;
    static final int MAX_PARAMETERS = 128;
    static final int MAX_HEADERS = 64;
    static final int MAX_HEADER_NAME = 128;
    static final int MAX_HEADER_VALUE = 16_384;
    static final int MAX_HEADER_TOTAL = 32_768;

    private static final Pattern METHOD = Pattern.compile("[A-Z]{1,16}");
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private final String method;
    private final String rawPath;
    private final String rawQuery;
    private final List<HttpHeader> headers;
    private final Optional<String> bodyDigest;
    private final String path;
    private final List<QueryParameter> parameters;
    private final Map<String, List<String>> byName;

    private SignedRequest(Builder builder, String path, List<QueryParameter> parameters) {
        this.method = builder.method;
        this.rawPath = builder.rawPath;
        this.rawQuery = builder.rawQuery;
        this.headers = List.copyOf(builder.headers);
        this.bodyDigest = Optional.ofNullable(builder.bodyDigest);
        this.path = path;
        this.parameters = List.copyOf(parameters);
        Map<String, List<String>> map = new LinkedHashMap<>();
        for (HttpHeader header : headers) {
            map.computeIfAbsent(header.name().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(header.value());
        }
        map.replaceAll((name, values) -> List.copyOf(values));
        this.byName = map;
    }

    /** Returns an empty builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts from this request. */
    public Builder toBuilder() {
        Builder builder = new Builder().method(method).rawPath(rawPath).rawQuery(rawQuery);
        builder.headers.addAll(headers);
        builder.bodyDigest = bodyDigest.orElse(null);
        return builder;
    }

    /** Returns the method, upper case. */
    public String method() {
        return method;
    }

    /** Returns the path as on the wire, percent-encoded. */
    public String rawPath() {
        return rawPath;
    }

    /** Returns the path, percent-decoded once. */
    public String path() {
        return path;
    }

    /** Returns the query as on the wire, without the question mark; empty where there is none. */
    public String rawQuery() {
        return rawQuery;
    }

    /** Returns the decoded parameters of the query in their order. */
    public List<QueryParameter> parameters() {
        return parameters;
    }

    /** Returns the values of the parameters of exactly this name. */
    public List<String> parameter(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(QueryParameter::value)
                .toList();
    }

    /** Returns the header lines in their order. */
    public List<HttpHeader> headers() {
        return headers;
    }

    /** Returns the values of a header in their order; names are compared without regard to case. */
    public List<String> header(String name) {
        return byName.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    /** Returns the SHA-256 of the body that the caller computed, as 64 lower-case hexadecimal digits. */
    public Optional<String> bodyDigest() {
        return bodyDigest;
    }

    /** Returns all header values by lower-case name. */
    Map<String, List<String>> headersByName() {
        return byName;
    }

    /** Prints method and counts; paths, queries and headers hold names and tokens. */
    @Override
    public String toString() {
        return "SignedRequest[" + method + ", " + headers.size() + " headers]";
    }

    /** Builds a {@link SignedRequest}. Not thread-safe. */
    public static final class Builder {
        private String method = "GET";
        private String rawPath = "/";
        private String rawQuery = "";
        private final List<HttpHeader> headers = new ArrayList<>();
        private @Nullable String bodyDigest;

        private Builder() {}

        /** Sets the method, as on the wire. */
        public Builder method(String value) {
            this.method = value;
            return this;
        }

        /** Sets the path, as on the wire. */
        public Builder rawPath(String value) {
            this.rawPath = value;
            return this;
        }

        /** Sets the query, as on the wire, without the question mark. */
        public Builder rawQuery(String value) {
            this.rawQuery = value;
            return this;
        }

        /** Adds a header line. */
        public Builder header(String name, String value) {
            headers.add(new HttpHeader(name, value));
            return this;
        }

        /** Removes all header lines of a name. */
        Builder withoutHeader(String name) {
            headers.removeIf(header -> header.name().equalsIgnoreCase(name));
            return this;
        }

        /**
         * Says that the caller has read the body and computed its SHA-256: services other than S3 sign it without
         * sending it. Where neither this nor {@code x-amz-content-sha256} is given, the body must be empty.
         *
         * @param hex 64 lower-case hexadecimal digits
         */
        public Builder bodyDigest(String hex) {
            this.bodyDigest = hex;
            return this;
        }

        /** Returns the request, or refuses with {@code INVALID_PARAMETER} naming the limit that it breaks. */
        public Outcome<SignedRequest> build() {
            try {
                return Outcome.success(checked());
            } catch (SignatureFault e) {
                return Outcome.refused(e.refusal());
            }
        }

        private SignedRequest checked() throws SignatureFault {
            require(METHOD.matcher(method).matches(), "request.method");
            require(rawPath.length() <= MAX_PATH && rawPath.startsWith("/"), "request.path");
            require(clean(rawPath) && rawPath.indexOf('?') < 0 && rawPath.indexOf('#') < 0, "request.path");
            require(rawQuery.length() <= MAX_QUERY && clean(rawQuery) && rawQuery.indexOf('#') < 0, "request.query");
            require(rawQuery.chars().filter(c -> c == '&').count() < MAX_PARAMETERS, "request.query");
            require(headers.size() <= MAX_HEADERS, "request.headers");
            int total = 0;
            for (HttpHeader header : headers) {
                require(
                        header.name().length() <= MAX_HEADER_NAME
                                && TOKEN.matcher(header.name()).matches(),
                        "request.header-name");
                require(header.value().length() <= MAX_HEADER_VALUE && clean(header.value()), "request.header-value");
                total += header.name().length() + header.value().length();
                require(total <= MAX_HEADER_TOTAL, "request.headers");
            }
            String digest = bodyDigest;
            require(digest == null || DIGEST.matcher(digest).matches(), "request.body-digest");
            String path = UriCoding.decode(rawPath);
            List<QueryParameter> parameters = UriCoding.parameters(rawQuery);
            if (path == null) {
                throw new SignatureFault(ErrorCode.INVALID_PARAMETER, "request.path");
            }
            if (parameters == null) {
                throw new SignatureFault(ErrorCode.INVALID_PARAMETER, "request.query");
            }
            return new SignedRequest(this, path, parameters);
        }

        private static void require(boolean holds, String rule) throws SignatureFault {
            if (!holds) {
                throw new SignatureFault(ErrorCode.INVALID_PARAMETER, rule);
            }
        }

        private static boolean clean(String text) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if ((c < 0x20 && c != '\t') || c == 0x7f) {
                    return false;
                }
            }
            return UriCoding.wellFormed(text);
        }
    }
}
