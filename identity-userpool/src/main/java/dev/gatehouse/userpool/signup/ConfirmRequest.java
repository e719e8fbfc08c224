package dev.gatehouse.userpool.signup;

import dev.gatehouse.Secret;
import dev.gatehouse.spi.hook.ClientMetadata;

/** The code that confirms a sign-up. Nothing is checked before {@link SignUp#confirm}. Immutable. */
public final class ConfirmRequest {
    private final String username;
    private final Secret code;
    private final boolean forceAliasCreation;
    private final ClientMetadata clientMetadata;

    private ConfirmRequest(String username, Secret code, boolean forceAliasCreation, ClientMetadata clientMetadata) {
        this.username = username;
        this.code = code;
        this.forceAliasCreation = forceAliasCreation;
        this.clientMetadata = clientMetadata;
    }

    /**
     * Returns a request that leaves an address with the user who verified it before.
     *
     * @param username any name that finds the user
     * @param code six digits; the caller closes it
     */
    public static ConfirmRequest of(String username, Secret code) {
        return new ConfirmRequest(username, code, false, ClientMetadata.none());
    }

    /** Returns the request, taking the address from a user who verified it before; that user keeps its user name. */
    public ConfirmRequest forceAliasCreation() {
        return new ConfirmRequest(username, code, true, clientMetadata);
    }

    /** Returns the request with what the hooks of this call get to see; it is kept nowhere. */
    public ConfirmRequest withClientMetadata(ClientMetadata value) {
        return new ConfirmRequest(username, code, forceAliasCreation, value);
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

    /** Returns what the hooks of this call get to see. */
    public ClientMetadata clientMetadata() {
        return clientMetadata;
    }

    @Override
    public String toString() {
        return "ConfirmRequest[redacted]";
    }
}
