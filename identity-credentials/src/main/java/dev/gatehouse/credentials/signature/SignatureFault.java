package dev.gatehouse.credentials.signature;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Refusal;

/** A refusal on its way to the door of this package. Carries no stack trace: it is an expected outcome. */
final class SignatureFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    SignatureFault(ErrorCode code, String rule) {
        super(code + " " + rule, null, false, false);
        this.refusal = Refusal.of(code, rule);
    }

    static SignatureFault invalid(String rule) {
        return new SignatureFault(ErrorCode.INVALID_PARAMETER, rule);
    }

    static SignatureFault denied(String rule) {
        return new SignatureFault(ErrorCode.ACCESS_DENIED, rule);
    }

    Refusal refusal() {
        return refusal;
    }
}
