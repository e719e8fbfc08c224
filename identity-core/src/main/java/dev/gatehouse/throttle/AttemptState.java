package dev.gatehouse.throttle;

import java.time.Instant;

/**
 * What is remembered of the attempts on one key.
 *
 * @param attempts how many attempts were counted since the last success or quiet time
 * @param lastAt when the newest was admitted
 * @param expiresAt when the row may be swept; the state has no effect from then on
 */
public record AttemptState(int attempts, Instant lastAt, Instant expiresAt) {}
