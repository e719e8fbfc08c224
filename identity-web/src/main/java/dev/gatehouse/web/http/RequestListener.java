package dev.gatehouse.web.http;

import java.time.Duration;

/** Hears of every request that {@link Routes} answered. Implementations are thread-safe and quick, and do not throw. */
@FunctionalInterface
public interface RequestListener {
    /** The status that stands for a connection that ended before there was an answer. */
    int NO_ANSWER = 499;

    /**
     * Tells of a request whose answer is ready to be written.
     *
     * @param method the method, or {@code other} for one that no route has
     * @param route the path of the route as it was registered, never the path of the request; {@code unmatched} if none
     * @param status the status of the answer, or {@link #NO_ANSWER}
     * @param took the time in the handler, reading the body included, writing the answer not
     */
    void answered(String method, String route, int status, Duration took);
}
