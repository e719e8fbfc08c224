package dev.gatehouse.benchmarks.peer;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.util.Map;

/** Vert.x's JWT authentication; its future is complete when it returns. */
final class VertxPeer implements Peer {
    private final Vertx vertx = Vertx.vertx();
    private final JWTOptions options;
    private final JWTAuth auth;

    VertxPeer(Keys keys) {
        String name = keys.algorithm().joseName();
        options = new JWTOptions().setAlgorithm(name);
        auth = JWTAuth.create(
                vertx,
                new JWTAuthOptions()
                        .addJwk(new JsonObject(keys.jwk().toJSONString()))
                        .setJWTOptions(
                                new JWTOptions().setIssuer(Payload.ISSUER).setAlgorithm(name)));
    }

    @Override
    public String sign(Map<String, Object> claims) {
        return auth.generateToken(new JsonObject(claims), options);
    }

    @Override
    public String verify(String token) {
        Future<User> user = auth.authenticate(new TokenCredentials(token));
        if (!user.succeeded()) {
            throw new IllegalArgumentException(user.cause());
        }
        return user.result().get("sub"); // its subject() is the claim username
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
