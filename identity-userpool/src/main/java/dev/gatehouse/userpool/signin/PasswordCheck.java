package dev.gatehouse.userpool.signin;

import dev.gatehouse.Outcome;
import dev.gatehouse.Secret;
import dev.gatehouse.password.PasswordHash;
import dev.gatehouse.password.PasswordMatch;
import dev.gatehouse.spi.store.Authenticator;
import dev.gatehouse.spi.store.AuthenticatorKey;
import dev.gatehouse.spi.store.PasswordAuthenticator;
import dev.gatehouse.spi.store.Versioned;
import dev.gatehouse.userpool.internal.context.PoolContext;
import dev.gatehouse.userpool.internal.directory.Resolved;
import dev.gatehouse.userpool.internal.password.NewPasswords;
import java.util.Optional;

/**
 * Compares a password with the stored hash: always one read and one hash, also for a user that does not exist or has
 * no password. A hash that is behind the configured parameters is renewed when the password was right.
 */
final class PasswordCheck {
    private final PoolContext context;

    PasswordCheck(PoolContext context) {
        this.context = context;
    }

    Outcome<Boolean> check(Resolved name, Secret password) {
        AuthenticatorKey key = new AuthenticatorKey(context.pool(), name.subject(), NewPasswords.NAME);
        Optional<Versioned<Authenticator>> stored =
                context.stores().authenticators().find(key);
        Optional<PasswordAuthenticator> usable = stored.map(Versioned::value)
                .filter(PasswordAuthenticator.class::isInstance)
                .map(PasswordAuthenticator.class::cast)
                .filter(authenticator -> name.user().isPresent());
        Outcome<PasswordMatch> match = usable.isPresent()
                ? context.hasher().verify(password, usable.get().hash())
                : context.hasher().decoy(password);
        return match.map(result -> {
            if (result == PasswordMatch.MATCH_OUTDATED) {
                renew(key, stored.orElseThrow(), usable.orElseThrow(), password);
            }
            return result != PasswordMatch.MISMATCH && !expired(usable.orElseThrow());
        });
    }

    private boolean expired(PasswordAuthenticator authenticator) {
        return authenticator
                .expiresAt()
                .map(end -> !context.now().isBefore(end))
                .orElse(false);
    }

    /** A lost race or a full house only means that the next sign-in renews it. */
    private void renew(
            AuthenticatorKey key, Versioned<Authenticator> stored, PasswordAuthenticator behind, Secret password) {
        Outcome<PasswordHash> hashed = context.hasher().hash(password);
        hashed.map(hash -> context.stores()
                .authenticators()
                .replace(key, stored.version(), behind.toBuilder().hash(hash).build(), context.newWrite()));
    }
}
