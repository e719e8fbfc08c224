package dev.gatehouse.web.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Header lines in their order, found by name without regard to case (RFC 9110 §5.1). Immutable and thread-safe. */
public final class HttpHeaders {
    private static final HttpHeaders NONE = new HttpHeaders(List.of());

    private final List<Line> lines;

    private HttpHeaders(List<Line> lines) {
        this.lines = lines;
    }

    /**
     * One header line. No line can break out of its place: the name is a token (RFC 9110 §5.6.2) of at most 128
     * characters, and the value has no control character but the tab and nothing above U+00FF.
     *
     * @param name the field name, in any case
     * @param value the field value
     */
    public record Line(String name, String value) {
        private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");

        /**
         * Checks both parts.
         *
         * @throws IllegalArgumentException if one of them could not stand in a header; it is not named
         */
        public Line {
            if (!TOKEN.matcher(name).matches()) {
                throw new IllegalArgumentException("a header name is a token of 1 to 128 characters");
            }
            if (!value.chars().allMatch(c -> (c >= 0x20 && c != 0x7f && c <= 0xff) || c == '\t')) {
                throw new IllegalArgumentException("a header value has no control characters, and none above U+00FF");
            }
        }

        /** Tells the name only: values may be secret. */
        @Override
        public String toString() {
            return name;
        }
    }

    /** Returns no headers. */
    public static HttpHeaders none() {
        return NONE;
    }

    /** Returns these lines in their order. */
    public static HttpHeaders of(List<Line> lines) {
        return new HttpHeaders(List.copyOf(lines));
    }

    /** Returns one line. */
    public static HttpHeaders of(String name, String value) {
        return new HttpHeaders(List.of(new Line(name, value)));
    }

    /** Returns these lines and one more. */
    public HttpHeaders and(String name, String value) {
        List<Line> more = new ArrayList<>(lines);
        more.add(new Line(name, value));
        return new HttpHeaders(List.copyOf(more));
    }

    /** Returns every line in its order; unmodifiable. */
    public List<Line> lines() {
        return lines;
    }

    /** Returns the values of every line of this name, in their order. */
    public List<String> all(String name) {
        return lines.stream()
                .filter(line -> line.name().equalsIgnoreCase(name))
                .map(Line::value)
                .toList();
    }

    /** Returns the value of the only line of this name; empty if there is none or more than one. */
    public Optional<String> only(String name) {
        List<String> values = all(name);
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    /** Tells the names only: values may be secret. */
    @Override
    public String toString() {
        return lines.toString();
    }
}
