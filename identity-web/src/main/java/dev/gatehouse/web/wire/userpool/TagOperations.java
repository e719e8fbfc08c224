package dev.gatehouse.web.wire.userpool;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.userpool.directory.UserPoolDefinition;
import dev.gatehouse.web.wire.operation.Answer;
import dev.gatehouse.web.wire.operation.Call;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A user pool's tags, by its ARN. */
final class TagOperations {
    private static final Pattern POOL = Pattern.compile("[\\w-]{1,45}_[0-9a-zA-Z]{1,45}");

    private TagOperations() {}

    static Outcome<Map<String, Object>> tag(Call call) {
        return change(call, pool -> call.input().map("Tags").forEach(pool::tag));
    }

    static Outcome<Map<String, Object>> untag(Call call) {
        return change(call, pool -> call.input().texts("TagKeys").forEach(pool::noTag));
    }

    static Outcome<Map<String, Object>> list(Call call) {
        return pool(call)
                .then(call.directories().userPools()::describe)
                .map(pool -> Answer.of().put("Tags", new TreeMap<>(pool.tags())).members());
    }

    private static Outcome<Map<String, Object>> change(Call call, Consumer<UserPoolDefinition.Builder> change) {
        return pool(call)
                .then(id -> call.directories().userPools().update(id, change))
                .map(Answer::nothing);
    }

    private static Outcome<PoolId> pool(Call call) {
        String arn = call.input().text("ResourceArn");
        String name = arn.substring(arn.indexOf('/') + 1);
        return POOL.matcher(name).matches()
                        && call.directories().arns().userPool(new PoolId(name)).equals(arn)
                ? Outcome.success(new PoolId(name))
                : Outcome.refused(ErrorCode.RESOURCE_NOT_FOUND);
    }
}
