package dev.gatehouse.spi.message;

/** What a message tells its reader. New kinds may be added in a minor version; a sender treats them as plain text. */
public enum MessageKind {
    /** The code that confirms a sign-up. */
    SIGN_UP_CODE,
    /** Somebody tried to sign up with an address that already has an account. Carries no code. */
    ALREADY_REGISTERED,
    /** Somebody with the right password tried to sign in before confirming. Carries a fresh code. */
    UNCONFIRMED_SIGN_IN,
    /** The code that lets the user set a new password. */
    RECOVERY_CODE,
    /** The code that proves a new address. */
    ATTRIBUTE_CODE,
    /** An administrator made an account; the code is the temporary password. */
    INVITATION,
    /** The password was changed. Carries no code. */
    PASSWORD_CHANGED,
    /** The e-mail address or phone number was changed; goes to the old one. Carries no code. */
    ADDRESS_CHANGED
}
