package dev.gatehouse.web.wire.operation;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.Refusal;
import dev.gatehouse.RoleName;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of resources, as policies and answers have them.
 *
 * @param region such as {@code eu-west-1}
 * @param account 12 digits
 */
public record Arns(String region, String account) {
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,32}");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    private static final Pattern ROLE = Pattern.compile(
            "arn:[a-z0-9-]{1,32}:iam::[0-9]{12}:role/(?:[\\x21-\\x7E]{1,510}/)?([A-Za-z0-9_+=,.@-]{1,64})");

    /** @throws IllegalArgumentException unless both have their form */
    public Arns {
        if (!REGION.matcher(region).matches() || !ACCOUNT.matcher(account).matches()) {
            throw new IllegalArgumentException("a region is lower case, and an account has 12 digits");
        }
    }

    /** Returns the name of a user pool. */
    public String userPool(PoolId pool) {
        return "arn:aws:cognito-idp:" + region + ":" + account + ":userpool/" + pool;
    }

    /** Returns the name of an identity pool. */
    public String identityPool(PoolId pool) {
        return "arn:aws:cognito-identity:" + region + ":" + account + ":identitypool/" + pool;
    }

    /** Returns the name of a role. */
    public String role(RoleName role) {
        return "arn:aws:iam::" + account + ":role/" + role;
    }

    /** Returns the role that an ARN names, whatever its path, or {@code INVALID_PARAMETER} with {@code role.arn}. */
    public static Outcome<RoleName> roleName(String arn) {
        Matcher matcher = ROLE.matcher(arn);
        return matcher.matches()
                ? Outcome.success(new RoleName(matcher.group(1)))
                : Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, "role.arn"));
    }
}
