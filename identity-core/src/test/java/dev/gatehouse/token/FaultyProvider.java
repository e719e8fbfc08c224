package dev.gatehouse.token;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Another provider whose signatures have a fault. Everything else it hands on. */
final class FaultyProvider extends Provider {
    private static final long serialVersionUID = 1L;

    enum Fault {
        FLIPS_SIGNATURES,
        ACCEPTS_ALL,
        REFUSES_ALL,
        IGNORES_HALF,
        REPEATS_NONCES
    }

    FaultyProvider(Provider sound, Fault fault) {
        super("Faulty", "1.0", "signs wrongly on purpose");
        for (Service service : sound.getServices()) {
            putService(new Handed(this, service, sound, fault));
        }
    }

    @Override
    public synchronized @Nullable Service getService(String type, String algorithm) {
        return super.getService(type, algorithm);
    }

    private static final class Handed extends Service {
        private final Service service;
        private final Provider sound;
        private final Fault fault;

        Handed(Provider self, Service service, Provider sound, Fault fault) {
            super(self, service.getType(), service.getAlgorithm(), service.getClassName(), null, null);
            this.service = service;
            this.sound = sound;
            this.fault = fault;
        }

        @Override
        public Object newInstance(@Nullable Object parameter) throws NoSuchAlgorithmException {
            if (!getType().equals("Signature")) {
                return service.newInstance(parameter);
            }
            return new Faulty(Signature.getInstance(getAlgorithm(), sound), fault);
        }
    }

    private static final class Faulty extends SignatureSpi {
        private final Signature sound;
        private final Fault fault;

        Faulty(Signature sound, Fault fault) {
            this.sound = sound;
            this.fault = fault;
        }

        @Override
        protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
            sound.initVerify(key);
        }

        @Override
        protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
            sound.initSign(key);
        }

        @Override
        protected void engineInitSign(PrivateKey key, SecureRandom random) throws InvalidKeyException {
            sound.initSign(key, random);
        }

        @Override
        protected void engineUpdate(byte b) throws SignatureException {
            sound.update(b);
        }

        @Override
        protected void engineUpdate(byte[] bytes, int from, int length) throws SignatureException {
            sound.update(bytes, from, fault == Fault.IGNORES_HALF ? length / 2 : length);
        }

        @Override
        protected byte[] engineSign() throws SignatureException {
            byte[] signature = sound.sign();
            if (fault == Fault.FLIPS_SIGNATURES) {
                signature[signature.length / 2] ^= 4;
            }
            if (fault == Fault.REPEATS_NONCES) {
                Arrays.fill(signature, 0, signature.length / 2, (byte) 7);
            }
            return signature;
        }

        @Override
        protected boolean engineVerify(byte[] signature) throws SignatureException {
            boolean holds = sound.verify(signature);
            return switch (fault) {
                case ACCEPTS_ALL -> true;
                case REFUSES_ALL -> false;
                default -> holds;
            };
        }

        @Override
        protected void engineSetParameter(AlgorithmParameterSpec parameters)
                throws java.security.InvalidAlgorithmParameterException {
            sound.setParameter(parameters);
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String name, Object value) {
            throw new UnsupportedOperationException();
        }

        @Override
        @Deprecated
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException();
        }
    }
}
