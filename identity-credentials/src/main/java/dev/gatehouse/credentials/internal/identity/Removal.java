package dev.gatehouse.credentials.internal.identity;

import dev.gatehouse.Done;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.IdentityId;
import dev.gatehouse.Outcome;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.store.Identity;
import dev.gatehouse.spi.store.Revocation;
import dev.gatehouse.spi.store.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Deletes, disables and enables identities: protocols "delete identity" and "disable identity". What was vended to one
 * that is deleted or disabled is refused within the bound of the guard's view. Thread-safe.
 */
public final class Removal {
    /** Longer than any token or credentials of an identity live. */
    private static final Duration LOG_LIFE = Duration.ofDays(2);

    private final IdentityContext context;
    private final IdentityReader reader;
    private final Merging merging;

    public Removal(IdentityContext context, IdentityReader reader, Merging merging) {
        this.context = context;
        this.reader = reader;
        this.merging = merging;
    }

    /** Deletes an identity. One that is not there is deleted already. Refusal: {@code CONCURRENT_MODIFICATION}. */
    public Outcome<Done> delete(IdentityId id) {
        return Tries.run(context, ErrorCode.CONCURRENT_MODIFICATION, () -> {
            Optional<Found> found = reader.row(id);
            if (found.isEmpty()) {
                return Optional.of(Outcome.done());
            }
            if (found.get().identity().state() == Identity.State.DELETED) {
                return cleaned(found.get());
            }
            if (!loginsMoved(found.get())) {
                return Optional.empty();
            }
            Optional<Found> settled = merging.settle(found.get());
            return settled.flatMap(this::marked).flatMap(this::cleaned);
        });
    }

    /** A merge is an answer that was given: its logins go to the survivor before the merged identity may go. */
    private boolean loginsMoved(Found found) {
        Optional<Found> into = found.identity().mergedInto().flatMap(reader::row);
        if (into.isEmpty() || !into.get().identity().absorbing().contains(found.id())) {
            return true;
        }
        merging.settle(into.get());
        return false; // judged again on the rows as they are now
    }

    private Optional<Found> marked(Found found) {
        Identity next = found.identity().toBuilder()
                .state(Identity.State.DELETED)
                .mergedInto(Optional.empty())
                .epoch(found.identity().epoch() + 1)
                .modifiedAt(context.now())
                .expiresAt(Optional.empty())
                .build();
        return replaced(found, next);
    }

    /** Takes away what still names a deleted identity; any later caller can. */
    private Optional<Outcome<Done>> cleaned(Found deleted) {
        for (Held held : Held.of(context.pool(), deleted.identity())) {
            context.stores().logins().delete(held.key(), held.claim());
        }
        log(deleted);
        Identity bare = Held.bare(deleted.identity()).build();
        boolean isBare = bare.equals(deleted.identity());
        return isBare || replaced(deleted, bare).isPresent() ? Optional.of(Outcome.done()) : Optional.empty();
    }

    /** Sets whether an identity gets tokens and credentials. Refusals: {@code RESOURCE_NOT_FOUND}, lost races. */
    public Outcome<Done> enable(IdentityId id, boolean enabled) {
        Identity.State state = enabled ? Identity.State.ACTIVE : Identity.State.DISABLED;
        return change(
                id,
                !enabled,
                identity -> identity.toBuilder().state(state).epoch(enabled ? identity.epoch() : identity.epoch() + 1));
    }

    /** Ends what was vended to an identity so far. Refusals: {@code RESOURCE_NOT_FOUND}, lost races. */
    public Outcome<Done> revokeSessions(IdentityId id) {
        return change(id, true, identity -> identity.toBuilder().epoch(identity.epoch() + 1));
    }

    private Outcome<Done> change(IdentityId id, boolean logged, Function<Identity, Identity.Builder> change) {
        return Tries.run(context, ErrorCode.CONCURRENT_MODIFICATION, () -> {
            Optional<Found> found = reader.find(id);
            if (found.isEmpty()) {
                return Optional.of(Outcome.refused(ErrorCode.RESOURCE_NOT_FOUND));
            }
            Optional<Found> settled = merging.settle(found.get());
            if (settled.isEmpty()) {
                return Optional.empty();
            }
            Identity next = change.apply(settled.get().identity())
                    .modifiedAt(context.now())
                    .build();
            Optional<Found> changed = replaced(settled.get(), next);
            if (changed.isPresent() && logged) {
                log(changed.get());
            }
            return changed.map(done -> Outcome.done());
        });
    }

    private void log(Found found) {
        Instant now = context.now();
        context.stores()
                .revocations()
                .append(
                        context.pool(),
                        new Revocation(
                                Revocation.Kind.IDENTITY,
                                found.id().value(),
                                found.identity().epoch(),
                                now.plus(LOG_LIFE)),
                        now,
                        context.newWrite());
    }

    private Optional<Found> replaced(Found found, Identity next) {
        WriteId write = context.newWrite();
        boolean won = context.stores().identities().replace(context.key(found.id()), found.version(), next, write);
        return won ? Optional.of(new Found(found.id(), new Versioned<>(next, write))) : Optional.empty();
    }
}
