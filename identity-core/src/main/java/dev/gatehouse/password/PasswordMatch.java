package dev.gatehouse.password;

/** What comparing a password with a stored hash found. */
public enum PasswordMatch {
    /** The password is right and its hash is as strong as the configured one. */
    MATCH,
    /** The password is right, but its hash is weaker than the configured one: hash the password anew and store that. */
    MATCH_OUTDATED,
    /** The password is wrong, or the stored hash cannot be used. */
    MISMATCH
}
