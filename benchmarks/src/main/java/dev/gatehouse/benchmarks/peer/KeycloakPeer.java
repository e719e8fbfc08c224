package dev.gatehouse.benchmarks.peer;

import java.util.Map;
import org.keycloak.TokenVerifier;
import org.keycloak.common.VerificationException;
import org.keycloak.common.crypto.CryptoIntegration;
import org.keycloak.crypto.AsymmetricSignatureSignerContext;
import org.keycloak.crypto.AsymmetricSignatureVerifierContext;
import org.keycloak.crypto.ECDSASignatureSignerContext;
import org.keycloak.crypto.ECDSASignatureVerifierContext;
import org.keycloak.crypto.KeyUse;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.crypto.MacSignatureSignerContext;
import org.keycloak.crypto.MacSignatureVerifierContext;
import org.keycloak.crypto.SignatureSignerContext;
import org.keycloak.crypto.SignatureVerifierContext;
import org.keycloak.jose.jws.JWSBuilder;
import org.keycloak.representations.JsonWebToken;

/** Keycloak's token classes, with its default crypto provider. */
final class KeycloakPeer implements Peer {
    private final String kid;
    private final SignatureSignerContext signer;
    private final SignatureVerifierContext verifier;

    KeycloakPeer(Keys keys) {
        CryptoIntegration.init(KeycloakPeer.class.getClassLoader());
        kid = keys.kid();
        KeyWrapper key = new KeyWrapper();
        key.setKid(kid);
        key.setUse(KeyUse.SIG);
        key.setAlgorithm(keys.algorithm().joseName());
        if (keys.algorithm() == Algorithm.HS256) {
            key.setSecretKey(keys.secretKey());
        } else {
            key.setPrivateKey(keys.pair().getPrivate());
            key.setPublicKey(keys.pair().getPublic());
        }
        switch (keys.algorithm()) {
            case ES256 -> {
                signer = new ECDSASignatureSignerContext(key);
                verifier = new ECDSASignatureVerifierContext(key);
            }
            case HS256 -> {
                signer = new MacSignatureSignerContext(key);
                verifier = new MacSignatureVerifierContext(key);
            }
            default -> {
                if (keys.algorithm() == Algorithm.EDDSA) {
                    key.setCurve("Ed25519");
                }
                signer = new AsymmetricSignatureSignerContext(key);
                verifier = new AsymmetricSignatureVerifierContext(key);
            }
        }
    }

    @Override
    public String sign(Map<String, Object> claims) {
        JsonWebToken token = new JsonWebToken();
        claims.forEach((name, value) -> {
            switch (name) {
                case "iss" -> token.issuer((String) value);
                case "sub" -> token.subject((String) value);
                case "jti" -> token.id((String) value);
                case "exp" -> token.exp((Long) value);
                case "iat" -> token.iat((Long) value);
                default -> token.setOtherClaims(name, value);
            }
        });
        return new JWSBuilder().type("JWT").kid(kid).jsonContent(token).sign(signer);
    }

    @Override
    @SuppressWarnings("unchecked") // Keycloak's varargs of a generic type
    public String verify(String token) throws VerificationException {
        return TokenVerifier.create(token, JsonWebToken.class)
                .withChecks(TokenVerifier.IS_ACTIVE, new TokenVerifier.RealmUrlCheck(Payload.ISSUER))
                .verifierContext(verifier)
                .verify()
                .getToken()
                .getSubject();
    }
}
