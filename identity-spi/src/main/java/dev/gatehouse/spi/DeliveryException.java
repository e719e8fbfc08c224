package dev.gatehouse.spi;

/** A message could not be handed to its channel. It stays in the outbox and is tried again. */
public final class DeliveryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DeliveryException(String message) {
        super(message);
    }

    public DeliveryException(String message, Throwable cause) {
        super(message, cause);
    }
}
