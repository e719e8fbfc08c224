package dev.gatehouse.userpool.signin;

import dev.gatehouse.Secret;
import dev.gatehouse.spi.hook.ClientMetadata;
import java.util.Map;

/**
 * What answers {@code NEW_PASSWORD_REQUIRED}. Nothing is checked before {@link SignIn#answerNewPassword(
 * dev.gatehouse.ClientId, SignInSession, NewPasswordAnswer)}. Immutable; prints nothing of what it holds.
 */
public final class NewPasswordAnswer {
    private final Secret password;
    private final Map<String, String> attributes;
    private final ClientMetadata clientMetadata;

    private NewPasswordAnswer(Secret password, Map<String, String> attributes, ClientMetadata clientMetadata) {
        this.password = password;
        this.attributes = attributes;
        this.clientMetadata = clientMetadata;
    }

    /**
     * Returns an answer that sets the password alone.
     *
     * @param password as typed; the caller closes it
     */
    public static NewPasswordAnswer of(Secret password) {
        return new NewPasswordAnswer(password, Map.of(), ClientMetadata.none());
    }

    /**
     * Returns the answer with attributes to set in the same write that confirms the user.
     *
     * @param value attribute values by name, at most 2,048 characters each; an empty one removes the attribute
     */
    public NewPasswordAnswer withAttributes(Map<String, String> value) {
        return new NewPasswordAnswer(password, Map.copyOf(value), clientMetadata);
    }

    /** Returns the answer with what the hooks of this call get to see; it is kept nowhere. */
    public NewPasswordAnswer withClientMetadata(ClientMetadata value) {
        return new NewPasswordAnswer(password, attributes, value);
    }

    public Secret password() {
        return password;
    }

    public Map<String, String> attributes() {
        return attributes;
    }

    public ClientMetadata clientMetadata() {
        return clientMetadata;
    }

    @Override
    public String toString() {
        return "NewPasswordAnswer[redacted]";
    }
}
