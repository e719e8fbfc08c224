package dev.gatehouse.web.wire.userpool;

import dev.gatehouse.ClientId;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.Secret;
import dev.gatehouse.userpool.UserPool;
import dev.gatehouse.userpool.settings.AppClient;
import dev.gatehouse.userpool.settings.SecretHash;
import dev.gatehouse.web.wire.model.Input;
import dev.gatehouse.web.wire.operation.Call;
import java.util.Optional;

/** Calls that name an app client, which tells the pool; a client with a secret proves that it has it. */
final class ClientCalls {
    private ClientCalls() {}

    /**
     * A pool and the app client through which it is called.
     *
     * @param pool the client's pool
     * @param client the client
     */
    record Named(UserPool pool, ClientId client) {
        /** Returns the client's settings; the pool may be older than its client by the directory's bound. */
        Outcome<AppClient> settings() {
            return pool.settings()
                    .client(client)
                    .map(Outcome::success)
                    .orElseGet(() -> Outcome.refused(Refusal.of(ErrorCode.RESOURCE_NOT_FOUND, "client")));
        }
    }

    /** Returns the client of a call whose input has {@code Username} and, if the client has a secret, {@code SecretHash}. */
    static Outcome<Named> named(Call call) {
        Input input = call.input();
        return named(call, input.text("Username"), input.maybe("SecretHash"));
    }

    /** Returns the client, having checked the hash that its secret gives for a user name. */
    static Outcome<Named> named(Call call, String username, Optional<String> secretHash) {
        return anonymous(call)
                .then(named -> named.settings()
                        .then(client -> client.authenticate(username, secretHash.map(SecretHash::of)))
                        .map(done -> named));
    }

    /** Returns the client of a call whose input has {@code ClientSecret} itself, if the client has one. */
    static Outcome<Named> withSecret(Call call) {
        Optional<Secret> secret = call.input().maybe("ClientSecret").map(Secret::of);
        return anonymous(call)
                .then(named -> named.settings()
                        .then(client -> client.authenticateBySecret(secret))
                        .map(done -> named));
    }

    /** Returns the client, which has proved nothing yet. */
    static Outcome<Named> anonymous(Call call) {
        ClientId client = client(call);
        return call.directories().userPools().poolOf(client).map(pool -> new Named(pool, client));
    }

    static ClientId client(Call call) {
        return new ClientId(call.input().text("ClientId"));
    }
}
