package dev.gatehouse.web.wire.operation;

import dev.gatehouse.Outcome;
import dev.gatehouse.Secret;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The members of an answer, in order; what is absent is left out. Not thread-safe. */
public final class Answer {
    private final Map<String, Object> members = new LinkedHashMap<>();

    private Answer() {}

    /** Returns an answer without members. */
    public static Answer of() {
        return new Answer();
    }

    /** Returns the outcome of an operation that has nothing to tell. */
    public static Outcome<Map<String, Object>> nothing() {
        return Outcome.success(Map.of());
    }

    /** Returns the outcome of an operation that has nothing to tell. */
    public static Map<String, Object> nothing(Object done) {
        return Map.of();
    }

    /** Adds a string. */
    public Answer put(String name, String value) {
        members.put(name, value);
        return this;
    }

    /** Adds what a secret holds: the answer is how it reaches whom it is for. */
    public Answer put(String name, Secret value) {
        String text = value.use(chars -> new String(chars));
        return put(name, text);
    }

    /** Adds an integer. */
    public Answer put(String name, long value) {
        members.put(name, value);
        return this;
    }

    /** Adds a truth value. */
    public Answer put(String name, boolean value) {
        members.put(name, value);
        return this;
    }

    /** Adds a moment, as a number of seconds since 1970 with three digits after the point. */
    public Answer put(String name, Instant value) {
        members.put(name, BigDecimal.valueOf(value.toEpochMilli(), 3));
        return this;
    }

    /** Adds a list. */
    public Answer put(String name, List<?> value) {
        members.put(name, List.copyOf(value));
        return this;
    }

    /** Adds a map or a structure. */
    public Answer put(String name, Map<String, ?> value) {
        members.put(name, value);
        return this;
    }

    /** Adds a structure. */
    public Answer put(String name, Answer value) {
        members.put(name, value.members());
        return this;
    }

    /** Adds a string if it is there. */
    public Answer maybe(String name, Optional<String> value) {
        value.ifPresent(present -> members.put(name, present));
        return this;
    }

    /** Returns the members. */
    public Map<String, Object> members() {
        return members;
    }

    @Override
    public String toString() {
        return "Answer" + members.keySet();
    }
}
