package dev.gatehouse.spi.message;

/**
 * Hands messages to a mail server, a text message gateway or a folder. Called from maintenance, never inside a
 * user's request. Implementations are thread-safe, bound their own time, and log neither address nor code.
 */
@FunctionalInterface
public interface MessageSender {
    /**
     * Sends one message. May be called again with the same id when an earlier try was not known to succeed.
     *
     * @throws dev.gatehouse.spi.DeliveryException if it could not be handed over; it is tried again later
     */
    void send(Message message);
}
