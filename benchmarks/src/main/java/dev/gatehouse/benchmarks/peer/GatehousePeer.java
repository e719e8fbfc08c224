package dev.gatehouse.benchmarks.peer;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import dev.gatehouse.token.KeyRing;
import dev.gatehouse.token.KeyRotation;
import dev.gatehouse.token.SigningAlgorithm;
import dev.gatehouse.token.SigningEngine;
import dev.gatehouse.token.SigningKey;
import dev.gatehouse.token.TokenKind;
import dev.gatehouse.token.TokenSigner;
import dev.gatehouse.token.TokenType;
import dev.gatehouse.token.TokenVerifier;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Gatehouse, as a user pool uses it, with the cache off: every token is verified as if it were the first time. */
final class GatehousePeer implements Peer {
    private final SigningAlgorithm algorithm;
    private final TokenSigner signer;
    private final TokenVerifier verifier;

    private GatehousePeer(Keys keys, SigningEngine engine) {
        InstantSource clock = InstantSource.system();
        algorithm = SigningAlgorithm.fromJoseName(keys.algorithm().joseName()).orElseThrow();
        SigningKey key = SigningKey.restore(
                algorithm, 1, clock.instant(), keys.pair().getPrivate().getEncoded(), new SecureRandom(), engine);
        KeyRing ring = KeyRing.of(KeyRotation.standard(), List.of(key));
        signer = new TokenSigner(() -> ring, clock);
        verifier = TokenVerifier.offline(ring.verificationKeys(clock.instant()), clock)
                .kind(TokenKind.ACCESS)
                .issuer(Payload.ISSUER)
                .clients(Payload.CLIENT)
                .algorithms(algorithm)
                .cacheBytes(0)
                .build();
    }

    static GatehousePeer standard(Keys keys) {
        return new GatehousePeer(keys, SigningEngine.standard());
    }

    static GatehousePeer onNativeProvider(Keys keys) {
        if (!Floor.nativeWorks()) {
            throw new IllegalStateException("the native provider does not load here");
        }
        AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
        return new GatehousePeer(keys, SigningEngine.of(provider, provider));
    }

    @Override
    public String sign(Map<String, Object> claims) {
        return signer.sign(algorithm, TokenType.JWT, claims);
    }

    @Override
    public String verify(String token) {
        return verifier.verify(token).orElseThrow().subject();
    }
}
