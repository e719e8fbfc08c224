package dev.gatehouse.userpool.internal.outbox;

import dev.gatehouse.Secret;
import dev.gatehouse.UserId;
import dev.gatehouse.spi.message.Channel;
import dev.gatehouse.spi.message.MessageKind;
import dev.gatehouse.userpool.internal.code.CodePurpose;
import dev.gatehouse.userpool.internal.directory.Address;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to be sent to whom.
 *
 * @param purpose the code that the message carries, minted when it is delivered; empty for a message without one
 * @param destination the stored address, never one that was just typed
 * @param nonce of the pending change that the code is bound to, or empty text
 * @param secret a temporary password, the only secret that is carried, sealed
 */
public record Intent(
        MessageKind kind,
        UserId user,
        String username,
        Channel channel,
        String destination,
        Optional<CodePurpose> purpose,
        String nonce,
        Optional<Secret> secret) {
    /** Returns a message that carries a code. */
    public static Intent code(MessageKind kind, CodePurpose purpose, UserId user, String username, Address to) {
        return code(kind, purpose, user, username, to, "");
    }

    /** Returns a message that carries a code bound to a pending change. */
    public static Intent code(
            MessageKind kind, CodePurpose purpose, UserId user, String username, Address to, String nonce) {
        return new Intent(
                kind, user, username, to.channel(), to.value(), Optional.of(purpose), nonce, Optional.empty());
    }

    /** Returns a message that carries nothing. */
    public static Intent notice(MessageKind kind, UserId user, String username, Address to) {
        return new Intent(kind, user, username, to.channel(), to.value(), Optional.empty(), "", Optional.empty());
    }

    /** Returns an invitation, which carries a temporary password. */
    public static Intent invitation(UserId user, String username, Address to, Secret temporaryPassword) {
        return new Intent(
                MessageKind.INVITATION,
                user,
                username,
                to.channel(),
                to.value(),
                Optional.empty(),
                "",
                Optional.of(temporaryPassword));
    }

    /** Adds all but the kind and the user, which the row and the {@link Letter} carry. */
    void putMembers(Map<String, @Nullable Object> members) {
        members.put("username", username);
        members.put("channel", channel.name());
        members.put("destination", destination);
        purpose.ifPresent(value -> members.put("purpose", value.name()));
        members.put("nonce", nonce);
        secret.ifPresent(value -> members.put("secret", value.use(String::new)));
    }

    /** Returns the intent of which {@link #putMembers} wrote the members. */
    static Intent of(MessageKind kind, UserId user, Map<String, @Nullable Object> members) {
        return new Intent(
                kind,
                user,
                Letter.text(members, "username"),
                Channel.valueOf(Letter.text(members, "channel")),
                Letter.text(members, "destination"),
                Letter.optional(members, "purpose").map(CodePurpose::valueOf),
                Letter.text(members, "nonce"),
                Letter.optional(members, "secret").map(Secret::of));
    }

    @Override
    public String toString() {
        return "Intent[" + kind + ", " + user + "]";
    }
}
