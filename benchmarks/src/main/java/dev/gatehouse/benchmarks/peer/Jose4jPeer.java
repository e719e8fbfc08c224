package dev.gatehouse.benchmarks.peer;

import java.security.Key;
import java.util.Map;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/** jose4j. */
final class Jose4jPeer implements Peer {
    private final Keys keys;
    private final Key signing;
    private final JwtConsumer consumer;

    Jose4jPeer(Keys keys) {
        this.keys = keys;
        boolean mac = keys.algorithm() == Algorithm.HS256;
        this.signing = mac ? new HmacKey(keys.secret()) : keys.pair().getPrivate();
        this.consumer = new JwtConsumerBuilder()
                .setRequireExpirationTime()
                .setRequireSubject()
                .setExpectedIssuer(Payload.ISSUER)
                .setVerificationKey(mac ? signing : keys.pair().getPublic())
                .setJwsAlgorithmConstraints(
                        ConstraintType.PERMIT, keys.algorithm().joseName())
                .build();
    }

    @Override
    public String sign(Map<String, Object> claims) throws JoseException {
        JwtClaims set = new JwtClaims();
        claims.forEach(set::setClaim);
        JsonWebSignature token = new JsonWebSignature();
        token.setPayload(set.toJson());
        token.setKey(signing);
        token.setKeyIdHeaderValue(keys.kid());
        token.setHeader("typ", "JWT");
        token.setAlgorithmHeaderValue(keys.algorithm().joseName());
        return token.getCompactSerialization();
    }

    @Override
    public String verify(String token) throws InvalidJwtException, MalformedClaimException {
        return consumer.processToClaims(token).getSubject();
    }
}
