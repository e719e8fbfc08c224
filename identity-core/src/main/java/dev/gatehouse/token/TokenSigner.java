package dev.gatehouse.token;

import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Signs claims with the current key of a ring. Final, built once, thread-safe; initialised signatures are reused
 * without a lock. The signer writes the claims that it is given and adds none.
 */
public final class TokenSigner {
    private final Supplier<KeyRing> ring;
    private final InstantSource clock;

    /**
     * Returns a signer.
     *
     * @param ring gives the newest ring known, from memory; asked for every token
     */
    public TokenSigner(Supplier<KeyRing> ring, InstantSource clock) {
        this.ring = ring;
        this.clock = clock;
    }

    /** Returns a signed ID token; see {@link #sign}. */
    public IdToken idToken(SigningAlgorithm algorithm, Map<String, ? extends @Nullable Object> claims) {
        return new IdToken(sign(algorithm, TokenType.JWT, claims));
    }

    /**
     * Returns a signed access token; see {@link #sign}.
     *
     * @param type {@link TokenType#JWT} as the reference service's clients expect, or {@link TokenType#ACCESS_TOKEN}
     */
    public AccessToken accessToken(
            SigningAlgorithm algorithm, TokenType type, Map<String, ? extends @Nullable Object> claims) {
        return new AccessToken(sign(algorithm, type, claims));
    }

    /**
     * Returns a token in compact form (RFC 7515 §7.1).
     *
     * @param claims in the order in which they are written; strings, {@code Integer}, {@code Long},
     *     {@code BigDecimal}, {@code Boolean}, {@code null}, and lists and maps of these
     * @throws IllegalArgumentException if a claim is of another type or a string has a lone surrogate
     * @throws IllegalStateException if the ring has no key for {@code algorithm}
     */
    public String sign(SigningAlgorithm algorithm, TokenType type, Map<String, ? extends @Nullable Object> claims) {
        SigningKey key = ring.get()
                .signingKey(algorithm, clock.instant())
                .orElseThrow(() -> new IllegalStateException("the key ring has no key for " + algorithm));
        return key.signer().sign(type, claims);
    }
}
