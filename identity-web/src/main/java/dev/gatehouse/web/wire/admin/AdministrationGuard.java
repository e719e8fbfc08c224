package dev.gatehouse.web.wire.admin;

import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.credentials.signature.SignatureSettings;
import dev.gatehouse.credentials.signature.SignatureVerifier;
import dev.gatehouse.credentials.sts.CallerPolicies;
import dev.gatehouse.credentials.sts.CallerVerifier;
import dev.gatehouse.credentials.sts.LongTermPrincipals;
import dev.gatehouse.credentials.sts.RootKey;
import dev.gatehouse.credentials.sts.SessionPools;
import dev.gatehouse.credentials.sts.StsCaller;
import dev.gatehouse.credentials.sts.VendedSession;
import dev.gatehouse.policy.Decision;
import dev.gatehouse.web.internal.signed.Fault;
import dev.gatehouse.web.internal.signed.SignedForm;
import dev.gatehouse.web.wire.Authorization;
import dev.gatehouse.web.wire.AuthorizationOutcome;
import dev.gatehouse.web.wire.SignedCall;
import dev.gatehouse.web.wire.WireError;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides on signed operations by Signature Version 4 and the caller's policies; the package's page has the rules and the
 * errors. Logs who was denied what, with ids. Thread-safe.
 */
public final class AdministrationGuard implements Authorization {
    /** The services whose operations are signed. */
    public static final Set<String> SERVICES = Set.of("cognito-idp", "cognito-identity");

    private static final Logger LOG = LoggerFactory.getLogger(AdministrationGuard.class);

    private final String region;
    private final Map<String, CallerVerifier> callers = new TreeMap<>();
    private final CallerPolicies policies;

    private AdministrationGuard(Builder builder) {
        this.region = builder.region;
        InstantSource clock = Objects.requireNonNull(builder.clock, "clock");
        this.policies = new CallerPolicies(clock);
        for (String service : SERVICES) {
            SignatureSettings settings =
                    SignatureSettings.service(service, region).build();
            CallerVerifier.Builder verifier = CallerVerifier.builder()
                    .pools(Objects.requireNonNull(builder.pools, "pools"))
                    .signatures(new SignatureVerifier(settings, clock))
                    .rootKeys(builder.rootKeys)
                    .clock(clock);
            builder.principals.forEach(verifier::principals);
            callers.put(service, verifier.build());
        }
    }

    /**
     * Returns a builder.
     *
     * @param region that clients sign for, such as {@code eu-west-1}
     */
    public static Builder builder(String region) {
        return new Builder(region);
    }

    /**
     * Decides on a call; the package's page has the errors.
     *
     * @throws IllegalArgumentException if the call is of a service that is not among {@link #SERVICES}
     * @throws dev.gatehouse.spi.StoreException if the caller's role cannot be read
     */
    @Override
    public AuthorizationOutcome authorize(SignedCall call) {
        CallerVerifier verifier = callers.get(call.service());
        if (verifier == null) {
            throw new IllegalArgumentException("no signed operations in this service");
        }
        return SignedForm.of(call.request(), call.body())
                .then(verifier::verify)
                .fold(caller -> decide(call, caller), refusal -> denied(error(Fault.of(refusal))));
    }

    private AuthorizationOutcome decide(SignedCall call, StsCaller caller) {
        String resource = call.resource(); // not before the caller is known: it may read the stores
        Outcome<Decision> decision =
                policies.decide(caller, call.action(), resource, SignedForm.context(call.request(), region));
        if (decision.map(Decision::allowed).fold(allowed -> allowed, refusal -> false)) {
            return new AuthorizationOutcome.Permitted(caller.identity());
        }
        LOG.info("denied {} to {}: {}", call.action(), role(caller), reason(decision));
        return denied(WireError.of(
                "AccessDeniedException",
                403,
                "User: " + caller.identity().arn() + " is not authorized to perform: " + call.action()
                        + " on resource: " + resource));
    }

    /** The name of a session is its bearer's choice, and may be an address: what is logged is its role. */
    private static String role(StsCaller caller) {
        return caller.session()
                .map(VendedSession::roleArn)
                .orElseGet(() -> caller.identity().arn());
    }

    /** For the operator: the caller is not told which policy it was. */
    private static String reason(Outcome<Decision> decision) {
        return decision.fold(Decision::summary, Object::toString);
    }

    private static AuthorizationOutcome denied(WireError error) {
        return new AuthorizationOutcome.Denied(error);
    }

    private static WireError error(Fault fault) {
        return switch (fault) {
            case MISSING -> WireError.of("MissingAuthenticationTokenException", 400, fault.message());
            case INCOMPLETE, PRESIGNED -> WireError.of("IncompleteSignatureException", 400, fault.message());
            case MISMATCH, SCOPE, CLOCK, UNSIGNED -> WireError.of("InvalidSignatureException", 400, fault.message());
            case UNKNOWN_CLIENT -> WireError.of("UnrecognizedClientException", 400, fault.message());
            case EXPIRED -> WireError.of("ExpiredTokenException", 400, fault.message());
            case BUSY -> WireError.of("TooManyRequestsException", 429, fault.message());
        };
    }

    @Override
    public String toString() {
        return "AdministrationGuard[" + region + "]";
    }

    /** Builds an {@link AdministrationGuard}. Not thread-safe. */
    public static final class Builder {
        private final String region;
        private final List<RootKey> rootKeys = new ArrayList<>();
        private final Map<PoolId, LongTermPrincipals> principals = new LinkedHashMap<>();
        private @Nullable SessionPools pools;
        private @Nullable InstantSource clock;

        private Builder(String region) {
            this.region = region;
        }

        /** Sets the identity pools whose sessions are taken, such as those of a directory. */
        public Builder pools(SessionPools value) {
            this.pools = value;
            return this;
        }

        /** Adds the root user's keys: two while they are rotated; none unless added. */
        public Builder rootKeys(Collection<RootKey> keys) {
            rootKeys.addAll(keys);
            return this;
        }

        /** Adds long-term principals whose roles are in {@code pool}; none unless added. */
        public Builder principals(PoolId pool, LongTermPrincipals value) {
            principals.put(pool, value);
            return this;
        }

        public Builder clock(InstantSource value) {
            this.clock = value;
            return this;
        }

        /**
         * Returns the guard; pools and clock must be set.
         *
         * @throws IllegalArgumentException if the region is none, or a root key's access key id comes twice
         */
        public AdministrationGuard build() {
            return new AdministrationGuard(this);
        }

        @Override
        public String toString() {
            return "AdministrationGuard.Builder[" + region + "]";
        }
    }
}
