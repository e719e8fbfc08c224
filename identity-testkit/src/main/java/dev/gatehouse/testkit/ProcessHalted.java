package dev.gatehouse.testkit;

/** The process "died" here. An {@code Error}, so that a flow that catches exceptions does not survive it. */
public final class ProcessHalted extends Error {
    private static final long serialVersionUID = 1L;

    ProcessHalted(String where) {
        super(where);
    }
}
