package dev.gatehouse.web.wire.identity;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.Refusal;
import dev.gatehouse.credentials.directory.IdentityPoolDefinition;
import dev.gatehouse.credentials.directory.UserPoolLogin;
import dev.gatehouse.web.wire.model.Input;
import dev.gatehouse.web.wire.operation.Answer;
import dev.gatehouse.web.wire.operation.Call;
import dev.gatehouse.web.wire.operation.Paging;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Making, changing and listing identity pools. */
final class PoolOperations {
    private static final String OIDC = ":oidc-provider/";
    private static final String SAML = ":saml-provider/";

    private PoolOperations() {}

    static Outcome<Map<String, Object>> create(Call call) {
        return logins(call.input())
                .then(logins -> call.directories().identityPools().create(pool -> apply(call.input(), logins, pool)))
                .map(PoolOperations::answer);
    }

    static Outcome<Map<String, Object>> describe(Call call) {
        return call.directories().identityPools().describe(pool(call)).map(PoolOperations::answer);
    }

    /** The reference's update names every setting: what it leaves out is as in a new pool, but for the developer's provider. */
    static Outcome<Map<String, Object>> update(Call call) {
        return logins(call.input())
                .then(logins -> call.directories()
                        .identityPools()
                        .update(pool(call), pool -> apply(call.input(), logins, pool)))
                .map(PoolOperations::answer);
    }

    static Outcome<Map<String, Object>> delete(Call call) {
        return call.directories()
                .identityPools()
                .describe(pool(call))
                .then(found -> call.directories().identityPools().delete(found.id()))
                .map(Answer::nothing);
    }

    static Outcome<Map<String, Object>> list(Call call) {
        int limit = Paging.limit(call.input(), "MaxResults", 60);
        return Paging.page(
                        call.input(),
                        "NextToken",
                        limit,
                        (cursor, most) -> call.directories().identityPools().list(most, cursor))
                .map(page -> Paging.answer("IdentityPools", page, PoolOperations::item)
                        .members());
    }

    private static Map<String, Object> item(IdentityPoolDefinition pool) {
        return Answer.of()
                .put("IdentityPoolId", pool.id().value())
                .put("IdentityPoolName", pool.name())
                .members();
    }

    static PoolId pool(Call call) {
        return new PoolId(call.input().text("IdentityPoolId"));
    }

    private static void apply(Input input, List<UserPoolLogin> logins, IdentityPoolDefinition.Builder pool) {
        pool.name(input.text("IdentityPoolName"))
                .allowGuests(input.is("AllowUnauthenticatedIdentities"))
                .allowClassicFlow(input.is("AllowClassicFlow"))
                .userPools(logins)
                .providers(providers(input))
                .tags(input.map("IdentityPoolTags"));
        input.maybe("DeveloperProviderName").ifPresent(pool::developerProvider);
    }

    /** The model lets both names be absent; a login has both. */
    private static Outcome<List<UserPoolLogin>> logins(Input input) {
        List<Input> providers = input.structures("CognitoIdentityProviders");
        if (!providers.stream().allMatch(provider -> provider.has("ProviderName") && provider.has("ClientId"))) {
            return Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, "pool.providers"));
        }
        return Outcome.success(providers.stream()
                .map(provider -> new UserPoolLogin(
                        provider.text("ProviderName"), provider.text("ClientId"), provider.is("ServerSideTokenCheck")))
                .toList());
    }

    /** The logins of an OIDC provider are keyed by its URL without the scheme, those of a SAML provider by its ARN. */
    private static Map<String, String> providers(Input input) {
        Map<String, String> providers = new LinkedHashMap<>(input.map("SupportedLoginProviders"));
        input.texts("OpenIdConnectProviderARNs").forEach(arn -> {
            int at = arn.indexOf(OIDC);
            providers.put(at < 0 ? arn : arn.substring(at + OIDC.length()), arn);
        });
        input.texts("SamlProviderARNs").forEach(arn -> providers.put(arn, arn));
        return providers;
    }

    private static Map<String, Object> answer(IdentityPoolDefinition pool) {
        Map<String, String> social = new TreeMap<>(pool.providers());
        social.values().removeIf(application -> application.contains(OIDC) || application.contains(SAML));
        Answer answer = Answer.of()
                .put("IdentityPoolId", pool.id().value())
                .put("IdentityPoolName", pool.name())
                .put("AllowUnauthenticatedIdentities", pool.allowGuests())
                .put("AllowClassicFlow", pool.allowClassicFlow())
                .maybe("DeveloperProviderName", pool.developerProvider())
                .put("IdentityPoolTags", new TreeMap<>(pool.tags()));
        if (!social.isEmpty()) {
            answer.put("SupportedLoginProviders", social);
        }
        arns(answer, "OpenIdConnectProviderARNs", pool, OIDC);
        arns(answer, "SamlProviderARNs", pool, SAML);
        if (!pool.userPools().isEmpty()) {
            answer.put(
                    "CognitoIdentityProviders",
                    pool.userPools().stream()
                            .map(login -> Answer.of()
                                    .put("ProviderName", login.provider())
                                    .put("ClientId", login.clientId())
                                    .put("ServerSideTokenCheck", login.serverSideTokenCheck())
                                    .members())
                            .toList());
        }
        return answer.members();
    }

    private static void arns(Answer answer, String member, IdentityPoolDefinition pool, String kind) {
        List<String> arns = pool.providers().values().stream()
                .filter(application -> application.contains(kind))
                .sorted()
                .toList();
        if (!arns.isEmpty()) {
            answer.put(member, arns);
        }
    }
}
