package dev.gatehouse.web.wire;

import dev.gatehouse.IdentityId;
import dev.gatehouse.PoolId;
import dev.gatehouse.web.wire.model.WireOperation;
import dev.gatehouse.web.wire.operation.Directories;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names what a signed call is about, from an input that nobody has validated yet. What names no pool of a sound form is
 * about {@code *}: such a call is refused by its input once it is authorised. May read the stores, so it is asked only
 * once the signature is verified.
 */
final class ResourceNames {
    private static final Pattern USER_POOL = Pattern.compile("[A-Za-z0-9_-]{1,55}");
    private static final Pattern IDENTITY_POOL = Pattern.compile("[A-Za-z0-9_-]{1,55}:[0-9a-f-]{1,55}");
    private static final Pattern ARN = Pattern.compile("arn:[\\x21-\\x7E&&[^*?]]{1,2043}");

    private ResourceNames() {}

    static String of(WireOperation operation, Map<String, @Nullable Object> sent, Directories directories) {
        // A member that the operation does not have is ignored, so it must not speak for what the call is about.
        Map<String, @Nullable Object> members = new HashMap<>(sent);
        members.keySet().retainAll(operation.service().members(operation.input()));
        if (members.get("UserPoolId") instanceof String pool
                && USER_POOL.matcher(pool).matches()) {
            return directories.arns().userPool(new PoolId(pool));
        }
        if (members.get("IdentityPoolId") instanceof String pool
                && IDENTITY_POOL.matcher(pool).matches()) {
            return directories.arns().identityPool(new PoolId(pool));
        }
        if (members.get("ResourceArn") instanceof String arn && ARN.matcher(arn).matches()) {
            return arn;
        }
        if (operation.name().equals("DescribeIdentity")
                && members.get("IdentityId") instanceof String identity
                && IDENTITY_POOL.matcher(identity).matches()) {
            return directories
                    .identityPools()
                    .poolOf(new IdentityId(identity))
                    .fold(
                            pool -> directories
                                    .arns()
                                    .identityPool(pool.settings().id()),
                            refusal -> "*");
        }
        return "*";
    }
}
