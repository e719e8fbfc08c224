package dev.gatehouse.aws;

import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.Secret;
import dev.gatehouse.spi.credential.VendingRequest;
import dev.gatehouse.token.KeyRing;
import dev.gatehouse.token.KeyRotation;
import dev.gatehouse.token.SigningAlgorithm;
import dev.gatehouse.token.SigningKey;
import dev.gatehouse.token.TokenSigner;
import dev.gatehouse.token.TokenType;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** OpenID tokens of identities, signed by the library's own signer, in the form of {@code GetOpenIdToken}. */
final class TestTokens implements WebIdentityTokenSource {
    static final SecureRandom RANDOM = new SecureRandom();

    private final String issuer;
    private final InstantSource clock;
    private final KeyRing ring;
    private final TokenSigner signer;

    TestTokens(String issuer, InstantSource clock) {
        this.issuer = issuer;
        this.clock = clock;
        SigningKey key = SigningKey.generate(SigningAlgorithm.RS256, 1, clock.instant(), RANDOM);
        this.ring = KeyRing.of(KeyRotation.standard(), List.of(key));
        this.signer = new TokenSigner(() -> ring, clock);
    }

    /** Returns the JWKS of the signing key, with its certificate. */
    String jwks(PoolId pool) {
        return ring.jwksWithCertificates(clock.instant(), pool);
    }

    @Override
    public Outcome<Secret> token(VendingRequest request) {
        return Outcome.success(Secret.of(sign(request, request.principalTags())));
    }

    String sign(VendingRequest request, Map<String, String> tags) {
        return sign(claims(request, tags));
    }

    String sign(Map<String, @Nullable Object> claims) {
        return signer.sign(SigningAlgorithm.RS256, TokenType.JWT, claims);
    }

    Map<String, @Nullable Object> claims(VendingRequest request, Map<String, String> tags) {
        long now = clock.instant().getEpochSecond();
        Map<String, @Nullable Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer);
        claims.put("aud", request.pool().value());
        claims.put("sub", request.identity().value());
        claims.put("amr", List.of(request.authenticated() ? "authenticated" : "unauthenticated"));
        claims.put("iat", now);
        claims.put("exp", now + 600);
        if (!tags.isEmpty()) {
            claims.put(SessionTags.CLAIM, SessionTags.claim(tags, request.transitiveTagKeys()));
        }
        request.sourceIdentity().ifPresent(source -> claims.put(SessionTags.SOURCE_IDENTITY, source));
        return claims;
    }
}
