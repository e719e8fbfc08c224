package dev.gatehouse.seal;

/**
 * What a sealed value is for. Each purpose has keys of its own, so a value sealed for one never opens for another.
 * The numbers are part of seal format 1 and never change.
 */
public enum SealPurpose {
    /** The never-rotating secret of a pool. */
    POOL_SECRET(1),
    /** The private half of a signing key. */
    SIGNING_KEY(2),
    /** The random key of a refresh token family. */
    TOKEN_FAMILY(3),
    /** A sign-in session between two steps. */
    SIGN_IN_SESSION(4),
    /** A message waiting to be sent. */
    MESSAGE(5),
    /** The session token of temporary credentials. */
    SESSION_TOKEN(6),
    /** The row that proves that the master key is the one that sealed this store. */
    KEY_CHECK(7),
    /** The secret of an app client. */
    CLIENT_SECRET(8);

    private final int number;

    SealPurpose(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
