package dev.gatehouse.userpool.admin;

import dev.gatehouse.Cursor;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Page;
import dev.gatehouse.Refusal;
import dev.gatehouse.spi.internal.page.PageTokens;
import dev.gatehouse.spi.store.Row;
import dev.gatehouse.spi.store.UserKey;
import dev.gatehouse.spi.store.UserRow;
import dev.gatehouse.user.AliasKind;
import dev.gatehouse.user.User;
import dev.gatehouse.userpool.internal.account.WantedNames;
import dev.gatehouse.userpool.internal.context.PoolContext;
import dev.gatehouse.userpool.internal.directory.Directory;
import dev.gatehouse.userpool.internal.directory.Found;
import java.util.Optional;

/** Users page by page in the store's own order, and one user by a name that is indexed. Thread-safe. */
final class UserListing {
    static final int MAX_PAGE = 60;

    private final PoolContext context;
    private final Directory directory;
    private final PageTokens pages;

    UserListing(PoolContext context, Directory directory) {
        this.context = context;
        this.directory = directory;
        this.pages = new PageTokens(context.secret());
    }

    Outcome<Page<User>> list(Optional<Cursor> cursor, int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            return refused("page.limit");
        }
        return cursor.map(token -> pages.position("users", "", token)
                        .map(position -> page(Optional.of(new Cursor(position)), limit)))
                .orElseGet(() -> Outcome.success(page(Optional.empty(), limit)));
    }

    private Page<User> page(Optional<Cursor> from, int limit) {
        Page<Row<UserKey, UserRow>> rows = context.stores().users().page(context.pool(), from, limit);
        return new Page<>(
                rows.items().stream()
                        .map(Row::value)
                        .filter(row -> Found.live(row, context.now()))
                        .flatMap(row -> row.profile().stream())
                        .toList(),
                rows.next().map(next -> pages.token("users", "", next.value())));
    }

    /** A name that nobody can have is nobody's. */
    Outcome<Optional<User>> find(AliasKind kind, String name) {
        // Subjects of external providers are index entries, but no names that somebody types.
        if (kind == AliasKind.EXTERNAL_SUBJECT || !WantedNames.finds(context.settings(), kind)) {
            return refused("name.not-indexed");
        }
        if (name.isEmpty() || name.length() > Directory.MAX_NAME) {
            return refused("name.length");
        }
        return WantedNames.canonical(kind, name)
                .fold(
                        known -> Outcome.success(directory
                                .claims()
                                .look(directory.key(kind, known.value()))
                                .owner()
                                .map(Found::user)),
                        refusal -> Outcome.success(Optional.empty()));
    }

    private static <T> Outcome<T> refused(String rule) {
        return Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, rule));
    }
}
