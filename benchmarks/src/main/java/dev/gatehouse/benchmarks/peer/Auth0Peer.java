package dev.gatehouse.benchmarks.peer;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;

/** Auth0's java-jwt. */
final class Auth0Peer implements Peer {
    private final String kid;
    private final com.auth0.jwt.algorithms.Algorithm algorithm;
    private final JWTVerifier verifier;

    Auth0Peer(Keys keys) {
        this.kid = keys.kid();
        this.algorithm = switch (keys.algorithm()) {
            case RS256 ->
                com.auth0.jwt.algorithms.Algorithm.RSA256(
                        (RSAPublicKey) keys.pair().getPublic(),
                        (RSAPrivateKey) keys.pair().getPrivate());
            case ES256 ->
                com.auth0.jwt.algorithms.Algorithm.ECDSA256(
                        (ECPublicKey) keys.pair().getPublic(),
                        (ECPrivateKey) keys.pair().getPrivate());
            default -> com.auth0.jwt.algorithms.Algorithm.HMAC256(keys.secret());
        };
        this.verifier = JWT.require(algorithm).withIssuer(Payload.ISSUER).build();
    }

    @Override
    public String sign(Map<String, Object> claims) {
        return JWT.create().withKeyId(kid).withPayload(claims).sign(algorithm);
    }

    @Override
    public String verify(String token) {
        return verifier.verify(token).getSubject();
    }
}
