package dev.gatehouse.credentials.internal.identity;

import dev.gatehouse.IdentityId;
import dev.gatehouse.spi.store.Identity;
import dev.gatehouse.spi.store.Login;
import dev.gatehouse.spi.store.LoginKey;
import dev.gatehouse.spi.store.Versioned;
import java.util.Optional;

/** Reads identities: who a login finds, and what an identity became. Writes nothing. Thread-safe. */
public final class IdentityReader {
    private static final int MOST_MERGES = 16;

    private final IdentityContext context;

    public IdentityReader(IdentityContext context) {
        this.context = context;
    }

    /** Returns an identity, following merges, or empty if there is none, it was deleted or it is a guest that ran out. */
    public Optional<Found> find(IdentityId id) {
        return row(id).flatMap(this::root);
    }

    /** Returns an identity's row as it stands, merged and deleted ones too. */
    public Optional<Found> row(IdentityId id) {
        return context.stores().identities().find(context.key(id)).map(row -> new Found(id, row));
    }

    /** Returns the identity that counts for a login, or empty if it never got one. */
    public Optional<Found> known(LoginKey key) {
        return login(key).flatMap(login -> honoured(key, login));
    }

    Optional<Versioned<Login>> login(LoginKey key) {
        return context.stores().logins().find(key);
    }

    /** Returns the identity that a login's row leads to, or empty if none honours it. */
    Optional<Found> honoured(LoginKey key, Versioned<Login> login) {
        return row(login.value().identity())
                .filter(holder -> Held.names(holder.identity(), key, login.version()))
                .flatMap(this::root);
    }

    /** Returns whether an entry counts: its login's row carries its claim. */
    public boolean counts(Held held) {
        return login(held.key())
                .filter(login -> login.version().equals(held.claim()))
                .isPresent();
    }

    Optional<Found> root(Found start) {
        Found at = start;
        for (int step = 0; step <= MOST_MERGES; step++) {
            Identity identity = at.identity();
            if (identity.state() == Identity.State.DELETED || ranOut(identity)) {
                return Optional.empty();
            }
            Optional<IdentityId> next = identity.mergedInto();
            if (next.isEmpty()) {
                return Optional.of(at);
            }
            Optional<Found> into = row(next.get());
            if (into.isEmpty()) {
                return Optional.empty();
            }
            at = into.get();
        }
        return Optional.empty();
    }

    private boolean ranOut(Identity identity) {
        return identity.expiresAt().filter(end -> !context.now().isBefore(end)).isPresent();
    }
}
