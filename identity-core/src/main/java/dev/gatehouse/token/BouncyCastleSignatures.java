package dev.gatehouse.token;

import java.security.Provider;
import java.util.List;
import java.util.function.Supplier;
import org.bouncycastle.jcajce.provider.asymmetric.ec.KeyPairGeneratorSpi;
import org.bouncycastle.jcajce.provider.asymmetric.ec.SignatureSpi;
import org.bouncycastle.jcajce.provider.asymmetric.edec.KeyFactorySpi;
import org.bouncycastle.jcajce.provider.asymmetric.mldsa.MLDSAKeyFactorySpi;

/**
 * Bouncy Castle's signatures that tokens are made of, and nothing else: its whole provider registers some thousand
 * services, which is most of what an application waits for when it starts. Made without reflection. Immutable once made.
 */
final class BouncyCastleSignatures extends Provider {
    /** As the whole provider tells it; a test compares. */
    private static final String VERSION = "1.86";

    private static final long serialVersionUID = 1L;

    BouncyCastleSignatures() {
        super("BC", VERSION, "Bouncy Castle's signatures of tokens");
        offer("Signature", "SHA256withECDSAinP1363Format", SignatureSpi.ecCVCDSA256::new);
        offer("Signature", "SHA384withECDSAinP1363Format", SignatureSpi.ecCVCDSA384::new);
        offer("Signature", "SHA512withECDSAinP1363Format", SignatureSpi.ecCVCDSA512::new);
        offer("KeyFactory", "EC", org.bouncycastle.jcajce.provider.asymmetric.ec.KeyFactorySpi.EC::new);
        offer("KeyPairGenerator", "EC", KeyPairGeneratorSpi.EC::new);
        offer("Signature", "Ed25519", org.bouncycastle.jcajce.provider.asymmetric.edec.SignatureSpi.Ed25519::new);
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
