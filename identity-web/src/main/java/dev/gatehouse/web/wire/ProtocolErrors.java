package dev.gatehouse.web.wire;

import dev.gatehouse.web.internal.signed.Fault;

/** Errors of the protocol itself, which no operation declares. */
final class ProtocolErrors {
    private ProtocolErrors() {}

    static WireError unknownOperation() {
        return WireError.of("UnknownOperationException", 400, "X-Amz-Target names no operation of this service");
    }

    static WireError unsupportedMediaType() {
        return WireError.of("UnsupportedMediaTypeException", 415, "Content-Type must be application/x-amz-json-1.1");
    }

    static WireError tooLarge() {
        return WireError.of("RequestEntityTooLargeException", 413, "The body is too large");
    }

    static WireError serialization(String message) {
        return WireError.of("SerializationException", 400, message);
    }

    static WireError missingAuthenticationToken() {
        return WireError.of("MissingAuthenticationTokenException", 400, Fault.MISSING.message());
    }

    /** A fault of ours: nothing is told of it. */
    static WireError internal() {
        return WireError.of("InternalErrorException", 500, "An internal error occurred");
    }

    /** An outage: whether the request took effect is unknown. */
    static WireError unavailable() {
        return WireError.of("InternalErrorException", 503, "The service is not available; repeat the request");
    }
}
