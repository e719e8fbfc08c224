package dev.gatehouse.user;

/** On whose word attributes are written. */
public enum AttributeWriter {
    /** The user, or a client acting for the user: never system attributes, never developer-only ones. */
    SELF,
    /** An administrator: also {@code email_verified} and {@code phone_number_verified}. */
    ADMIN,
    /** The application's hook or an identity provider's mapping: as an administrator. */
    HOOK
}
