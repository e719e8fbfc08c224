package dev.gatehouse.credentials.signature;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Refusal;
import java.io.IOException;

/**
 * A body is not what its request's signature covers: changed, cut, reordered, too long, or with a wrong checksum.
 * Nothing read from the stream may be kept. It carries the refusal to answer with, never a byte of the body.
 */
public final class PayloadException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    PayloadException(ErrorCode code, String rule) {
        super(code + " " + rule);
        this.refusal = Refusal.of(code, rule);
    }

    static PayloadException malformed(String rule) {
        return new PayloadException(ErrorCode.INVALID_PARAMETER, rule);
    }

    static PayloadException forged(String rule) {
        return new PayloadException(ErrorCode.SIGNATURE_DOES_NOT_MATCH, rule);
    }

    /**
     * Returns why: {@code SIGNATURE_DOES_NOT_MATCH} with {@code payload.digest}, {@code payload.chunk-signature} or
     * {@code payload.trailer-signature}; {@code INVALID_PARAMETER} with {@code payload.truncated},
     * {@code payload.chunk-header}, {@code payload.chunk-size}, {@code payload.length}, {@code payload.trailer},
     * {@code payload.checksum}, {@code payload.trailing-bytes}, {@code payload.too-large} or
     * {@code payload.unsigned}.
     */
    public Refusal refusal() {
        return refusal;
    }
}
