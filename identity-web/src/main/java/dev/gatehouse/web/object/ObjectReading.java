package dev.gatehouse.web.object;

import dev.gatehouse.web.http.HttpHeaders;
import dev.gatehouse.web.http.HttpRequest;
import dev.gatehouse.web.http.HttpResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** GET and HEAD of an object. */
final class ObjectReading {
    private ObjectReading() {}

    static HttpResponse answer(ObjectStorage storage, String bucket, String key, HttpRequest request) throws S3Failure {
        if (request.method().equals("HEAD")) {
            StoredObject object = storage.find(bucket, key).orElseThrow(() -> new S3Failure(S3Error.NO_SUCH_KEY));
            return answer(object, request, new SizeOnly(object.size()));
        }
        OpenObject open = storage.open(bucket, key).orElseThrow(() -> new S3Failure(S3Error.NO_SUCH_KEY));
        boolean handedOver = false;
        try {
            StoredObject object = open.object();
            HttpResponse answer = answer(object, request, new Part(open, 0, object.size()));
            handedOver = answer.body() instanceof Part;
            return answer;
        } finally {
            if (!handedOver) {
                open.close();
            }
        }
    }

    private static HttpResponse answer(StoredObject object, HttpRequest request, HttpResponse.Body whole)
            throws S3Failure {
        Conditions conditions = new Conditions(request);
        switch (conditions.read(object)) {
            case FAILED -> throw new S3Failure(S3Error.PRECONDITION_FAILED);
            case NOT_MODIFIED -> {
                return ObjectHeaders.describe(HttpResponse.empty(304), object, false);
            }
            case GO_ON -> {}
        }
        Optional<String> asked = request.headers().only("Range").filter(range -> conditions.range(object));
        Optional<ByteRange> range = asked.isEmpty() ? Optional.empty() : ByteRange.of(asked.get(), object.size());
        boolean withChecksums = request.headers().only("x-amz-checksum-mode").isPresent() && range.isEmpty();
        if (range.isEmpty()) {
            return ObjectHeaders.describe(new HttpResponse(200, HttpHeaders.none(), whole), object, withChecksums);
        }
        ByteRange part = range.get();
        HttpResponse.Body body = whole instanceof Part content
                ? new Part(content.open, part.offset(), part.length())
                : new SizeOnly(part.length());
        return ObjectHeaders.describe(new HttpResponse(206, HttpHeaders.none(), body), object, false)
                .with("Content-Range", part.contentRange(object.size()));
    }

    /** A part of an open object, which it closes. */
    private static final class Part implements HttpResponse.Body {
        private final OpenObject open;
        private final long offset;
        private final long length;

        private Part(OpenObject open, long offset, long length) {
            this.open = open;
            this.offset = offset;
            this.length = length;
        }

        @Override
        public long length() {
            return length;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            open.copyTo(out, offset, length);
        }

        @Override
        public void close() {
            open.close();
        }
    }

    /** The body of an answer to HEAD, of which only the length is told. */
    private record SizeOnly(long length) implements HttpResponse.Body {
        @Override
        public void writeTo(OutputStream out) {
            throw new IllegalStateException("the answer to HEAD has no body");
        }
    }
}
