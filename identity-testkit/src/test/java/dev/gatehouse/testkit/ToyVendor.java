package dev.gatehouse.testkit;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.Secret;
import dev.gatehouse.policy.PolicyDocument;
import dev.gatehouse.spi.VendorException;
import dev.gatehouse.spi.credential.CredentialVendor;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import dev.gatehouse.spi.credential.VendingRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** A vendor whose target is a map, with one defect. */
final class ToyVendor implements CredentialVendor {
    static final String PROOF = "canary-proof";

    private final VendorDefect defect;
    private final InstantSource clock;
    private final boolean down;
    private final Map<String, VendedGrant> target = new ConcurrentHashMap<>();
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicReference<VendingRequest> latest = new AtomicReference<>();
    private final AtomicReference<VendingRequest> first = new AtomicReference<>();
    private volatile String lastSecret = "";

    ToyVendor(VendorDefect defect, InstantSource clock, boolean down) {
        this.defect = defect;
        this.clock = clock;
        this.down = down;
    }

    VendedGrant granted(TemporaryCredentials credentials) {
        return Objects.requireNonNull(target.get(credentials.accessKeyId()));
    }

    @Override
    public Outcome<TemporaryCredentials> vend(VendingRequest asked) {
        if (down) {
            return outage();
        }
        Optional<Refusal> fault = fault(asked);
        if (fault.isPresent()) {
            return Outcome.refused(fault.get());
        }
        VendingRequest request = seen(asked);
        int n = made.incrementAndGet();
        String id = "TOY" + (defect == VendorDefect.REPEATS_THE_KEY_ID ? 0 : n);
        String secret = "a secret of the toy " + n;
        if (defect == VendorDefect.SECRET_FROM_THE_REQUEST) {
            secret = "a secret of " + request.identity();
        } else if (defect == VendorDefect.HALF_A_CREDENTIAL) {
            secret = "~" + n;
        }
        lastSecret = secret;
        target.put(id, held(request));
        return Outcome.success(TemporaryCredentials.of(
                id, Secret.of(secret), Secret.of("a token of the toy " + n), expiration(request)));
    }

    private Outcome<TemporaryCredentials> outage() {
        return switch (defect) {
            case OUTAGE_AS_DENIAL -> Outcome.refused(ErrorCode.ACCESS_DENIED);
            case OUTAGE_TELLS_THE_PROOF ->
                throw new VendorException("the toy is down", new IllegalStateException("sent " + PROOF));
            default -> throw new VendorException("the toy is down");
        };
    }

    private Optional<Refusal> fault(VendingRequest request) {
        boolean tooLong = request.duration().compareTo(Duration.ofHours(12)) > 0;
        boolean tooShort = request.duration().compareTo(Duration.ofMinutes(15)) < 0;
        if (tooShort || (tooLong && defect != VendorDefect.BENDS_THE_DURATION)) {
            return Optional.of(Refusal.of(ErrorCode.INVALID_PARAMETER, "toy.duration"));
        }
        if (!request.sessionName().matches("[\\w+=,.@-]{2,64}")) {
            String rule = defect == VendorDefect.ECHOES_THE_SESSION_NAME
                    ? "toy.session-name " + request.sessionName()
                    : "toy.session-name";
            return Optional.of(Refusal.of(ErrorCode.INVALID_PARAMETER, rule));
        }
        return defect == VendorDefect.TAKES_ANY_POLICY
                ? Optional.empty()
                : request.sessionPolicy()
                        .flatMap(policy -> PolicyDocument.parse(policy).asRefusal());
    }

    private VendingRequest seen(VendingRequest request) {
        first.compareAndSet(null, request);
        latest.set(request);
        if (defect == VendorDefect.SHARES_STATE_BETWEEN_THREADS) {
            LockSupport.parkNanos(100_000);
            return Objects.requireNonNull(latest.get());
        }
        return defect == VendorDefect.ONE_IDENTITY_FOR_ALL
                ? VendingRequest.builder()
                        .pool(request.pool(), 0)
                        .identity(Objects.requireNonNull(first.get()).identity(), 0)
                        .role(request.role(), request.roleArn(), request.roleIncarnation(), 0)
                        .sessionPolicy(request.sessionPolicy())
                        .principalTags(request.principalTags())
                        .sharedSessionPolicies(request.sharedSessionPolicies())
                        .scopedDown(request.scopedDown())
                        .sourceIdentity(request.sourceIdentity())
                        .duration(request.duration())
                        .build()
                : request;
    }

    private VendedGrant held(VendingRequest request) {
        Map<String, String> tags = new TreeMap<>();
        request.principalTags()
                .forEach((name, value) ->
                        tags.put(defect == VendorDefect.FOLDS_TAG_NAMES ? name.toLowerCase(Locale.ROOT) : name, value));
        return VendedGrant.of(
                        request.identity(),
                        defect == VendorDefect.ANOTHER_ROLE ? request.roleArn() + "s" : request.roleArn(),
                        defect == VendorDefect.DROPS_THE_POLICY ? Optional.empty() : request.sessionPolicy(),
                        defect == VendorDefect.DROPS_THE_TAGS ? Map.of() : tags)
                .with(
                        defect == VendorDefect.DROPS_SHARED_POLICIES ? Set.of() : request.sharedSessionPolicies(),
                        request.scopedDown() && defect != VendorDefect.DROPS_THE_SCOPE_DOWN,
                        defect == VendorDefect.DROPS_THE_SOURCE_IDENTITY ? Optional.empty() : request.sourceIdentity());
    }

    private Instant expiration(VendingRequest request) {
        return switch (defect) {
            case OUTLIVES_THE_REQUEST ->
                clock.instant().plus(request.duration()).plusSeconds(60);
            case EXPIRED_AT_BIRTH -> clock.instant();
            default -> clock.instant().plus(request.duration());
        };
    }

    @Override
    public String toString() {
        return "ToyVendor[" + (defect == VendorDefect.PRINTS_THE_LAST_SECRET ? lastSecret : "") + "]";
    }
}
