package dev.gatehouse.userpool.admin;

import dev.gatehouse.Done;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Secret;
import dev.gatehouse.UserId;
import dev.gatehouse.spi.store.UserRow;
import dev.gatehouse.user.UserStatus;
import dev.gatehouse.userpool.internal.account.Passwords;
import dev.gatehouse.userpool.internal.account.UserEdit;
import dev.gatehouse.userpool.internal.context.PoolContext;
import dev.gatehouse.userpool.internal.directory.Found;
import java.util.Optional;

/**
 * Sets passwords for users. Two rows, in the order that leaves the stricter state if the process dies between: for a
 * temporary password the user's row first, so that it is never good without the demand to replace it; for a permanent
 * one the authenticator first, so that the demand ends only once it is there.
 */
final class PasswordSetting {
    private final PoolContext context;
    private final Passwords passwords;
    private final UserEdit edit;

    PasswordSetting(PoolContext context, UserEdit edit) {
        this.context = context;
        this.passwords = new Passwords(context);
        this.edit = edit;
    }

    Outcome<Done> set(Found found, Secret password, boolean permanent) {
        if (!settable(found)) {
            return Outcome.refused(ErrorCode.UNSUPPORTED_USER_STATE);
        }
        return passwords.judge(password, found.user()).then(accepted -> permanent
                ? store(found.id(), accepted, true).then(done -> status(found.id(), UserStatus.CONFIRMED))
                : status(found.id(), UserStatus.FORCE_CHANGE_PASSWORD)
                        .then(done -> store(found.id(), accepted, false)));
    }

    /** A sign-up whose address was another's all along has no name, and stays as it is. */
    private boolean settable(Found found) {
        return found.user().status() != UserStatus.EXTERNAL_PROVIDER
                && found.row().aliases().containsKey(context.settings().usernameKind().alias());
    }

    private Outcome<Done> status(UserId user, UserStatus status) {
        return edit.commitEndingSessions(user, Outcome.refused(ErrorCode.USER_NOT_FOUND), found -> {
                    UserRow row = edit.with(found, profile -> profile.status(status));
                    return settable(found)
                            ? Outcome.success(row.toBuilder().expiresAt(Optional.empty()).build())
                            : Outcome.refused(ErrorCode.UNSUPPORTED_USER_STATE);
                })
                .map(found -> Done.DONE);
    }

    private Outcome<Done> store(UserId user, Secret password, boolean permanent) {
        Optional<Passwords.Stored> present = passwords.find(user);
        return passwords
                .next(
                        password,
                        present,
                        permanent
                                ? Optional.empty()
                                : Optional.of(context.settings().passwordPolicy().temporaryPasswordValidity()))
                .then(next -> passwords.store(user, present, next)
                        ? Outcome.done()
                        : Outcome.refused(ErrorCode.CONCURRENT_MODIFICATION));
    }
}
