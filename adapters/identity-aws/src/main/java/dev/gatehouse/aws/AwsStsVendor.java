package dev.gatehouse.aws;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.RoleName;
import dev.gatehouse.Secret;
import dev.gatehouse.spi.VendorException;
import dev.gatehouse.spi.credential.CredentialVendor;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import dev.gatehouse.spi.credential.VendingRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Vends credentials of an outside STS by {@code AssumeRoleWithWebIdentity}; see the package's page for settings,
 * refusals and limits. It decides nothing and keeps nothing. Thread-safe; a call blocks for at most the deadline.
 */
public final class AwsStsVendor implements CredentialVendor {
    private static final Duration MIN_DURATION = Duration.ofMinutes(15);
    private static final Duration MAX_DURATION = Duration.ofHours(12);
    private static final Duration MOST_PATIENCE = Duration.ofSeconds(60);
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(60);
    private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");
    private static final int MAX_FORM = 128 * 1024;

    private final StsExchange exchange;
    private final WebIdentityTokenSource tokens;
    private final Map<RoleName, String> roleArns;
    private final InstantSource clock;

    private AwsStsVendor(Builder builder, HttpClient client) {
        this.exchange = new StsExchange(
                new StsEndpoint(builder.endpoint, client),
                builder.deadline,
                builder.attemptTimeout,
                builder.attempts,
                builder.pace,
                builder.random);
        this.tokens = builder.tokens;
        this.roleArns = Map.copyOf(builder.roleArns);
        this.clock = builder.clock;
    }

    /**
     * Returns a builder.
     *
     * @param endpoint where the STS listens, such as {@code https://sts.eu-west-1.amazonaws.com/}
     * @param tokens gives the token of the identity
     * @param clock judges the expiration that the STS answers
     * @param random spreads repeated attempts over time
     */
    public static Builder builder(
            URI endpoint, WebIdentityTokenSource tokens, InstantSource clock, SecureRandom random) {
        return new Builder(endpoint, tokens, clock, random);
    }

