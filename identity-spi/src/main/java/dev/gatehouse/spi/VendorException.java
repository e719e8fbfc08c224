package dev.gatehouse.spi;

/** A credential vendor could not be reached or answered nonsense. No credentials were handed out by this call. */
public final class VendorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public VendorException(String message) {
        super(message);
    }

    public VendorException(String message, Throwable cause) {
        super(message, cause);
    }
}
