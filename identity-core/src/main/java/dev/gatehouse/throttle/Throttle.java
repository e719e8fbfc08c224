package dev.gatehouse.throttle;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The reference service's lockout as a pure function: the first {@code free} attempts cost nothing; attempt
 * {@code n} after them waits 2<sup>n-free</sup> seconds, at most {@code longestWait}; {@code quiet} time without an
 * attempt forgets everything. An attempt is counted when it is admitted, before its result is known; a blocked one
 * is not counted and writes nothing. Immutable and thread-safe.
 */
public final class Throttle {
    private final int free;
    private final Duration longestWait;
    private final Duration quiet;

    private Throttle(int free, Duration longestWait, Duration quiet) {
        this.free = free;
        this.longestWait = longestWait;
        this.quiet = quiet;
    }

    /** Returns the default: 5 free attempts, then 2<sup>n-5</sup> s up to 15 minutes, forgotten after 15 quiet minutes. */
    public static Throttle passwords() {
        return of(5, Duration.ofMinutes(15), Duration.ofMinutes(15));
    }

    /**
     * Returns a throttle.
     *
     * @param free attempts before the first wait, at least 1
     * @param longestWait the cap of the wait, positive
     * @param quiet how long after the newest attempt, and its wait, the state is forgotten; positive
     */
    public static Throttle of(int free, Duration longestWait, Duration quiet) {
        if (free < 1 || longestWait.isNegative() || longestWait.isZero() || quiet.isNegative() || quiet.isZero()) {
            throw new IllegalArgumentException("free, longestWait and quiet must be positive");
        }
        return new Throttle(free, longestWait, quiet);
    }

    /** Returns how many attempts cost nothing. */
    public int free() {
        return free;
    }

    /** Returns the cap of the wait. */
    public Duration longestWait() {
        return longestWait;
    }

    /** Returns how long after the newest attempt, and its wait, everything is forgotten. */
    public Duration quiet() {
        return quiet;
    }

    /** The verdict on one attempt. */
    public sealed interface Verdict {
        /** The attempt may go on once {@code next} is stored. */
        record Admit(AttemptState next) implements Verdict {}

        /** The attempt must not go on; from {@code until} on it would be admitted. */
        record Blocked(Instant until) implements Verdict {}
    }

    /** Returns whether an attempt at {@code now} is admitted, and the state to store if it is. */
    public Verdict judge(Optional<AttemptState> stored, Instant now) {
        AttemptState state = stored.filter(s -> now.isBefore(s.expiresAt())).orElse(null);
        if (state == null) {
            return new Verdict.Admit(next(1, now));
        }
        Instant until = state.lastAt().plus(waitAfter(state.attempts()));
        if (now.isBefore(until)) {
            return new Verdict.Blocked(until);
        }
        return new Verdict.Admit(next(state.attempts() + 1, now));
    }

    private AttemptState next(int attempts, Instant now) {
        return new AttemptState(attempts, now, now.plus(waitAfter(attempts)).plus(quiet));
    }

    private Duration waitAfter(int attempts) {
        int over = attempts - free;
        if (over < 0) {
            return Duration.ZERO;
        }
        Duration wait = Duration.ofSeconds(1L << Math.min(over, 30));
        return wait.compareTo(longestWait) < 0 ? wait : longestWait;
    }
}
