package dev.gatehouse.token;

import dev.gatehouse.internal.signature.SignatureVerification;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/** The ways to verify that the platform's providers offer. */
final class SignatureCheck {
    private SignatureCheck() {}

    /** A public key's check, on signatures initialised once and reused. */
    static final class Asymmetric implements SignatureVerification {
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
        public boolean verify(byte[] input, int offset, int length, byte[] signature) {
            if (signature.length != signatureLength) {
                return false;
            }
            try {
                Signature idle = pool.take();
                Signature verifier = idle == null ? initialised() : idle;
                verifier.update(input, offset, length);
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
    static final class Shared implements SignatureVerification {
        private final SecretKey key;
        private final StripedPool<Mac> pool = new StripedPool<>();

        Shared(SecretKey key) {
            this.key = key;
        }

        @Override
        public boolean verify(byte[] input, int offset, int length, byte[] signature) {
            return MessageDigest.isEqual(tag(input, offset, length), signature);
        }

        /** The tag of the first bytes. */
        byte[] tag(byte[] input, int length) {
            return tag(input, 0, length);
        }

        private byte[] tag(byte[] input, int offset, int length) {
            Mac idle = pool.take();
            Mac mac = idle == null ? initialised() : idle;
            mac.update(input, offset, length);
            byte[] tag = mac.doFinal();
            pool.give(mac);
            return tag;
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
