package dev.gatehouse.web.wire.userpool;

import dev.gatehouse.Cursor;
import dev.gatehouse.Outcome;
import dev.gatehouse.Page;
import dev.gatehouse.user.AliasKind;
import dev.gatehouse.user.User;
import dev.gatehouse.user.UserStatus;
import dev.gatehouse.userpool.UserPool;
import dev.gatehouse.userpool.admin.UserAdministration;
import dev.gatehouse.userpool.settings.UsernameKind;
import dev.gatehouse.web.wire.model.Input;
import dev.gatehouse.web.wire.operation.Call;
import dev.gatehouse.web.wire.operation.Paging;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The users of a pool: page by page, by a name that is indexed, or the pages' users in one state. */
final class UserListOperations {
    private static final String TOKEN = "PaginationToken";

    private UserListOperations() {}

    static Outcome<Map<String, Object>> list(Call call) {
        Input input = call.input();
        Set<String> wanted = new HashSet<>(input.texts("AttributesToGet"));
        return filter(input)
                .then(filter -> AdminCalls.pool(call)
                        .then(pool -> filter.map(given -> filtered(pool, given, input))
                                .orElseGet(() -> page(pool, input, user -> true))))
                .map(page -> Paging.answer("Users", TOKEN, page, user -> Attributes.user(user, wanted))
                        .members());
    }

    /** An empty filter shows every user. */
    private static Outcome<Optional<UserFilter>> filter(Input input) {
        return input.maybe("Filter")
                .filter(text -> !text.isEmpty())
                .map(text -> UserFilter.parse(text).map(Optional::of))
                .orElseGet(() -> Outcome.success(Optional.empty()));
    }

    private static Outcome<Page<User>> filtered(UserPool pool, UserFilter filter, Input input) {
        String value = filter.value();
        return switch (filter.attribute()) {
            case USERNAME ->
                pool.settings().usernameKind() == UsernameKind.USERNAME
                        ? named(pool, AliasKind.USERNAME, value, input)
                        : byId(pool, value, input);
            case SUB -> byId(pool, value, input);
            case EMAIL -> named(pool, AliasKind.EMAIL, value, input);
            case PHONE_NUMBER -> named(pool, AliasKind.PHONE_NUMBER, value, input);
            case PREFERRED_USERNAME -> named(pool, AliasKind.PREFERRED_USERNAME, value, input);
            case USER_STATUS -> inStatus(pool, value, input);
            case STATUS -> inState(pool, value, input);
        };
    }

    private static Outcome<Page<User>> named(UserPool pool, AliasKind kind, String name, Input input) {
        return name.isEmpty()
                ? one(Optional.empty(), input)
                : pool.admin().find(kind, name).then(user -> one(user, input));
    }

    private static Outcome<Page<User>> byId(UserPool pool, String id, Input input) {
        Optional<User> user = pool.admin().get(id).fold(Optional::of, refusal -> Optional.empty());
        return one(user.filter(found -> found.id().value().equals(id)), input);
    }

    /** What an index answers is one page: no token was ever given for another. */
    private static Outcome<Page<User>> one(Optional<User> user, Input input) {
        return input.has(TOKEN)
                ? UserFilter.refused("page.token")
                : Outcome.success(Page.last(user.stream().toList()));
    }

    private static Outcome<Page<User>> inStatus(UserPool pool, String status, Input input) {
        return Stream.of(UserStatus.values())
                .filter(known -> known.name().equalsIgnoreCase(status))
                .findFirst()
                .map(known -> page(pool, input, user -> user.status() == known))
                .orElseGet(() -> one(Optional.empty(), input));
    }

    private static Outcome<Page<User>> inState(UserPool pool, String state, Input input) {
        return switch (state) {
            case "Enabled" -> page(pool, input, User::enabled);
            case "Disabled" -> page(pool, input, user -> !user.enabled());
            default -> one(Optional.empty(), input);
        };
    }

    /** One page of the listing, and of it who is meant: an answer never reads more rows than its limit. */
    private static Outcome<Page<User>> page(UserPool pool, Input input, Predicate<User> meant) {
        int limit = Paging.limit(input, "Limit", UserAdministration.MAX_PAGE);
        return Paging.page(
                        input,
                        TOKEN,
                        limit,
                        (Optional<Cursor> cursor, Integer most) -> pool.admin().list(cursor, most))
                .map(page -> {
                    List<User> users = page.items().stream().filter(meant).toList();
                    return new Page<>(users, page.next());
                });
    }
}
