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
        return signer(algorithm).sign(type, claims);
    }

    /**
     * Returns the two tokens of one sign-in, by one key. The claims that both have are written once.
     *
     * @param type of the access token
     * @param shared the claims of both, written first
     * @param id the other claims of the ID token, none of them among {@code shared}
     * @param access the other claims of the access token, none of them among {@code shared}
     * @throws IllegalArgumentException if a claim is among {@code shared} too, is of a type that {@link #sign} does not
     *     name, or a string has a lone surrogate
     * @throws IllegalStateException if the ring has no key for {@code algorithm}
     */
    public SignInTokens signIn(
            SigningAlgorithm algorithm,
            TokenType type,
            Map<String, ? extends @Nullable Object> shared,
            Map<String, ? extends @Nullable Object> id,
            Map<String, ? extends @Nullable Object> access) {
        if (shared.keySet().stream().anyMatch(name -> id.containsKey(name) || access.containsKey(name))) {
            throw new IllegalArgumentException("a claim is among those of both tokens and among those of one");
        }
        return signer(algorithm).sign(type, shared, id, access);
    }

    private CompactSigner signer(SigningAlgorithm algorithm) {
        return ring.get()
                .signingKey(algorithm, clock.instant())
                .orElseThrow(() -> new IllegalStateException("the key ring has no key for " + algorithm))
                .signer();
    }
}
