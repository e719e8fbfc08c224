package dev.gatehouse.web.wire.sts;

import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.Refusal;
import dev.gatehouse.credentials.signature.SignatureSettings;
import dev.gatehouse.credentials.signature.SignatureVerifier;
import dev.gatehouse.credentials.sts.CallerVerifier;
import dev.gatehouse.credentials.sts.LongTermPrincipals;
import dev.gatehouse.credentials.sts.RootKey;
import dev.gatehouse.credentials.sts.SessionPools;
import dev.gatehouse.credentials.sts.StsCaller;
import dev.gatehouse.credentials.sts.TokenServices;
import dev.gatehouse.spi.KeySourceException;
import dev.gatehouse.spi.StoreException;
import dev.gatehouse.web.http.HttpHandler;
import dev.gatehouse.web.http.HttpRequest;
import dev.gatehouse.web.http.HttpResponse;
import dev.gatehouse.web.internal.signed.SignedForm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The token service as an HTTP handler; the package's page has requests, operations and errors. Thread-safe. */
public final class StsEndpoint implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(StsEndpoint.class);
    private static final String VERSION = "2011-06-15";
    private static final Duration PRESIGNED = Duration.ofMinutes(15);
    private static final String FORM = "application/x-www-form-urlencoded";

    private final StsOperations operations;
    private final CallerVerifier callers;
    private final SecureRandom random;

    private StsEndpoint(Builder builder) {
        InstantSource clock = Objects.requireNonNull(builder.clock, "clock");
        this.operations = new StsOperations(builder.services);
        this.random = Objects.requireNonNull(builder.random, "random");
        this.callers = builder.callers
                .pools(Objects.requireNonNull(builder.pools, "pools"))
                .signatures(new SignatureVerifier(
                        SignatureSettings.service("sts", builder.region).build(), clock))
                .clock(clock)
                .build();
    }

    /**
     * Returns a builder.
     *
     * @param region that clients sign for, such as {@code eu-west-1}
     * @param services what is spoken to
     */
    public static Builder builder(String region, TokenServices services) {
        return new Builder(region, services);
    }

    /**
     * Returns whether a request is one of the query protocol: where one address serves several protocols, this one tells
     * them apart by the form's content type, or by {@code Action} in the query of a {@code GET}.
     */
    public static boolean speaks(HttpRequest request) {
        return request.method().equals("POST")
                ? isForm(request)
                : request.method().equals("GET") && ("&" + request.query()).contains("&Action=");
    }

    private static boolean isForm(HttpRequest request) {
        return request.headers()
                .only("Content-Type")
                .map(value -> value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .filter(FORM::equals)
                .isPresent();
    }

    @Override
    public HttpResponse handle(HttpRequest request) throws IOException {
        String id = requestId();
        try {
            return answer(request, id);
        } catch (StsFault fault) {
            LOG.debug("sts request {} ended with {}", id, fault.code());
            return error(id, "Sender", fault.code(), fault.status(), fault.text());
        } catch (StoreException | KeySourceException e) {
            LOG.error("sts request {} failed", id, e);
            return error(
                    id,
                    "Receiver",
                    "InternalFailure",
                    500,
                    "The request processing has failed because of an unknown error, exception or failure.");
        }
    }

    private HttpResponse answer(HttpRequest request, String id) throws StsFault, IOException {
        byte[] body = request.body().readNBytes(Form.MAX_BYTES + 1);
        if (body.length > Form.MAX_BYTES || request.query().length() > Form.MAX_BYTES) {
            throw new StsFault("RequestEntityTooLarge", 413, "The request is over 128 KiB.");
        }
        Form form = form(request, body);
        String operation = form.find("Action").orElseThrow(StsEndpoint::noAction);
        if (!form.find("Version").equals(Optional.of(VERSION))) {
            throw noAction();
        }
        Xml result = switch (operation) {
            case "AssumeRoleWithWebIdentity" -> operations.assumeRoleWithWebIdentity(request, form);
            case "AssumeRole" -> operations.assumeRole(request, form, caller(request, body, Duration.ZERO));
            case "GetSessionToken" -> operations.getSessionToken(form, caller(request, body, Duration.ZERO));
            case "GetCallerIdentity" -> operations.getCallerIdentity(caller(request, body, presigned(request)));
            case "AssumeRoleWithSAML" ->
                throw new StsFault(
                        "InvalidAction",
                        400,
                        "AssumeRoleWithSAML is not available here: no SAML provider can be registered.");
            default -> throw noAction();
        };
        String text = new Xml()
                .root(operation + "Response")
                .open(operation + "Result")
                .then(result)
                .close(operation + "Result")
                .open("ResponseMetadata")
                .element("RequestId", id)
                .close("ResponseMetadata")
                .close(operation + "Response")
                .text();
        return xml(id, 200, text);
    }

    private static Form form(HttpRequest request, byte[] body) throws StsFault {
        return switch (request.method()) {
            case "GET" -> {
                if (body.length > 0) {
                    throw StsFault.malformed("A GET has no body.");
                }
                yield Form.parse(request.query().getBytes(StandardCharsets.UTF_8));
            }
            case "POST" -> {
                if (!isForm(request)) {
                    throw StsFault.malformed("The content type is not " + FORM + ".");
                }
                if (!request.query().isEmpty()) {
                    throw StsFault.malformed("A POST has its members in the body, not in the query.");
                }
                yield Form.parse(body);
            }
            default -> throw new StsFault("InvalidAction", 405, "The method is neither POST nor GET.");
        };
    }

    /** A presigned call can be repeated by who sees its address: taken only where it gives away nothing but a name. */
    private static Duration presigned(HttpRequest request) {
        return request.method().equals("GET") ? PRESIGNED : Duration.ZERO;
    }

    private StsCaller caller(HttpRequest request, byte[] body, Duration presigned) throws StsFault {
        Outcome<StsCaller> caller = SignedForm.of(request, body).then(signed -> callers.verify(signed, presigned));
        Optional<Refusal> refusal = caller.asRefusal();
        if (refusal.isPresent()) {
            throw StsFaults.ofCaller(refusal.get());
        }
        return caller.orElseThrow();
    }

    private static StsFault noAction() {
        return new StsFault("InvalidAction", 400, "Could not find the operation for version " + VERSION);
    }

    private String requestId() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private static HttpResponse error(String id, String type, String code, int status, String message) {
        String text = new Xml()
                .root("ErrorResponse")
                .open("Error")
                .element("Type", type)
                .element("Code", code)
                .element("Message", message)
                .close("Error")
                .element("RequestId", id)
                .close("ErrorResponse")
                .text();
        return xml(id, status, text);
    }

    private static HttpResponse xml(String id, int status, String text) {
        return HttpResponse.text(status, "text/xml", text)
                .with("x-amzn-RequestId", id)
                .with("Cache-Control", "no-store");
    }

    @Override
    public String toString() {
        return "StsEndpoint";
    }

    /** Builds an {@link StsEndpoint}. Not thread-safe. */
    public static final class Builder {
        private final String region;
        private final TokenServices services;
        private final CallerVerifier.Builder callers = CallerVerifier.builder();
        private @Nullable SessionPools pools;
        private @Nullable InstantSource clock;
        private @Nullable SecureRandom random;

        private Builder(String region, TokenServices services) {
            this.region = region;
            this.services = services;
        }

        /** Sets the identity pools whose sessions may call. */
        public Builder pools(SessionPools value) {
            this.pools = value;
            return this;
        }

        /** Adds long-term principals whose roles are in {@code pool}; none unless added. */
        public Builder principals(PoolId pool, LongTermPrincipals value) {
            callers.principals(pool, value);
            return this;
        }

        /**
         * Adds the root user's keys, which can ask who they are; none unless added.
         *
         * @throws IllegalArgumentException if an access key id comes twice
         */
        public Builder rootKeys(Collection<RootKey> keys) {
            callers.rootKeys(keys);
            return this;
        }

        public Builder clock(InstantSource value) {
            this.clock = value;
            return this;
        }

        /** Sets where request ids come from. */
        public Builder random(SecureRandom value) {
            this.random = value;
            return this;
        }

        /** Returns the handler; pools, clock and random must be set. */
        public StsEndpoint build() {
            return new StsEndpoint(this);
        }

        @Override
        public String toString() {
            return "StsEndpoint.Builder[" + region + "]";
        }
    }
}
