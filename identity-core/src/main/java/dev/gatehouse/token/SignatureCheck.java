package dev.gatehouse.token;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/** Decides whether a signature belongs to the first bytes of a token. Thread-safe. */
interface SignatureCheck {
    boolean holds(byte[] token, int signedLength, byte[] signature);

    /** A public key's check, on signatures initialised once and reused. */
    final class Asymmetric implements SignatureCheck {
        private final SigningEngine engine;
        private final SigningAlgorithm algorithm;
        private final PublicKey key;
        private final int signatureLength;
        private final StripedPool<Signature> pool = new StripedPool<>();

        Asymmetric(SigningEngine engine, SigningAlgorithm algorithm, PublicKey key, int signatureLength) {
            this.engine = engine;
            this.algorithm = algorithm;
            this.key = key;
            this.signatureLength = signatureLength;
        }

        @Override
        public boolean holds(byte[] token, int signedLength, byte[] signature) {
            if (signature.length != signatureLength) {
                return false;
            }
            try {
                Signature idle = pool.take();
                Signature verifier = idle == null ? initialised() : idle;
                verifier.update(token, 0, signedLength);
                boolean holds = verifier.verify(signature);
                pool.give(verifier);
                return holds;
            } catch (SignatureException e) {
                // Providers throw for values out of range; the object's state is then unknown, so it is dropped.
                return false;
            }
        }

        private Signature initialised() {
            try {
                Signature verifier = engine.signature(algorithm);
                verifier.initVerify(key);
                return verifier;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the engine cannot verify " + algorithm, e);
            }
        }
    }

    /** A shared secret's check (RFC 7518 §3.2), compared in constant time. */
    final class Shared implements SignatureCheck {
        private final SecretKey key;
        private final StripedPool<Mac> pool = new StripedPool<>();

        Shared(SecretKey key) {
            this.key = key;
        }

        @Override
        public boolean holds(byte[] token, int signedLength, byte[] signature) {
            Mac idle = pool.take();
            Mac mac = idle == null ? initialised() : idle;
            mac.update(token, 0, signedLength);
            byte[] expected = mac.doFinal();
            pool.give(mac);
            return MessageDigest.isEqual(expected, signature);
        }

        private Mac initialised() {
            try {
                Mac mac = Mac.getInstance(key.getAlgorithm());
                mac.init(key);
                return mac;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("no " + key.getAlgorithm(), e);
            }
        }
    }
}
