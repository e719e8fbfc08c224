package dev.gatehouse.web.wire.identity;

import dev.gatehouse.IdentityId;
import dev.gatehouse.Outcome;
import dev.gatehouse.credentials.pool.IdentityPool;
import dev.gatehouse.credentials.pool.OpenIdToken;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import dev.gatehouse.web.wire.operation.Answer;
import dev.gatehouse.web.wire.operation.Call;
import java.util.HashSet;
import java.util.Map;

/** What a client with logins, or a guest, asks of an identity pool. */
final class CredentialOperations {
    private CredentialOperations() {}

    static Outcome<Map<String, Object>> getId(Call call) {
        return call.directories()
                .identityPools()
                .pool(PoolOperations.pool(call))
                .then(pool ->
                        pool.getId(call.input().map("Logins"), call.client().getHostAddress()))
                .map(identity -> Answer.of().put("IdentityId", identity.value()).members());
    }

    static Outcome<Map<String, Object>> getCredentials(Call call) {
        Map<String, String> logins = call.input().map("Logins");
        return pool(call)
                .then(pool -> call.input()
                        .maybe("CustomRoleArn")
                        .map(role -> pool.getCredentials(identity(call), logins, role))
                        .orElseGet(() -> pool.getCredentials(identity(call), logins)))
                .map(given -> Answer.of()
                        .put("IdentityId", given.identity().value())
                        .put("Credentials", credentials(given.credentials()))
                        .members());
    }

    static Outcome<Map<String, Object>> getOpenIdToken(Call call) {
        return pool(call)
                .then(pool -> pool.openIdToken(identity(call), call.input().map("Logins")))
                .map(CredentialOperations::token);
    }

    static Outcome<Map<String, Object>> unlink(Call call) {
        return pool(call)
                .then(pool -> pool.unlink(
                        identity(call),
                        call.input().map("Logins"),
                        new HashSet<>(call.input().texts("LoginsToRemove"))))
                .map(Answer::nothing);
    }

    static Map<String, Object> token(OpenIdToken token) {
        return Answer.of()
                .put("IdentityId", token.identity().value())
                .put("Token", token.token().value())
                .members();
    }

    static IdentityId identity(Call call) {
        return new IdentityId(call.input().text("IdentityId"));
    }

    /** The pool shows in the identity's id. */
    static Outcome<IdentityPool> pool(Call call) {
        return call.directories().identityPools().poolOf(identity(call));
    }

    private static Answer credentials(TemporaryCredentials credentials) {
        return Answer.of()
                .put("AccessKeyId", credentials.accessKeyId())
                .put("SecretKey", credentials.secretKey())
                .put("SessionToken", credentials.sessionToken())
                .put("Expiration", credentials.expiration());
    }
}
