package dev.gatehouse.throttle;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * So many requests in a window of time, as a pure function: the first request opens the window, and once it holds
 * {@code limit} of them every further one is blocked until it ends. At most twice the limit pass in any time as long
 * as a window. A blocked request is not counted and writes nothing. Immutable and thread-safe.
 *
 * <p>Where a {@link Throttle} makes guessing slow, this bounds how much an honest crowd can use up.
 */
public final class RateLimit {
    private final int limit;
    private final Duration window;

    private RateLimit(int limit, Duration window) {
        this.limit = limit;
        this.window = window;
    }

    /**
     * Returns a limit.
     *
     * @param limit requests in one window, at least 1
     * @param window positive, at most a day
     */
    public static RateLimit of(int limit, Duration window) {
        if (limit < 1 || window.isNegative() || window.isZero() || window.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("a limit is at least 1 in a window of at most a day");
        }
        return new RateLimit(limit, window);
    }

    /** Returns how many requests one window holds. */
    public int limit() {
        return limit;
    }

    /** Returns how long a window is. */
    public Duration window() {
        return window;
    }

    /** Returns this limit split over {@code parts} counters that share the requests, each rounded up. */
    public RateLimit dividedBy(int parts) {
        return of((limit + parts - 1) / parts, window);
    }

    /**
     * Returns whether a request at {@code now} is admitted, and the state to store if it is: its {@code attempts} are
     * those of the window, its {@code expiresAt} the end of the window.
     */
    public Throttle.Verdict judge(Optional<AttemptState> stored, Instant now) {
        AttemptState state = stored.filter(s -> now.isBefore(s.expiresAt())).orElse(null);
        if (state == null) {
            return new Throttle.Verdict.Admit(new AttemptState(1, now, now.plus(window)));
        }
        if (state.attempts() >= limit) {
            return new Throttle.Verdict.Blocked(state.expiresAt());
        }
        return new Throttle.Verdict.Admit(new AttemptState(state.attempts() + 1, now, state.expiresAt()));
    }

    @Override
    public String toString() {
        return "RateLimit[" + limit + " in " + window + "]";
    }
}
