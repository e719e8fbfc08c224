package dev.gatehouse.web.object;

import dev.gatehouse.Refusal;

/** An error of the S3 protocol, with the status that S3 gives it. */
record S3Error(int status, String code, String message) {
    static final S3Error NO_SUCH_BUCKET = new S3Error(404, "NoSuchBucket", "The specified bucket does not exist");
    static final S3Error NO_SUCH_KEY = new S3Error(404, "NoSuchKey", "The specified key does not exist.");
    static final S3Error PRECONDITION_FAILED =
            new S3Error(412, "PreconditionFailed", "At least one of the preconditions did not hold");
    static final S3Error INVALID_RANGE = new S3Error(416, "InvalidRange", "The requested range is not satisfiable");
    static final S3Error INVALID_DIGEST = new S3Error(400, "InvalidDigest", "The Content-MD5 is not valid");
    static final S3Error MISSING_LENGTH =
            new S3Error(411, "MissingContentLength", "You must provide the Content-Length HTTP header.");
    static final S3Error INCOMPLETE_BODY = new S3Error(400, "IncompleteBody", "The body ended before its last chunk");
    static final S3Error METADATA_TOO_LARGE =
            new S3Error(400, "MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size");
    static final S3Error TOO_LARGE = new S3Error(400, "EntityTooLarge", "The object exceeds the maximum allowed size");
    static final S3Error SLOW = new S3Error(400, "RequestTimeout", "The body was not read within the time allowed");
    static final S3Error UNAVAILABLE = new S3Error(503, "ServiceUnavailable", "Please try again later.");

    static S3Error invalidArgument(String name) {
        return new S3Error(400, "InvalidArgument", name + " is not valid");
    }

    static S3Error denied(String why) {
        return new S3Error(403, "AccessDenied", why);
    }

    /** Returns the error that a client of S3 expects for a refusal of the guard or of a body. */
    static S3Error of(Refusal refusal) {
        String rules = String.join(", ", refusal.rules());
        String rule = refusal.rules().isEmpty() ? "" : refusal.rules().get(0);
        return switch (refusal.code()) {
            case EXPIRED_TOKEN -> new S3Error(400, "ExpiredToken", "The provided token has expired.");
            case SIGNATURE_DOES_NOT_MATCH ->
                rule.equals("payload.digest")
                        ? new S3Error(400, "XAmzContentSHA256Mismatch", rules)
                        : new S3Error(403, "SignatureDoesNotMatch", rules);
            case NOT_AUTHORIZED -> notAuthorized(rule, rules);
            case ACCESS_DENIED ->
                rule.equals("sigv4.clock") ? new S3Error(403, "RequestTimeTooSkewed", rules) : denied(rules);
            case UNSUPPORTED_OPERATION -> new S3Error(501, "NotImplemented", rules);
            case TOO_MANY_REQUESTS -> new S3Error(503, "SlowDown", rules);
            default -> malformed(rule, rules);
        };
    }

    private static S3Error notAuthorized(String rule, String rules) {
        return switch (rule) {
            case "sigv4.missing", "guard.session-token" -> denied(rules);
            case "guard.access-key-id", "sts.access-key-id" -> new S3Error(403, "InvalidAccessKeyId", rules);
            default -> new S3Error(403, "InvalidToken", rules);
        };
    }

    private static S3Error malformed(String rule, String rules) {
        return switch (rule) {
            case "s3.bucket" -> new S3Error(400, "InvalidBucketName", rules);
            case "s3.key" -> new S3Error(400, "KeyTooLongError", rules);
            case "request.path", "request.query" -> new S3Error(400, "InvalidURI", rules);
            case "payload.checksum" -> new S3Error(400, "BadDigest", rules);
            case "payload.truncated", "payload.length" -> new S3Error(400, "IncompleteBody", rules);
            case "payload.too-large" -> TOO_LARGE;
            case "sigv4.authorization", "sigv4.credential", "sigv4.signed-headers" ->
                new S3Error(400, "AuthorizationHeaderMalformed", rules);
            case "sigv4.parameter-missing", "sigv4.parameter-spelling", "sigv4.expires" ->
                new S3Error(400, "AuthorizationQueryParametersError", rules);
            default -> new S3Error(400, "InvalidRequest", rules);
        };
    }
}
