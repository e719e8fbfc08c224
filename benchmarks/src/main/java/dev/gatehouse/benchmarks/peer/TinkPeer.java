package dev.gatehouse.benchmarks.peer;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.Key;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.jwt.JwtEcdsaParameters;
import com.google.crypto.tink.jwt.JwtEcdsaPrivateKey;
import com.google.crypto.tink.jwt.JwtEcdsaPublicKey;
import com.google.crypto.tink.jwt.JwtHmacKey;
import com.google.crypto.tink.jwt.JwtHmacParameters;
import com.google.crypto.tink.jwt.JwtMac;
import com.google.crypto.tink.jwt.JwtMacConfig;
import com.google.crypto.tink.jwt.JwtPublicKeySign;
import com.google.crypto.tink.jwt.JwtPublicKeyVerify;
import com.google.crypto.tink.jwt.JwtRsaSsaPkcs1Parameters;
import com.google.crypto.tink.jwt.JwtRsaSsaPkcs1PrivateKey;
import com.google.crypto.tink.jwt.JwtRsaSsaPkcs1PublicKey;
import com.google.crypto.tink.jwt.JwtSignatureConfig;
import com.google.crypto.tink.jwt.JwtValidator;
import com.google.crypto.tink.jwt.RawJwt;
import com.google.crypto.tink.util.SecretBigInteger;
import com.google.crypto.tink.util.SecretBytes;
import com.google.gson.Gson;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tink. */
final class TinkPeer implements Peer {
    private static final Gson GSON = new Gson();

    private final @Nullable JwtMac mac;
    private final @Nullable JwtPublicKeySign signer;
    private final @Nullable JwtPublicKeyVerify verifier;
    private final JwtValidator validator = JwtValidator.newBuilder()
            .expectTypeHeader("JWT")
            .expectIssuer(Payload.ISSUER)
            .ignoreAudiences()
            .build();

    TinkPeer(Keys keys) throws GeneralSecurityException {
        if (keys.algorithm() == Algorithm.HS256) {
            JwtMacConfig.register();
            mac = hmac(keys).getPrimitive(RegistryConfiguration.get(), JwtMac.class);
            signer = null;
            verifier = null;
        } else {
            JwtSignatureConfig.register();
            KeysetHandle pair = set(keys.algorithm() == Algorithm.RS256 ? rsa(keys) : ec(keys));
            mac = null;
            signer = pair.getPrimitive(RegistryConfiguration.get(), JwtPublicKeySign.class);
            verifier = pair.getPublicKeysetHandle().getPrimitive(RegistryConfiguration.get(), JwtPublicKeyVerify.class);
        }
    }

    @AccessesPartialKey
    private static KeysetHandle hmac(Keys keys) throws GeneralSecurityException {
        JwtHmacParameters parameters = JwtHmacParameters.builder()
                .setAlgorithm(JwtHmacParameters.Algorithm.HS256)
                .setKeySizeBytes(keys.secret().length)
                .setKidStrategy(JwtHmacParameters.KidStrategy.CUSTOM)
                .build();
        JwtHmacKey key = JwtHmacKey.builder()
                .setParameters(parameters)
                .setKeyBytes(SecretBytes.copyFrom(keys.secret(), InsecureSecretKeyAccess.get()))
                .setCustomKid(keys.kid())
                .build();
        return set(key);
    }

    private static KeysetHandle set(Key key) throws GeneralSecurityException {
        return KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.importKey(key).withRandomId().makePrimary())
                .build();
    }

    @AccessesPartialKey
    private static Key rsa(Keys keys) throws GeneralSecurityException {
        RSAPublicKey open = (RSAPublicKey) keys.pair().getPublic();
        RSAPrivateCrtKey secret = (RSAPrivateCrtKey) keys.pair().getPrivate();
        JwtRsaSsaPkcs1Parameters parameters = JwtRsaSsaPkcs1Parameters.builder()
                .setAlgorithm(JwtRsaSsaPkcs1Parameters.Algorithm.RS256)
                .setModulusSizeBits(open.getModulus().bitLength())
                .setPublicExponent(open.getPublicExponent())
                .setKidStrategy(JwtRsaSsaPkcs1Parameters.KidStrategy.CUSTOM)
                .build();
        return JwtRsaSsaPkcs1PrivateKey.builder()
                .setPublicKey(JwtRsaSsaPkcs1PublicKey.builder()
                        .setParameters(parameters)
                        .setModulus(open.getModulus())
                        .setCustomKid(keys.kid())
                        .build())
                .setPrimes(number(secret.getPrimeP()), number(secret.getPrimeQ()))
                .setPrivateExponent(number(secret.getPrivateExponent()))
                .setPrimeExponents(number(secret.getPrimeExponentP()), number(secret.getPrimeExponentQ()))
                .setCrtCoefficient(number(secret.getCrtCoefficient()))
                .build();
    }

    @AccessesPartialKey
    private static Key ec(Keys keys) throws GeneralSecurityException {
        JwtEcdsaParameters parameters = JwtEcdsaParameters.builder()
                .setAlgorithm(JwtEcdsaParameters.Algorithm.ES256)
                .setKidStrategy(JwtEcdsaParameters.KidStrategy.CUSTOM)
                .build();
        JwtEcdsaPublicKey open = JwtEcdsaPublicKey.builder()
                .setParameters(parameters)
                .setPublicPoint(((ECPublicKey) keys.pair().getPublic()).getW())
                .setCustomKid(keys.kid())
                .build();
        return JwtEcdsaPrivateKey.create(
                open, number(((ECPrivateKey) keys.pair().getPrivate()).getS()));
    }

    private static SecretBigInteger number(BigInteger value) {
        return SecretBigInteger.fromBigInteger(value, InsecureSecretKeyAccess.get());
    }

    @Override
    public String sign(Map<String, Object> claims) throws GeneralSecurityException {
        RawJwt.Builder raw = RawJwt.newBuilder().setTypeHeader("JWT");
        for (Map.Entry<String, Object> claim : claims.entrySet()) {
            String name = claim.getKey();
            Object value = claim.getValue();
            switch (name) {
                case "iss" -> raw.setIssuer((String) value);
                case "sub" -> raw.setSubject((String) value);
                case "jti" -> raw.setJwtId((String) value);
                case "exp" -> raw.setExpiration(Instant.ofEpochSecond((Long) value));
                case "iat" -> raw.setIssuedAt(Instant.ofEpochSecond((Long) value));
                default -> {
                    if (value instanceof String text) {
                        raw.addStringClaim(name, text);
                    } else if (value instanceof Number number) {
                        raw.addNumberClaim(name, number.longValue());
                    } else {
                        raw.addJsonArrayClaim(name, GSON.toJson(value));
                    }
                }
            }
        }
        return mac == null ? present(signer).signAndEncode(raw.build()) : mac.computeMacAndEncode(raw.build());
    }

    @Override
    public String verify(String token) throws GeneralSecurityException {
        return (mac == null
                        ? present(verifier).verifyAndDecode(token, validator)
                        : mac.verifyMacAndDecode(token, validator))
                .getSubject();
    }

    private static <T> T present(@Nullable T primitive) {
        if (primitive == null) {
            throw new IllegalStateException("not of this key");
        }
        return primitive;
    }
}
