package dev.gatehouse.token;

import dev.gatehouse.FamilyId;
import dev.gatehouse.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the tokens of one kind and one issuer. Strict by construction (RFC 8725): everything is demanded unless
 * the builder was told otherwise by name. A refusal is {@code EXPIRED_TOKEN} or {@code NOT_AUTHORIZED} with the one
 * rule that was broken first; the package page lists them. No token makes it throw; an outage of its {@link JwkSource}
 * does. Final, built once, thread-safe; does no I/O unless its source does. The clock is read in milliseconds. A token
 * seen before costs no signature and no allocation; its {@code exp}, its key and its revocation are looked at each time.
 */
public final class TokenVerifier {
    /** The default of {@link Builder#maxLength}, in characters. */
    public static final int DEFAULT_MAX_LENGTH = 16 * 1024;

    private final JwsReader reader;
    private final ClaimRules rules;
    private final @Nullable RevocationView revocations;
    private final MillisClock clock;
    private final int maxLength;
    private final @Nullable VerifiedTokenCache cache;

    private TokenVerifier(Builder builder, JwsReader reader, ClaimRules rules) {
        this.reader = reader;
        this.rules = rules;
        this.revocations = builder.revocations;
        this.clock = new MillisClock(builder.clock);
        this.maxLength = builder.maxLength;
        this.cache = builder.cacheBytes == 0 ? null : new VerifiedTokenCache(builder.cacheBytes);
    }

    /**
     * Returns a builder of a verifier that knows only keys. It sees no revocation: a token passes until its
     * {@code exp}, whatever happened to the user since.
     */
    public static Builder offline(JwkSource keys, InstantSource clock) {
        return new Builder(keys, null, clock);
    }

    /** Returns a builder of a verifier that asks {@code revocations} on every call, and refuses when that is stale. */
    public static Builder revocable(JwkSource keys, RevocationView revocations, InstantSource clock) {
        return new Builder(keys, revocations, clock);
    }

    /**
     * Returns the claims of {@code jwt}, or why it is refused.
     *
     * @throws KeysUnavailableException if the source of keys has never had any and cannot get them now
     */
    public Outcome<VerifiedToken> verify(String jwt) {
        return verify(jwt, Expectations.none());
    }

    /**
     * Returns the claims of {@code jwt}, an ID token that must also meet {@code expected}, or why it is refused.
     *
     * @throws KeysUnavailableException if the source of keys has never had any and cannot get them now
     */
    public Outcome<VerifiedToken> verify(String jwt, Expectations expected) {
        if (jwt.length() > maxLength) {
            return TokenRule.LENGTH.refused();
        }
        Instant now = clock.now();
        try {
            VerifiedTokenCache.Entry seen = seenBefore(jwt, now);
            VerifiedToken verified = seen == null ? rules.check(reader.read(jwt), now) : seen.verified();
            FamilyId family = seen == null ? verified.familyOrNull() : seen.family();
            TokenRule broken = brokenAround(verified, family, expected, now);
            if (broken != null) {
                return broken.refused();
            }
            if (seen != null) {
                return seen.outcome();
            }
            Outcome<VerifiedToken> outcome = Outcome.success(verified);
            if (cache != null) {
                Instant overFrom = rules.overFrom(verified.expiresAt());
                cache.put(new VerifiedTokenCache.Entry(jwt, verified, overFrom, outcome));
            }
            return outcome;
        } catch (TokenFault fault) {
            return fault.rule().refused();
        }
    }

    private VerifiedTokenCache.@Nullable Entry seenBefore(String jwt, Instant now) throws TokenFault {
        VerifiedTokenCache.Entry seen = cache == null ? null : cache.find(jwt);
        if (seen == null || cache == null) {
            return null;
        }
        if (seen.isOver(now)) {
            cache.remove(seen);
            throw new TokenFault(TokenRule.EXPIRED);
        }
        VerificationKey key = reader.key(seen.header()).orElse(null);
        if (!seen.key().equals(key)) {
            cache.remove(seen);
            return null;
        }
        return seen;
    }

    private @Nullable TokenRule brokenAround(
            VerifiedToken token, @Nullable FamilyId family, Expectations expected, Instant now) {
        TokenRule broken = expected.broken(token);
        if (broken != null || revocations == null) {
            return broken;
        }
        if (revocations.isStale(now)) {
            return TokenRule.STALE;
        }
        return family != null && revocations.isRevoked(family) ? TokenRule.REVOKED : null;
    }

    @Override
    public String toString() {
        return "TokenVerifier[" + (revocations == null ? "offline" : "revocable") + "]";
    }

    /** Collects what a verifier demands. Not thread-safe. */
    public static final class Builder {
        private static final Duration MOST_TOLERANCE = Duration.ofSeconds(60);
        private static final int MOST_LENGTH = 1024 * 1024;

