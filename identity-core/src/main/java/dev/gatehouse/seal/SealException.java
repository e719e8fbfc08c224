package dev.gatehouse.seal;

/** A sealed value does not open: forged, moved from another row, damaged, or sealed under a key that is not here. */
public final class SealException extends Exception {
    private static final long serialVersionUID = 1L;

    SealException(String message) {
        super(message);
    }
}
