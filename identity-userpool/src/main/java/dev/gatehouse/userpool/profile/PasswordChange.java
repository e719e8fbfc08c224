package dev.gatehouse.userpool.profile;

import dev.gatehouse.Done;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Secret;
import dev.gatehouse.name.Names;
import dev.gatehouse.password.PasswordHash;
import dev.gatehouse.password.PasswordMatch;
import dev.gatehouse.spi.message.MessageKind;
import dev.gatehouse.spi.store.PasswordAuthenticator;
import dev.gatehouse.spi.store.Versioned;
import dev.gatehouse.user.User;
import dev.gatehouse.userpool.internal.attempt.AttemptPurpose;
import dev.gatehouse.userpool.internal.attempt.Attempts;
import dev.gatehouse.userpool.internal.context.PoolContext;
import dev.gatehouse.userpool.internal.directory.Addresses;
import dev.gatehouse.userpool.internal.outbox.Intent;
import dev.gatehouse.userpool.internal.outbox.Outbox;
import dev.gatehouse.userpool.internal.password.NewPasswords;
import java.util.Optional;

/** Replaces a password by one of the user's choice: judge, count, compare, one write. */
final class PasswordChange {
    private final PoolContext context;
    private final Attempts attempts;
    private final NewPasswords passwords;
    private final Outbox outbox;

    PasswordChange(PoolContext context) {
        this.context = context;
        this.attempts = new Attempts(context);
        this.passwords = new NewPasswords(context);
        this.outbox = new Outbox(context);
    }

    Outcome<Done> change(User user, Secret previous, Secret proposed) {
        Outcome<Secret> known = Names.password(previous);
        if (known.asRefusal().isPresent()) {
            // Nobody has such a password; so there is no guess to count.
            return Outcome.refused(ErrorCode.NOT_AUTHORIZED);
        }
        try (Secret present = known.orElseThrow()) {
            return passwords
                    .judge(proposed, NewPasswords.words(user.username(), user.attributes()))
                    .then(judged -> {
                        try (judged) {
                            return compare(user, present, judged);
                        }
                    });
        }
    }

    private Outcome<Done> compare(User user, Secret previous, Secret judged) {
        return attempts.count(AttemptPurpose.PASSWORD, user.id()).then(counted -> {
            Optional<Versioned<PasswordAuthenticator>> stored = passwords.find(user.id());
            return matches(previous, stored).then(right -> {
                if (!right) {
                    return Outcome.refused(ErrorCode.NOT_AUTHORIZED);
                }
                attempts.clear(counted);
                return passwords.hashUnlessUsed(user.id(), judged).then(hash -> store(user, stored, hash));
            });
        });
    }

    private Outcome<Boolean> matches(Secret password, Optional<Versioned<PasswordAuthenticator>> stored) {
        if (stored.isEmpty()) {
            return Outcome.success(false);
        }
        PasswordAuthenticator value = stored.get().value();
        boolean ended =
                value.expiresAt().filter(end -> !context.now().isBefore(end)).isPresent();
        return context.hasher().verify(password, value.hash()).map(match -> match != PasswordMatch.MISMATCH && !ended);
    }

    private Outcome<Done> store(User user, Optional<Versioned<PasswordAuthenticator>> stored, PasswordHash hash) {
        if (!passwords.store(user.id(), stored, hash, Optional.empty())) {
            // The password that was just proved is not the stored one any more.
            return Outcome.refused(ErrorCode.CONCURRENT_MODIFICATION);
        }
        Addresses.verified(user, Optional.empty())
                .ifPresent(address ->
                        outbox.put(Intent.notice(MessageKind.PASSWORD_CHANGED, user.id(), user.username(), address)));
        return Outcome.done();
    }
}
