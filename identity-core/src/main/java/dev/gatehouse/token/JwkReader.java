package dev.gatehouse.token;

import dev.gatehouse.internal.signature.SignatureVerification;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.KeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one JSON Web Key (RFC 7517) that must be a public signature key; anything else is no key at all. */
final class JwkReader {
    private static final int LONGEST_KID = 256;
    private static final List<String> PRIVATE_MEMBERS = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv");
    private static final byte[] ED25519_PREFIX = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00
    };

    private final SigningEngine engine;

    JwkReader(SigningEngine engine) {
        this.engine = engine;
    }

    /** Returns the key, or null if it is private, symmetric, weak, malformed or not for signatures. */
    @Nullable
    VerificationKey read(Map<?, ?> jwk) {
        for (String name : PRIVATE_MEMBERS) {
            if (jwk.containsKey(name)) {
                return null;
            }
        }
        Object kid = jwk.get("kid");
        if (kid != null && !(kid instanceof String text && !text.isEmpty() && text.length() <= LONGEST_KID)) {
            return null;
        }
        if (!isForSignatures(jwk) || !(jwk.get("kty") instanceof String kty)) {
            return null;
        }
        try {
            return switch (kty) {
                case "RSA" -> rsa(jwk, (String) kid);
                case "EC" -> ec(jwk, (String) kid);
                case "OKP" -> ed25519(jwk, (String) kid);
                case "AKP" -> mlDsa(jwk, (String) kid);
                default -> null;
            };
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // The provider refuses the numbers as a key: for us it is then no key.
            return null;
        }
    }

    private static boolean isForSignatures(Map<?, ?> jwk) {
        Object use = jwk.get("use");
        Object operations = jwk.get("key_ops");
        return (!jwk.containsKey("use") || "sig".equals(use))
                && (!jwk.containsKey("key_ops") || (operations instanceof List<?> list && list.contains("verify")));
    }

    private @Nullable VerificationKey rsa(Map<?, ?> jwk, @Nullable String kid) throws GeneralSecurityException {
        SigningAlgorithm algorithm = bound(jwk, SigningAlgorithm.RS256);
        boolean fits = algorithm != null
                && (algorithm.family() == SigningAlgorithm.Family.RSA
                        || algorithm.family() == SigningAlgorithm.Family.RSA_PSS);
        // One byte over the longest is let through: some encoders write a leading zero.
        byte[] n = bytes(jwk.get("n"), KeyChecks.LONGEST_RSA / 8 + 1);
        byte[] e = bytes(jwk.get("e"), 8);
        if (!fits || algorithm == null || n == null || e == null) {
            return null;
        }
        BigInteger modulus = new BigInteger(1, n);
        BigInteger exponent = new BigInteger(1, e);
        if (!KeyChecks.rsaIsSound(modulus, exponent)) {
            return null;
        }
        return key(kid, algorithm, new RSAPublicKeySpec(modulus, exponent), (modulus.bitLength() + 7) / 8);
    }

    private @Nullable VerificationKey ec(Map<?, ?> jwk, @Nullable String kid) throws GeneralSecurityException {
        for (Curve curve : Curve.ALL) {
            if (curve.jose().equals(jwk.get("crv"))) {
                byte[] x = bytes(jwk.get("x"), curve.bytes());
                byte[] y = bytes(jwk.get("y"), curve.bytes());
                if (bound(jwk, curve.algorithm()) != curve.algorithm()
                        || x == null
                        || y == null
                        || x.length != curve.bytes()
                        || y.length != curve.bytes()) {
                    return null;
                }
                BigInteger pointX = new BigInteger(1, x);
                BigInteger pointY = new BigInteger(1, y);
                if (!curve.holds(pointX, pointY)) {
                    return null;
                }
                KeySpec spec = new ECPublicKeySpec(new ECPoint(pointX, pointY), curve.parameters());
                return key(kid, curve.algorithm(), spec, 2 * curve.bytes());
            }
        }
        return null;
    }

    private @Nullable VerificationKey ed25519(Map<?, ?> jwk, @Nullable String kid) throws GeneralSecurityException {
        byte[] x = bytes(jwk.get("x"), 32);
        if (!"Ed25519".equals(jwk.get("crv"))
                || bound(jwk, SigningAlgorithm.EDDSA) != SigningAlgorithm.EDDSA
                || x == null
                || x.length != 32) {
            return null;
        }
        byte[] encoded = new byte[ED25519_PREFIX.length + x.length];
        System.arraycopy(ED25519_PREFIX, 0, encoded, 0, ED25519_PREFIX.length);
        System.arraycopy(x, 0, encoded, ED25519_PREFIX.length, x.length);
        return key(kid, SigningAlgorithm.EDDSA, new X509EncodedKeySpec(encoded), 64);
    }

    /** An algorithm key pair: its {@code alg} is required (ML-DSA for JOSE and COSE §3). */
    private @Nullable VerificationKey mlDsa(Map<?, ?> jwk, @Nullable String kid) throws GeneralSecurityException {
        SigningAlgorithm algorithm = jwk.get("alg") instanceof String name ? SigningAlgorithm.find(name) : null;
        if (algorithm == null || algorithm.family() != SigningAlgorithm.Family.ML_DSA) {
            return null;
        }
        MlDsa parameters = MlDsa.of(algorithm);
        byte[] pub = bytes(jwk.get("pub"), parameters.publicLength());
        if (pub == null || pub.length != parameters.publicLength()) {
            return null;
        }
        KeySpec spec = new X509EncodedKeySpec(parameters.subjectPublicKeyInfo(pub));
        return key(kid, algorithm, spec, parameters.signatureLength());
    }

    private VerificationKey key(@Nullable String kid, SigningAlgorithm algorithm, KeySpec spec, int signatureLength)
            throws GeneralSecurityException {
        PublicKey key = engine.publicKey(algorithm, spec);
        SignatureVerification plain = new SignatureCheck.Asymmetric(engine, algorithm, key, signatureLength);
        byte[] encoded = key.getEncoded();
        SignatureVerification check = engine.choice().choose(algorithm.joseName(), encoded, plain);
        return new VerificationKey(kid, algorithm, check, Digests.of("SHA-256", encoded));
    }

    /** The algorithm that the key names, or the usual one of its type when it names none. */
    private static @Nullable SigningAlgorithm bound(Map<?, ?> jwk, SigningAlgorithm usual) {
        if (!jwk.containsKey("alg")) {
            return usual;
        }
        return jwk.get("alg") instanceof String name ? SigningAlgorithm.find(name) : null;
    }

    private static byte @Nullable [] bytes(@Nullable Object member, int longest) {
        if (!(member instanceof String text) || text.length() > Base64Url.encodedLength(longest)) {
            return null;
        }
        byte[] encoded = text.getBytes(StandardCharsets.ISO_8859_1);
        return encoded.length == 0 ? null : Base64Url.decode(encoded, 0, encoded.length);
    }
}
