package dev.gatehouse.userpool.internal.outbox;

import dev.gatehouse.Secret;
import dev.gatehouse.UserId;
import dev.gatehouse.internal.json.Json;
import dev.gatehouse.internal.json.JsonException;
import dev.gatehouse.spi.message.Channel;
import dev.gatehouse.spi.message.MessageKind;
import dev.gatehouse.userpool.internal.code.CodePurpose;
import dev.gatehouse.userpool.internal.directory.Address;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
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
    private static final int MAX_BYTES = 16_384;

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

    byte[] encode() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("v", 1L);
        members.put("user", user.value());
        members.put("username", username);
        members.put("channel", channel.name());
        members.put("destination", destination);
        purpose.ifPresent(value -> members.put("purpose", value.name()));
        members.put("nonce", nonce);
        secret.ifPresent(value -> members.put("secret", value.use(String::new)));
        return Json.write(members).getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the body of a decoy, about as long as a real one. */
    static byte[] decoy(UserId subject) {
        return Json.write(Map.of("v", 1L, "decoy", true, "user", subject.value()))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the intent in a body, or empty if it is a decoy. */
    static Optional<Intent> decode(MessageKind kind, byte[] body) throws JsonException {
        Map<String, @Nullable Object> members = Json.parseObject(body, MAX_BYTES);
        if (Boolean.TRUE.equals(members.get("decoy"))) {
            return Optional.empty();
        }
        return Optional.of(new Intent(
                kind,
                new UserId(text(members, "user")),
                text(members, "username"),
                Channel.valueOf(text(members, "channel")),
                text(members, "destination"),
                optional(members, "purpose").map(CodePurpose::valueOf),
                text(members, "nonce"),
                optional(members, "secret").map(Secret::of)));
    }

    private static String text(Map<String, @Nullable Object> members, String name) {
        return optional(members, name)
                .orElseThrow(() -> new IllegalStateException("an outbox body lacks the member " + name));
    }

    private static Optional<String> optional(Map<String, @Nullable Object> members, String name) {
        return members.get(name) instanceof String value ? Optional.of(value) : Optional.empty();
    }

    @Override
    public String toString() {
        return "Intent[" + kind + ", " + user + "]";
    }
}
