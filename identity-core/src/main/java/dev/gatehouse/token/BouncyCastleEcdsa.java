package dev.gatehouse.token;

import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.security.InvalidParameterException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import org.bouncycastle.crypto.CryptoServicesRegistrar;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;

/**
 * ECDSA in the form of RFC 7518 §3.4: Bouncy Castle's arithmetic, the platform's digest. Bouncy Castle's own service
 * reads the tables of every curve that it knows first, about 0.2 s of a start. Takes keys of
 * any provider, if they are on its curve. Of one thread.
 */
final class BouncyCastleEcdsa extends SignatureSpi {
    private final Curve curve;
    private final MessageDigest digest;
    private final ECDSASigner ecdsa = new ECDSASigner();

    BouncyCastleEcdsa(Curve curve) {
        this.curve = curve;
        try {
            this.digest = MessageDigest.getInstance(curve.algorithm().hash());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("no " + curve.algorithm().hash(), e);
        }
    }

    @Override
    protected void engineInitVerify(PublicKey publicKey) throws InvalidKeyException {
        if (!(publicKey instanceof ECPublicKey key) || !curve.isOf(key.getParams())) {
            throw new InvalidKeyException("not a public key on " + curve.jose());
        }
        ECDomainParameters domain = curve.domain();
        ECPoint point = key.getW();
        try {
            ecdsa.init(
                    false,
                    new ECPublicKeyParameters(
                            domain.getCurve().createPoint(point.getAffineX(), point.getAffineY()), domain));
        } catch (IllegalArgumentException e) {
            throw new InvalidKeyException("not a point on " + curve.jose(), e);
        }
        digest.reset();
    }

    @Override
    protected void engineInitSign(PrivateKey privateKey) throws InvalidKeyException {
        engineInitSign(privateKey, CryptoServicesRegistrar.getSecureRandom());
    }

    @Override
    protected void engineInitSign(PrivateKey privateKey, SecureRandom random) throws InvalidKeyException {
        if (!(privateKey instanceof ECPrivateKey key) || !curve.isOf(key.getParams())) {
            throw new InvalidKeyException("not a private key on " + curve.jose());
        }
        try {
            ecdsa.init(true, new ParametersWithRandom(new ECPrivateKeyParameters(key.getS(), curve.domain()), random));
        } catch (IllegalArgumentException e) {
            throw new InvalidKeyException("not a private key on " + curve.jose(), e);
        }
        digest.reset();
    }

    @Override
    protected void engineUpdate(byte b) {
        digest.update(b);
    }

    @Override
    protected void engineUpdate(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
    }

    @Override
    protected byte[] engineSign() {
        BigInteger[] pair = ecdsa.generateSignature(digest.digest());
        return PlainDSAEncoding.INSTANCE.encode(ecdsa.getOrder(), pair[0], pair[1]);
    }

    @Override
    protected boolean engineVerify(byte[] signature) throws SignatureException {
        byte[] hash = digest.digest();
        try {
            BigInteger[] pair = PlainDSAEncoding.INSTANCE.decode(ecdsa.getOrder(), signature);
            return ecdsa.verifySignature(hash, pair[0], pair[1]);
        } catch (IllegalArgumentException e) {
            throw new SignatureException("not a signature of " + curve.jose(), e);
        }
    }

    @Override
    @Deprecated
    protected void engineSetParameter(String name, Object value) {
        throw new InvalidParameterException("ECDSA has no parameters here");
    }

    @Override
    @Deprecated
    protected Object engineGetParameter(String name) {
        throw new InvalidParameterException("ECDSA has no parameters here");
    }
}