    /**
     * Returns credentials that the STS made, or its refusal.
     *
     * @throws VendorException if it did not answer within the deadline, or answered nonsense
     */
    @Override
    public Outcome<TemporaryCredentials> vend(VendingRequest request) {
        Duration duration = request.duration();
        if (duration.compareTo(MIN_DURATION) < 0 || duration.compareTo(MAX_DURATION) > 0) {
            return Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, "sts.duration"));
        }
        if (!SESSION_NAME.matcher(request.sessionName()).matches()) {
            return Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, "sts.session-name"));
        }
        Optional<Refusal> unsupported = unsupported(request);
        return unsupported.isPresent()
                ? Outcome.refused(unsupported.get())
                : tokens.token(request).then(token -> exchange(request, token));
    }

    /** What the call cannot express must not get lost on the way: an STS knows nothing of policies that we keep. */
    private static Optional<Refusal> unsupported(VendingRequest request) {
        if (!request.sharedSessionPolicies().isEmpty()) {
            return Optional.of(Refusal.of(ErrorCode.UNSUPPORTED_OPERATION, "sts.shared-session-policies"));
        }
        if (request.scopedDown()) {
            return Optional.of(Refusal.of(ErrorCode.UNSUPPORTED_OPERATION, "sts.scope-down"));
        }
        return request.chained() || request.userName().isPresent()
                ? Optional.of(Refusal.of(ErrorCode.UNSUPPORTED_OPERATION, "sts.web-identity-only"))
                : Optional.empty();
    }

    private Outcome<TemporaryCredentials> exchange(VendingRequest request, Secret token) {
        Optional<byte[]> bytes = StsForm.token(token);
        if (bytes.isEmpty()) {
            throw new VendorException("the token source gave no token in compact form");
        }
        if (!Carried.in(bytes.get()).equals(Optional.of(Carried.by(request)))) {
            Arrays.fill(bytes.get(), (byte) 0);
            return Outcome.refused(Refusal.of(ErrorCode.INVALID_IDENTITY_POOL_CONFIGURATION, "sts.session-tags"));
        }
        String roleArn = roleArns.getOrDefault(request.role(), request.roleArn());
        byte[] form = StsForm.encode(request, roleArn, bytes.get());
        try {
            if (form.length > MAX_FORM) {
                return Outcome.refused(Refusal.of(ErrorCode.PACKED_POLICY_TOO_LARGE, "sts.packed-policy"));
            }
            return exchange.send(form).map(vended -> inTime(vended, request.duration()));
        } finally {
            Arrays.fill(form, (byte) 0);
            Arrays.fill(bytes.get(), (byte) 0);
        }
    }

    private TemporaryCredentials inTime(TemporaryCredentials vended, Duration asked) {
        Instant now = clock.instant();
        if (!vended.expiration().isAfter(now)
                || vended.expiration().isAfter(now.plus(asked).plus(CLOCK_TOLERANCE))) {
            throw new VendorException("the STS vended credentials that do not end when they should");
        }
        return vended;
    }

    @Override
    public String toString() {
        return "AwsStsVendor[" + exchange.host() + "]";
    }

    /** Builds an {@link AwsStsVendor}. Not thread-safe. */
    public static final class Builder {
        private final URI endpoint;
        private final WebIdentityTokenSource tokens;
        private final InstantSource clock;
        private final SecureRandom random;
        private final Map<RoleName, String> roleArns = new HashMap<>();
        private @Nullable HttpClient client;
        private boolean plainLoopback;
        private Duration deadline = Duration.ofSeconds(10);
        private Duration attemptTimeout = Duration.ofSeconds(3);
        private int attempts = 4;
        private Pace pace = Pace.real();

        private Builder(URI endpoint, WebIdentityTokenSource tokens, InstantSource clock, SecureRandom random) {
            this.endpoint = endpoint;
            this.tokens = tokens;
            this.clock = clock;
            this.random = random;
        }

        /** Uses the application's client: its proxy, its trust store, its executor. It must not follow redirects. */
        public Builder client(HttpClient value) {
            this.client = value;
            return this;
        }

        /** Allows {@code http} to {@code localhost}, {@code 127.0.0.0/8} or {@code [::1]}: tests, or a local proxy. */
        public Builder allowPlainLoopback() {
            this.plainLoopback = true;
            return this;
        }

        /** Names the role to the STS: its account, path or name differ there. */
        public Builder roleArn(RoleName role, String arn) {
            roleArns.put(role, arn);
            return this;
        }

        /** Sets how long all attempts and pauses may take together; 10 s unless set, at most 60 s. */
        public Builder deadline(Duration value) {
            this.deadline = value;
            return this;
        }

        /** Sets how long one attempt may take; 3 s unless set, at most 60 s. */
        public Builder attemptTimeout(Duration value) {
            this.attemptTimeout = value;
            return this;
        }

        /** Sets how often to try at most; 4 unless set, 1 to 10. */
        public Builder attempts(int value) {
            this.attempts = value;
            return this;
        }

        Builder pace(Pace value) {
            this.pace = value;
            return this;
        }

        /**
         * Returns the vendor.
         *
         * @throws IllegalArgumentException if the endpoint is not safe for a token, the client follows redirects, or
         *     a limit is out of bounds
         */
        public AwsStsVendor build() {
            if (!StsEndpoint.isSafe(endpoint, plainLoopback)) {
                throw new IllegalArgumentException(
                        "an STS is called by https, or by http on this machine after allowPlainLoopback()");
            }
            if (outOfBounds(deadline) || outOfBounds(attemptTimeout) || attempts < 1 || attempts > 10) {
                throw new IllegalArgumentException("times are 1 ms to 60 s, attempts 1 to 10");
            }
            HttpClient used = client;
            if (used == null) {
                used = HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(attemptTimeout)
                        .build();
            }
            if (used.followRedirects() != HttpClient.Redirect.NEVER) {
                throw new IllegalArgumentException("the client must not follow redirects: they would see the token");
            }
            return new AwsStsVendor(this, used);
        }

        private static boolean outOfBounds(Duration duration) {
            return duration.toMillis() < 1 || duration.compareTo(MOST_PATIENCE) > 0;
        }
    }
}
