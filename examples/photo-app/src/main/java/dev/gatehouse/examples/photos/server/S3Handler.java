package dev.gatehouse.examples.photos.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.credentials.guard.CredentialGuard;
import dev.gatehouse.credentials.guard.GuardOutcome;
import dev.gatehouse.credentials.guard.GuardedRequest;
import dev.gatehouse.credentials.guard.S3Request;
import dev.gatehouse.credentials.signature.PayloadException;
import dev.gatehouse.credentials.signature.SignedRequest;
import dev.gatehouse.credentials.signature.VerifyingStream;
import dev.gatehouse.examples.photos.store.ObjectStore;
import dev.gatehouse.spi.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An S3-compatible store of one bucket, guarded by temporary credentials: PUT, GET, HEAD, DELETE and ListObjectsV2 in
 * path style. An object appears only after its last chunk and trailer were verified.
 */
final class S3Handler implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(S3Handler.class);
    private static final int MOST_KEYS = 1_000;

    private final CredentialGuard guard;
    private final ObjectStore objects;
    private final String bucket;

    S3Handler(CredentialGuard guard, ObjectStore objects, String bucket) {
        this.guard = guard;
        this.objects = objects;
        this.bucket = bucket;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                Outcome<S3Request> request = signedRequest(exchange).then(S3Request::of);
                if (request instanceof Outcome.Success<S3Request> known) {
                    serve(exchange, known.value());
                } else {
                    refuse(exchange, request.asRefusal().orElseThrow());
                }
            } catch (StoreException e) {
                LOG.warn("the store is not there", e);
                error(exchange, 503, "ServiceUnavailable", "try again later");
            }
        }
    }

    private void serve(HttpExchange exchange, S3Request request) throws IOException {
        GuardOutcome outcome = guard.authorize(request, Map.of());
        if (outcome instanceof GuardOutcome.Allowed allowed) {
            if (request.bucket().equals(bucket)) {
                perform(exchange, request, allowed.request());
            } else {
                error(exchange, 404, "NoSuchBucket", "there is only the bucket " + bucket);
            }
        } else if (outcome instanceof GuardOutcome.Denied denied) {
            error(exchange, 403, "AccessDenied", denied.decision().toString());
        } else {
            refuse(exchange, ((GuardOutcome.Refused) outcome).refusal());
        }
    }

    private void perform(HttpExchange exchange, S3Request request, GuardedRequest guarded) throws IOException {
        switch (request.operation()) {
            case PUT_OBJECT -> put(exchange, request.key().orElseThrow(), guarded);
            case GET_OBJECT, HEAD_OBJECT -> get(exchange, request.key().orElseThrow());
            case DELETE_OBJECT -> {
                objects.delete(request.key().orElseThrow());
                exchange.sendResponseHeaders(204, -1);
            }
            case LIST_OBJECTS -> list(exchange, request);
            case HEAD_BUCKET -> exchange.sendResponseHeaders(200, -1);
        }
    }

    private void put(HttpExchange exchange, String key, GuardedRequest guarded) throws IOException {
        if (key.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > ObjectStore.MAX_KEY_BYTES) {
            error(exchange, 400, "KeyTooLongError", "a key has at most " + ObjectStore.MAX_KEY_BYTES + " bytes");
            return;
        }
        try (ObjectStore.Upload upload = objects.begin(key);
                VerifyingStream body = guarded.body(exchange.getRequestBody())) {
            upload.writeAll(body);
            if (!body.verified()) {
                error(exchange, 400, "IncompleteBody", "the body ended before its last chunk");
                return;
            }
            exchange.getResponseHeaders().set("ETag", '"' + upload.commit() + '"');
            exchange.sendResponseHeaders(200, -1);
        } catch (PayloadException e) {
            refuse(exchange, e.refusal());
        }
    }

    private void get(HttpExchange exchange, String key) throws IOException {
        Optional<ObjectStore.Stored> stored = objects.find(key);
        if (stored.isEmpty()) {
            error(exchange, 404, "NoSuchKey", "there is no such object");
            return;
        }
        exchange.getResponseHeaders().set("ETag", '"' + stored.get().etag() + '"');
        exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
        exchange.getResponseHeaders()
                .set(
                        "Last-Modified",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                stored.get().modifiedAt().atOffset(ZoneOffset.UTC)));
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders()
                    .set("Content-Length", Long.toString(stored.get().size()));
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        exchange.sendResponseHeaders(
                200, stored.get().size() == 0 ? -1 : stored.get().size());
        try (InputStream content = objects.open(key)) {
            content.transferTo(exchange.getResponseBody());
        }
    }

    private void list(HttpExchange exchange, S3Request request) throws IOException {
        String prefix = request.prefix().orElse("");
        int limit = maxKeys(request.request());
        String after = first(request.request(), "continuation-token")
                .or(() -> first(request.request(), "start-after"))
                .orElse("");
        List<ObjectStore.Stored> found = objects.list(prefix, after, limit + 1);
        boolean more = found.size() > limit;
        List<ObjectStore.Stored> page = more ? found.subList(0, limit) : found;
        Optional<String> next = more ? Optional.of(page.get(page.size() - 1).key()) : Optional.empty();
        Http.sendText(exchange, 200, "application/xml", S3Xml.listing(bucket, prefix, limit, page, next));
    }

    private static int maxKeys(SignedRequest request) {
        return first(request, "max-keys")
                .filter(text -> text.matches("[0-9]{1,4}"))
                .map(Integer::parseInt)
                .map(asked -> Math.max(1, Math.min(asked, MOST_KEYS)))
                .orElse(MOST_KEYS);
    }

    private static Optional<String> first(SignedRequest request, String parameter) {
        return request.parameter(parameter).stream().findFirst();
    }

    private static Outcome<SignedRequest> signedRequest(HttpExchange exchange) {
        URI uri = exchange.getRequestURI();
        SignedRequest.Builder request = SignedRequest.builder()
                .method(exchange.getRequestMethod())
                .rawPath(uri.getRawPath())
                .rawQuery(uri.getRawQuery() == null ? "" : uri.getRawQuery());
        exchange.getRequestHeaders().forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        return request.build();
    }

    private static void refuse(HttpExchange exchange, Refusal refusal) throws IOException {
        String message = String.join(", ", refusal.rules());
        switch (refusal.code()) {
            case EXPIRED_TOKEN -> error(exchange, 400, "ExpiredToken", message);
            case SIGNATURE_DOES_NOT_MATCH -> error(exchange, 403, "SignatureDoesNotMatch", message);
            case NOT_AUTHORIZED -> error(exchange, 403, "InvalidToken", message);
            case ACCESS_DENIED -> error(exchange, 403, "AccessDenied", message);
            case UNSUPPORTED_OPERATION -> error(exchange, 501, "NotImplemented", message);
            case TOO_MANY_REQUESTS -> error(exchange, 503, "SlowDown", message);
            default -> error(exchange, 400, "InvalidRequest", message);
        }
    }

    private static void error(HttpExchange exchange, int status, String code, String message) throws IOException {
        Http.sendText(exchange, status, "application/xml", S3Xml.error(code, message));
    }
}
