package dev.gatehouse.benchmarks.peer;

import dev.gatehouse.token.JwkSource;
import dev.gatehouse.token.KeyRing;
import dev.gatehouse.token.KeyRotation;
import dev.gatehouse.token.SigningAlgorithm;
import dev.gatehouse.token.SigningEngine;
import dev.gatehouse.token.SigningKey;
import dev.gatehouse.token.StaticJwks;
import dev.gatehouse.token.SymmetricKey;
import dev.gatehouse.token.TokenKind;
import dev.gatehouse.token.TokenSigner;
import dev.gatehouse.token.TokenType;
import dev.gatehouse.token.TokenVerifier;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Gatehouse, as a user pool uses it, with the cache off: every token is verified as if it were the first time. */
final class GatehousePeer implements Peer {
    private final Function<Map<String, Object>, String> signer;
    private final TokenVerifier verifier;
    private final Runnable maintenance;

    private GatehousePeer(
            SigningAlgorithm algorithm,
            Function<Map<String, Object>, String> signer,
            JwkSource keys,
            InstantSource clock,
            Runnable maintenance) {
        this.signer = signer;
        this.maintenance = maintenance;
        this.verifier = TokenVerifier.offline(keys, clock)
                .kind(TokenKind.ACCESS)
                .issuer(Payload.ISSUER)
                .clients(Payload.CLIENT)
                .algorithms(algorithm)
                .cacheBytes(0)
                .build();
    }

    static GatehousePeer standard(Keys keys) {
        InstantSource clock = InstantSource.system();
        if (keys.algorithm() != Algorithm.HS256) {
            return of(keys, SigningEngine.standard(), clock);
        }
        SymmetricKey key = SymmetricKey.of(keys.secret());
        return new GatehousePeer(
                SigningAlgorithm.HS256,
                claims -> key.sign(TokenType.JWT, claims),
                StaticJwks.of(key.verificationKey()),
                clock,
                () -> {});
    }

    static GatehousePeer onNativeProvider(Keys keys) {
        if (!Floor.nativeWorks()) {
            throw new IllegalStateException("the native provider does not load here");
        }
        return of(keys, SigningEngine.corretto(), InstantSource.system());
    }

    /** By the provider alone, as a key that does not verify often enough for a table. */
    static GatehousePeer withoutTables(Keys keys) {
        return of(keys, SigningEngine.standard().withoutTables(), InstantSource.system());
    }

    private static GatehousePeer of(Keys keys, SigningEngine engine, InstantSource clock) {
        SigningAlgorithm algorithm =
                SigningAlgorithm.fromJoseName(keys.algorithm().joseName()).orElseThrow();
        byte[] pkcs8 = keys.algorithm() == Algorithm.ML_DSA_65
                ? keys.secret()
                : keys.pair().getPrivate().getEncoded();
        SigningKey key = SigningKey.restore(algorithm, 1, clock.instant(), pkcs8, new SecureRandom(), engine);
        KeyRing ring = KeyRing.of(KeyRotation.standard(), List.of(key));
        TokenSigner signer = new TokenSigner(() -> ring, clock);
        return new GatehousePeer(
                algorithm,
                claims -> signer.sign(algorithm, TokenType.JWT, claims),
                ring.verificationKeys(clock.instant()),
                clock,
                engine::maintain);
    }

    @Override
    public String sign(Map<String, Object> claims) {
        return signer.apply(claims);
    }

    @Override
    public void maintain() {
        maintenance.run();
    }

    @Override
    public String verify(String token) {
        return verifier.verify(token).orElseThrow().subject();
    }
}
