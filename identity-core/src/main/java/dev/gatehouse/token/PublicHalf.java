package dev.gatehouse.token;

import dev.gatehouse.internal.json.Json;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Map;
import java.util.TreeMap;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.jspecify.annotations.Nullable;

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
        PrivateKey key = read(algorithm, pkcs8);
        if (key instanceof RSAPrivateCrtKey rsa && algorithm == SigningAlgorithm.RS256) {
            members.put("kty", "RSA");
            members.put("n", number(rsa.getModulus(), 0));
            members.put("e", number(rsa.getPublicExponent(), 0));
        } else if (key instanceof ECPrivateKey ec && Curve.P256.isOf(ec.getParams())) {
            ECDomainParameters domain = Curve.P256.domain();
            ECPoint point = new FixedPointCombMultiplier()
                    .multiply(domain.getG(), domain.validatePrivateScalar(ec.getS()))
                    .normalize();
            members.put("kty", "EC");
            members.put("crv", Curve.P256.jose());
            members.put("x", number(point.getAffineXCoord().toBigInteger(), Curve.P256.bytes()));
            members.put("y", number(point.getAffineYCoord().toBigInteger(), Curve.P256.bytes()));
        } else if (key instanceof EdECPrivateKey ed
                && NamedParameterSpec.ED25519.getName().equals(ed.getParams().getName())) {
            byte[] seed = ed.getBytes().orElseThrow(() -> unfit(algorithm, null));
            members.put("kty", "OKP");
            members.put("crv", "Ed25519");
            members.put(
                    "x",
                    Base64Url.text(new Ed25519PrivateKeyParameters(seed)
                            .generatePublicKey()
                            .getEncoded()));
        } else {
            throw unfit(algorithm, null);
        }
        return members;
    }

    /**
     * The key as the platform reads it.
     *
     * @throws IllegalArgumentException if the bytes are not a private key of this kind
     */
    static PrivateKey read(SigningAlgorithm algorithm, byte[] pkcs8) {
        String kind = switch (algorithm) {
            case RS256 -> "RSA";
            case ES256 -> "EC";
            case EDDSA -> "Ed25519";
            default -> throw new IllegalArgumentException("no signing with " + algorithm);
        };
        try {
            return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the platform reads no keys for " + algorithm, e);
        } catch (InvalidKeySpecException e) {
            throw unfit(algorithm, e);
        }
    }

    private static IllegalArgumentException unfit(SigningAlgorithm algorithm, @Nullable Exception cause) {
        return new IllegalArgumentException("not a private key for " + algorithm + " in PKCS #8", cause);
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
