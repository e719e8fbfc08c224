package dev.gatehouse.token;

import java.util.Optional;

/**
 * Where a {@link TokenVerifier} finds keys. Every key it returns has passed the checks of this package: public, for
 * signatures, of sound size, on its curve, bound to one algorithm. Thread-safe. A source answers from memory; one
 * that fetches says when, and throws {@link KeysUnavailableException} while it has nothing to answer from: empty means
 * that there is no such key, never that nobody knows.
 */
public interface JwkSource {
    /**
     * Returns the key of exactly this id and this algorithm, or empty.
     *
     * @throws KeysUnavailableException if the source has never had keys and cannot get them now
     */
    Optional<VerificationKey> find(String kid, SigningAlgorithm algorithm);

    /**
     * Returns the key for a token that names none: the only key of this algorithm, or empty if there are none or
     * several. Asked only by a verifier that {@linkplain TokenVerifier.Builder#allowMissingKeyId allows} this.
     *
     * @throws KeysUnavailableException if the source has never had keys and cannot get them now
     */
    Optional<VerificationKey> only(SigningAlgorithm algorithm);
}
