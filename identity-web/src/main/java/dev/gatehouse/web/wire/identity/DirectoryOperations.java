package dev.gatehouse.web.wire.identity;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.IdentityId;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.credentials.directory.IdentityPools;
import dev.gatehouse.credentials.pool.IdentityDescription;
import dev.gatehouse.credentials.pool.UnprocessedIdentity;
import dev.gatehouse.web.wire.operation.Answer;
import dev.gatehouse.web.wire.operation.Call;
import dev.gatehouse.web.wire.operation.Paging;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Administration of identities. */
final class DirectoryOperations {
    private DirectoryOperations() {}

    static Outcome<Map<String, Object>> describe(Call call) {
        return CredentialOperations.pool(call)
                .then(pool -> pool.identities().describe(CredentialOperations.identity(call)))
                .map(DirectoryOperations::answer);
    }

    static Outcome<Map<String, Object>> list(Call call) {
        int limit = Paging.limit(call.input(), "MaxResults", 60);
        boolean hideDisabled = call.input().is("HideDisabled");
        return call.directories()
                .identityPools()
                .pool(PoolOperations.pool(call))
                .then(pool -> Paging.page(
                        call.input(),
                        "NextToken",
                        limit,
                        (cursor, most) -> pool.identities().list(most, cursor, hideDisabled)))
                .map(page -> Paging.answer("Identities", page, DirectoryOperations::answer)
                        .put("IdentityPoolId", call.input().text("IdentityPoolId"))
                        .members());
    }

    /** Identities that are of no pool count as deleted, as with the reference service. */
    static Outcome<Map<String, Object>> delete(Call call) {
        List<Map<String, Object>> unprocessed = new ArrayList<>();
        for (String id : call.input().texts("IdentityIdsToDelete")) {
            delete(call.directories().identityPools(), new IdentityId(id))
                    .map(DirectoryOperations::unprocessed)
                    .ifPresent(unprocessed::add);
        }
        return Outcome.success(
                Answer.of().put("UnprocessedIdentityIds", unprocessed).members());
    }

    private static Optional<UnprocessedIdentity> delete(IdentityPools pools, IdentityId id) {
        Outcome<List<UnprocessedIdentity>> outcome =
                pools.poolOf(id).then(pool -> pool.identities().delete(List.of(id)));
        return outcome.fold(left -> left.stream().findFirst(), refusal -> refused(id, refusal));
    }

    private static Optional<UnprocessedIdentity> refused(IdentityId id, Refusal refusal) {
        return refusal.code() == ErrorCode.RESOURCE_NOT_FOUND
                ? Optional.empty()
                : Optional.of(new UnprocessedIdentity(id, refusal.code()));
    }

    private static Map<String, Object> unprocessed(UnprocessedIdentity left) {
        boolean denied = left.code() == ErrorCode.ACCESS_DENIED || left.code() == ErrorCode.NOT_AUTHORIZED;
        return Answer.of()
                .put("IdentityId", left.identity().value())
                .put("ErrorCode", denied ? "AccessDenied" : "InternalServerError")
                .members();
    }

    private static Map<String, Object> answer(IdentityDescription identity) {
        return Answer.of()
                .put("IdentityId", identity.id().value())
                .put("Logins", List.copyOf(identity.logins()))
                .put("CreationDate", identity.createdAt())
                .put("LastModifiedDate", identity.modifiedAt())
                .members();
    }
}
