package dev.gatehouse.benchmarks.peer;

import io.fusionauth.jwt.JWTDecoder;
import io.fusionauth.jwt.JWTEncoder;
import io.fusionauth.jwt.Signer;
import io.fusionauth.jwt.Verifier;
import io.fusionauth.jwt.domain.JWT;
import io.fusionauth.jwt.ec.ECSigner;
import io.fusionauth.jwt.ec.ECVerifier;
import io.fusionauth.jwt.ed.EdDSASigner;
import io.fusionauth.jwt.ed.EdDSAVerifier;
import io.fusionauth.jwt.hmac.HMACSigner;
import io.fusionauth.jwt.hmac.HMACVerifier;
import io.fusionauth.jwt.rsa.RSASigner;
import io.fusionauth.jwt.rsa.RSAVerifier;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;

/** FusionAuth JWT. It leaves the issuer to its caller, so that is compared here. */
final class FusionAuthPeer implements Peer {
    private final JWTEncoder encoder = JWT.getEncoder();
    private final JWTDecoder decoder = JWT.getDecoder();
    private final Signer signer;
    private final Verifier verifier;

    FusionAuthPeer(Keys keys) {
        if (keys.algorithm() == Algorithm.HS256) {
            signer = HMACSigner.newSHA256Signer(keys.secret(), keys.kid());
            verifier = HMACVerifier.newVerifier(keys.secret());
            return;
        }
        PrivateKey secret = keys.pair().getPrivate();
        PublicKey open = keys.pair().getPublic();
        signer = switch (keys.algorithm()) {
            case RS256 -> RSASigner.newSHA256Signer(secret, keys.kid());
            case ES256 -> ECSigner.newSHA256Signer(secret, keys.kid());
            default -> EdDSASigner.newSigner(secret, keys.kid());
        };
        verifier = switch (keys.algorithm()) {
            case RS256 -> RSAVerifier.newVerifier(open);
            case ES256 -> ECVerifier.newVerifier(open);
            default -> EdDSAVerifier.newVerifier(open);
        };
    }

    @Override
    public String sign(Map<String, Object> claims) {
        JWT token = new JWT();
        claims.forEach((name, value) -> {
            switch (name) {
                case "iss" -> token.setIssuer((String) value);
                case "sub" -> token.setSubject((String) value);
                case "jti" -> token.setUniqueId((String) value);
                case "exp" -> token.setExpiration(time(value));
                case "iat" -> token.setIssuedAt(time(value));
                default -> token.addClaim(name, value);
            }
        });
        return encoder.encode(token, signer);
    }

    private static ZonedDateTime time(Object seconds) {
        return Instant.ofEpochSecond((Long) seconds).atZone(ZoneOffset.UTC);
    }

    @Override
    public String verify(String token) {
        JWT decoded = decoder.decode(token, verifier);
        if (!Payload.ISSUER.equals(decoded.issuer)) {
            throw new IllegalArgumentException("another issuer");
        }
        return decoded.subject;
    }
}
