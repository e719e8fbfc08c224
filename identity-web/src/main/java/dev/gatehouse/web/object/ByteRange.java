package dev.gatehouse.web.object;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One range of bytes (RFC 9110 §14.1.2). Several at once are ignored, as the standard lets a server do. */
record ByteRange(long offset, long length) {
    private static final Pattern FORM = Pattern.compile("bytes[ \\t]*=[ \\t]*([0-9]{0,18})-([0-9]{0,18})[ \\t]*");

    /** Returns the part of an object that a header asks for; empty if the header means nothing. */
    static Optional<ByteRange> of(String header, long size) throws S3Failure {
        Matcher matcher = FORM.matcher(header);
        if (!matcher.matches()
                || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
            return Optional.empty();
        }
        if (matcher.group(1).isEmpty()) {
            long last = Math.min(size, Long.parseLong(matcher.group(2)));
            return Optional.of(satisfiable(size - last, last, size));
        }
        long first = Long.parseLong(matcher.group(1));
        long end = matcher.group(2).isEmpty() ? size - 1 : Long.parseLong(matcher.group(2));
        if (end < first && !matcher.group(2).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(satisfiable(first, Math.min(end, size - 1) - first + 1, size));
    }

    private static ByteRange satisfiable(long offset, long length, long size) throws S3Failure {
        if (offset >= size || length <= 0) {
            throw new S3Failure(S3Error.INVALID_RANGE);
        }
        return new ByteRange(offset, length);
    }

    String contentRange(long size) {
        return "bytes " + offset + "-" + (offset + length - 1) + "/" + size;
    }
}
