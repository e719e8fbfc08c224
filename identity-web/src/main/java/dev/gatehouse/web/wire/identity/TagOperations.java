package dev.gatehouse.web.wire.identity;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.credentials.directory.IdentityPoolDefinition;
import dev.gatehouse.web.wire.operation.Answer;
import dev.gatehouse.web.wire.operation.Call;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** An identity pool's tags, by its ARN. */
final class TagOperations {
    private TagOperations() {}

    static Outcome<Map<String, Object>> tag(Call call) {
        return change(call, pool -> call.input().map("Tags").forEach(pool::tag));
    }

    static Outcome<Map<String, Object>> untag(Call call) {
        return change(call, pool -> call.input().texts("TagKeys").forEach(pool::noTag));
    }

    static Outcome<Map<String, Object>> list(Call call) {
        return pool(call)
                .then(call.directories().identityPools()::describe)
                .map(pool -> Answer.of().put("Tags", new TreeMap<>(pool.tags())).members());
    }

    private static Outcome<Map<String, Object>> change(Call call, Consumer<IdentityPoolDefinition.Builder> change) {
        return pool(call)
                .then(id -> call.directories().identityPools().update(id, change))
                .map(Answer::nothing);
    }

    private static Outcome<PoolId> pool(Call call) {
        String arn = call.input().text("ResourceArn");
        int slash = arn.indexOf('/');
        if (slash < 0 || !arn.substring(slash + 1).matches("[\\w-]{1,32}:[0-9a-f-]{1,36}")) {
            return Outcome.refused(ErrorCode.RESOURCE_NOT_FOUND);
        }
        PoolId pool = new PoolId(arn.substring(slash + 1));
        return call.directories().arns().identityPool(pool).equals(arn)
                ? Outcome.success(pool)
                : Outcome.refused(ErrorCode.RESOURCE_NOT_FOUND);
    }
}
