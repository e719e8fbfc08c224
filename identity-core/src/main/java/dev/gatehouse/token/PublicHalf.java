package dev.gatehouse.token;

import dev.gatehouse.internal.json.Json;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.math.ec.ECPoint;

/** What of a private key everybody may know, as the members of a JSON Web Key that its thumbprint is made of. */
final class PublicHalf {
    private PublicHalf() {}

    /**
     * The required members of the public key (RFC 7638 §3.2; for ML-DSA, section 6 of the IETF's "ML-DSA for JOSE and
     * COSE"), sorted by name.
     *
     * @throws IllegalArgumentException if the bytes are not a private key for {@code algorithm}
     */
    static Map<String, Object> members(SigningAlgorithm algorithm, byte[] pkcs8) {
        Map<String, Object> members = new TreeMap<>();
        if (algorithm.family() == SigningAlgorithm.Family.ML_DSA) {
            byte[] publicKey = MlDsa.of(algorithm)
                    .publicKey(pkcs8)
                    .orElseThrow(() -> new IllegalArgumentException("not a seed for " + algorithm + " in PKCS #8"));
            members.put("kty", "AKP");
            members.put("alg", algorithm.joseName());
            members.put("pub", Base64Url.text(publicKey));
            return members;
        }
        AsymmetricKeyParameter key;
        try {
            key = PrivateKeyFactory.createKey(pkcs8);
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("not a private key in PKCS #8", e);
        }
        if (key instanceof RSAPrivateCrtKeyParameters rsa && algorithm == SigningAlgorithm.RS256) {
            members.put("kty", "RSA");
            members.put("n", number(rsa.getModulus(), 0));
            members.put("e", number(rsa.getPublicExponent(), 0));
        } else if (key instanceof ECPrivateKeyParameters ec && algorithm == SigningAlgorithm.ES256) {
            ECPoint point = ec.getParameters().getG().multiply(ec.getD()).normalize();
            members.put("kty", "EC");
            members.put("crv", Curve.P256.jose());
            members.put("x", number(point.getAffineXCoord().toBigInteger(), Curve.P256.bytes()));
            members.put("y", number(point.getAffineYCoord().toBigInteger(), Curve.P256.bytes()));
        } else if (key instanceof Ed25519PrivateKeyParameters ed && algorithm == SigningAlgorithm.EDDSA) {
            members.put("kty", "OKP");
            members.put("crv", "Ed25519");
            members.put("x", Base64Url.text(ed.generatePublicKey().getEncoded()));
        } else {
            throw new IllegalArgumentException("the private key is not for " + algorithm);
        }
        return members;
    }

    /** RFC 7638 §3: the digest of the required members, sorted by name. */
    static String thumbprint(Map<String, Object> members) {
        String json = Json.write(new TreeMap<>(members));
        return Base64Url.text(Digests.of("SHA-256", json.getBytes(StandardCharsets.UTF_8)));
    }

    private static String number(BigInteger value, int width) {
        byte[] signed = value.toByteArray();
        int from = signed[0] == 0 && signed.length > 1 ? 1 : 0;
        int length = Math.max(width, signed.length - from);
        byte[] unsigned = new byte[length];
        System.arraycopy(signed, from, unsigned, length - (signed.length - from), signed.length - from);
        return Base64Url.text(unsigned);
    }
}
