package dev.gatehouse.userpool.admin;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.Secret;
import dev.gatehouse.spi.message.Channel;
import dev.gatehouse.user.User;
import dev.gatehouse.user.UserStatus;
import dev.gatehouse.userpool.internal.context.PoolContext;
import dev.gatehouse.userpool.internal.directory.Address;
import dev.gatehouse.userpool.internal.directory.Directory;
import dev.gatehouse.userpool.internal.directory.Found;
import dev.gatehouse.userpool.internal.outbox.Intent;
import dev.gatehouse.userpool.internal.outbox.Outbox;
import dev.gatehouse.userpool.internal.password.NewPasswords;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Invites a user again who has not signed in yet: another temporary password, with a life of its own, by message. */
final class Invitation {
    private final PoolContext context;
    private final Directory directory;
    private final PasswordSetting passwords;
    private final Outbox outbox;

    Invitation(PoolContext context, PasswordSetting passwords) {
        this.context = context;
        this.directory = new Directory(context);
        this.passwords = passwords;
        this.outbox = new Outbox(context);
    }

    Outcome<User> again(Found found, Set<Channel> mediums, Optional<Secret> proposed) {
        User user = found.user();
        if (user.status() != UserStatus.FORCE_CHANGE_PASSWORD) {
            return Outcome.refused(ErrorCode.UNSUPPORTED_USER_STATE);
        }
        List<Address> addresses = UserCreation.addresses(user, mediums);
        if (addresses.isEmpty()) {
            return Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, "temporary-password.untold"));
        }
        Secret password = proposed.map(secret -> secret.use(Secret::copyOf))
                .orElseGet(() -> TemporaryPasswords.generate(
                        context.settings().passwordPolicy(),
                        NewPasswords.words(user.username(), user.attributes()),
                        context.random()));
        try (password) {
            return passwords.set(found, password, false).then(done -> {
                addresses.forEach(to -> outbox.put(Intent.invitation(user.id(), user.username(), to, password)));
                return directory
                        .find(found.id())
                        .map(now -> Outcome.success(now.user()))
                        .orElseGet(() -> Outcome.refused(ErrorCode.USER_NOT_FOUND));
            });
        }
    }
}
