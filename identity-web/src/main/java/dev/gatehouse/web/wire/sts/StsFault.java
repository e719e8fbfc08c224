package dev.gatehouse.web.wire.sts;

/** A request ends with an error of the query protocol. The message goes to the caller. */
final class StsFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final int status;

    StsFault(String code, int status, String message) {
        super(message, null, false, false); // an answer, not a bug: no trace
        this.code = code;
        this.status = status;
    }

    static StsFault malformed(String message) {
        return new StsFault("MalformedInput", 400, message);
    }

    static StsFault invalid(String message) {
        return new StsFault("ValidationError", 400, message);
    }

    static StsFault denied(String message) {
        return new StsFault("AccessDenied", 403, message);
    }

    String code() {
        return code;
    }

    int status() {
        return status;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
