package dev.gatehouse.token;

import dev.gatehouse.internal.json.Json;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.math.ec.ECPoint;
import org.jspecify.annotations.Nullable;

/**
 * One private key with its place in time. Keys of a pool are numbered by generation; of two that are active the newer
 * signs. The key id is the RFC 7638 thumbprint of the public half, so that a stored key needs no more than its
 * generation, algorithm, {@code activeFrom} and private half. Never printed. Immutable and thread-safe.
 */
public final class SigningKey {
    private final SigningAlgorithm algorithm;
    private final long generation;
    private final Instant activeFrom;
    private final byte[] pkcs8;
    private final Map<String, Object> publicJwk;
    private final String kid;
    private final VerificationKey verificationKey;
    private final Map<TokenType, byte[]> headers = new EnumMap<>(TokenType.class);
    private final int signatureLength;
    private final PrivateKey privateKey;
    private final SecureRandom random;
    private final SigningEngine engine;
    private final StripedPool<Signature> pool = new StripedPool<>();

    private SigningKey(
            SigningAlgorithm algorithm,
            long generation,
            Instant activeFrom,
            byte[] pkcs8,
            SecureRandom random,
            SigningEngine engine) {
        if (!algorithm.canSign() || generation < 1) {
            throw new IllegalArgumentException("the algorithm must sign and generations start at 1");
        }
        this.algorithm = algorithm;
        this.generation = generation;
        this.activeFrom = activeFrom;
        this.pkcs8 = pkcs8;
        this.random = random;
        this.engine = engine;
        Map<String, Object> members = publicMembers(algorithm, pkcs8);
        this.kid = thumbprint(members);
        Map<String, Object> jwk = new LinkedHashMap<>();
        jwk.put("kid", kid);
        jwk.put("use", "sig");
        jwk.put("alg", algorithm.joseName());
        jwk.putAll(members);
        this.publicJwk = Map.copyOf(jwk);
        VerificationKey readBack = new JwkReader(engine).read(publicJwk);
        if (readBack == null) {
            throw new IllegalArgumentException("the private key is weak or of another kind than " + algorithm);
        }
        this.verificationKey = readBack;
        for (TokenType type : TokenType.values()) {
            Map<String, Object> header = new LinkedHashMap<>();
            header.put("kid", kid);
            header.put("typ", type.header());
            header.put("alg", algorithm.joseName());
            headers.put(type, Base64Url.encode(Json.write(header).getBytes(StandardCharsets.UTF_8)));
        }
        try {
            this.privateKey = engine.privateKey(algorithm, pkcs8);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not a private key for " + algorithm, e);
        }
        byte[] probe = kid.getBytes(StandardCharsets.US_ASCII);
        byte[] signature = sign(probe, probe.length);
        if (!verificationKey.verifies(probe, probe.length, signature)) {
            throw new IllegalStateException(engine + " made a signature that does not verify");
        }
        this.signatureLength = signature.length;
    }

    /**
     * Returns a new key: RSA of 2,048 bits, P-256 or Ed25519.
     *
     * @param generation the number in its pool, from 1
     * @param activeFrom from when it signs; at least one JWKS max-age ahead, unless it is the pool's first
     * @param random makes the key, and later its signatures
     * @throws IllegalArgumentException if Gatehouse does not sign with {@code algorithm}
     */
    public static SigningKey generate(
            SigningAlgorithm algorithm, long generation, Instant activeFrom, SecureRandom random) {
        return generate(algorithm, generation, activeFrom, random, SigningEngine.standard());
    }

    /** Returns a new key that works on {@code engine}; see {@link #generate(SigningAlgorithm, long, Instant, SecureRandom)}. */
    public static SigningKey generate(
            SigningAlgorithm algorithm,
            long generation,
            Instant activeFrom,
            SecureRandom random,
            SigningEngine engine) {
        if (!algorithm.canSign()) {
            throw new IllegalArgumentException("no signing with " + algorithm);
        }
        try {
            byte[] pkcs8 = engine.generate(algorithm, random).getPrivate().getEncoded();
            return new SigningKey(algorithm, generation, activeFrom, pkcs8, random, engine);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the engine cannot make a key for " + algorithm, e);
        }
    }

