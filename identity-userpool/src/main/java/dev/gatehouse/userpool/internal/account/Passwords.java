package dev.gatehouse.userpool.internal.account;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Secret;
import dev.gatehouse.UserId;
import dev.gatehouse.WriteId;
import dev.gatehouse.password.PasswordHash;
import dev.gatehouse.password.PasswordMatch;
import dev.gatehouse.spi.store.AuthenticatorKey;
import dev.gatehouse.spi.store.PasswordAuthenticator;
import dev.gatehouse.user.User;
import dev.gatehouse.userpool.internal.context.PoolContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks, judges and stores passwords: one row, one commit. Thread-safe. */
public final class Passwords {
    /** The name of the password among a user's authenticators. */
    public static final String NAME = "password";

    private final PoolContext context;

    public Passwords(PoolContext context) {
        this.context = context;
    }

    /** A stored password and the write that put it there. */
    public record Stored(PasswordAuthenticator value, WriteId version) {}

    /** Returns a user's password as it is stored. */
    public Optional<Stored> find(UserId user) {
        return context.stores()
                .authenticators()
                .find(key(user))
                .filter(row -> row.value() instanceof PasswordAuthenticator)
                .map(row -> new Stored((PasswordAuthenticator) row.value(), row.version()));
    }

    /** Returns done if a proposed password fits the pool's policy, or {@code INVALID_PASSWORD} with the rules. */
    public Outcome<Secret> judge(Secret proposed, User user) {
        return context.settings()
                .passwordPolicy()
                .check(proposed, contextWords(user))
                .map(done -> proposed);
    }

    /** Returns whether a password is the stored one and has not ended. One hash, whoever there is. */
    public Outcome<Boolean> matches(Secret password, Optional<Stored> stored) {
        Outcome<PasswordMatch> match = stored.isPresent()
                ? context.hasher().verify(password, stored.get().value().hash())
                : context.hasher().decoy(password);
        return match.map(result -> result != PasswordMatch.MISMATCH
                && stored.flatMap(row -> row.value().expiresAt())
                        .map(end -> context.now().isBefore(end))
                        .orElse(true));
    }

    /**
     * Returns what is to be stored for a new password.
     *
     * @param present the password that it follows
     * @param life how long it lets its user in, for a temporary one
     * @return or {@code PASSWORD_HISTORY_POLICY_VIOLATION}, or {@code TOO_MANY_REQUESTS}
     */
    public Outcome<PasswordAuthenticator> next(Secret password, Optional<Stored> present, Optional<Duration> life) {
        List<PasswordHash> earlier = earlier(present);
        Outcome<Boolean> used =
                earlier.isEmpty() ? Outcome.success(false) : context.hasher().matchesAny(password, earlier);
        return used.then(known -> known
                ? Outcome.refused(ErrorCode.PASSWORD_HISTORY_POLICY_VIOLATION)
                : context.hasher().hash(password).map(hash -> PasswordAuthenticator.builder()
                        .hash(hash)
                        .history(earlier)
                        .setAt(context.now())
                        .expiresAt(life.map(context.now()::plus))
                        .build()));
    }

    /** Stores a password in place of the one that was read. Returns false if another came between. */
    public boolean store(UserId user, Optional<Stored> present, PasswordAuthenticator next) {
        return present.isPresent()
                ? context.stores()
                        .authenticators()
                        .replace(key(user), present.get().version(), next, context.newWrite())
                : context.stores().authenticators().insert(key(user), next, context.newWrite());
    }

    private List<PasswordHash> earlier(Optional<Stored> present) {
        List<PasswordHash> hashes = new ArrayList<>();
        present.ifPresent(row -> {
            hashes.add(row.value().hash());
            hashes.addAll(row.value().history());
        });
        int most = context.settings().passwordPolicy().historySize();
        return List.copyOf(hashes.subList(0, Math.min(most, hashes.size())));
    }

    private AuthenticatorKey key(UserId user) {
        return new AuthenticatorKey(context.pool(), user, NAME);
    }

    /** Returns what a user's password must not contain. */
    public static List<String> contextWords(User user) {
        List<String> words = new ArrayList<>();
        words.add(user.username());
        for (String attribute : List.of("email", "preferred_username", "phone_number")) {
            user.attribute(attribute).ifPresent(words::add);
        }
        return words;
    }
}
