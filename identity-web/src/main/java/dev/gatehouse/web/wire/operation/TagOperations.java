package dev.gatehouse.web.wire.operation;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Tags of pools, which their ARNs name: the same three operations in both services. */
public enum TagOperations {
    /** Tags of user pools. */
    USER_POOLS("[\\w-]{1,45}_[0-9a-zA-Z]{1,45}") {
        @Override
        String arn(Call call, PoolId pool) {
            return call.directories().arns().userPool(pool);
        }

        @Override
        Outcome<Map<String, String>> tags(Call call, PoolId pool) {
            return call.directories().userPools().describe(pool).map(found -> found.tags());
        }

        @Override
        Outcome<Map<String, Object>> change(Call call, PoolId pool, Map<String, String> added, List<String> removed) {
            return call.directories()
                    .userPools()
                    .update(pool, definition -> {
                        added.forEach(definition::tag);
                        removed.forEach(definition::noTag);
                    })
                    .map(Answer::nothing);
        }
    },
    /** Tags of identity pools. */
    IDENTITY_POOLS("[\\w-]{1,32}:[0-9a-f-]{1,36}") {
        @Override
        String arn(Call call, PoolId pool) {
            return call.directories().arns().identityPool(pool);
        }

        @Override
        Outcome<Map<String, String>> tags(Call call, PoolId pool) {
            return call.directories().identityPools().describe(pool).map(found -> found.tags());
        }

        @Override
        Outcome<Map<String, Object>> change(Call call, PoolId pool, Map<String, String> added, List<String> removed) {
            return call.directories()
                    .identityPools()
                    .update(pool, definition -> {
                        added.forEach(definition::tag);
                        removed.forEach(definition::noTag);
                    })
                    .map(Answer::nothing);
        }
    };

    private final Pattern form;

    TagOperations(String form) {
        this.form = Pattern.compile(form);
    }

    abstract String arn(Call call, PoolId pool);

    abstract Outcome<Map<String, String>> tags(Call call, PoolId pool);

    abstract Outcome<Map<String, Object>> change(
            Call call, PoolId pool, Map<String, String> added, List<String> removed);

    /** Adds tags, or replaces them. */
    public Outcome<Map<String, Object>> tag(Call call) {
        return pool(call).then(pool -> change(call, pool, call.input().map("Tags"), List.of()));
    }

    /** Takes tags away. */
    public Outcome<Map<String, Object>> untag(Call call) {
        return pool(call).then(pool -> change(call, pool, Map.of(), call.input().texts("TagKeys")));
    }

    /** Returns a pool's tags. */
    public Outcome<Map<String, Object>> list(Call call) {
        return pool(call)
                .then(pool -> tags(call, pool))
                .map(tags -> Answer.of().put("Tags", new TreeMap<>(tags)).members());
    }

    /** Returns the pool whose whole ARN is given: another region's or account's is not here. */
    private Outcome<PoolId> pool(Call call) {
        String arn = call.input().text("ResourceArn");
        String name = arn.substring(arn.indexOf('/') + 1);
        return form.matcher(name).matches() && arn(call, new PoolId(name)).equals(arn)
                ? Outcome.success(new PoolId(name))
                : Outcome.refused(ErrorCode.RESOURCE_NOT_FOUND);
    }
}
