package dev.gatehouse.token;

import dev.gatehouse.PoolId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
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
    private final CompactSigner signer;
    private final PrivateKey privateKey;
    private final SecureRandom random;
    private final SigningEngine engine;
    private final StripedPool<Signature> pool = new StripedPool<>();
    private final AtomicReference<@Nullable SigningCertificate> certificate = new AtomicReference<>();

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
        Map<String, Object> members = PublicHalf.members(algorithm, pkcs8);
        this.kid = PublicHalf.thumbprint(members);
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
        this.signer = new CompactSigner(kid, algorithm, signature.length, this::sign);
    }

    /**
     * Returns a new key: RSA of 2,048 bits, P-256, Ed25519, ML-DSA-44 or ML-DSA-65.
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
            byte[] pkcs8 = engine.generate(algorithm, random);
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

    /** Returns what {@code action} returns for a copy of the private half in PKCS #8 (of ML-DSA its seed, RFC 9881), to be sealed; wipes that copy. */
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

    /**
     * Returns the self-signed X.509 certificate (RFC 5280) of the public half, made on the first call and kept. It
     * follows from the key, its {@code activeFrom} and the pool alone, so every node returns the same bytes, also after
     * a restart: subject and issuer are {@code CN=<pool>}, cut after 64 characters; valid from a day before {@code
     * activeFrom} for twenty years; key usage {@code digitalSignature}, and no authority over other certificates. Empty for
     * ML-DSA, whose certificates (RFC 9881) neither the JDKs that Gatehouse runs on nor the peers that ask for
     * certificates read.
     *
     * @param pool whose key it is
     */
    public Optional<SigningCertificate> certificate(PoolId pool) {
        if (!SelfSigned.possible(algorithm)) {
            return Optional.empty();
        }
        SigningCertificate known = certificate.get();
        if (known == null || !known.isOf(pool)) {
            known = SigningCertificate.of(this, pool); // two threads that make it at once make the same
            certificate.set(known);
        }
        return Optional.of(known);
    }

    VerificationKey verificationKey() {
        return verificationKey;
    }

    CompactSigner signer() {
        return signer;
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

    @Override
    public String toString() {
        return "SigningKey[" + algorithm + ", generation " + generation + ", from " + activeFrom + "]";
    }
}
