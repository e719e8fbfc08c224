package dev.gatehouse.token;

import java.security.Provider;
import java.util.List;
import org.bouncycastle.jcajce.provider.asymmetric.edec.KeyFactorySpi;
import org.bouncycastle.jcajce.provider.asymmetric.edec.SignatureSpi;
import org.bouncycastle.jcajce.provider.asymmetric.mldsa.MLDSAKeyFactorySpi;
import org.jspecify.annotations.Nullable;

/**
 * Bouncy Castle's signatures that tokens are made of, and nothing else: its whole provider registers some thousand
 * services, which is most of what an application waits for when it starts. Keys on the NIST curves are read and made by
 * the platform. Made without reflection. Immutable once made.
 */
final class BouncyCastleSignatures extends Provider {
    /** As the whole provider tells it; a test compares. */
    private static final String VERSION = "1.86";

    private static final String P256 = "SHA256withECDSAinP1363Format";
    private static final String P384 = "SHA384withECDSAinP1363Format";
    private static final String P521 = "SHA512withECDSAinP1363Format";
    private static final String ED25519 = "Ed25519";
    private static final String ML_DSA = "ML-DSA";
    private static final String ML_DSA_44 = "ML-DSA-44";
    private static final String ML_DSA_65 = "ML-DSA-65";
    private static final long serialVersionUID = 1L;

    BouncyCastleSignatures() {
        super("BC", VERSION, "Bouncy Castle's signatures of tokens");
        for (String algorithm : List.of(P256, P384, P521, ED25519, ML_DSA)) {
            putService(new Made(this, "Signature", algorithm));
        }
        for (String algorithm : List.of(ED25519, ML_DSA_44, ML_DSA_65)) {
            putService(new Made(this, "KeyFactory", algorithm));
        }
    }

    /** One service, made by a constructor that the compiler knows; nothing of Bouncy Castle is loaded before. */
    private static final class Made extends Service {
        Made(Provider provider, String type, String algorithm) {
            super(provider, type, algorithm, "dev.gatehouse.token.Made", List.of(), null);
        }

        @Override
        public Object newInstance(@Nullable Object parameter) {
            return getType().equals("Signature") ? signature(getAlgorithm()) : keyFactory(getAlgorithm());
        }

        private static Object signature(String algorithm) {
            return switch (algorithm) {
                case P256 -> new BouncyCastleEcdsa(Curve.P256);
                case P384 -> new BouncyCastleEcdsa(Curve.P384);
                case P521 -> new BouncyCastleEcdsa(Curve.P521);
                case ED25519 -> new SignatureSpi.Ed25519();
                default -> new org.bouncycastle.jcajce.provider.asymmetric.mldsa.SignatureSpi.MLDSA();
            };
        }

        private static Object keyFactory(String algorithm) {
            return switch (algorithm) {
                case ED25519 -> new KeyFactorySpi.Ed25519();
                case ML_DSA_44 -> new MLDSAKeyFactorySpi.MLDSA44();
                default -> new MLDSAKeyFactorySpi.MLDSA65();
            };
        }
    }
}
