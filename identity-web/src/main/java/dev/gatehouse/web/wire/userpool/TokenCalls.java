package dev.gatehouse.web.wire.userpool;

import dev.gatehouse.Outcome;
import dev.gatehouse.token.AccessToken;
import dev.gatehouse.userpool.UserPool;
import dev.gatehouse.web.wire.operation.Call;

/** Calls that carry an access token, which names its pool and is verified by it. */
final class TokenCalls {
    private TokenCalls() {}

    static Outcome<UserPool> pool(Call call) {
        return call.directories().userPools().poolOf(token(call));
    }

    static AccessToken token(Call call) {
        return AccessToken.of(call.input().text("AccessToken"));
    }
}