    /**
     * Returns the key whose private half was exported by {@link #usePkcs8}.
     *
     * @param pkcs8 copied; the caller wipes its own array
     * @throws IllegalArgumentException if the bytes are not a sound private key for {@code algorithm}
     */
    public static SigningKey restore(
            SigningAlgorithm algorithm, long generation, Instant activeFrom, byte[] pkcs8, SecureRandom random) {
        return restore(algorithm, generation, activeFrom, pkcs8, random, SigningEngine.standard());
    }

    /** Returns a stored key that works on {@code engine}; see {@link #restore(SigningAlgorithm, long, Instant, byte[], SecureRandom)}. */
    public static SigningKey restore(
            SigningAlgorithm algorithm,
            long generation,
            Instant activeFrom,
            byte[] pkcs8,
            SecureRandom random,
            SigningEngine engine) {
        return new SigningKey(algorithm, generation, activeFrom, pkcs8.clone(), random, engine);
    }

    /** Returns what {@code action} returns for a copy of the private half in PKCS #8, to be sealed; wipes that copy. */
    public <R extends @Nullable Object> R usePkcs8(Function<byte[], R> action) {
        byte[] copy = pkcs8.clone();
        try {
            return action.apply(copy);
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    public SigningAlgorithm algorithm() {
        return algorithm;
    }

    /** Returns the number of the key in its pool; the row key of its store. */
    public long generation() {
        return generation;
    }

    /** Returns from when the key signs. It is published, and verifies, before that. */
    public Instant activeFrom() {
        return activeFrom;
    }

    /** Returns the key id: the RFC 7638 thumbprint, 43 characters. */
    public String kid() {
        return kid;
    }

    /** Returns the public half as a JSON Web Key with {@code kid}, {@code use} and {@code alg}; unmodifiable. */
    public Map<String, Object> publicJwk() {
        return publicJwk;
    }

    VerificationKey verificationKey() {
        return verificationKey;
    }

    /** The encoded header for tokens of a type; not to be written to. */
    byte[] header(TokenType type) {
        return Objects.requireNonNull(headers.get(type));
    }

    int signatureLength() {
        return signatureLength;
    }

    byte[] sign(byte[] input, int length) {
        try {
            Signature idle = pool.take();
            Signature signer = idle;
            if (signer == null) {
                signer = engine.signature(algorithm);
                signer.initSign(privateKey, random);
            }
            signer.update(input, 0, length);
            byte[] signature = signer.sign();
            pool.give(signer);
            return signature;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the engine cannot sign with " + algorithm, e);
        }
    }

    private static Map<String, Object> publicMembers(SigningAlgorithm algorithm, byte[] pkcs8) {
        Map<String, Object> members = new TreeMap<>();
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

    /** RFC 7638 §3: the required members, sorted by name, which a tree map already is. */
    private static String thumbprint(Map<String, Object> members) {
        return Base64Url.text(Digests.of("SHA-256", Json.write(members).getBytes(StandardCharsets.UTF_8)));
    }

    private static String number(BigInteger value, int width) {
        byte[] signed = value.toByteArray();
        int from = signed[0] == 0 && signed.length > 1 ? 1 : 0;
        int length = Math.max(width, signed.length - from);
        byte[] unsigned = new byte[length];
        System.arraycopy(signed, from, unsigned, length - (signed.length - from), signed.length - from);
        return Base64Url.text(unsigned);
    }

    @Override
    public String toString() {
        return "SigningKey[" + algorithm + ", generation " + generation + ", from " + activeFrom + "]";
    }
}
