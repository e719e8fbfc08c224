package dev.gatehouse.spi;

/** A store could not tell whether a verb took effect, or could not be reached. The outcome is unknown: repeat the same verb under the same write id. Never turned into a refusal. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
