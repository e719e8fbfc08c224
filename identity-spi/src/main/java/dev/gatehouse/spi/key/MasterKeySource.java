package dev.gatehouse.spi.key;

import dev.gatehouse.seal.MasterKeys;

/** Where the keys that seal everything at rest come from: a file, a key management service, a secret of the platform. */
@FunctionalInterface
public interface MasterKeySource {
    /**
     * Returns all keys under which values may be sealed; the current one seals new values. Called once at start.
     *
     * @throws dev.gatehouse.spi.KeySourceException if the keys cannot be read
     */
    MasterKeys load();
}
