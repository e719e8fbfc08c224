package dev.gatehouse.embedded;

import java.security.SecureRandom;
import java.time.InstantSource;

/** The one place that reaches for the machine's clock and randomness; everything else is given both. */
final class SystemDefaults {
    private SystemDefaults() {}

    static InstantSource clock() {
        return InstantSource.system();
    }

    static SecureRandom random() {
        return new SecureRandom();
    }
}
