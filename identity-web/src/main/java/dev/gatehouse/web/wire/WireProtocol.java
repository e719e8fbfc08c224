package dev.gatehouse.web.wire;

import dev.gatehouse.Outcome;
import dev.gatehouse.credentials.directory.IdentityPools;
import dev.gatehouse.internal.json.Json;
import dev.gatehouse.internal.json.JsonException;
import dev.gatehouse.spi.DeliveryException;
import dev.gatehouse.spi.KeySourceException;
import dev.gatehouse.spi.StoreException;
import dev.gatehouse.spi.VendorException;
import dev.gatehouse.userpool.directory.UserPools;
import dev.gatehouse.web.http.HttpHandler;
import dev.gatehouse.web.http.HttpHeaders;
import dev.gatehouse.web.http.HttpRequest;
import dev.gatehouse.web.http.HttpResponse;
import dev.gatehouse.web.wire.model.Access;
import dev.gatehouse.web.wire.model.Input;
import dev.gatehouse.web.wire.model.Validation;
import dev.gatehouse.web.wire.model.WireOperation;
import dev.gatehouse.web.wire.operation.Absence;
import dev.gatehouse.web.wire.operation.Action;
import dev.gatehouse.web.wire.operation.Arns;
import dev.gatehouse.web.wire.operation.Call;
import dev.gatehouse.web.wire.operation.Directories;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reference service's JSON 1.1 protocol on {@code POST /}: user pools and identity pools for unmodified clients. What
 * each request goes through is on the package's page. Thread-safe.
 */
public final class WireProtocol implements HttpHandler {
    /** The longest body that is read unless set otherwise, in bytes. */
    public static final int MAX_BODY = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(WireProtocol.class);
    private static final String MEDIA_TYPE = "application/x-amz-json-1.1";
    private static final Pattern CONTENT_TYPE =
            Pattern.compile("application/x-amz-json-1\\.1(?:\\s*;\\s*charset=\"?utf-8\"?)?", Pattern.CASE_INSENSITIVE);

    private final Catalogues catalogues;
    private final Directories directories;
    private final Authorization authorization;
    private final SecureRandom random;
    private final int maxBody;

    private WireProtocol(Builder builder) {
        this.catalogues = new Catalogues();
        this.directories = new Directories(
                Objects.requireNonNull(builder.userPools, "userPools"),
                Objects.requireNonNull(builder.identityPools, "identityPools"),
                Objects.requireNonNull(builder.arns, "arns"));
        this.authorization = Objects.requireNonNull(builder.authorization, "authorization");
        this.random = Objects.requireNonNull(builder.random, "random");
        this.maxBody = builder.maxBody;
    }

    /** Returns a builder; everything but the limit of the body must be set. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public HttpResponse handle(HttpRequest request) throws IOException {
        String requestId = requestId();
        if (!request.method().equals("POST")) {
            return HttpResponse.empty(405).with("Allow", "POST").with("x-amzn-requestid", requestId);
        }
        return answer(request, requestId).with("x-amzn-requestid", requestId);
    }

    private HttpResponse answer(HttpRequest request, String requestId) throws IOException {
        Optional<WireOperation> operation =
                request.headers().only("X-Amz-Target").flatMap(catalogues.model()::operation);
        if (operation.isEmpty()) {
            return response(ProtocolErrors.unknownOperation());
        }
        boolean json = request.headers()
                .only("Content-Type")
                .filter(type -> CONTENT_TYPE.matcher(type).matches())
                .isPresent();
        if (!json) {
            return response(ProtocolErrors.unsupportedMediaType());
        }
        byte[] body = request.body().readNBytes(maxBody + 1);
        if (body.length > maxBody) {
            return response(ProtocolErrors.tooLarge());
        }
        try {
            HttpResponse response = run(operation.get(), request, body);
            LOG.debug("{} answered {} as {}", operation.get(), response.status(), requestId);
            return response;
        } catch (StoreException | KeySourceException | DeliveryException | VendorException e) {
            LOG.error("{} failed as {}", operation.get(), requestId, e);
            return response(ProtocolErrors.unavailable()).with("Retry-After", "1");
        } catch (RuntimeException e) {
            LOG.error("{} failed as {}", operation.get(), requestId, e);
            return response(ProtocolErrors.internal());
        }
    }

    private HttpResponse run(WireOperation operation, HttpRequest request, byte[] body) {
        Map<String, @Nullable Object> members;
        try {
            members = Json.parseObject(body, maxBody);
        } catch (JsonException e) {
            return response(ProtocolErrors.serialization("The body is not a JSON object: " + e.rule()));
        }
        Optional<Action> action = catalogues.action(operation);
        if (action.isEmpty()) {
            return response(absent(operation));
        }
        Optional<WireError> denied = denied(operation, request, body, members);
        if (denied.isPresent()) {
            return response(denied.get());
        }
        Validation validation = Validation.of(operation, members);
        if (validation.mismatch().isPresent()) {
            return response(ProtocolErrors.serialization(validation.mismatch().get()));
        }
        if (validation.violations().isPresent()) {
            return response(ErrorTable.declared(
                    operation,
                    "InvalidParameterException",
                    validation.violations().get()));
        }
        return run(operation, action.get(), Validation.input(members), request);
    }

    private HttpResponse run(WireOperation operation, Action action, Input input, HttpRequest request) {
        Outcome<Map<String, Object>> outcome = action.answer(new Call(input, directories, request.client()));
        return outcome.fold(answer -> json(200, answer), refusal -> {
            HttpResponse response = response(ErrorTable.of(operation, refusal));
            return refusal.retryAfter()
                    .map(wait -> response.with("Retry-After", Long.toString(Math.max(1, wait.toSeconds()))))
                    .orElse(response);
        });
    }

    /** Returns why a caller may not call, before its input is looked at any closer. */
    private Optional<WireError> denied(
            WireOperation operation, HttpRequest request, byte[] body, Map<String, @Nullable Object> members) {
        if (operation.access() != Access.SIGNED) {
            return Optional.empty();
        }
        if (request.headers().all("Authorization").isEmpty() && !request.query().contains("X-Amz-Signature")) {
            return Optional.of(ProtocolErrors.missingAuthenticationToken());
        }
        SignedCall call = new SignedCall(
                request,
                body,
                operation.service().name(),
                operation.name(),
                () -> ResourceNames.of(operation, members, directories));
        return authorization
                .authorize(call)
                .fold(permitted -> Optional.empty(), refused -> Optional.of(refused.error()));
    }

