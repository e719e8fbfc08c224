package dev.gatehouse.benchmarks;

import dev.gatehouse.FamilyId;
import dev.gatehouse.token.KeyRing;
import dev.gatehouse.token.KeyRotation;
import dev.gatehouse.token.RevocationEntry;
import dev.gatehouse.token.RevocationSnapshotView;
import dev.gatehouse.token.SigningAlgorithm;
import dev.gatehouse.token.SigningEngine;
import dev.gatehouse.token.SigningKey;
import dev.gatehouse.token.TokenKind;
import dev.gatehouse.token.TokenSigner;
import dev.gatehouse.token.TokenType;
import dev.gatehouse.token.TokenVerifier;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Security;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** A pool that signs with one key, its verifiers, and the bare signatures of the same providers with the same key. */
final class Party {
    static final String ISSUER = "https://auth.example.test/eu-west-1_benchmark";
    static final String CLIENT = "1h57kf5cpq17m0eml12EXAMPLE";

    private static final Duration LIFE = Duration.ofHours(12);

    private final InstantSource clock = InstantSource.system();
    private final SecureRandom random = new SecureRandom();
    private final SigningAlgorithm algorithm;
    private final Provider provider;
    private final KeyRing ring;
    private final PrivateKey privateKey;
    private final PublicKey publicKey;

    Party(SigningAlgorithm algorithm) throws GeneralSecurityException {
        this.algorithm = algorithm;
        Provider rsa = Objects.requireNonNull(Security.getProvider("SunRsaSign"));
        Provider curves = new BouncyCastleProvider();
        this.provider = algorithm == SigningAlgorithm.RS256 ? rsa : curves;
        SigningKey key = SigningKey.generate(algorithm, 1, clock.instant(), random, SigningEngine.of(rsa, curves));
        this.ring = KeyRing.of(KeyRotation.standard(), List.of(key));
        KeyFactory factory = KeyFactory.getInstance(family(algorithm), provider);
        byte[] pkcs8 = key.usePkcs8(byte[]::clone);
        this.privateKey = factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        this.publicKey = factory.generatePublic(new X509EncodedKeySpec(publicHalf(pkcs8)));
    }

    TokenSigner signer() {
        return new TokenSigner(() -> ring, clock);
    }

    /** A verifier without a cache: each token is parsed, its signature verified, its claims read. */
    TokenVerifier coldVerifier() {
        return demanding(TokenVerifier.offline(ring.verificationKeys(clock.instant()), clock))
                .cacheBytes(0)
                .build();
    }

    /** A verifier with a cache that holds them all, and a view of a thousand revoked families to ask each time. */
    TokenVerifier cachingVerifier(int tokens) {
        RevocationSnapshotView view = new RevocationSnapshotView(Duration.ofHours(1));
        Instant now = clock.instant();
        List<RevocationEntry> revoked = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            revoked.add(new RevocationEntry.Family(new FamilyId("revoked-" + i), now.plus(LIFE)));
        }
        view.apply(revoked, now);
        return demanding(TokenVerifier.revocable(ring.verificationKeys(now), view, clock))
                .cacheBytes(tokens * 16L * 1024)
                .build();
    }

    private TokenVerifier.Builder demanding(TokenVerifier.Builder builder) {
        return builder.kind(TokenKind.ACCESS).issuer(ISSUER).clients(CLIENT).algorithms(algorithm);
    }

    Signature bareSigner() throws GeneralSecurityException {
        Signature signature = Signature.getInstance(jcaName(algorithm), provider);
        signature.initSign(privateKey, random);
        return signature;
    }

    Signature bareVerifier() throws GeneralSecurityException {
        Signature signature = Signature.getInstance(jcaName(algorithm), provider);
        signature.initVerify(publicKey);
        return signature;
    }

    List<String> accessTokens(int count) {
        TokenSigner signer = signer();
        List<String> tokens = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            tokens.add(signer.sign(algorithm, TokenType.JWT, claims(i)));
        }
        return tokens;
    }

    /** Fifteen claims, 700 to 900 bytes as JSON. */
    Map<String, Object> claims(int number) {
        long now = clock.instant().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", "aaaaaaaa-bbbb-4ccc-8ddd-%012d".formatted(number));
        claims.put("device_key", "eu-west-1_aaaaaaaa-bbbb-4ccc-8ddd-%012d".formatted(number));
        claims.put("cognito:groups", List.of("photographers", "editors", "moderators"));
        claims.put("iss", ISSUER);
        claims.put("version", 2);
        claims.put("client_id", CLIENT);
        claims.put("origin_jti", "0f1e2d3c-4b5a-4687-9788-%012d".formatted(number));
        claims.put("event_id", "5d6c7b8a-9f0e-4d1c-8b2a-%012d".formatted(number));
        claims.put("token_use", "access");
        claims.put("scope", "openid profile email phone photos/read photos/write photos/share aws.cognito.signin.user");
        claims.put("auth_time", now);
        claims.put("exp", now + LIFE.toSeconds());
        claims.put("iat", now);
        claims.put("jti", "9a8b7c6d-5e4f-4a3b-8c2d-%012d".formatted(number));
        claims.put("username", "user-%012d@photos.example.test".formatted(number));
        return claims;
    }

    private static String jcaName(SigningAlgorithm algorithm) {
        return switch (algorithm) {
            case RS256 -> "SHA256withRSA";
            case ES256 -> "SHA256withECDSAinP1363Format";
            case EDDSA -> "Ed25519";
            default -> throw new IllegalArgumentException("not measured: " + algorithm);
        };
    }

    private static String family(SigningAlgorithm algorithm) {
        return switch (algorithm) {
            case RS256 -> "RSA";
            case ES256 -> "EC";
            default -> "Ed25519";
        };
    }

    private static byte[] publicHalf(byte[] pkcs8) throws GeneralSecurityException {
        try {
            AsymmetricKeyParameter key = PrivateKeyFactory.createKey(pkcs8);
            AsymmetricKeyParameter half;
            if (key instanceof RSAPrivateCrtKeyParameters rsa) {
                half = new RSAKeyParameters(false, rsa.getModulus(), rsa.getPublicExponent());
            } else if (key instanceof ECPrivateKeyParameters ec) {
                half = new ECPublicKeyParameters(
                        new FixedPointCombMultiplier()
                                .multiply(ec.getParameters().getG(), ec.getD()),
                        ec.getParameters());
            } else {
                half = ((Ed25519PrivateKeyParameters) key).generatePublicKey();
            }
            SubjectPublicKeyInfo info = SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(half);
            return info.getEncoded();
        } catch (java.io.IOException e) {
            throw new GeneralSecurityException("a key that was just made is not readable", e);
        }
    }
}
