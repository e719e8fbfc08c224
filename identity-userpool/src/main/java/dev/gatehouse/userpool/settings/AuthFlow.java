package dev.gatehouse.userpool.settings;

/** How a sign-in starts. The names are the reference service's {@code AuthFlowType}; more come with their features. */
public enum AuthFlow {
    /** User name and password in one step. */
    USER_PASSWORD_AUTH,
    /** User name and password in one step, by a trusted server. */
    ADMIN_USER_PASSWORD_AUTH,
    /**
     * New tokens for a refresh token, by the wire operation that starts sign-ins; it tests no password, so
     * {@code SignIn} refuses it and {@code Sessions.refresh} does not ask for it.
     */
    REFRESH_TOKEN_AUTH
}
