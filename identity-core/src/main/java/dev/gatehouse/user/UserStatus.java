package dev.gatehouse.user;

/**
 * Where a user stands in its life cycle. The names are the reference service's {@code UserStatusType}; new ones may
 * be added in a minor version.
 */
public enum UserStatus {
    /** Signed up, address not yet proved. */
    UNCONFIRMED,
    /** May sign in. */
    CONFIRMED,
    /** Must set a new password by recovery before signing in. */
    RESET_REQUIRED,
    /** Made by an administrator with a temporary password that must be replaced at the first sign-in. */
    FORCE_CHANGE_PASSWORD,
    /** Signs in at an external identity provider only. */
    EXTERNAL_PROVIDER
}
