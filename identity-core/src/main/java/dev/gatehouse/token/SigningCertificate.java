package dev.gatehouse.token;

import dev.gatehouse.PoolId;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The self-signed X.509 certificate (RFC 5280) of a {@link SigningKey}: its public half in the form that peers take who
 * read no JSON Web Keys. It says no more than the key: whoever trusts it must have it from the issuer's own document, or
 * pinned. Holds nothing secret. Immutable and thread-safe.
 */
public final class SigningCertificate {
    private final PoolId pool;
    private final String base64;
    private final String thumbprint;

    private SigningCertificate(PoolId pool, byte[] der) {
        this.pool = pool;
        this.base64 = Base64.getEncoder().encodeToString(der);
        this.thumbprint = Base64Url.text(Digests.of("SHA-256", der));
    }

    static SigningCertificate of(SigningKey key, PoolId pool) {
        return new SigningCertificate(pool, SelfSigned.certificate(key, pool));
    }

    boolean isOf(PoolId other) {
        return pool.equals(other);
    }

    /** Returns the certificate, DER; new at each call. */
    public byte[] der() {
        return Base64.getDecoder().decode(base64);
    }

    /**
     * Returns the certificate in base64 with padding and without line breaks: the item of {@code x5c} (RFC 7517 §4.7),
     * and what stands between the lines of a PEM file, there broken after 64 characters.
     */
    public String base64() {
        return base64;
    }

    /** Returns the SHA-256 of the certificate in base64url: {@code x5t#S256} (RFC 7517 §4.9), 43 characters. */
    public String thumbprint() {
        return thumbprint;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SigningCertificate that && base64.equals(that.base64);
    }

    @Override
    public int hashCode() {
        return base64.hashCode();
    }

    @Override
    public String toString() {
        return "SigningCertificate[" + pool + ", " + thumbprint + "]";
    }
}
