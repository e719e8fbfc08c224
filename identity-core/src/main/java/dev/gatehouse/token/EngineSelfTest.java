package dev.gatehouse.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Arrays;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.signers.MLDSASigner;

/**
 * Known answers that an engine must give before it is used: it signs as published, verifies what is published, and
 * refuses it with one bit changed, all zero, or over other bytes.
 */
final class EngineSelfTest {
    private static final int SEED = 32;

    private final SigningEngine engine;

    EngineSelfTest(SigningEngine engine) {
        this.engine = engine;
    }

    void run(SigningAlgorithm.Family family) {
        switch (family) {
            case RSA, RSA_PSS -> prove(KnownAnswers.RSA);
            case EC -> prove(KnownAnswers.EC);
            case ED25519 -> prove(KnownAnswers.ED25519);
            case ML_DSA -> {
                run(SigningAlgorithm.ML_DSA_44);
                run(SigningAlgorithm.ML_DSA_65);
            }
            case HMAC -> throw new IllegalArgumentException("a shared secret has no engine");
        }
    }

    /** Proves one parameter set of ML-DSA on the key whose seed is all zero. */
    private void run(SigningAlgorithm algorithm) {
        byte[] input = KnownAnswers.EC.input().getBytes(StandardCharsets.US_ASCII);
        boolean small = algorithm == SigningAlgorithm.ML_DSA_44;
        MLDSAPrivateKeyParameters key = new MLDSAPrivateKeyParameters(
                small ? MLDSAParameters.ml_dsa_44 : MLDSAParameters.ml_dsa_65, new byte[SEED]);
        MLDSASigner signer = new MLDSASigner(); // given no random numbers, it is the deterministic variant
        signer.init(true, key);
        signer.update(input, 0, input.length);
        byte[] signature;
        try {
            signature = signer.generateSignature();
        } catch (CryptoException e) {
            throw new IllegalStateException("the reference cannot sign with " + algorithm, e);
        }
        String expected = small ? KnownAnswers.ML_DSA_44_SHA256 : KnownAnswers.ML_DSA_65_SHA256;
        if (!Base64Url.text(Digests.of("SHA-256", signature)).equals(expected)) {
            throw new IllegalStateException("the reference makes a false " + algorithm + " signature");
        }
        byte[] pkcs8 = MlDsa.of(algorithm).pkcs8(new byte[SEED]);
        prove(new KnownAnswers.Answer(
                algorithm, PublicHalf.members(algorithm, pkcs8), pkcs8, KnownAnswers.EC.input(), signature, false));
    }

    private void prove(KnownAnswers.Answer answer) {
        SigningAlgorithm algorithm = answer.algorithm();
        byte[] input = answer.input().getBytes(StandardCharsets.US_ASCII);
        byte[] signature = answer.signature();
        try {
            VerificationKey key = new JwkReader(engine.unproven()).read(answer.publicJwk());
            if (key == null || !key.verifies(input, input.length, signature)) {
                throw new IllegalStateException(engine + " refuses a published " + algorithm + " signature");
            }
            byte[] changed = signature.clone();
            changed[signature.length / 3] ^= 1;
            byte[] zero = new byte[signature.length];
            boolean accepts = key.verifies(input, input.length, changed)
                    || key.verifies(input, input.length, zero)
                    || key.verifies(input, input.length - 1, signature);
            if (accepts || !key.verifies(input, input.length, signature)) {
                throw new IllegalStateException(engine + " does not tell false " + algorithm + " signatures");
            }
            Signature signer = engine.signature(algorithm);
            signer.initSign(engine.unproven().privateKey(algorithm, answer.pkcs8()));
            byte[] made = signed(signer, input, input.length);
            byte[] other = signed(signer, input, input.length - 1);
            // The first third holds r of an ECDSA signature, which two messages share only if the nonce was reused.
            int head = made.length / 3;
            boolean good = answer.repeats() ? Arrays.equals(made, signature) : key.verifies(input, input.length, made);
            if (!good || other.length != made.length || Arrays.equals(made, 0, head, other, 0, head)) {
                throw new IllegalStateException(engine + " makes false " + algorithm + " signatures");
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(engine + " cannot work with a published " + algorithm + " key", e);
        }
    }

    private static byte[] signed(Signature signer, byte[] input, int length) throws GeneralSecurityException {
        signer.update(input, 0, length);
        return signer.sign();
    }
}
