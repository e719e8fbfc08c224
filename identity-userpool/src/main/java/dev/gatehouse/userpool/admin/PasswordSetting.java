package dev.gatehouse.userpool.admin;

import dev.gatehouse.Done;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Secret;
import dev.gatehouse.UserId;
import dev.gatehouse.spi.store.UserRow;
import dev.gatehouse.user.UserStatus;
import dev.gatehouse.userpool.internal.account.UserEdit;
import dev.gatehouse.userpool.internal.context.PoolContext;
import dev.gatehouse.userpool.internal.directory.Found;
import dev.gatehouse.userpool.internal.password.NewPasswords;
import java.time.Instant;
import java.util.Optional;

/**
 * Sets passwords for users. The password comes before the epoch, as in a recovery: a sign-in that verified the old
 * one carries the old epoch and dies. A temporary password is never good without the demand to replace it, so the
 * demand is written before it, too.
 */
final class PasswordSetting {
    private static final Outcome<Found> MISSING = Outcome.refused(ErrorCode.USER_NOT_FOUND);

    private final PoolContext context;
    private final NewPasswords passwords;
    private final UserEdit edit;

    PasswordSetting(PoolContext context, UserEdit edit) {
        this.context = context;
        this.passwords = new NewPasswords(context);
        this.edit = edit;
    }

    Outcome<Done> set(Found found, Secret password, boolean permanent) {
        if (!settable(found)) {
            return Outcome.refused(ErrorCode.UNSUPPORTED_USER_STATE);
        }
        return passwords
                .judge(
                        password,
                        NewPasswords.words(found.user().username(), found.user().attributes()))
                .then(judged -> {
                    try (judged) {
                        return permanent ? permanent(found.id(), judged) : temporary(found.id(), judged);
                    }
                });
    }

    private Outcome<Done> permanent(UserId user, Secret password) {
        return store(user, password, Optional.empty())
                .then(done -> edit.commitEndingSessions(user, MISSING, found -> with(found, UserStatus.CONFIRMED)))
                .map(found -> Done.DONE);
    }

    private Outcome<Done> temporary(UserId user, Secret password) {
        Instant end = context.now().plus(context.settings().passwordPolicy().temporaryPasswordValidity());
        return edit.commit(user, MISSING, found -> with(found, UserStatus.FORCE_CHANGE_PASSWORD))
                .then(found -> store(user, password, Optional.of(end)))
                .then(done -> edit.commitEndingSessions(
                        user, MISSING, found -> with(found, UserStatus.FORCE_CHANGE_PASSWORD)))
                .map(found -> Done.DONE);
    }

    /** A sign-up whose address was another's all along has no name, and stays as it is. */
    private boolean settable(Found found) {
        return found.user().status() != UserStatus.EXTERNAL_PROVIDER
                && found.row()
                        .aliases()
                        .containsKey(context.settings().usernameKind().alias());
    }

    private Outcome<UserRow> with(Found found, UserStatus status) {
        return settable(found)
                ? Outcome.success(edit.with(found, profile -> profile.status(status)).toBuilder()
                        .expiresAt(Optional.empty())
                        .build())
                : Outcome.refused(ErrorCode.UNSUPPORTED_USER_STATE);
    }

    private Outcome<Done> store(UserId user, Secret judged, Optional<Instant> end) {
        return passwords
                .hashUnlessUsed(user, judged)
                .then(hash -> passwords.store(user, passwords.find(user), hash, end)
                        ? Outcome.done()
                        : Outcome.refused(ErrorCode.CONCURRENT_MODIFICATION));
    }
}
