package dev.gatehouse.web.wire.userpool;

import dev.gatehouse.Outcome;
import dev.gatehouse.password.PasswordPolicy;
import dev.gatehouse.user.AliasKind;
import dev.gatehouse.userpool.directory.UserPoolDefinition;
import dev.gatehouse.userpool.settings.UserPoolSettings;
import dev.gatehouse.userpool.settings.UsernameKind;
import dev.gatehouse.web.wire.operation.Answer;
import dev.gatehouse.web.wire.operation.Call;
import dev.gatehouse.web.wire.operation.Paging;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Making, changing and listing user pools. */
final class PoolOperations {
    private PoolOperations() {}

    static Outcome<Map<String, Object>> create(Call call) {
        return PoolSettings.create(call.input())
                .then(settings -> call.directories().userPools().create(settings))
                .map(pool -> answer(call, pool));
    }

    static Outcome<Map<String, Object>> describe(Call call) {
        return call.directories().userPools().describe(AdminCalls.id(call)).map(pool -> answer(call, pool));
    }

    static Outcome<Map<String, Object>> update(Call call) {
        return PoolSettings.update(call.input())
                .then(change -> call.directories().userPools().update(AdminCalls.id(call), change))
                .map(Answer::nothing);
    }

    static Outcome<Map<String, Object>> delete(Call call) {
        return call.directories()
                .userPools()
                .describe(AdminCalls.id(call))
                .then(pool -> call.directories().userPools().delete(pool.id()))
                .map(Answer::nothing);
    }

    static Outcome<Map<String, Object>> list(Call call) {
        int limit = Paging.limit(call.input(), "MaxResults", 60);
        return Paging.page(
                        call.input(),
                        "NextToken",
                        limit,
                        (cursor, most) -> call.directories().userPools().list(most, cursor))
                .map(page ->
                        Paging.answer("UserPools", page, PoolOperations::item).members());
    }

    private static Map<String, Object> item(UserPoolDefinition pool) {
        return Answer.of()
                .put("Id", pool.id().value())
                .put("Name", pool.name())
                .put("LambdaConfig", Map.of())
                .put("LastModifiedDate", pool.modifiedAt())
                .put("CreationDate", pool.createdAt())
                .members();
    }

    static Outcome<Map<String, Object>> addAttributes(Call call) {
        return Schemas.readCustom(call.input().structures("CustomAttributes"))
                .then(attributes -> call.directories().userPools().addAttributes(AdminCalls.id(call), attributes))
                .map(Answer::nothing);
    }

    /** There are no second factors yet, so none is asked for. */
    static Outcome<Map<String, Object>> mfa(Call call) {
        return call.directories()
                .userPools()
                .describe(AdminCalls.id(call))
                .map(pool -> Answer.of().put("MfaConfiguration", "OFF").members());
    }

    private static Map<String, Object> answer(Call call, UserPoolDefinition pool) {
        UserPoolSettings settings = pool.settings();
        List<String> verified = verified(settings.usernameKind());
        Answer answer = Answer.of()
                .put("Id", pool.id().value())
                .put("Name", pool.name())
                .put("Arn", call.directories().arns().userPool(pool.id()))
                .put("CreationDate", pool.createdAt())
                .put("LastModifiedDate", pool.modifiedAt())
                .put("Policies", Answer.of().put("PasswordPolicy", passwords(settings.passwordPolicy())))
                .put("DeletionProtection", pool.deletionProtection() ? "ACTIVE" : "INACTIVE")
                .put("LambdaConfig", Map.of())
                .put("SchemaAttributes", Schemas.write(settings.schema()))
                .put("AutoVerifiedAttributes", verified)
                .put("MfaConfiguration", "OFF")
                .put(
                        "UserAttributeUpdateSettings",
                        Answer.of().put("AttributesRequireVerificationBeforeUpdate", verified))
                .put("UserPoolTags", new TreeMap<>(pool.tags()))
                .put("AdminCreateUserConfig", Answer.of().put("AllowAdminCreateUserOnly", !settings.selfSignUp()))
                .put("UsernameConfiguration", Answer.of().put("CaseSensitive", false))
                .put("UserPoolTier", "ESSENTIALS");
        if (settings.usernameKind() != UsernameKind.USERNAME) {
            answer.put("UsernameAttributes", verified);
        } else if (!settings.aliases().isEmpty()) {
            answer.put("AliasAttributes", words(settings.aliases()));
        }
        return Answer.of().put("UserPool", answer).members();
    }

    /** A new address always waits for its code. */
    private static List<String> verified(UsernameKind names) {
        return switch (names) {
            case EMAIL -> List.of("email");
            case PHONE_NUMBER -> List.of("phone_number");
            case USERNAME -> List.of("email", "phone_number");
        };
    }

    private static List<String> words(Set<AliasKind> aliases) {
        return aliases.stream()
                .map(alias -> alias.name().toLowerCase(Locale.ROOT))
                .sorted()
                .toList();
    }

    private static Answer passwords(PasswordPolicy policy) {
        return Answer.of()
                .put("MinimumLength", policy.minLength())
                .put("RequireUppercase", policy.requiresUppercase())
                .put("RequireLowercase", policy.requiresLowercase())
                .put("RequireNumbers", policy.requiresNumber())
                .put("RequireSymbols", policy.requiresSymbol())
                .put("PasswordHistorySize", policy.historySize())
                .put(
                        "TemporaryPasswordValidityDays",
                        policy.temporaryPasswordValidity().toDays());
    }
}
