package dev.gatehouse.web.object;

/** An error on its way to the answer. Carries no stack trace: it is an expected outcome. */
final class S3Failure extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient S3Error error;

    S3Failure(S3Error error) {
        super(error.code(), null, false, false);
        this.error = error;
    }

    S3Error error() {
        return error;
    }
}
