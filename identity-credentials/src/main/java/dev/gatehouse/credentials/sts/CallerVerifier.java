package dev.gatehouse.credentials.sts;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.Refusal;
import dev.gatehouse.credentials.signature.PresentedSignature;
import dev.gatehouse.credentials.signature.SignatureVerifier;
import dev.gatehouse.credentials.signature.SignedRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says who signed a request to one service of the application: a session of any of its identity pools, a long-term
 * principal, or the root user. What the caller may do is for {@link CallerPolicies} to say. Thread-safe.
 */
public final class CallerVerifier {
    private static final String EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final String CONTENT_SHA256 = "x-amz-content-sha256";

    private final SessionPools pools;
    private final SignatureVerifier signatures;
    private final SessionVerifier sessions;
    private final Map<PoolId, LongTermPrincipals> principals;
    private final Map<String, RootKey> rootKeys;

    private CallerVerifier(Builder builder) {
        this.pools = Objects.requireNonNull(builder.pools, "pools");
        this.signatures = Objects.requireNonNull(builder.signatures, "signatures");
        this.sessions = new SessionVerifier(pools, signatures, Objects.requireNonNull(builder.clock, "clock"));
        this.principals = new LinkedHashMap<>(builder.principals);
        this.rootKeys = Map.copyOf(builder.rootKeys);
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Says who signed a request in its header. The body is part of what was signed: it must be the one whose digest the
     * request carries as {@link SignedRequest#bodyDigest()}, or empty.
     *
     * @return the caller, or a refusal as of {@link SessionVerifier#verify}, or {@code NOT_AUTHORIZED} with
     *     {@code sts.access-key-id} (nobody's key) or {@code sts.principal-role} (the principal's role is gone),
     *     {@code ACCESS_DENIED} with {@code sigv4.presigned}, {@code SIGNATURE_DOES_NOT_MATCH} with {@code sigv4.body}
     * @throws dev.gatehouse.spi.StoreException if the role cannot be read
     */
    public Outcome<StsCaller> verify(SignedRequest request) {
        return verify(request, Duration.ZERO);
    }

    /**
     * As {@link #verify(SignedRequest)}, taking presigned requests too, where their life is at most {@code presigned}:
     * only for what may be repeated by whoever sees its address.
     */
    public Outcome<StsCaller> verify(SignedRequest request, Duration presigned) {
        return signatures.read(request).then(claim -> {
            if (claim.life().filter(life -> life.compareTo(presigned) > 0).isPresent()) {
                return refused(ErrorCode.ACCESS_DENIED, "sigv4.presigned");
            }
            return bodySigned(request) ? caller(claim) : refused(ErrorCode.SIGNATURE_DOES_NOT_MATCH, "sigv4.body");
        });
    }

    /** A digest that the client sent beside the body is what is signed, so it must be the body's. */
    private static boolean bodySigned(SignedRequest request) {
        String digest = request.bodyDigest().orElse(EMPTY_SHA256);
        return request.header(CONTENT_SHA256).stream()
                        .allMatch(given -> given.strip().equals(digest))
                && request.parameters().stream()
                        .filter(parameter -> parameter.name().equalsIgnoreCase(CONTENT_SHA256))
                        .allMatch(parameter -> parameter.value().equals(digest));
    }

    private Outcome<StsCaller> caller(PresentedSignature claim) {
        RootKey root = rootKeys.get(claim.accessKeyId());
        if (root != null) {
            return claim.sessionToken().isPresent()
                    ? refused(ErrorCode.NOT_AUTHORIZED, "sts.access-key-id")
                    : signatures.verify(claim, root.secretKey()).map(verified -> StsCaller.of(verified, root));
        }
        return claim.accessKeyId().startsWith("AKIA")
                ? longTerm(claim)
                : sessions.verify(claim).map(StsCaller::of);
    }

    private Outcome<StsCaller> longTerm(PresentedSignature claim) {
        if (claim.sessionToken().isEmpty()) {
            for (Map.Entry<PoolId, LongTermPrincipals> known : principals.entrySet()) {
                Optional<LongTermPrincipal> principal = known.getValue().find(claim.accessKeyId());
                if (principal.isPresent()) {
                    return longTerm(claim, known.getKey(), principal.get());
                }
            }
        }
        return refused(ErrorCode.NOT_AUTHORIZED, "sts.access-key-id");
    }

    private Outcome<StsCaller> longTerm(PresentedSignature claim, PoolId id, LongTermPrincipal principal) {
        return signatures
                .verify(claim, principal.secretKey())
                .then(verified -> pools.of(id)
                        .flatMap(pool -> pool.roles()
                                .find(principal.role())
                                .map(role -> StsCaller.of(verified, pool, principal, role)))
                        .map(Outcome::success)
                        .orElseGet(() -> refused(ErrorCode.NOT_AUTHORIZED, "sts.principal-role")));
    }

    private static <T> Outcome<T> refused(ErrorCode code, String rule) {
        return Outcome.refused(Refusal.of(code, rule));
    }

    @Override
    public String toString() {
        return "CallerVerifier[" + pools + ", " + principals.size() + " pools with principals, " + rootKeys.size()
                + " root keys]";
    }

    /** Builds a {@link CallerVerifier}. Not thread-safe. */
    public static final class Builder {
        private final Map<PoolId, LongTermPrincipals> principals = new LinkedHashMap<>();
        private final Map<String, RootKey> rootKeys = new HashMap<>();
        private @Nullable SessionPools pools;
        private @Nullable SignatureVerifier signatures;
        private @Nullable InstantSource clock;

        private Builder() {}

        /** Sets the pools whose sessions are taken. */
        public Builder pools(SessionPools value) {
            this.pools = value;
            return this;
        }

        /** Sets what verifies signatures, for the region and the service that is called. */
        public Builder signatures(SignatureVerifier value) {
            this.signatures = value;
            return this;
        }

        /** Adds long-term principals whose roles are in {@code pool}; none unless added. */
        public Builder principals(PoolId pool, LongTermPrincipals value) {
            principals.put(pool, value);
            return this;
        }

        /**
         * Adds the root user's keys: two while they are rotated; none unless added.
         *
         * @throws IllegalArgumentException if an access key id comes twice
         */
        public Builder rootKeys(Collection<RootKey> keys) {
            for (RootKey key : keys) {
                if (rootKeys.put(key.accessKeyId(), key) != null) {
                    throw new IllegalArgumentException("a root key's access key id comes twice");
                }
            }
            return this;
        }

        public Builder clock(InstantSource value) {
            this.clock = value;
            return this;
        }

        /** Returns the verifier; pools, signatures and clock must be set. */
        public CallerVerifier build() {
            return new CallerVerifier(this);
        }

        @Override
        public String toString() {
            return "CallerVerifier.Builder";
        }
    }
}
