package dev.gatehouse.credentials.internal.identity;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.IdentityId;
import dev.gatehouse.Outcome;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.store.Identity;
import dev.gatehouse.spi.store.Login;
import dev.gatehouse.spi.store.Versioned;
import java.time.Instant;
import java.util.Optional;

/** Finds or makes the identity of one login: protocol "GetId, one login". Thread-safe. */
final class FirstLogin {
    private final IdentityContext context;
    private final IdentityReader reader;

    FirstLogin(IdentityContext context, IdentityReader reader) {
        this.context = context;
        this.reader = reader;
    }

    /** Returns the identity that a login finds, made now if there is none; {@code TOO_MANY_REQUESTS} if races are lost. */
    Outcome<Found> identity(Proof proof) {
        return Tries.run(context, ErrorCode.TOO_MANY_REQUESTS, () -> {
            Optional<Versioned<Login>> login = reader.login(proof.key());
            return (login.isPresent() ? settled(proof, login.get()) : claimed(proof)).map(Outcome::success);
        });
    }

    /** Claims a login that nobody has, and makes its identity; empty if another caller was first. */
    private Optional<Found> claimed(Proof proof) {
        IdentityId id = context.newId();
        WriteId claim = context.newWrite();
        return context.stores().logins().insert(proof.key(), new Login(id), claim)
                ? made(proof, id, claim)
                : Optional.empty();
    }

    /** Returns the identity that a login row stands for, repairing what a halted caller left. */
    private Optional<Found> settled(Proof proof, Versioned<Login> login) {
        Optional<Found> holder = reader.row(login.value().identity());
        if (holder.isEmpty()) {
            return complete(proof, login);
        }
        Optional<Found> honoured = reader.honoured(proof.key(), login);
        if (honoured.isPresent()) {
            return honoured;
        }
        return fenced(holder.get()) ? renewed(proof, login) : Optional.empty();
    }

    /** Makes the identity that a login row names and that is not there yet: anyone may. */
    Optional<Found> complete(Proof proof, Versioned<Login> login) {
        return made(proof, login.value().identity(), login.version());
    }

    /** Gives a login whose identity does not count a new identity of its own. */
    private Optional<Found> renewed(Proof proof, Versioned<Login> login) {
        IdentityId id = context.newId();
        WriteId claim = context.newWrite();
        return context.stores().logins().replace(proof.key(), login.version(), new Login(id), claim)
                ? made(proof, id, claim)
                : Optional.empty();
    }

    private Optional<Found> made(Proof proof, IdentityId id, WriteId claim) {
        Instant now = context.now();
        Identity empty = Identity.builder().createdAt(now).modifiedAt(now).build();
        Identity identity =
                new Held(proof.key(), claim, proof.developer()).added(empty).build();
        WriteId write = context.newWrite();
        return context.stores().identities().insert(context.key(id), identity, write)
                ? Optional.of(new Found(id, new Versioned<>(identity, write)))
                : Optional.empty();
    }

    /** Makes any write that was decided on what we just read lose; a tombstone needs none. */
    private boolean fenced(Found holder) {
        return holder.identity().state() == Identity.State.DELETED
                || context.stores()
                        .identities()
                        .replace(context.key(holder.id()), holder.version(), holder.identity(), context.newWrite());
    }
}
