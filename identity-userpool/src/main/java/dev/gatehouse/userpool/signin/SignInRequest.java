package dev.gatehouse.userpool.signin;

import dev.gatehouse.ClientId;
import dev.gatehouse.Secret;
import dev.gatehouse.spi.hook.ClientMetadata;
import dev.gatehouse.userpool.settings.AuthFlow;

/**
 * The start of a sign-in.
 *
 * @param flow how it starts
 * @param client the app client
 * @param username the user name, e-mail address or phone number as typed, at most 2,048 characters
 * @param password the password as typed
 * @param clientMetadata what the {@code PreAuthentication} hook gets to see; kept nowhere
 */
public record SignInRequest(
        AuthFlow flow, ClientId client, String username, Secret password, ClientMetadata clientMetadata) {
    /** A start that sends nothing along for hooks. */
    public SignInRequest(AuthFlow flow, ClientId client, String username, Secret password) {
        this(flow, client, username, password, ClientMetadata.none());
    }

    @Override
    public String toString() {
        return "SignInRequest[" + flow + ", " + client + "]";
    }
}
