package dev.gatehouse.userpool.internal.account;

import dev.gatehouse.Outcome;
import dev.gatehouse.UserId;
import dev.gatehouse.spi.store.UserKey;
import dev.gatehouse.spi.store.UserRow;
import dev.gatehouse.user.User;
import dev.gatehouse.userpool.internal.context.PoolContext;
import dev.gatehouse.userpool.internal.directory.Directory;
import dev.gatehouse.userpool.internal.directory.Found;
import dev.gatehouse.userpool.internal.directory.Tries;
import dev.gatehouse.userpool.internal.session.FamilyRevoker;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Commits a change of one user's row that touches no name: read, judge, replace, three tries. Thread-safe. */
public final class UserEdit {
    private final PoolContext context;
    private final Directory directory;
    private final FamilyRevoker revoker;

    public UserEdit(PoolContext context) {
        this.context = context;
        this.directory = new Directory(context);
        this.revoker = new FamilyRevoker(context);
    }

    /**
     * Changes a user.
     *
     * @param missing the answer for a user that is gone
     * @param change the row to commit, or a refusal; called once for each try
     * @return the row that was committed, with its old version
     */
    public Outcome<Found> commit(UserId user, Outcome<Found> missing, Function<Found, Outcome<UserRow>> change) {
        return Tries.run(context, tries -> {
            Optional<Found> found = directory.find(user);
            if (found.isEmpty()) {
                return Optional.of(missing);
            }
            Outcome<UserRow> next = change.apply(found.get());
            if (next.asRefusal().isPresent()) {
                return Optional.of(next.then(row -> missing));
            }
            UserRow row = next.orElseThrow();
            boolean won = tries.inTime()
                    && context.stores()
                            .users()
                            .replace(
                                    new UserKey(context.pool(), user),
                                    found.get().version(),
                                    row,
                                    context.newWrite());
            return won
                    ? Optional.of(
                            Outcome.success(new Found(user, row, found.get().version())))
                    : Optional.empty();
        });
    }

    /** Returns a user's row with its profile changed. */
    public UserRow with(Found found, UnaryOperator<User.Builder> change) {
        User user =
                change.apply(found.user().toBuilder()).modifiedAt(context.now()).build();
        return found.row().toBuilder().profile(user).build();
    }

    /**
     * Does the same as {@link #commit} with a row of the next session epoch, then revokes and logs every session:
     * protocol "global sign-out, disable".
     */
    public Outcome<Found> commitEndingSessions(
            UserId user, Outcome<Found> missing, Function<Found, Outcome<UserRow>> change) {
        return commit(
                        user,
                        missing,
                        found -> change.apply(found)
                                .map(row -> row.toBuilder()
                                        .sessionEpoch(found.row().sessionEpoch() + 1)
                                        .build()))
                .map(found -> {
                    revoker.revokeAll(user);
                    return found;
                });
    }
}
