package dev.gatehouse.web.wire.identity;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.IdentityId;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.credentials.pool.DeveloperIdentities;
import dev.gatehouse.credentials.pool.DeveloperTokenRequest;
import dev.gatehouse.credentials.pool.DeveloperUsers;
import dev.gatehouse.credentials.pool.IdentityPool;
import dev.gatehouse.web.wire.model.Input;
import dev.gatehouse.web.wire.operation.Answer;
import dev.gatehouse.web.wire.operation.Call;
import dev.gatehouse.web.wire.operation.Paging;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What a developer's backend asks for its own users. */
final class DeveloperOperations {
    private DeveloperOperations() {}

    static Outcome<Map<String, Object>> getOpenIdToken(Call call) {
        return pool(call)
                .then(pool -> request(pool, call.input())
                        .then(request -> pool.developers().openIdToken(request)))
                .map(CredentialOperations::token);
    }

    /** One of the logins is the developer's own; the others are tokens that are linked too. */
    private static Outcome<DeveloperTokenRequest> request(IdentityPool pool, Input input) {
        Map<String, String> logins = input.map("Logins");
        Optional<String> user = pool.settings().developerProvider().map(logins::remove);
        if (user.isEmpty()) {
            return Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, "logins.developer-provider"));
        }
        DeveloperTokenRequest.Builder request = DeveloperTokenRequest.builder(user.get());
        logins.forEach(request::login);
        input.map("PrincipalTags").forEach(request::principalTag);
        input.maybe("IdentityId").map(IdentityId::new).ifPresent(request::identity);
        input.whole("TokenDuration").map(Duration::ofSeconds).ifPresent(request::life);
        return Outcome.success(request.build());
    }

    static Outcome<Map<String, Object>> lookup(Call call) {
        Input input = call.input();
        int limit = Paging.limit(input, "MaxResults", 60);
        return pool(call)
                .then(pool -> lookup(pool.developers(), input, limit))
                .map(users -> Answer.of()
                        .put("IdentityId", users.identity().value())
                        .put("DeveloperUserIdentifierList", users.users().items())
                        .maybe("NextToken", users.users().next().map(next -> next.value()))
                        .members());
    }

    private static Outcome<DeveloperUsers> lookup(DeveloperIdentities developers, Input input, int limit) {
        Optional<IdentityId> identity = input.maybe("IdentityId").map(IdentityId::new);
        Optional<String> user = input.maybe("DeveloperUserIdentifier");
        return Paging.page(input, "NextToken", limit, (cursor, most) -> {
            if (identity.isPresent() && user.isPresent()) {
                return developers.lookup(identity.get(), user.get(), most, cursor);
            }
            if (identity.isPresent()) {
                return developers.lookup(identity.get(), most, cursor);
            }
            return user.isPresent()
                    ? developers.lookup(user.get(), most, cursor)
                    : Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, "lookup.nothing-named"));
        });
    }

    static Outcome<Map<String, Object>> merge(Call call) {
        Input input = call.input();
        return ofProvider(call)
                .then(pool -> pool.developers()
                        .merge(input.text("SourceUserIdentifier"), input.text("DestinationUserIdentifier")))
                .map(identity -> Answer.of().put("IdentityId", identity.value()).members());
    }

    static Outcome<Map<String, Object>> unlink(Call call) {
        return ofProvider(call)
                .then(pool -> pool.developers()
                        .unlink(
                                CredentialOperations.identity(call),
                                call.input().text("DeveloperUserIdentifier")))
                .map(Answer::nothing);
    }

    private static Outcome<IdentityPool> pool(Call call) {
        return call.directories().identityPools().pool(PoolOperations.pool(call));
    }

    /** These operations name the provider, which must be the pool's. */
    private static Outcome<IdentityPool> ofProvider(Call call) {
        String named = call.input().text("DeveloperProviderName");
        return pool(call)
                .then(pool -> pool.settings()
                                .developerProvider()
                                .filter(named::equals)
                                .isPresent()
                        ? Outcome.success(pool)
                        : Outcome.refused(Refusal.of(ErrorCode.RESOURCE_NOT_FOUND, "developer-provider")));
    }
}
