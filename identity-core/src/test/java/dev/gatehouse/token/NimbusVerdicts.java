package dev.gatehouse.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.DefaultJOSEProcessor;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Nimbus JOSE+JWT set up to demand what a verifier of ours demands, as far as it can, and asked for its verdict. */
final class NimbusVerdicts {
    private static final Set<JWSAlgorithm> ALL = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512,
            JWSAlgorithm.HS256);

    private NimbusVerdicts() {}

    /** A processor for one kind of token of one issuer: ID tokens with an audience, access tokens without. */
    static DefaultJWTProcessor<SecurityContext> processor(
            JWKSet keys, String algorithm, JWTClaimsSet exact, @Nullable String audience, Instant now, int skew) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(
                audience == null
                        ? new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null)
                        : new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, null));
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(JWSAlgorithm.parse(algorithm), new ImmutableJWKSet<>(keys)));
        Set<String> required = new HashSet<>(Set.of("exp", "iat", "sub"));
        DefaultJWTClaimsVerifier<SecurityContext> claims = new DefaultJWTClaimsVerifier<>(audience, exact, required) {
            @Override
            protected Date currentTime() {
                return Date.from(now);
            }
        };
        claims.setMaxClockSkew(skew);
        processor.setJWTClaimsSetVerifier(claims);
        return processor;
    }

    static boolean accepts(DefaultJWTProcessor<SecurityContext> processor, String token) {
        try {
            processor.process(token, null);
            return true;
        } catch (ParseException | BadJOSEException | JOSEException | IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether a signature holds by any of the keys, whatever the payload is. */
    static boolean acceptsSignature(JWKSet keys, String token) {
        DefaultJOSEProcessor<SecurityContext> processor = new DefaultJOSEProcessor<>();
        processor.setJWSTypeVerifier((type, context) -> {});
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALL, new ImmutableJWKSet<>(keys)));
        try {
            processor.process(JWSObject.parse(token), null);
            return true;
        } catch (ParseException | BadJOSEException | JOSEException | IllegalArgumentException e) {
            return false;
        }
    }
}
