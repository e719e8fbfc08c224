package dev.gatehouse.spi.message;

import dev.gatehouse.PoolId;
import dev.gatehouse.Secret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One message to one address. Immutable; {@code toString} prints neither the address nor the code.
 */
public final class Message {
    private final String id;
    private final PoolId pool;
    private final MessageKind kind;
    private final Channel channel;
    private final String destination;
    private final String username;
    private final @Nullable Secret code;

    private Message(
            String id,
            PoolId pool,
            MessageKind kind,
            Channel channel,
            String destination,
            String username,
            @Nullable Secret code) {
        this.id = id;
        this.pool = pool;
        this.kind = kind;
        this.channel = channel;
        this.destination = destination;
        this.username = username;
        this.code = code;
    }

    /**
     * Returns a message.
     *
     * @param id the same for every try to send it, so that a sender can tell a repeat
     * @param destination the stored address, never one that was just typed
     * @param username how to address the reader
     */
    public static Message of(
            String id,
            PoolId pool,
            MessageKind kind,
            Channel channel,
            String destination,
            String username,
            Optional<Secret> code) {
        return new Message(id, pool, kind, channel, destination, username, code.orElse(null));
    }

    /** Returns an id that stays the same over repeats: delivery is at least once. */
    public String id() {
        return id;
    }

    public PoolId pool() {
        return pool;
    }

    public MessageKind kind() {
        return kind;
    }

    public Channel channel() {
        return channel;
    }

    /** Returns the e-mail address or E.164 phone number. */
    public String destination() {
        return destination;
    }

    public String username() {
        return username;
    }

    /** Returns the code or temporary password that the message carries, if its kind has one. */
    public Optional<Secret> code() {
        return Optional.ofNullable(code);
    }

    @Override
    public String toString() {
        return "Message[" + id + ", " + kind + ", " + channel + "]";
    }
}
