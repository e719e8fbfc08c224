package dev.gatehouse.token;

import java.security.Provider;
import java.util.List;
import java.util.function.Supplier;
import org.bouncycastle.jcajce.provider.asymmetric.edec.KeyFactorySpi;
import org.bouncycastle.jcajce.provider.asymmetric.edec.SignatureSpi;
import org.bouncycastle.jcajce.provider.asymmetric.mldsa.MLDSAKeyFactorySpi;

/**
 * Bouncy Castle's signatures that tokens are made of, and nothing else: its whole provider registers some thousand
 * services, which is most of what an application waits for when it starts. Keys on the NIST curves are read and made by
 * the platform. Made without reflection. Immutable once made.
 */
final class BouncyCastleSignatures extends Provider {
    /** As the whole provider tells it; a test compares. */
    private static final String VERSION = "1.86";

    private static final long serialVersionUID = 1L;

    BouncyCastleSignatures() {
        super("BC", VERSION, "Bouncy Castle's signatures of tokens");
        offer("Signature", "SHA256withECDSAinP1363Format", () -> new BouncyCastleEcdsa(Curve.P256));
        offer("Signature", "SHA384withECDSAinP1363Format", () -> new BouncyCastleEcdsa(Curve.P384));
        offer("Signature", "SHA512withECDSAinP1363Format", () -> new BouncyCastleEcdsa(Curve.P521));
        offer("Signature", "Ed25519", SignatureSpi.Ed25519::new);
        offer("KeyFactory", "Ed25519", KeyFactorySpi.Ed25519::new);
        offer("Signature", "ML-DSA", org.bouncycastle.jcajce.provider.asymmetric.mldsa.SignatureSpi.MLDSA::new);
        offer("KeyFactory", "ML-DSA-44", MLDSAKeyFactorySpi.MLDSA44::new);
        offer("KeyFactory", "ML-DSA-65", MLDSAKeyFactorySpi.MLDSA65::new);
    }

    private void offer(String type, String algorithm, Supplier<Object> maker) {
        putService(new Made(this, type, algorithm, maker));
    }

    /** One service, made by a constructor that the compiler knows. */
    private static final class Made extends Service {
        private final Supplier<Object> maker;

        Made(Provider provider, String type, String algorithm, Supplier<Object> maker) {
            super(provider, type, algorithm, "dev.gatehouse.token.Made", List.of(), null);
            this.maker = maker;
        }

        @Override
        public Object newInstance(@org.jspecify.annotations.Nullable Object parameter) {
            return maker.get();
        }
    }
}
