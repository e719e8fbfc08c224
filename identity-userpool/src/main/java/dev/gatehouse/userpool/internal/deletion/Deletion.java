package dev.gatehouse.userpool.internal.deletion;

import dev.gatehouse.Cursor;
import dev.gatehouse.Done;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Page;
import dev.gatehouse.UserId;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.store.AliasKey;
import dev.gatehouse.spi.store.Authenticator;
import dev.gatehouse.spi.store.AuthenticatorKey;
import dev.gatehouse.spi.store.MemberKey;
import dev.gatehouse.spi.store.Row;
import dev.gatehouse.spi.store.UserKey;
import dev.gatehouse.spi.store.UserRow;
import dev.gatehouse.spi.store.Versioned;
import dev.gatehouse.user.User;
import dev.gatehouse.userpool.internal.context.PoolContext;
import dev.gatehouse.userpool.internal.directory.Tries;
import dev.gatehouse.userpool.internal.session.FamilyRevoker;
import java.util.Map;
import java.util.Optional;

/**
 * Deletes users: protocol "delete user". The first write makes the user absent everywhere and erases the profile;
 * the rest can be repeated from any point, by anybody, at once. Thread-safe.
 */
public final class Deletion {
    private static final int PAGE = 100;

    private final PoolContext context;
    private final FamilyRevoker revoker;

    public Deletion(PoolContext context) {
        this.context = context;
        this.revoker = new FamilyRevoker(context);
    }

    /**
     * Deletes a user, or goes on deleting it.
     *
     * @return done; {@code USER_NOT_FOUND}; or {@code CONCURRENT_MODIFICATION} after three lost races
     * @throws dev.gatehouse.spi.StoreException if a store failed; maintenance goes on, or a repeat of this call
     */
    public Outcome<Done> delete(UserId user) {
        return delete(user, false);
    }

    /** Does the same as {@link #delete}, but only while the user is enabled: else {@code NOT_AUTHORIZED}. */
    public Outcome<Done> deleteEnabled(UserId user) {
        return delete(user, true);
    }

    private Outcome<Done> delete(UserId user, boolean onlyEnabled) {
        UserKey key = new UserKey(context.pool(), user);
        return Tries.run(context, tries -> {
            Optional<Versioned<UserRow>> found = context.stores().users().find(key);
            if (found.isEmpty() || found.get().value().state() == UserRow.State.TOMBSTONE) {
                return Optional.of(Outcome.refused(ErrorCode.USER_NOT_FOUND));
            }
            UserRow row = found.get().value();
            if (row.state() == UserRow.State.DELETING) {
                finish(key, row, found.get().version());
                return Optional.of(Outcome.done());
            }
            if (onlyEnabled && !row.profile().filter(User::enabled).isPresent()) {
                return Optional.of(Outcome.refused(ErrorCode.NOT_AUTHORIZED));
            }
            UserRow deleting = row.toBuilder()
                    .state(UserRow.State.DELETING)
                    .profile(Optional.empty())
                    .pending(Map.of())
                    .sessionEpoch(row.sessionEpoch() + 1)
                    .expiresAt(Optional.empty())
                    .build();
            WriteId write = context.newWrite();
            if (!tries.inTime()
                    || !context.stores().users().replace(key, found.get().version(), deleting, write)) {
                return Optional.empty();
            }
            finish(key, deleting, write);
            return Optional.of(Outcome.done());
        });
    }

    /**
     * Goes on with a deletion, from its second write.
     *
     * @param row the user's row, whose state is {@code DELETING}
     * @param version the write that the row carries
     */
    public void finish(UserKey key, UserRow row, WriteId version) {
        if (row.state() != UserRow.State.DELETING) {
            throw new IllegalArgumentException("the user is not being deleted");
        }
        revoker.revokeAll(key.user());
        deleteAuthenticators(key.user());
        row.memberships().keySet().forEach(group -> delete(new MemberKey(context.pool(), group, key.user())));
        row.aliases()
                .forEach((kind, entry) -> context.stores()
                        .aliases()
                        .delete(new AliasKey(context.pool(), kind, entry.canonical()), entry.claim()));
        context.stores().users().delete(key, version);
    }

    private void deleteAuthenticators(UserId user) {
        Optional<Cursor> cursor = Optional.empty();
        do {
            Page<Row<AuthenticatorKey, Authenticator>> page =
                    context.stores().authenticators().ofUser(context.pool(), user, cursor, PAGE);
            page.items().forEach(row -> delete(row.key(), row.version()));
            cursor = page.next();
        } while (cursor.isPresent());
    }

    private void delete(MemberKey key) {
        context.stores()
                .members()
                .find(key)
                .ifPresent(entry -> context.stores().members().delete(key, entry.version()));
    }

    /** A password that was changed at the same moment is deleted all the same. */
    private void delete(AuthenticatorKey key, WriteId version) {
        Optional<WriteId> expected = Optional.of(version);
        while (expected.isPresent() && !context.stores().authenticators().delete(key, expected.get())) {
            expected = context.stores().authenticators().find(key).map(Versioned::version);
        }
    }
}
