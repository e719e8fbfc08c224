package dev.gatehouse.token;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A pool that signs, for tests: one key per algorithm, made once, and a clock that stands still. */
final class Tokens {
    static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");
    static final String ISSUER = "https://auth.example.test/pool_1";
    static final String CLIENT = "client123";
    static final SecureRandom RANDOM = new SecureRandom();
    static final SigningKey RSA = SigningKey.generate(SigningAlgorithm.RS256, 1, NOW, RANDOM);
    static final SigningKey EC = SigningKey.generate(SigningAlgorithm.ES256, 2, NOW, RANDOM);
    static final SigningKey ED = SigningKey.generate(SigningAlgorithm.EDDSA, 3, NOW, RANDOM);
    static final KeyRing RING = KeyRing.of(KeyRotation.standard(), List.of(RSA, EC, ED));
    static final TokenSigner SIGNER = new TokenSigner(() -> RING, InstantSource.fixed(NOW));

    private Tokens() {}

    static Map<String, @Nullable Object> accessClaims() {
        Map<String, @Nullable Object> claims = new LinkedHashMap<>();
        claims.put("sub", "11111111-2222-4333-8444-555555555555");
        claims.put("client_id", CLIENT);
        claims.put("username", "alice");
        claims.put("scope", "openid profile");
        claims.put("iss", ISSUER);
        claims.put("version", 2);
        claims.put("token_use", "access");
        claims.put("cognito:groups", List.of("editors", "admins"));
        claims.put("auth_time", NOW.getEpochSecond());
        claims.put("iat", NOW.getEpochSecond());
        claims.put("exp", NOW.plus(Duration.ofHours(1)).getEpochSecond());
        claims.put("jti", "jti-1");
        claims.put("origin_jti", "family-1");
        return claims;
    }

    static String access(SigningAlgorithm algorithm) {
        return SIGNER.sign(algorithm, TokenType.JWT, accessClaims());
    }

    static TokenVerifier.Builder offline(SigningAlgorithm algorithm) {
        return demanding(TokenVerifier.offline(RING.verificationKeys(NOW), InstantSource.fixed(NOW)), algorithm);
    }

    static TokenVerifier.Builder demanding(TokenVerifier.Builder builder, SigningAlgorithm algorithm) {
        return builder.kind(TokenKind.ACCESS).issuer(ISSUER).clients(CLIENT).algorithms(algorithm);
    }
}
