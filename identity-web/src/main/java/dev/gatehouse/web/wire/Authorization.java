package dev.gatehouse.web.wire;

/**
 * Decides who may call an operation that needs a signature. Asked before the input is validated, once for every such
 * call. Implementations are thread-safe.
 */
@FunctionalInterface
public interface Authorization {
    /**
     * Verifies the request's Signature Version 4 and asks the caller's policies whether it may do
     * {@link SignedCall#action()} on {@link SignedCall#resource()}.
     *
     * @throws dev.gatehouse.spi.StoreException if the stores that it needs cannot be reached
     */
    AuthorizationOutcome authorize(SignedCall call);
}
