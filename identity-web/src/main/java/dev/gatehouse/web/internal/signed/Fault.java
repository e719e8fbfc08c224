package dev.gatehouse.web.internal.signed;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Refusal;

/** Why a caller is not believed, as the protocols tell it apart. */
public enum Fault {
    /** No signature. */
    MISSING("Missing Authentication Token"),
    /** A signature that is malformed, or given twice. */
    INCOMPLETE("The request signature does not conform to Signature Version 4."),
    /** Signed in the query, where only the header is taken. */
    PRESIGNED("A presigned request is not taken here: sign it in its header."),
    /** Not made with this secret, or not for this request. */
    MISMATCH("The request signature we calculated does not match the signature you provided. Check your secret access"
            + " key and signing method."),
    /** For another region or service. */
    SCOPE("Credential should be scoped to a valid region and to the service that is called."),
    /** Outside the window of time. */
    CLOCK("Signature expired or not yet current: its time is 15 minutes or more from ours."),
    /** A header, or the body, is outside the signature. */
    UNSIGNED("The host, every x-amz- header and the body must be signed."),
    /** Nobody's key, a token that is not genuine, a session that was revoked. */
    UNKNOWN_CLIENT("The security token included in the request is invalid."),
    /** Credentials past their end. */
    EXPIRED("The security token included in the request is expired"),
    /** What is revoked is not known at this moment. */
    BUSY("Rate exceeded");

    private final String message;

    Fault(String message) {
        this.message = message;
    }

    /** Returns what the caller is told; the same for all that are one fault. */
    public String message() {
        return message;
    }

    /** Returns the fault that a refusal of a verifier of callers is. */
    public static Fault of(Refusal refusal) {
        String rule = refusal.rules().isEmpty() ? "" : refusal.rules().get(0);
        return switch (rule) {
            case "sigv4.missing" -> MISSING;
            case "sigv4.presigned" -> PRESIGNED;
            case "sigv4.scope" -> SCOPE;
            case "sigv4.clock", "sigv4.presigned-expired" -> CLOCK;
            case "sigv4.unsigned-header", "sigv4.signed-header-absent", "sigv4.unsigned-payload" -> UNSIGNED;
            default -> of(refusal.code());
        };
    }

    private static Fault of(ErrorCode code) {
        return switch (code) {
            case INVALID_PARAMETER -> INCOMPLETE;
            case SIGNATURE_DOES_NOT_MATCH -> MISMATCH;
            case EXPIRED_TOKEN -> EXPIRED;
            case TOO_MANY_REQUESTS -> BUSY;
            default -> UNKNOWN_CLIENT;
        };
    }
}
