package dev.gatehouse.internal.curve;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;

/** Another implementation's opinion of signatures of one key. */
final class Judge {
    private final Signature verifier;
    private final PublicKey key;

    Judge(Provider provider, boolean edwards, byte[] publicKey) throws GeneralSecurityException {
        String kind = edwards ? "Ed25519" : "EC";
        // The native provider takes the JDK's Ed25519 keys and by default makes none.
        KeyFactory factory = provider.getService("KeyFactory", kind) == null
                ? KeyFactory.getInstance(kind)
                : KeyFactory.getInstance(kind, provider);
        key = factory.generatePublic(new X509EncodedKeySpec(publicKey));
        verifier = Signature.getInstance(algorithm(edwards), provider);
        verifier.initVerify(key);
    }

    static String algorithm(boolean edwards) {
        return edwards ? "Ed25519" : "SHA256withECDSAinP1363Format";
    }

    String name() {
        return verifier.getProvider().getName();
    }

    /** Providers throw for signatures that are none; that is a refusal. */
    boolean accepts(byte[] message, byte[] signature) throws GeneralSecurityException {
        // A signature of another length is none in a token; some providers are laxer.
        if (signature.length != 64) {
            return false;
        }
        try {
            verifier.update(message);
            return verifier.verify(signature);
        } catch (SignatureException e) {
            // The JDK's Ed25519 keeps the message after it has thrown.
            verifier.initVerify(key);
            return false;
        }
    }
}
