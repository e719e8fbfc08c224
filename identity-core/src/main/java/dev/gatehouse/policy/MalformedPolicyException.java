package dev.gatehouse.policy;

/** A fault in a document: a path of the grammar's own names and indexes, and a fixed text; never the input. */
final class MalformedPolicyException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedPolicyException(String path, String fault) {
        super(path + ": " + fault);
    }

    /** Returns path and fault. */
    String rule() {
        return String.valueOf(getMessage());
    }
}
