package dev.gatehouse.userpool.recovery;

import dev.gatehouse.Secret;
import dev.gatehouse.spi.hook.ClientMetadata;

/** The code and the new password that end a recovery. Nothing is checked before {@link Recovery#confirm}. Immutable. */
public final class RecoveryRequest {
    private final String username;
    private final Secret code;
    private final Secret newPassword;
    private final ClientMetadata clientMetadata;

    private RecoveryRequest(String username, Secret code, Secret newPassword, ClientMetadata clientMetadata) {
        this.username = username;
        this.code = code;
        this.newPassword = newPassword;
        this.clientMetadata = clientMetadata;
    }

    /**
     * Returns a request.
     *
     * @param username the name that the code was asked for with
     * @param code six digits; the caller closes it
     * @param newPassword as typed; the caller closes it
     */
    public static RecoveryRequest of(String username, Secret code, Secret newPassword) {
        return new RecoveryRequest(username, code, newPassword, ClientMetadata.none());
    }

    /** Returns the request with what the hooks of this call get to see; it is kept nowhere. */
    public RecoveryRequest withClientMetadata(ClientMetadata value) {
        return new RecoveryRequest(username, code, newPassword, value);
    }

    public String username() {
        return username;
    }

    public Secret code() {
        return code;
    }

    public Secret newPassword() {
        return newPassword;
    }

    /** Returns what the hooks of this call get to see. */
    public ClientMetadata clientMetadata() {
        return clientMetadata;
    }

    @Override
    public String toString() {
        return "RecoveryRequest[redacted]";
    }
}
