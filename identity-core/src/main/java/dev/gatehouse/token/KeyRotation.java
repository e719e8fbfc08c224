package dev.gatehouse.token;

import java.time.Duration;

/**
 * The times of a key's life. A key is published {@code publishAhead} before it signs, signs for {@code signingPeriod},
 * and verifies for {@code verifyAfter} more. Immutable.
 */
public final class KeyRotation {
    private final Duration signingPeriod;
    private final Duration publishAhead;
    private final Duration verifyAfter;

    private KeyRotation(Duration signingPeriod, Duration publishAhead, Duration verifyAfter) {
        this.signingPeriod = signingPeriod;
        this.publishAhead = publishAhead;
        this.verifyAfter = verifyAfter;
    }

    /** Returns the default: 90 days of signing, published 24 hours ahead, verified for 25 hours more. */
    public static KeyRotation standard() {
        return of(Duration.ofDays(90), Duration.ofHours(24), Duration.ofHours(25));
    }

    /**
     * Returns the times of a rotation.
     *
     * @param signingPeriod longer than {@code publishAhead}
     * @param publishAhead at least the max-age with which the JWKS is served, plus the clock tolerance; positive
     * @param verifyAfter at least the longest token life, plus twice the clock tolerance; positive
     */
    public static KeyRotation of(Duration signingPeriod, Duration publishAhead, Duration verifyAfter) {
        if (publishAhead.isNegative()
                || publishAhead.isZero()
                || verifyAfter.isNegative()
                || verifyAfter.isZero()
                || signingPeriod.compareTo(publishAhead) <= 0) {
            throw new IllegalArgumentException(
                    "the times are positive and a key signs longer than it is published ahead");
        }
        return new KeyRotation(signingPeriod, publishAhead, verifyAfter);
    }

    public Duration signingPeriod() {
        return signingPeriod;
    }

    public Duration publishAhead() {
        return publishAhead;
    }

    public Duration verifyAfter() {
        return verifyAfter;
    }
}
