package dev.gatehouse.userpool.signup;

import dev.gatehouse.Secret;

/** The code that confirms a sign-up. Nothing is checked before {@link SignUp#confirm}. Immutable. */
public final class ConfirmRequest {
    private final String username;
    private final Secret code;
    private final boolean forceAliasCreation;

    private ConfirmRequest(String username, Secret code, boolean forceAliasCreation) {
        this.username = username;
        this.code = code;
        this.forceAliasCreation = forceAliasCreation;
    }

    /**
     * Returns a request that leaves an address with the user who verified it before.
     *
     * @param username any name that finds the user
     * @param code six digits; the caller closes it
     */
    public static ConfirmRequest of(String username, Secret code) {
        return new ConfirmRequest(username, code, false);
    }

    /** Returns the request, taking the address from a user who verified it before; that user keeps its user name. */
    public ConfirmRequest forceAliasCreation() {
        return new ConfirmRequest(username, code, true);
    }

    public String username() {
        return username;
    }

    public Secret code() {
        return code;
    }

    /** Returns whether the address is taken from another user. */
    public boolean forcesAliasCreation() {
        return forceAliasCreation;
    }

    @Override
    public String toString() {
        return "ConfirmRequest[redacted]";
    }
}
