package dev.gatehouse.userpool.settings;

/** Whether a caller without a token can tell an existing user from an absent one. */
public enum Masking {
    /** It cannot, except that a taken plain user name is told at sign-up. The default. */
    STRICT,
    /** It can, exactly as with the reference service when its clients prevent user existence errors. */
    REFERENCE,
    /**
     * It is told {@code USER_NOT_FOUND} at sign-in, confirmation and recovery: the reference service's
     * {@code PreventUserExistenceErrors=LEGACY}, for clients that were written for it.
     */
    LEGACY
}