        private final JwkSource keys;
        private final @Nullable RevocationView revocations;
        private final InstantSource clock;
        private final Set<SigningAlgorithm> algorithms = EnumSet.noneOf(SigningAlgorithm.class);
        private @Nullable TokenKind kind;
        private @Nullable String issuer;
        private @Nullable String audience;
        private Set<String> clients = Set.of();
        private boolean anyClient;
        private boolean missingKeyIdAllowed;
        private Duration tolerance = Duration.ofSeconds(5);
        private @Nullable Duration longestLife;
        private int maxLength = DEFAULT_MAX_LENGTH;
        private long cacheBytes = 16L * 1024 * 1024;

        private Builder(JwkSource keys, @Nullable RevocationView revocations, InstantSource clock) {
            this.keys = keys;
            this.revocations = revocations;
            this.clock = clock;
        }

        /** Demands tokens of this kind. Required. */
        public Builder kind(TokenKind demanded) {
            this.kind = demanded;
            return this;
        }

        /** Allows these algorithms and no others, whatever a token says. Required. */
        public Builder algorithms(SigningAlgorithm first, SigningAlgorithm... more) {
            algorithms.clear();
            algorithms.addAll(EnumSet.of(first, more));
            return this;
        }

        /** Demands exactly this {@code iss}, compared by character. Required but for client assertions. */
        public Builder issuer(String demanded) {
            this.issuer = demanded;
            return this;
        }

        /**
         * Demands one of these app clients: in {@code client_id} of an access token, {@code aud} of an ID or logout
         * token, {@code iss} and {@code sub} of a client assertion. Required unless {@link #anyClient}.
         */
        public Builder clients(String... demanded) {
            this.clients = Set.of(demanded);
            return this;
        }

        /** Lets access tokens of every client of the issuer through; the caller looks at {@code client_id}. */
        public Builder anyClient() {
            this.anyClient = true;
            return this;
        }

        /**
         * Demands that {@code aud} of an access token names this resource; for a client assertion, required, the only
         * audience: our issuer.
         */
        public Builder audience(String demanded) {
            this.audience = demanded;
            return this;
        }

        /** Lets tokens without {@code kid} through if the source has only one key for their algorithm. */
        public Builder allowMissingKeyId() {
            this.missingKeyIdAllowed = true;
            return this;
        }

        /** Sets how far the issuer's clock may be off: 0 to 60 seconds, 5 by default. */
        public Builder clockTolerance(Duration allowed) {
            if (allowed.isNegative() || allowed.compareTo(MOST_TOLERANCE) > 0) {
                throw new IllegalArgumentException("a clock tolerance is 0 to 60 seconds");
            }
            this.tolerance = allowed;
            return this;
        }

        /** Refuses tokens that end later than this from now; 10 minutes for client assertions unless set, else no limit. */
        public Builder longestLife(Duration limit) {
            if (limit.isNegative() || limit.isZero()) {
                throw new IllegalArgumentException("a life is positive");
            }
            this.longestLife = limit;
            return this;
        }

        /** Refuses longer tokens before anything is decoded: 1 to 1,048,576 characters. */
        public Builder maxLength(int characters) {
            if (characters < 1 || characters > MOST_LENGTH) {
                throw new IllegalArgumentException("a length limit is 1 to 1,048,576 characters");
            }
            this.maxLength = characters;
            return this;
        }

        /** Sets the size of the verified-token cache, about, in bytes; 16 MiB by default, 0 for none. */
        public Builder cacheBytes(long bytes) {
            if (bytes < 0) {
                throw new IllegalArgumentException("a cache has no negative size");
            }
            this.cacheBytes = bytes;
            return this;
        }

        /**
         * Returns the verifier.
         *
         * @throws IllegalStateException if something required is missing, or {@link #anyClient} is combined with a
         *     kind other than access tokens or with {@link #clients}
         */
        public TokenVerifier build() {
            TokenKind demanded = kind;
            require(demanded != null && !algorithms.isEmpty(), "kind and algorithms are required");
            boolean assertion = demanded == TokenKind.CLIENT_ASSERTION;
            require(assertion ? audience != null : issuer != null, "the issuer (our own, as audience) is required");
            require(anyClient == clients.isEmpty(), "name the clients, or say anyClient()");
            require(!anyClient || demanded == TokenKind.ACCESS, "anyClient() is for access tokens");
            require(
                    audience == null || assertion || demanded == TokenKind.ACCESS,
                    "audience() is for access tokens and client assertions");
            if (demanded == null) {
                throw new IllegalStateException("kind is required");
            }
            Duration life = longestLife == null && assertion ? Duration.ofMinutes(10) : longestLife;
            return new TokenVerifier(
                    this,
                    new JwsReader(keys, EnumSet.copyOf(algorithms), demanded.types(), missingKeyIdAllowed),
                    new ClaimRules(demanded, issuer, clients, anyClient, audience, tolerance, life));
        }

        private static void require(boolean holds, String message) {
            if (!holds) {
                throw new IllegalStateException(message);
            }
        }
    }
}
