package dev.gatehouse.web.object;

import dev.gatehouse.credentials.guard.GuardedRequest;
import dev.gatehouse.credentials.signature.PayloadException;
import dev.gatehouse.credentials.signature.VerifyingStream;
import dev.gatehouse.web.http.HttpRequest;
import dev.gatehouse.web.http.HttpResponse;
import dev.gatehouse.web.http.RefusedRequestException;
import java.io.IOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** PUT of an object. */
final class ObjectWriting {
    private static final int BUFFER = 1 << 16;

    private ObjectWriting() {}

    static HttpResponse answer(
            ObjectStorage storage, String bucket, String key, HttpRequest request, GuardedRequest guarded)
            throws IOException, S3Failure {
        Map<String, String> headers = new HashMap<>(ObjectHeaders.kept(request));
        demandForm(request);
        Conditions conditions = new Conditions(request);
        if (!conditions.write(storage.find(bucket, key))) {
            throw new S3Failure(S3Error.PRECONDITION_FAILED); // asked again when it is committed
        }
        try (ObjectUpload upload = storage.begin(bucket, key)) {
            VerifyingStream body = guarded.body(request.body());
            copy(body, upload);
            if (!body.verified()) {
                throw new S3Failure(S3Error.INCOMPLETE_BODY);
            }
            Map<String, String> checksums = ObjectHeaders.checksums(body.checksums());
            headers.putAll(checksums);
            Optional<StoredObject> stored = upload.commit(headers, conditions::write);
            HttpResponse answer = HttpResponse.empty(200)
                    .with(
                            "ETag",
                            '"'
                                    + stored.orElseThrow(() -> new S3Failure(S3Error.PRECONDITION_FAILED))
                                            .etag()
                                    + '"');
            for (Map.Entry<String, String> checksum : checksums.entrySet()) {
                answer = answer.with(checksum.getKey(), checksum.getValue());
            }
            return answer;
        } catch (PayloadException e) {
            throw new S3Failure(S3Error.of(e.refusal()));
        } catch (RefusedRequestException e) {
            throw new S3Failure(e.status() == 413 ? S3Error.TOO_LARGE : S3Error.SLOW);
        }
    }

    private static void copy(VerifyingStream body, ObjectUpload upload) throws IOException {
        byte[] chunk = new byte[BUFFER];
        for (int taken = body.read(chunk); taken >= 0; taken = body.read(chunk)) {
            upload.write(chunk, 0, taken);
        }
    }

    private static void demandForm(HttpRequest request) throws S3Failure {
        boolean lengthGiven = request.headers().only("Content-Length").isPresent()
                || request.headers().only("x-amz-decoded-content-length").isPresent();
        if (!lengthGiven) {
            throw new S3Failure(S3Error.MISSING_LENGTH);
        }
        Optional<String> md5 = request.headers().only("Content-MD5");
        if (md5.isPresent() && !isMd5(md5.get().strip())) {
            throw new S3Failure(S3Error.INVALID_DIGEST);
        }
    }

    private static boolean isMd5(String text) {
        try {
            return text.length() == 24 && Base64.getDecoder().decode(text).length == 16;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
