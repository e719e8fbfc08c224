package dev.gatehouse.benchmarks.peer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Nimbus JOSE+JWT: its signers and verifiers used directly, or for verifying its {@code DefaultJWTProcessor}. */
@SuppressWarnings("JavaUtilDate") // what Nimbus takes and gives
final class NimbusPeer implements Peer {
    private final JWSHeader header;
    private final JWSSigner signer;
    private final JWSVerifier verifier;
    private final @Nullable DefaultJWTProcessor<SecurityContext> processor;

    private NimbusPeer(Keys keys, boolean byProcessor) throws JOSEException {
        JWSAlgorithm algorithm = JWSAlgorithm.parse(keys.algorithm().joseName());
        header = new JWSHeader.Builder(algorithm)
                .keyID(keys.kid())
                .type(JOSEObjectType.JWT)
                .build();
        signer = switch (keys.algorithm()) {
            case RS256 -> new RSASSASigner(keys.pair().getPrivate());
            case ES256 -> new ECDSASigner((ECPrivateKey) keys.pair().getPrivate());
            case EDDSA -> new Ed25519Signer((OctetKeyPair) keys.jwk());
            default -> new MACSigner(keys.secret());
        };
        verifier = switch (keys.algorithm()) {
            case RS256 -> new RSASSAVerifier((RSAPublicKey) keys.pair().getPublic());
            case ES256 -> new ECDSAVerifier((ECPublicKey) keys.pair().getPublic());
            case EDDSA -> new Ed25519Verifier(((OctetKeyPair) keys.jwk()).toPublicJWK());
            default -> new MACVerifier(keys.secret());
        };
        processor = byProcessor ? processor(keys, algorithm) : null;
    }

    static NimbusPeer direct(Keys keys) throws JOSEException {
        return new NimbusPeer(keys, false);
    }

    static NimbusPeer processor(Keys keys) throws JOSEException {
        return new NimbusPeer(keys, true);
    }

    private static DefaultJWTProcessor<SecurityContext> processor(Keys keys, JWSAlgorithm algorithm) {
        DefaultJWTProcessor<SecurityContext> made = new DefaultJWTProcessor<>();
        made.setJWSKeySelector(
                new JWSVerificationKeySelector<>(algorithm, new ImmutableJWKSet<>(new JWKSet(keys.jwk()))));
        made.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                new JWTClaimsSet.Builder().issuer(Payload.ISSUER).build(), Set.of("sub", "exp")));
        return made;
    }

    @Override
    public String sign(Map<String, Object> claims) throws JOSEException {
        JWTClaimsSet.Builder set = new JWTClaimsSet.Builder();
        claims.forEach((name, value) -> {
            switch (name) {
                case "exp" -> set.expirationTime(date(value));
                case "iat" -> set.issueTime(date(value));
                default -> set.claim(name, value);
            }
        });
        SignedJWT token = new SignedJWT(header, set.build());
        token.sign(signer);
        return token.serialize();
    }

    private static Date date(Object seconds) {
        return new Date((Long) seconds * 1000);
    }

    @Override
    public String verify(String token) throws Exception {
        if (processor != null) {
            return processor.process(token, null).getSubject();
        }
        SignedJWT parsed = SignedJWT.parse(token);
        if (!parsed.verify(verifier)) {
            throw new JOSEException("the signature does not hold");
        }
        JWTClaimsSet claims = parsed.getJWTClaimsSet();
        if (!Payload.ISSUER.equals(claims.getIssuer()) || !new Date().before(claims.getExpirationTime())) {
            throw new JOSEException("the claims do not hold");
        }
        return claims.getSubject();
    }
}
