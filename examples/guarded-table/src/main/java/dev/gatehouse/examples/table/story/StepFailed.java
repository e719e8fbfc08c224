package dev.gatehouse.examples.table.story;

/** A step of the story did not hold. */
final class StepFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StepFailed(String message) {
        super(message);
    }
}
