package dev.gatehouse.password;

import java.util.Optional;

/**
 * A stored hash whose parameters were read and found within bounds. Reading one allocates nothing that depends on
 * the parameters.
 */
interface StoredHash {
    /** Returns the memory that a verification takes, in KiB. */
    long memoryKib();

    /** Does the whole work and returns whether {@code password}, in UTF-8, is the one that was hashed. */
    boolean matches(byte[] password);

    /** Returns whether a hash at {@code configured} would be stronger. */
    default boolean isBehind(Argon2Cost configured) {
        return true;
    }

    /** Returns the hash that {@code stored} spells, or empty if it is of an unknown form or out of bounds. */
    static Optional<StoredHash> read(PasswordHash stored) {
        String encoded = stored.encoded();
        if (encoded.startsWith("$argon2")) {
            return Argon2Hash.read(encoded);
        }
        if (encoded.startsWith("$2")) {
            return BcryptHash.read(encoded);
        }
        if (encoded.startsWith("$pbkdf2")) {
            return Pbkdf2Hash.read(encoded);
        }
        if (encoded.startsWith("$scrypt$")) {
            return ScryptHash.readPhc(encoded);
        }
        if (encoded.startsWith("$7$")) {
            return ScryptHash.readCrypt(encoded);
        }
        if (encoded.startsWith("$5$") || encoded.startsWith("$6$")) {
            return ShaCryptHash.read(encoded);
        }
        return Optional.empty();
    }
}
