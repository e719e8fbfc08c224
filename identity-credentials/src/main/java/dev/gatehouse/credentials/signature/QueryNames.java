package dev.gatehouse.credentials.signature;

import java.util.List;

/** The parameters of a presigned request, spelled as published. */
final class QueryNames {
    static final String ALGORITHM = "X-Amz-Algorithm";
    static final String CREDENTIAL = "X-Amz-Credential";
    static final String DATE = "X-Amz-Date";
    static final String EXPIRES = "X-Amz-Expires";
    static final String SIGNED_HEADERS = "X-Amz-SignedHeaders";
    static final String SIGNATURE = "X-Amz-Signature";
    static final String SECURITY_TOKEN = "X-Amz-Security-Token";
    static final String CONTENT_SHA256 = "X-Amz-Content-Sha256";

    /** All of them; none may be given in another spelling. */
    static final List<String> ALL =
            List.of(ALGORITHM, CREDENTIAL, DATE, EXPIRES, SIGNED_HEADERS, SIGNATURE, SECURITY_TOKEN, CONTENT_SHA256);

    /** Those without which a request is not presigned. */
    static final List<String> REQUIRED = List.of(ALGORITHM, CREDENTIAL, DATE, EXPIRES, SIGNED_HEADERS, SIGNATURE);

    private QueryNames() {}
}
