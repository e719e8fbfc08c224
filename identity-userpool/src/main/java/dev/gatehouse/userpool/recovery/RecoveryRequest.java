package dev.gatehouse.userpool.recovery;

import dev.gatehouse.Secret;

/** The code and the new password that end a recovery. Nothing is checked before {@link Recovery#confirm}. Immutable. */
public final class RecoveryRequest {
    private final String username;
    private final Secret code;
    private final Secret newPassword;

    private RecoveryRequest(String username, Secret code, Secret newPassword) {
        this.username = username;
        this.code = code;
        this.newPassword = newPassword;
    }

    /**
     * Returns a request.
     *
     * @param username the name that the code was asked for with
     * @param code six digits; the caller closes it
     * @param newPassword as typed; the caller closes it
     */
    public static RecoveryRequest of(String username, Secret code, Secret newPassword) {
        return new RecoveryRequest(username, code, newPassword);
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

    @Override
    public String toString() {
        return "RecoveryRequest[redacted]";
    }
}
