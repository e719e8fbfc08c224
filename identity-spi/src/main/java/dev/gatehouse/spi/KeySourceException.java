package dev.gatehouse.spi;

/** Master keys could not be read, are missing, or are not the ones that sealed this store. The application must not start. */
public final class KeySourceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public KeySourceException(String message) {
        super(message);
    }

    public KeySourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
