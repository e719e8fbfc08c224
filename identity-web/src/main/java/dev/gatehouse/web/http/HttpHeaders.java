package dev.gatehouse.web.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Header lines in their order, found by name without regard to case (RFC 9110 §5.1). Immutable and thread-safe. */
public final class HttpHeaders {
    private static final HttpHeaders NONE = new HttpHeaders(List.of());

    private final List<Line> lines;

    private HttpHeaders(List<Line> lines) {
        this.lines = lines;
    }

    /** One header line. */
    public record Line(String name, String value) {
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
