package dev.gatehouse;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why an operation was refused: a code, and what the caller needs to do better. The rules are fixed names chosen
 * by the library ({@code password.min-length}, {@code jwt.aud}); neither they nor the message ever carry input.
 */
public final class Refusal {
    private final ErrorCode code;
    private final List<String> rules;
    private final @Nullable Duration retryAfter;

    private Refusal(ErrorCode code, List<String> rules, @Nullable Duration retryAfter) {
        this.code = code;
        this.rules = rules;
        this.retryAfter = retryAfter;
    }

    /** Returns a refusal with no detail. */
    public static Refusal of(ErrorCode code) {
        return new Refusal(code, List.of(), null);
    }

    /** Returns a refusal that names the rules that were broken, in the order they were checked. */
    public static Refusal of(ErrorCode code, String... rules) {
        return new Refusal(code, List.of(rules), null);
    }

    /** Returns a refusal that names the rules that were broken. */
    public static Refusal of(ErrorCode code, List<String> rules) {
        return new Refusal(code, List.copyOf(rules), null);
    }

    /** Returns a refusal that ends after {@code wait}. */
    public static Refusal retryAfter(ErrorCode code, Duration wait) {
        return new Refusal(code, List.of(), wait);
    }

    public ErrorCode code() {
        return code;
    }

    /** Returns the names of the broken rules; empty where the code says all that may be told. */
    public List<String> rules() {
        return rules;
    }

    /** Returns how long to wait before the next try, where waiting helps. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Refusal that
                && code == that.code
                && rules.equals(that.rules)
                && Objects.equals(retryAfter, that.retryAfter);
    }

    @Override
    public int hashCode() {
        return Objects.hash(code, rules, retryAfter);
    }

    @Override
    public String toString() {
        return code + (rules.isEmpty() ? "" : " " + rules) + (retryAfter == null ? "" : " retry after " + retryAfter);
    }
}
