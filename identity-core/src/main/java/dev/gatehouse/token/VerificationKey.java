package dev.gatehouse.token;

import dev.gatehouse.internal.signature.SignatureVerification;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A key that verifies tokens, bound to exactly one algorithm (RFC 8725 §3.1). Public keys come from a
 * {@link JwkSource}, which has checked them; a shared secret is made here. Immutable and thread-safe.
 */
public final class VerificationKey {
    private static final int SHORTEST_SECRET = 32;
    private static final int LONGEST_SECRET = 1024;

    private final @Nullable String kid;
    private final SigningAlgorithm algorithm;
    private final SignatureVerification check;
    private final byte[] fingerprint;

    VerificationKey(@Nullable String kid, SigningAlgorithm algorithm, SignatureVerification check, byte[] fingerprint) {
        this.kid = kid;
        this.algorithm = algorithm;
        this.check = check;
        this.fingerprint = fingerprint;
    }

    /**
     * Returns a key for {@link SigningAlgorithm#HS256}, made of the octets of a client secret (OpenID Connect Core
     * §10.1). It has no key id.
     *
     * @param secret 32 to 1,024 bytes (RFC 7518 §3.2); copied
     * @throws IllegalArgumentException if the secret is shorter or longer; an empty one above all
     */
    public static VerificationKey sharedSecret(byte[] secret) {
        requireLength(secret);
        return sharedSecret(null, secret, new SignatureCheck.Shared(new SecretKeySpec(secret, "HmacSHA256")));
    }

    static VerificationKey sharedSecret(@Nullable String kid, byte[] secret, SignatureVerification check) {
        byte[] label = "HS256:".getBytes(StandardCharsets.US_ASCII);
        return new VerificationKey(kid, SigningAlgorithm.HS256, check, Digests.of("SHA-256", label, secret));
    }

    static void requireLength(byte[] secret) {
        if (secret.length < SHORTEST_SECRET || secret.length > LONGEST_SECRET) {
            throw new IllegalArgumentException("a shared secret for HS256 has 32 to 1,024 bytes (RFC 7518 §3.2)");
        }
    }

    /** Returns the key id, or empty for a key that has none. */
    public Optional<String> kid() {
        return Optional.ofNullable(kid);
    }

    public SigningAlgorithm algorithm() {
        return algorithm;
    }

    boolean isNamed(String name, SigningAlgorithm wanted) {
        return algorithm == wanted && name.equals(kid);
    }

    boolean verifies(byte[] token, int signedLength, byte[] signature) {
        return check.verify(token, 0, signedLength, signature);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof VerificationKey that
                        && algorithm == that.algorithm
                        && Objects.equals(kid, that.kid)
                        && MessageDigest.isEqual(fingerprint, that.fingerprint));
    }

    @Override
    public int hashCode() {
        return Objects.hash(kid, algorithm);
    }

    @Override
    public String toString() {
        return "VerificationKey[" + algorithm + "]";
    }
}