    private WireError absent(WireOperation operation) {
        Absence absence = catalogues.absence(operation).orElseThrow();
        String type = operation.errors().contains("OperationNotEnabledException")
                ? "OperationNotEnabledException"
                : "InvalidParameterException";
        return ErrorTable.declared(
                operation,
                type,
                operation.name() + " is not available. " + absence.reason() + " See docs/features/wire-protocol.md");
    }

    private static HttpResponse response(WireError error) {
        return json(error.status(), Map.of("__type", error.type(), "message", error.message()))
                .with("x-amzn-errortype", error.type());
    }

    private static HttpResponse json(int status, Map<String, Object> members) {
        byte[] text = Json.write(members).getBytes(StandardCharsets.UTF_8);
        HttpHeaders headers = HttpHeaders.of("Content-Type", MEDIA_TYPE).and("Cache-Control", "no-store");
        return new HttpResponse(status, headers, HttpResponse.bytes(text));
    }

    private String requestId() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        String hex = HexFormat.of().formatHex(bytes);
        return String.join(
                "-",
                hex.substring(0, 8),
                hex.substring(8, 12),
                hex.substring(12, 16),
                hex.substring(16, 20),
                hex.substring(20));
    }

    @Override
    public String toString() {
        return "WireProtocol";
    }

    /** Builds a {@link WireProtocol}. Not thread-safe. */
    public static final class Builder {
        private @Nullable UserPools userPools;
        private @Nullable IdentityPools identityPools;
        private @Nullable Arns arns;
        private @Nullable Authorization authorization;
        private @Nullable SecureRandom random;
        private int maxBody = MAX_BODY;

        private Builder() {}

        public Builder userPools(UserPools value) {
            this.userPools = value;
            return this;
        }

        public Builder identityPools(IdentityPools value) {
            this.identityPools = value;
            return this;
        }

        /**
         * Sets what stands in the ARNs of pools and roles.
         *
         * @param region such as {@code eu-west-1}
         * @param account 12 digits
         */
        public Builder arns(String region, String account) {
            this.arns = new Arns(region, account);
            return this;
        }

        /** Sets who judges operations that need a signature. */
        public Builder authorization(Authorization value) {
            this.authorization = value;
            return this;
        }

        /** Sets what request ids are made of. */
        public Builder random(SecureRandom value) {
            this.random = value;
            return this;
        }

        /** Sets the longest body that is read, in bytes: 1,024 to 16,777,216; {@link #MAX_BODY} unless set. */
        public Builder maxBody(int value) {
            if (value < 1_024 || value > 1 << 24) {
                throw new IllegalArgumentException("a body has at most 1,024 to 16,777,216 bytes");
            }
            this.maxBody = value;
            return this;
        }

        public WireProtocol build() {
            return new WireProtocol(this);
        }
    }
}
