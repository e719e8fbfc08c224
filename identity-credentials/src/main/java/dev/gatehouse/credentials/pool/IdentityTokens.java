package dev.gatehouse.credentials.pool;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.IdentityId;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.credentials.internal.identity.Found;
import dev.gatehouse.credentials.internal.identity.IdentityReader;
import dev.gatehouse.seal.Sealer;
import dev.gatehouse.spi.key.PoolKeys;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.token.IdToken;
import dev.gatehouse.token.SigningEngine;
import dev.gatehouse.token.TokenKind;
import dev.gatehouse.token.TokenSigner;
import dev.gatehouse.token.TokenVerifier;
import dev.gatehouse.token.VerifiedToken;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An identity pool's own OpenID tokens: what it signs, what it publishes, and what the STS's
 * {@code AssumeRoleWithWebIdentity} verifies. The keys are the pool's own, made when the first token is asked for.
 * Thread-safe.
 */
public final class IdentityTokens {
    /** The provider's name in trust policies, and of these tokens among the logins. */
    public static final String PROVIDER = "cognito-identity.amazonaws.com";

    /** The longest life of a token. */
    public static final Duration LONGEST = Duration.ofHours(24);

    private static final String EPOCH = "gatehouse:epoch";

    private final IdentityPoolSettings settings;
    private final IdentityReader identities;
    private final Supplier<Opened> opening;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Opened> opened = new AtomicReference<>();

    private record Opened(PoolKeys keys, TokenSigner signer, TokenVerifier verifier) {}

    IdentityTokens(
            IdentityPoolSettings settings,
            IdentityReader identities,
            Stores stores,
            Sealer sealer,
            InstantSource clock,
            SecureRandom random,
            @Nullable SigningEngine engine) {
        this.settings = settings;
        this.identities = identities;
        this.clock = clock;
        this.opening = () -> open(stores, sealer, random, engine == null ? SigningEngine.standard() : engine);
    }

    private Opened open(Stores stores, Sealer sealer, SecureRandom random, SigningEngine engine) {
        PoolKeys keys = PoolKeys.builder(settings.id())
                .store(stores.signingKeys())
                .sealer(sealer)
                .algorithms(() -> Set.of(settings.tokenAlgorithm()))
                .clock(clock)
                .random(random)
                .signingEngine(engine)
                .open();
        TokenVerifier verifier = TokenVerifier.offline(keys, clock)
                .kind(TokenKind.FEDERATED_ID)
                .issuer(settings.tokenIssuer())
                .clients(settings.id().value())
                .algorithms(settings.tokenAlgorithm())
                .clockTolerance(settings.clockTolerance())
                .longestLife(LONGEST)
                .build();
        return new Opened(keys, new TokenSigner(keys::ring, clock), verifier);
    }

    private Opened opened() {
        Opened known = opened.get();
        if (known == null) {
            opened.compareAndSet(null, opening.get()); // two threads that open at once read the same stored keys
            known = opened.get();
        }
        if (known == null) {
            throw new IllegalStateException("what was set is gone");
        }
        return known;
    }

    /** Returns the public keys as a JWKS document (RFC 7517 §5); serve it with a max-age of at most 24 hours. */
    public String jwks() {
        return opened().keys().ring().jwks(clock.instant());
    }

    /**
     * Returns the document of {@link #jwks} with a self-signed certificate in the key ({@code x5c} and {@code x5t#S256}, RFC
     * 7517 §4.7, §4.9), for an outside STS that reads keys from certificates alone, as Ceph's does. The certificate is made
     * on the first call and is the same on every node; a rotated key has another. None for a key of ML-DSA.
     */
    public String jwksWithCertificates() {
        return opened().keys().ring().jwksWithCertificates(clock.instant(), settings.id());
    }

    /**
     * Verifies a token of this pool, and that the identity behind it still gets any: one read, and one for each merge.
     *
     * <p>Refusals: {@code NOT_AUTHORIZED} (with the rule of the token that is broken, or {@code identity.gone},
     * {@code identity.disabled}, {@code identity.revoked}, {@code identity.not-a-guest} where a guest became a user
     * since), {@code EXPIRED_TOKEN}.
     *
     * @param token as the client presented it; bounded here
     * @throws dev.gatehouse.spi.StoreException if the stores cannot be reached
     */
    public Outcome<IdentityToken> verify(String token) {
        return opened().verifier().verify(token).then(this::behind);
    }

    private Outcome<IdentityToken> behind(VerifiedToken token) {
        IdentityId subject = new IdentityId(token.subject());
        Optional<Found> found = identities.find(subject);
        if (found.isEmpty()) {
            return refused("identity.gone");
        }
        Found at = found.get();
        if (!at.active()) {
            return refused("identity.disabled");
        }
        boolean merged = !at.id().equals(subject);
        if (!merged && epoch(token) < at.identity().epoch()) {
            return refused("identity.revoked");
        }
        IdentityToken verified =
                new IdentityToken(settings.id(), at.id(), at.identity().epoch(), token);
        return verified.authenticated() || (at.guest() && settings.allowGuests())
                ? Outcome.success(verified)
                : refused("identity.not-a-guest");
    }

    private static long epoch(VerifiedToken token) {
        return token.claims().get(EPOCH) instanceof Long epoch ? epoch : -1;
    }

    private static Outcome<IdentityToken> refused(String rule) {
        return Outcome.refused(Refusal.of(ErrorCode.NOT_AUTHORIZED, rule));
    }

    OpenIdToken issue(Found identity, List<String> methods, Duration life, Map<String, String> tags) {
        Instant now = clock.instant();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", identity.id().value());
        claims.put("aud", settings.id().value());
        claims.put("amr", methods);
        claims.put("iss", settings.tokenIssuer());
        claims.put(EPOCH, identity.identity().epoch());
        if (!tags.isEmpty()) {
            Map<String, Object> values = new TreeMap<>();
            tags.forEach((name, value) -> values.put(name, List.of(value)));
            claims.put(IdentityToken.TAGS, Map.of(IdentityToken.PRINCIPAL_TAGS, values));
        }
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.getEpochSecond() + life.toSeconds());
        IdToken token = opened().signer().idToken(settings.tokenAlgorithm(), claims);
        return new OpenIdToken(identity.id(), token);
    }

    /** Looks after the keys if this node has ever used them. */
    void maintain() {
        Opened known = opened.get();
        if (known != null) {
            known.keys().maintain();
        }
    }

    @Override
    public String toString() {
        return "IdentityTokens[" + settings.id() + "]";
    }
}
