package dev.gatehouse.mail;

import dev.gatehouse.spi.message.Message;

/** What messages say. Implementations are pure and thread-safe. */
@FunctionalInterface
public interface MessageTexts {
    /**
     * Subject and text of one message.
     *
     * @param subject one line
     * @param body plain text; may hold the code, so it is as secret as the code
     */
    record Text(String subject, String body) {
        @Override
        public String toString() {
            return "Text[redacted]";
        }
    }

    /**
     * Returns the text of a message.
     *
     * @param message what is sent to whom
     * @param code the code it carries, or the empty string
     */
    Text text(Message message, String code);

    /** Returns plain English texts that name the application. */
    static MessageTexts english(String application) {
        return (message, code) -> switch (message.kind()) {
            case SIGN_UP_CODE ->
                new Text("Confirm your " + application + " account", "Your confirmation code is " + code + "\n");
            case ALREADY_REGISTERED ->
                new Text(
                        "You already have a " + application + " account",
                        "Somebody, perhaps you, tried to sign up with this address. It already has an account:"
                                + " sign in, or set a new password if you forgot it.\n");
            case UNCONFIRMED_SIGN_IN ->
                new Text(
                        "Confirm your " + application + " account before signing in",
                        "Your confirmation code is " + code + "\n");
            case RECOVERY_CODE ->
                new Text(
                        "Set a new " + application + " password",
                        "Your code for a new password is " + code + "\nIf you did not ask for it, do nothing.\n");
            case ATTRIBUTE_CODE ->
                new Text("Verify your address for " + application, "Your verification code is " + code + "\n");
            case INVITATION ->
                new Text(
                        "Your " + application + " account",
                        "Your user name is " + message.username() + " and your temporary password is " + code + "\n");
            case PASSWORD_CHANGED ->
                new Text(
                        "Your " + application + " password was changed",
                        "If it was not you, set a new password at once.\n");
            case ADDRESS_CHANGED ->
                new Text(
                        "Your " + application + " address was changed",
                        "This address no longer belongs to your account. If it was not you, contact us.\n");
        };
    }
}
