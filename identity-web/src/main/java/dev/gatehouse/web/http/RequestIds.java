package dev.gatehouse.web.http;

import java.security.SecureRandom;
import java.util.UUID;

/** Gives each request a name, for the answer and the log. Implementations are thread-safe. */
@FunctionalInterface
public interface RequestIds {
    /** Returns a new name: 1 to 64 letters, digits and dashes, guessable by nobody who does not need to guess it. */
    String next();

    /** Returns random names in the form of RFC 9562 §5.4, a UUID of version 4, as the reference service has them. */
    static RequestIds random(SecureRandom random) {
        return () -> {
            long high = (random.nextLong() & ~0xf000L) | 0x4000L;
            long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
            return new UUID(high, low).toString();
        };
    }
}
