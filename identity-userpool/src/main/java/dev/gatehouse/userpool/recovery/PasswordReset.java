package dev.gatehouse.userpool.recovery;

import dev.gatehouse.Done;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Secret;
import dev.gatehouse.UserId;
import dev.gatehouse.password.PasswordHash;
import dev.gatehouse.spi.hook.ClientMetadata;
import dev.gatehouse.spi.hook.PostConfirmation;
import dev.gatehouse.spi.message.MessageKind;
import dev.gatehouse.spi.store.UserKey;
import dev.gatehouse.spi.store.UserRow;
import dev.gatehouse.user.User;
import dev.gatehouse.user.UserStatus;
import dev.gatehouse.userpool.internal.code.Codes;
import dev.gatehouse.userpool.internal.context.PoolContext;
import dev.gatehouse.userpool.internal.directory.Address;
import dev.gatehouse.userpool.internal.directory.Addresses;
import dev.gatehouse.userpool.internal.directory.Directory;
import dev.gatehouse.userpool.internal.directory.Found;
import dev.gatehouse.userpool.internal.directory.Tries;
import dev.gatehouse.userpool.internal.hook.HookCalls;
import dev.gatehouse.userpool.internal.outbox.Intent;
import dev.gatehouse.userpool.internal.outbox.Outbox;
import dev.gatehouse.userpool.internal.password.NewPasswords;
import dev.gatehouse.userpool.internal.session.FamilyRevoker;
import java.util.Optional;

/**
 * Writes a recovery once the code was right: 1 the code is taken, 2 the password, 3 the user with a new epoch, the
 * commit point, 4 every session revoked and logged, 5 a notice. The password comes before the epoch: a sign-in reads
 * the user, then the password, and the user again after its family is written, so one that verified the old password
 * carries the old epoch and dies in 3 or 4. A crash after 2 leaves the new password with the old sessions and nothing
 * acknowledged: the user recovers again.
 */
final class PasswordReset {
    private final PoolContext context;
    private final Directory directory;
    private final NewPasswords passwords;
    private final FamilyRevoker revoker;
    private final Outbox outbox;

    PasswordReset(PoolContext context) {
        this.context = context;
        this.directory = new Directory(context);
        this.passwords = new NewPasswords(context);
        this.revoker = new FamilyRevoker(context);
        this.outbox = new Outbox(context);
    }

    Outcome<Done> reset(Found found, Address address, Codes.Presented code, Secret password, ClientMetadata metadata) {
        return context.settings()
                .passwordPolicy()
                .check(
                        password,
                        NewPasswords.words(found.user().username(), found.user().attributes()))
                .then(done -> passwords.hashUnlessUsed(found.id(), password))
                .then(hash -> code.take() ? write(found.id(), address, hash) : Outcome.refused(ErrorCode.EXPIRED_CODE))
                .map(user -> finish(user, address, code, metadata));
    }

    private Outcome<User> write(UserId id, Address address, PasswordHash hash) {
        return Tries.<Done>run(context, tries -> storePassword(id, address, hash, tries))
                .then(done -> Tries.run(context, tries -> confirm(id, address, tries)));
    }

    private Optional<Outcome<Done>> storePassword(UserId id, Address address, PasswordHash hash, Tries tries) {
        // The user may be gone, disabled or have another address since the code was compared.
        if (stillOpen(id, address).isEmpty()) {
            return Optional.of(Outcome.refused(ErrorCode.EXPIRED_CODE));
        }
        return tries.inTime() && passwords.store(id, hash) ? Optional.of(Outcome.done()) : Optional.empty();
    }

    private Optional<Outcome<User>> confirm(UserId id, Address address, Tries tries) {
        Optional<Found> found = stillOpen(id, address);
        if (found.isEmpty()) {
            return Optional.of(Outcome.refused(ErrorCode.EXPIRED_CODE));
        }
        User user = Addresses.verified(found.get().user(), address.kind(), context.now()).toBuilder()
                .status(UserStatus.CONFIRMED)
                .build();
        UserRow next = found.get().row().toBuilder()
                .profile(user)
                .sessionEpoch(found.get().row().sessionEpoch() + 1)
                .expiresAt(Optional.empty())
                .build();
        UserKey key = new UserKey(context.pool(), id);
        boolean won = tries.inTime()
                && context.stores().users().replace(key, found.get().version(), next, context.newWrite());
        return won ? Optional.of(Outcome.success(user)) : Optional.empty();
    }

    private Optional<Found> stillOpen(UserId id, Address address) {
        return directory
                .find(id)
                .filter(found -> Addresses.toRecover(context.settings(), found.row(), Optional.of(address.kind()))
                        .equals(Optional.of(address)));
    }

    private Done finish(User user, Address address, Codes.Presented code, ClientMetadata metadata) {
        revoker.revokeAll(user.id());
        outbox.put(Intent.notice(MessageKind.PASSWORD_CHANGED, user.id(), user.username(), address));
        code.succeeded();
        PostConfirmation.Event event =
                new PostConfirmation.Event(context.pool(), PostConfirmation.Source.FORGOT_PASSWORD, user, metadata);
        HookCalls.tell(
                context.pool(),
                "PostConfirmation",
                () -> context.hooks().postConfirmation().confirmed(event));
        return Done.DONE;
    }
}
