package dev.gatehouse.web.wire.identity;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.credentials.directory.IdentityPoolDefinition;
import dev.gatehouse.credentials.role.PrincipalTagMap;
import dev.gatehouse.web.wire.model.Input;
import dev.gatehouse.web.wire.operation.Answer;
import dev.gatehouse.web.wire.operation.Call;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which claims of a provider's logins become session tags. */
final class PrincipalTagOperations {
    private PrincipalTagOperations() {}

    static Outcome<Map<String, Object>> get(Call call) {
        return call.directories()
                .identityPools()
                .describe(PoolOperations.pool(call))
                .map(pool -> answer(pool, call.input().text("IdentityProviderName")));
    }

    /** Neither defaults nor tags: the provider's logins get no tags any more. */
    static Outcome<Map<String, Object>> set(Call call) {
        Input input = call.input();
        String provider = input.text("IdentityProviderName");
        return tags(input)
                .then(tags -> call.directories()
                        .identityPools()
                        .update(PoolOperations.pool(call), pool -> change(pool, provider, tags)))
                .map(pool -> answer(pool, provider));
    }

    private static void change(IdentityPoolDefinition.Builder pool, String provider, Optional<PrincipalTagMap> tags) {
        tags.ifPresentOrElse(map -> pool.principalTags(provider, map), () -> pool.noPrincipalTags(provider));
    }

    private static Outcome<Optional<PrincipalTagMap>> tags(Input input) {
        Map<String, String> claims = input.map("PrincipalTags");
        if (input.is("UseDefaults")) {
            return Outcome.success(Optional.of(PrincipalTagMap.defaults()));
        }
        if (claims.isEmpty()) {
            return Outcome.success(Optional.empty());
        }
        try {
            return Outcome.success(Optional.of(PrincipalTagMap.of(claims)));
        } catch (IllegalArgumentException e) {
            return Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, "principal-tags"));
        }
    }

    private static Map<String, Object> answer(IdentityPoolDefinition pool, String provider) {
        Map<String, String> claims = new HashMap<>();
        Optional.ofNullable(pool.principalTags().get(provider)).ifPresent(map -> claims.putAll(map.claims()));
        boolean defaults = claims.equals(PrincipalTagMap.defaults().claims());
        return Answer.of()
                .put("IdentityPoolId", pool.id().value())
                .put("IdentityProviderName", provider)
                .put("UseDefaults", defaults)
                .put("PrincipalTags", new TreeMap<>(claims))
                .members();
    }
}
