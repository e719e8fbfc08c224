package dev.gatehouse.userpool.profile;

import dev.gatehouse.Done;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Secret;
import dev.gatehouse.spi.message.MessageKind;
import dev.gatehouse.spi.store.PasswordAuthenticator;
import dev.gatehouse.user.User;
import dev.gatehouse.userpool.internal.account.Passwords;
import dev.gatehouse.userpool.internal.attempt.AttemptPurpose;
import dev.gatehouse.userpool.internal.attempt.Attempts;
import dev.gatehouse.userpool.internal.context.PoolContext;
import dev.gatehouse.userpool.internal.directory.Addresses;
import dev.gatehouse.userpool.internal.outbox.Intent;
import dev.gatehouse.userpool.internal.outbox.Outbox;
import java.util.Optional;

/** Replaces a password by one of the user's choice: count, compare, judge, one write. */
final class PasswordChange {
    private final Attempts attempts;
    private final Passwords passwords;
    private final Outbox outbox;

    PasswordChange(PoolContext context) {
        this.attempts = new Attempts(context);
        this.passwords = new Passwords(context);
        this.outbox = new Outbox(context);
    }

    Outcome<Done> change(User user, Secret previous, Secret proposed) {
        return passwords.judge(proposed, user).then(accepted -> attempts.count(AttemptPurpose.PASSWORD, user.id())
                .then(counted -> {
                    Optional<Passwords.Stored> stored = passwords.find(user.id());
                    return passwords.matches(previous, stored).then(right -> {
                        if (!right || stored.isEmpty()) {
                            return Outcome.refused(ErrorCode.NOT_AUTHORIZED);
                        }
                        attempts.clear(counted);
                        return passwords
                                .next(accepted, stored, Optional.empty())
                                .then(next -> store(user, stored, next));
                    });
                }));
    }

    private Outcome<Done> store(User user, Optional<Passwords.Stored> stored, PasswordAuthenticator next) {
        if (!passwords.store(user.id(), stored, next)) {
            // The password that was just proved is not the stored one any more.
            return Outcome.refused(ErrorCode.CONCURRENT_MODIFICATION);
        }
        Addresses.verified(user, Optional.empty())
                .ifPresent(address -> outbox.put(
                        Intent.notice(MessageKind.PASSWORD_CHANGED, user.id(), user.username(), address)));
        return Outcome.done();
    }
}
