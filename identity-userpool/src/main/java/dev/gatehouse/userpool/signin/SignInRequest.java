package dev.gatehouse.userpool.signin;

import dev.gatehouse.ClientId;
import dev.gatehouse.Secret;
import dev.gatehouse.userpool.settings.AuthFlow;

/**
 * The start of a sign-in.
 *
 * @param flow how it starts
 * @param client the app client
 * @param username the user name, e-mail address or phone number as typed, at most 2,048 characters
 * @param password the password as typed
 */
public record SignInRequest(AuthFlow flow, ClientId client, String username, Secret password) {
    @Override
    public String toString() {
        return "SignInRequest[" + flow + ", " + client + "]";
    }
}
