package dev.gatehouse.benchmarks.peer;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/** Spring Security's {@code NimbusJwtEncoder} and {@code NimbusJwtDecoder}. */
final class SpringPeer implements Peer {
    private final JwsHeader header;
    private final NimbusJwtEncoder encoder;
    private final NimbusJwtDecoder decoder;

    SpringPeer(Keys keys) {
        switch (keys.algorithm()) {
            case RS256 -> {
                RSAPublicKey open = (RSAPublicKey) keys.pair().getPublic();
                header = JwsHeader.with(SignatureAlgorithm.RS256).type("JWT").build();
                encoder = NimbusJwtEncoder.withKeyPair(
                                open, (RSAPrivateKey) keys.pair().getPrivate())
                        .jwkPostProcessor(key -> key.keyID(keys.kid()))
                        .build();
                decoder = NimbusJwtDecoder.withPublicKey(open).build();
            }
            case ES256 -> {
                header = JwsHeader.with(SignatureAlgorithm.ES256).type("JWT").build();
                encoder = NimbusJwtEncoder.withKeyPair((ECPublicKey) keys.pair().getPublic(), (ECPrivateKey)
                                keys.pair().getPrivate())
                        .build();
                decoder = NimbusJwtDecoder.withJwkSource(new ImmutableJWKSet<>(new JWKSet(keys.jwk())))
                        .jwsAlgorithm(SignatureAlgorithm.ES256)
                        .build();
            }
            default -> {
                header = JwsHeader.with(MacAlgorithm.HS256).type("JWT").build();
                encoder = NimbusJwtEncoder.withSecretKey(keys.secretKey())
                        .algorithm(MacAlgorithm.HS256)
                        .jwkPostProcessor(key -> key.keyID(keys.kid()))
                        .build();
                decoder = NimbusJwtDecoder.withSecretKey(keys.secretKey())
                        .macAlgorithm(MacAlgorithm.HS256)
                        .build();
            }
        }
        decoder.setJwtValidator(JwtValidators.createDefaultWithIssuer(Payload.ISSUER));
    }

    @Override
    public String sign(Map<String, Object> claims) {
        JwtClaimsSet.Builder set = JwtClaimsSet.builder();
        claims.forEach((name, value) -> {
            switch (name) {
                case "exp" -> set.expiresAt(Instant.ofEpochSecond((Long) value));
                case "iat" -> set.issuedAt(Instant.ofEpochSecond((Long) value));
                default -> set.claim(name, value);
            }
        });
        return encoder.encode(JwtEncoderParameters.from(header, set.build())).getTokenValue();
    }

    @Override
    public String verify(String token) {
        return Objects.requireNonNull(decoder.decode(token).getSubject());
    }
}
