package dev.gatehouse.userpool.internal.password;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Secret;
import dev.gatehouse.UserId;
import dev.gatehouse.name.Names;
import dev.gatehouse.password.PasswordHash;
import dev.gatehouse.spi.store.Authenticator;
import dev.gatehouse.spi.store.AuthenticatorKey;
import dev.gatehouse.spi.store.PasswordAuthenticator;
import dev.gatehouse.spi.store.Versioned;
import dev.gatehouse.userpool.internal.context.PoolContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What happens to a password that a user chose, at sign-up, recovery and change alike. Thread-safe. */
public final class NewPasswords {
    /** The name of a password's row. */
    public static final String NAME = "password";

    private static final List<String> TELLING =
            List.of("email", "phone_number", "preferred_username", "name", "given_name", "family_name", "nickname");

    private final PoolContext context;

    public NewPasswords(PoolContext context) {
        this.context = context;
    }

    /** Returns the key of a user's password. */
    public AuthenticatorKey key(UserId user) {
        return new AuthenticatorKey(context.pool(), user, NAME);
    }

    /** Returns the words that a password must not contain. */
    public static List<String> words(String username, Map<String, String> attributes) {
        return Stream.concat(Stream.of(username), TELLING.stream().map(name -> attributes.getOrDefault(name, "")))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /**
     * Returns the password in the form that is hashed. Reads no store. The caller closes it.
     *
     * @param words what it must not contain
     */
    public Outcome<Secret> judge(Secret typed, Collection<String> words) {
        return Names.password(typed).then(secret -> {
            Outcome<Secret> judged =
                    context.settings().passwordPolicy().check(secret, words).map(done -> secret);
            judged.asRefusal().ifPresent(refusal -> secret.close());
            return judged;
        });
    }

    /** Returns the hash of a judged password; {@code TOO_MANY_REQUESTS} when there is no room to hash. */
    public Outcome<PasswordHash> hash(Secret judged) {
        return context.hasher().hash(judged);
    }

    /**
     * Returns the hash of a judged password that is none of the user's earlier ones.
     *
     * @return the hash, {@code PASSWORD_HISTORY_POLICY_VIOLATION} or {@code TOO_MANY_REQUESTS}
     */
    public Outcome<PasswordHash> hashUnlessUsed(UserId user, Secret judged) {
        int size = context.settings().passwordPolicy().historySize();
        List<PasswordHash> earlier = size == 0
                ? List.of()
                : find(user).map(row -> earlier(row.value(), size)).orElse(List.of());
        return context.hasher()
                .matchesAny(judged, earlier)
                .then(used -> used ? Outcome.refused(ErrorCode.PASSWORD_HISTORY_POLICY_VIOLATION) : hash(judged));
    }

    /**
     * Stores a password as the user's present one: one replace, or an insert for a user without.
     *
     * @return whether it was stored; false if a write was lost
     */
    public boolean store(UserId user, PasswordHash hash) {
        return store(user, find(user), hash, Optional.empty());
    }

    /**
     * Stores a password in place of the one that was read.
     *
     * @param present the password that it follows
     * @param end when it stops to let its user in, for a temporary one
     * @return whether it was stored; false if another write came between
     */
    public boolean store(
            UserId user, Optional<Versioned<PasswordAuthenticator>> present, PasswordHash hash, Optional<Instant> end) {
        int size = context.settings().passwordPolicy().historySize();
        PasswordAuthenticator next = PasswordAuthenticator.builder()
                .hash(hash)
                .history(present.map(row -> earlier(row.value(), size)).orElse(List.of()))
                .setAt(context.now())
                .expiresAt(end)
                .build();
        return present.isPresent()
                ? context.stores()
                        .authenticators()
                        .replace(key(user), present.get().version(), next, context.newWrite())
                : context.stores().authenticators().insert(key(user), next, context.newWrite());
    }

    /** Returns a user's password as it is stored. */
    public Optional<Versioned<PasswordAuthenticator>> find(UserId user) {
        Optional<Versioned<Authenticator>> row =
                context.stores().authenticators().find(key(user));
        return row.filter(found -> found.value() instanceof PasswordAuthenticator)
                .map(found -> new Versioned<>((PasswordAuthenticator) found.value(), found.version()));
    }

    /** Returns the present hash and those before it, as many as the policy remembers. */
    private static List<PasswordHash> earlier(PasswordAuthenticator present, int size) {
        List<PasswordHash> hashes = new ArrayList<>();
        hashes.add(present.hash());
        hashes.addAll(present.history());
        return List.copyOf(hashes.subList(0, Math.min(size, hashes.size())));
    }
}
