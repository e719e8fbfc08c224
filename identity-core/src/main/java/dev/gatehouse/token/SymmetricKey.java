package dev.gatehouse.token;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A symmetric key for an application's own tokens ({@code HS256}, RFC 7518 §3.2): whoever verifies with it can also
 * sign, so it is for tokens that never leave one trust domain. It is no {@link SigningKey}: no ring holds it and no
 * JWKS lists it, and its verification key serves {@code HS256} alone, so a public key is never taken for it nor it for
 * one. Never printed. Immutable and thread-safe.
 */
public final class SymmetricKey {
    /** The length of a generated key, in bytes. */
    public static final int LENGTH = 32;

    private static final byte[] KID_LABEL = "dev.gatehouse HS256 key id".getBytes(StandardCharsets.US_ASCII);
    private static final int KID_BYTES = 16;

    private final VerificationKey verificationKey;
    private final CompactSigner signer;

    private SymmetricKey(byte[] secret) {
        SignatureCheck.Shared mac = new SignatureCheck.Shared(new SecretKeySpec(secret, "HmacSHA256"));
        String kid = Base64Url.text(Arrays.copyOf(mac.tag(KID_LABEL, KID_LABEL.length), KID_BYTES));
        this.verificationKey = VerificationKey.sharedSecret(kid, secret, mac);
        this.signer = new CompactSigner(kid, SigningAlgorithm.HS256, LENGTH, mac::tag);
    }

    /** Returns a new key of {@link #LENGTH} random bytes. */
    public static SymmetricKey generate(SecureRandom random) {
        byte[] secret = new byte[LENGTH];
        random.nextBytes(secret);
        try {
            return new SymmetricKey(secret);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /**
     * Returns the key of these bytes, which every node of the application has.
     *
     * @param secret 32 to 1,024 random bytes; copied, the caller wipes its own array
     * @throws IllegalArgumentException if the secret is shorter or longer
     */
    public static SymmetricKey of(byte[] secret) {
        VerificationKey.requireLength(secret);
        return new SymmetricKey(secret);
    }

    /**
     * Returns a token in compact form; see {@link TokenSigner#sign}.
     *
     * @throws IllegalArgumentException if a claim is of a type without a JSON form or a string has a lone surrogate
     */
    public String sign(TokenType type, Map<String, ? extends @Nullable Object> claims) {
        return signer.sign(type, claims);
    }

    /** Returns what verifies this key's tokens; hand it to {@link StaticJwks#of(VerificationKey...)}. As secret as this. */
    public VerificationKey verificationKey() {
        return verificationKey;
    }

    @Override
    public String toString() {
        return "SymmetricKey[HS256]";
    }
}
