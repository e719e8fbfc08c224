package dev.gatehouse.examples.table.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.credentials.guard.CredentialGuard;
import dev.gatehouse.credentials.guard.GuardOutcome;
import dev.gatehouse.credentials.signature.PayloadException;
import dev.gatehouse.credentials.signature.SignedRequest;
import dev.gatehouse.credentials.signature.VerifyingStream;
import dev.gatehouse.spi.StoreException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * DynamoDB's JSON 1.0 protocol in front of the table. What a request is about stands in its body, so the body is read
 * first, bounded, and nothing is done before the guard has found the request genuine, its body the one that was signed,
 * and the policy in favour of every partition key that the body names.
 */
final class TableHandler implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(TableHandler.class);
    private static final int MAX_BODY = 400 * 1024;
    private static final String ERRORS = "com.amazonaws.dynamodb.v20120810#";

    private final CredentialGuard guard;
    private final NoteTable table;

    TableHandler(CredentialGuard guard, NoteTable table) {
        this.guard = guard;
        this.table = table;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
            if (body.length > MAX_BODY) {
                error(exchange, 413, "ValidationException", "a request has at most 400 KiB");
                return;
            }
            try {
                serve(exchange, body);
            } catch (TableFault fault) {
                error(exchange, 400, fault.type(), String.valueOf(fault.getMessage()));
            } catch (StoreException e) {
                LOG.warn("the store is not there", e);
                error(exchange, 503, "InternalServerError", "try again later");
            }
        }
    }

    private void serve(HttpExchange exchange, byte[] body) throws IOException, TableFault {
        Outcome<SignedRequest> request = signedRequest(exchange, body);
        if (request.asRefusal().isPresent()) {
            refuse(exchange, request.asRefusal().get());
            return;
        }
        TableCall call = TableCall.of(
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target"))
                        .orElse(""),
                body);
        for (Map.Entry<String, List<String>> touched : call.leadingKeys().entrySet()) {
            GuardOutcome outcome = guard.authorize(
                    request.orElseThrow(),
                    call.operation().action(),
                    TableServer.arn(touched.getKey()),
                    touched.getValue().isEmpty() ? Map.of() : Map.of("dynamodb:LeadingKeys", touched.getValue()));
            if (!isAllowed(exchange, outcome, body)) {
                return;
            }
        }
        send(exchange, 200, TableCall.JSON.writeValueAsBytes(table.perform(call)));
    }

    private static boolean isAllowed(HttpExchange exchange, GuardOutcome outcome, byte[] body) throws IOException {
        if (outcome instanceof GuardOutcome.Denied denied) {
            error(exchange, 400, "AccessDeniedException", denied.decision().toString());
            return false;
        }
        if (outcome instanceof GuardOutcome.Refused refused) {
            refuse(exchange, refused.refusal());
            return false;
        }
        try (VerifyingStream verified =
                ((GuardOutcome.Allowed) outcome).request().body(new ByteArrayInputStream(body))) {
            verified.readAllBytes();
            if (verified.verified()) {
                return true;
            }
            error(exchange, 400, "InvalidSignatureException", "the body is not the one that was signed");
        } catch (PayloadException e) {
            refuse(exchange, e.refusal());
        }
        return false;
    }

    private static Outcome<SignedRequest> signedRequest(HttpExchange exchange, byte[] body) {
        URI uri = exchange.getRequestURI();
        SignedRequest.Builder request = SignedRequest.builder()
                .method(exchange.getRequestMethod())
                .rawPath(uri.getRawPath())
                .rawQuery(uri.getRawQuery() == null ? "" : uri.getRawQuery())
                .bodyDigest(sha256(body));
        exchange.getRequestHeaders().forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        return request.build();
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void refuse(HttpExchange exchange, Refusal refusal) throws IOException {
        String message = String.join(", ", refusal.rules());
        switch (refusal.code()) {
            case EXPIRED_TOKEN -> error(exchange, 400, "ExpiredTokenException", message);
            case SIGNATURE_DOES_NOT_MATCH -> error(exchange, 400, "InvalidSignatureException", message);
            case NOT_AUTHORIZED -> error(exchange, 400, "UnrecognizedClientException", message);
            case ACCESS_DENIED -> error(exchange, 400, "AccessDeniedException", message);
            case TOO_MANY_REQUESTS -> error(exchange, 400, "ThrottlingException", message);
            default -> error(exchange, 400, "IncompleteSignatureException", message);
        }
    }

    private static void error(HttpExchange exchange, int status, String type, String message) throws IOException {
        send(exchange, status, TableCall.JSON.writeValueAsBytes(Map.of("__type", ERRORS + type, "message", message)));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
