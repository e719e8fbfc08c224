package dev.gatehouse.credentials.sts;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.Secret;
import dev.gatehouse.policy.PolicyDocument;
import dev.gatehouse.seal.SealPurpose;
import dev.gatehouse.seal.Sealer;
import dev.gatehouse.spi.credential.CredentialVendor;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import dev.gatehouse.spi.credential.VendingRequest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Vends temporary credentials without storing anything: {@code ASIA} and 16 characters of {@code [A-Z2-7]}, a secret of
 * 40 characters, a session token of at most 4,096. It decides nothing: whoever calls it has evaluated the trust policy
 * and read the identity, and hands over epochs read before. Does no I/O. Thread-safe.
 */
public final class LocalSts implements CredentialVendor {
    /** The shortest session. */
    public static final Duration MIN_DURATION = Duration.ofMinutes(15);

    /** The longest session of a role. */
    public static final Duration MAX_DURATION = Duration.ofHours(12);

    /** The longest own session of a long-term principal. */
    public static final Duration MAX_USER_DURATION = Duration.ofHours(36);

    private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");

    private final StsKeys keys;
    private final Sealer sealer;
    private final SecureRandom random;
    private final InstantSource clock;

    /** Returns a vendor. */
    public LocalSts(StsKeys keys, Sealer sealer, SecureRandom random, InstantSource clock) {
        this.keys = keys;
        this.sealer = sealer;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Returns credentials of the decision, from now on, in whole seconds.
     *
     * @return the credentials, or {@code INVALID_PARAMETER} with {@code sts.duration} or {@code sts.session-name}, or
     *     {@code MALFORMED_POLICY_DOCUMENT} for a session policy that the guard could not read, or
     *     {@code PACKED_POLICY_TOO_LARGE} if session policy, tags and context do not fit
     */
    @Override
    public Outcome<TemporaryCredentials> vend(VendingRequest request) {
        Duration duration = request.duration();
        if (duration.compareTo(MIN_DURATION) < 0 || duration.compareTo(longest(request)) > 0) {
            return Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, "sts.duration"));
        }
        if (!SESSION_NAME.matcher(request.sessionName()).matches()) {
            return Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, "sts.session-name"));
        }
        Optional<Refusal> malformed = request.sessionPolicy()
                .flatMap(policy -> PolicyDocument.parse(policy).asRefusal());
        if (malformed.isPresent()) {
            return Outcome.refused(malformed.get());
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant expiration = now.plus(duration).truncatedTo(ChronoUnit.SECONDS);
        String accessKeyId = TokenFormat.newAccessKeyId(random);
        int generation = keys.current();
        byte[] claims = new SessionClaims(request, now, expiration).toBytes();
        byte[] sealed = sealer.seal(
                SealPurpose.SESSION_TOKEN, request.pool(), TokenFormat.row(generation, accessKeyId), claims);
        String token = TokenFormat.encode(request.pool(), generation, sealed);
        if (token.length() > TokenFormat.MAX_TOKEN) {
            return Outcome.refused(Refusal.of(ErrorCode.PACKED_POLICY_TOO_LARGE, "sts.token-size"));
        }
        byte[] key = Objects.requireNonNull(keys.key(generation), "the ring always holds its current key");
        return Outcome.success(TemporaryCredentials.of(
                accessKeyId, TokenFormat.secretKey(key, accessKeyId, token), Secret.of(token), expiration));
    }

    private static Duration longest(VendingRequest request) {
        return request.userName().isPresent() ? MAX_USER_DURATION : MAX_DURATION;
    }

    @Override
    public String toString() {
        return "LocalSts[" + keys + "]";
    }
}
