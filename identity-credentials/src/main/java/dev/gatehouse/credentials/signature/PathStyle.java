package dev.gatehouse.credentials.signature;

import java.util.ArrayDeque;
import java.util.Deque;

/** How a path enters the canonical request. A service has one style; a new one may be added. */
public enum PathStyle {
    /** Amazon S3: the path encoded once, dots and empty segments kept, since they are part of object keys. */
    S3,
    /** Every other service: dots and empty segments removed, the path on the wire encoded once more. */
    NORMALIZED;

    String canonical(SignedRequest request) {
        return this == S3
                ? UriCoding.encode(request.path(), true)
                : UriCoding.encode(normalize(request.rawPath()), true);
    }

    /** Removes dot segments (RFC 3986 §5.2.4) and empty ones. */
    private static String normalize(String path) {
        Deque<String> kept = new ArrayDeque<>();
        String[] segments = path.split("/", -1);
        for (String segment : segments) {
            if (segment.equals("..")) {
                kept.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                kept.addLast(segment);
            }
        }
        if (kept.isEmpty()) {
            return "/";
        }
        String last = segments[segments.length - 1];
        boolean directory = last.isEmpty() || last.equals(".") || last.equals("..");
        return "/" + String.join("/", kept) + (directory ? "/" : "");
    }
}
