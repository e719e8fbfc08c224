package dev.gatehouse.userpool.signup;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.UserId;
import dev.gatehouse.WriteId;
import dev.gatehouse.password.PasswordHash;
import dev.gatehouse.spi.message.MessageKind;
import dev.gatehouse.spi.store.AliasClaim;
import dev.gatehouse.spi.store.PasswordAuthenticator;
import dev.gatehouse.spi.store.UserKey;
import dev.gatehouse.spi.store.UserRow;
import dev.gatehouse.user.AliasKind;
import dev.gatehouse.user.User;
import dev.gatehouse.userpool.internal.code.CodePurpose;
import dev.gatehouse.userpool.internal.context.PoolContext;
import dev.gatehouse.userpool.internal.directory.Address;
import dev.gatehouse.userpool.internal.directory.Addresses;
import dev.gatehouse.userpool.internal.directory.Claims;
import dev.gatehouse.userpool.internal.directory.Directory;
import dev.gatehouse.userpool.internal.directory.Found;
import dev.gatehouse.userpool.internal.directory.Seen;
import dev.gatehouse.userpool.internal.directory.Tries;
import dev.gatehouse.userpool.internal.outbox.Intent;
import dev.gatehouse.userpool.internal.outbox.Outbox;
import dev.gatehouse.userpool.internal.password.NewPasswords;
import dev.gatehouse.userpool.settings.Masking;
import dev.gatehouse.userpool.settings.UsernameKind;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a sign-up (protocol "sign-up"): 1 alias, 2 password, 3 user, the commit point, 4 outbox. An address that has
 * an account already gets, where the pool masks users, a row that nobody can find or confirm and that runs out: same
 * verbs, same hash, and a message to the account's own address.
 */
final class Registration {
    private final PoolContext context;
    private final Directory directory;
    private final Claims claims;
    private final NewPasswords passwords;
    private final Outbox outbox;

    Registration(PoolContext context) {
        this.context = context;
        this.directory = new Directory(context);
        this.claims = directory.claims();
        this.passwords = new NewPasswords(context);
        this.outbox = new Outbox(context);
    }

    Outcome<Registered> register(Application application) {
        // Every sign-up sends a message to a typed address, so the address has a limit, whoever it belongs to.
        return application.address().canonical().then(canonical -> {
            UserId counter =
                    claims.decoy(directory.key(application.address().kind().alias(), canonical.value()));
            return outbox.admit(counter)
                    .then(admitted -> passwords
                            .hash(application.password())
                            .then(hash -> Tries.run(context, tries -> attempt(application, hash, admitted, tries))));
        });
    }

    private Optional<Outcome<Registered>> attempt(
            Application application, PasswordHash hash, Outbox admitted, Tries tries) {
        Seen seen =
                claims.look(directory.key(application.kind(), application.name().value()));
        Optional<Found> owner = seen.owner();
        boolean told = context.settings().masking(application.client()) != Masking.STRICT
                || context.settings().usernameKind() == UsernameKind.USERNAME;
        if (owner.isPresent() && told) {
            return Optional.of(Outcome.refused(ErrorCode.USERNAME_EXISTS));
        }
        UserId id = directory.newId();
        Optional<Claims.Claimed> claimed = owner.isEmpty()
                ? claims.claim(seen, id, application.raw(), application.name())
                : claims.claim(nowhere(application.kind()), id, "", application.name());
        if (claimed.isEmpty()) {
            return Optional.empty();
        }
        if (!write(application, id, claimed.get().entry(), hash, tries)) {
            return Optional.empty();
        }
        String username = username(application, id);
        if (owner.isEmpty()) {
            admitted.put(
                    Intent.code(MessageKind.SIGN_UP_CODE, CodePurpose.SIGN_UP, id, username, application.address()));
        } else {
            admitted.putOrDecoy(
                    notice(owner.get()),
                    MessageKind.ALREADY_REGISTERED,
                    owner.get().id());
        }
        return Optional.of(Outcome.success(
                new Registered(id, username, application.address().masked())));
    }

    /** Returns a name that nobody can type, for the row that masks a taken one. */
    private Seen nowhere(AliasKind kind) {
        return new Seen(
                directory.key(kind, "~" + context.newNonce()), Optional.empty(), Optional.empty(), context.now());
    }

    private boolean write(Application application, UserId id, AliasClaim claim, PasswordHash hash, Tries tries) {
        Instant now = context.now();
        PasswordAuthenticator password =
                PasswordAuthenticator.builder().hash(hash).setAt(now).build();
        WriteId passwordWrite = context.newWrite();
        if (!context.stores().authenticators().insert(passwords.key(id), password, passwordWrite)) {
            throw new IllegalStateException("two users with one random id");
        }
        UserRow row = UserRow.builder()
                .profile(User.builder()
                        .id(id)
                        .username(username(application, id))
                        .attributes(application.attributes())
                        .createdAt(now)
                        .build())
                .aliases(Map.of(application.kind(), claim))
                .expiresAt(now.plus(context.settings().unconfirmedLife()))
                .build();
        if (tries.inTime()
                && context.stores().users().insert(new UserKey(context.pool(), id), row, context.newWrite())) {
            return true;
        }
        // A rival took the name over and fenced this id: nobody will ever have it.
        context.stores().authenticators().delete(passwords.key(id), passwordWrite);
        return false;
    }

    private String username(Application application, UserId id) {
        return context.settings().usernameKind() == UsernameKind.USERNAME ? application.raw() : id.value();
    }

    private Optional<Intent> notice(Found owner) {
        Optional<Address> address =
                owner.user().enabled() ? Addresses.toConfirm(context.settings(), owner.row()) : Optional.empty();
        return address.map(to -> Intent.notice(
                MessageKind.ALREADY_REGISTERED, owner.id(), owner.user().username(), to));
    }
}
