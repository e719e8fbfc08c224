package dev.gatehouse.web.object;

import dev.gatehouse.Outcome;
import dev.gatehouse.credentials.guard.CredentialGuard;
import dev.gatehouse.credentials.guard.GuardOutcome;
import dev.gatehouse.credentials.guard.GuardedRequest;
import dev.gatehouse.credentials.guard.S3Request;
import dev.gatehouse.credentials.signature.SignedRequest;
import dev.gatehouse.spi.StoreException;
import dev.gatehouse.web.http.HttpHandler;
import dev.gatehouse.web.http.HttpHeaders;
import dev.gatehouse.web.http.HttpRequest;
import dev.gatehouse.web.http.HttpResponse;
import dev.gatehouse.web.http.RequestIds;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Objects to S3 clients: PutObject, GetObject, HeadObject, DeleteObject, ListObjectsV2 and HeadBucket in path style, as
 * {@link S3Request} knows them, each decided by the guard before anything is looked at. Immutable and thread-safe.
 *
 * <p>To the guard's condition keys it adds {@code aws:SourceIp} and {@code aws:SecureTransport}, after forwarded headers
 * of trusted proxies. A listing is allowed or denied as a whole, by {@code s3:prefix}.
 *
 * <p>A missing object of a readable name is {@code NoSuchKey}, whether or not its bucket may be listed: whoever may read
 * a name may know that nothing is there.
 */
public final class S3Handler implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(S3Handler.class);

    private final CredentialGuard guard;
    private final ObjectStorage storage;
    private final RequestIds ids;
    private final boolean denialsExplained;

    private S3Handler(CredentialGuard guard, ObjectStorage storage, RequestIds ids, boolean denialsExplained) {
        this.guard = guard;
        this.storage = storage;
        this.ids = ids;
        this.denialsExplained = denialsExplained;
    }

    /**
     * Returns a handler.
     *
     * @param guard decides on every request; its settings are S3's
     * @param storage where the objects rest
     * @param ids names requests, for {@code x-amz-request-id}
     */
    public static S3Handler of(CredentialGuard guard, ObjectStorage storage, RequestIds ids) {
        return new S3Handler(guard, storage, ids, false);
    }

    /**
     * Returns the same that tells a denied client which statement decided and why the others did not apply. The
     * explanation holds policies, so it is for development.
     */
    public S3Handler explainingDenials() {
        return new S3Handler(guard, storage, ids, true);
    }

    /**
     * Answers a request; what the protocol has an error for is that error.
     *
     * @throws IOException if the connection failed while the body was read
     */
    @Override
    public HttpResponse handle(HttpRequest request) throws IOException {
        String id = ids.next();
        HttpResponse answer;
        try {
            answer = serve(request);
        } catch (S3Failure e) {
            answer = error(e.error(), id);
        } catch (StoreException e) {
            LOG.warn("{} a store is not there", id, e);
            answer = error(S3Error.UNAVAILABLE, id).with("Retry-After", "1");
        }
        return answer.with("x-amz-request-id", id);
    }

    private static HttpResponse error(S3Error error, String id) {
        HttpResponse answer = HttpResponse.text(error.status(), "application/xml", S3Xml.error(error, id));
        // the rest of a body that was not taken may still be on its way
        return error.status() == 400 ? answer.with("Connection", "close") : answer;
    }

    private HttpResponse serve(HttpRequest request) throws IOException, S3Failure {
        Outcome<S3Request> read = signed(request).then(S3Request::of);
        if (!(read instanceof Outcome.Success<S3Request> known)) {
            throw new S3Failure(S3Error.of(read.asRefusal().orElseThrow()));
        }
        S3Request asked = known.value();
        GuardOutcome outcome = guard.authorize(asked, context(request));
        if (outcome instanceof GuardOutcome.Allowed allowed) {
            if (!storage.hasBucket(asked.bucket())) {
                throw new S3Failure(S3Error.NO_SUCH_BUCKET);
            }
            return perform(request, asked, allowed.request());
        }
        if (outcome instanceof GuardOutcome.Denied denied) {
            throw new S3Failure(
                    S3Error.denied(denialsExplained ? denied.decision().toString() : "Access Denied"));
        }
        throw new S3Failure(S3Error.of(((GuardOutcome.Refused) outcome).refusal()));
    }

    private static Map<String, List<String>> context(HttpRequest request) {
        return Map.of(
                "aws:SourceIp", List.of(request.client().getHostAddress()),
                "aws:SecureTransport",
                        List.of(Boolean.toString("https".equals(request.origin().getScheme()))));
    }

    private static Outcome<SignedRequest> signed(HttpRequest request) {
        SignedRequest.Builder signed = SignedRequest.builder()
                .method(request.method())
                .rawPath(request.path())
                .rawQuery(request.query());
        for (HttpHeaders.Line line : request.headers().lines()) {
            signed.header(line.name(), line.value());
        }
        return signed.build();
    }

    private HttpResponse perform(HttpRequest request, S3Request asked, GuardedRequest guarded)
            throws IOException, S3Failure {
        String bucket = asked.bucket();
        return switch (asked.operation()) {
            case PUT_OBJECT -> ObjectWriting.answer(storage, bucket, asked.key().orElseThrow(), request, guarded);
            case GET_OBJECT, HEAD_OBJECT ->
                ObjectReading.answer(storage, bucket, asked.key().orElseThrow(), request);
            case DELETE_OBJECT -> {
                storage.delete(bucket, asked.key().orElseThrow());
                yield HttpResponse.empty(204);
            }
            case LIST_OBJECTS -> {
                ListingQuery query = ListingQuery.of(asked);
                Listing page = Listing.of(storage, bucket, query);
                yield HttpResponse.text(200, "application/xml", S3Xml.listing(bucket, query, page));
            }
            case HEAD_BUCKET -> HttpResponse.empty(200);
        };
    }
}
