package dev.gatehouse;

/** Thrown when a caller asked for an outcome by {@code orElseThrow} and the operation was refused. */
public final class IdentityException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    public IdentityException(Refusal refusal) {
        super(refusal.toString());
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }

    public ErrorCode code() {
        return refusal.code();
    }
}
