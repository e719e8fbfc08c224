package dev.gatehouse.benchmarks.peer;

import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.JwtParserBuilder;
import io.jsonwebtoken.Jwts;
import java.security.PrivateKey;
import java.util.Map;

/** JJWT. */
final class JjwtPeer implements Peer {
    private final Keys keys;
    private final JwtParser parser;

    JjwtPeer(Keys keys) {
        this.keys = keys;
        JwtParserBuilder builder = Jwts.parser().requireIssuer(Payload.ISSUER);
        this.parser = (keys.algorithm() == Algorithm.HS256
                        ? builder.verifyWith(keys.secretKey())
                        : builder.verifyWith(keys.pair().getPublic()))
                .build();
    }

    @Override
    public String sign(Map<String, Object> claims) {
        JwtBuilder builder =
                Jwts.builder().header().type("JWT").keyId(keys.kid()).and().claims(claims);
        if (keys.algorithm() == Algorithm.HS256) {
            return builder.signWith(keys.secretKey(), Jwts.SIG.HS256).compact();
        }
        PrivateKey key = keys.pair().getPrivate();
        return switch (keys.algorithm()) {
            case RS256 -> builder.signWith(key, Jwts.SIG.RS256).compact();
            case ES256 -> builder.signWith(key, Jwts.SIG.ES256).compact();
            default -> builder.signWith(key, Jwts.SIG.EdDSA).compact();
        };
    }

    @Override
    public String verify(String token) {
        return parser.parseSignedClaims(token).getPayload().getSubject();
    }
}
