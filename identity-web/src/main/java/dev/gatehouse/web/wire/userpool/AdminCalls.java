package dev.gatehouse.web.wire.userpool;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.Refusal;
import dev.gatehouse.userpool.UserPool;
import dev.gatehouse.web.wire.operation.Call;

/** Calls of an administrator, which name a pool. */
final class AdminCalls {
    private AdminCalls() {}

    static Outcome<UserPool> pool(Call call) {
        return call.directories().userPools().pool(id(call));
    }

    /** Returns the pool of a call that names an app client too, which must be the pool's. */
    static Outcome<UserPool> poolOfClient(Call call) {
        return pool(call)
                .then(pool -> pool.settings().client(ClientCalls.client(call)).isPresent()
                        ? Outcome.success(pool)
                        : Outcome.refused(Refusal.of(ErrorCode.RESOURCE_NOT_FOUND, "client")));
    }

    static PoolId id(Call call) {
        return new PoolId(call.input().text("UserPoolId"));
    }
}
