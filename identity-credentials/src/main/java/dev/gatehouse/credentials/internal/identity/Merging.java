package dev.gatehouse.credentials.internal.identity;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.IdentityId;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.store.Identity;
import dev.gatehouse.spi.store.Login;
import dev.gatehouse.spi.store.LoginKey;
import dev.gatehouse.spi.store.Versioned;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Merges identities: protocol "merge". The destination first notes whom it takes in; whoever meets that note finishes
 * the merge if it was committed, or fences its source and clears the note. So a row that is about to be changed, or
 * whose logins are judged, is settled first, and no chain of merges can close a circle. Thread-safe.
 */
public final class Merging {
    /** The older survives, ties by id: every node chooses the same direction. */
    private static final Comparator<Found> OLDER = Comparator.<Found, Instant>comparing(
                    found -> found.identity().createdAt())
            .thenComparing(found -> found.id().value());

    private final IdentityContext context;
    private final IdentityReader reader;
    private final Conflicts conflicts;

    public Merging(IdentityContext context, IdentityReader reader) {
        this.context = context;
        this.reader = reader;
        this.conflicts = new Conflicts(context, reader);
    }

    /**
     * Merges one developer's user into another: the destination's identity survives.
     *
     * <p>Refusals: {@code RESOURCE_NOT_FOUND}, {@code NOT_AUTHORIZED} (disabled), {@code RESOURCE_CONFLICT},
     * {@code CONCURRENT_MODIFICATION}.
     */
    public Outcome<Found> merge(LoginKey source, LoginKey destination) {
        return Tries.run(context, ErrorCode.CONCURRENT_MODIFICATION, () -> {
            Optional<Found> from = reader.known(source);
            Optional<Found> into = reader.known(destination);
            if (from.isEmpty() || into.isEmpty()) {
                return Optional.of(Outcome.refused(ErrorCode.RESOURCE_NOT_FOUND));
            }
            if (from.get().id().equals(into.get().id())) {
                return Optional.of(Outcome.success(into.get()));
            }
            return attempt(into.get(), from.get());
        });
    }

    /** Merges two identities that one caller proved to be, the younger into the older; empty if a write was lost. */
    Optional<Outcome<Found>> implicit(Found one, Found other) {
        boolean first = OLDER.compare(one, other) < 0;
        return first ? attempt(one, other) : attempt(other, one);
    }

    private Optional<Outcome<Found>> attempt(Found dest, Found src) {
        if (!dest.active() || !src.active()) {
            return Optional.of(Outcome.refused(Refusal.of(ErrorCode.NOT_AUTHORIZED, "identity.disabled")));
        }
        if (!dest.settled() || !src.settled()) {
            settle(dest);
            settle(src);
            return Optional.empty(); // judged again on the rows as they are now
        }
        Optional<Refusal> conflict = conflicts.among(List.of(dest, src), List.of());
        if (conflict.isPresent()) {
            return Optional.of(Outcome.refused(conflict.get()));
        }
        Set<IdentityId> absorbing = new HashSet<>(dest.identity().absorbing());
        absorbing.add(src.id());
        Optional<Found> noted = replaced(
                dest, withoutDead(dest, src).toBuilder().absorbing(absorbing).build());
        if (noted.isEmpty()) {
            return Optional.empty();
        }
        Identity merged = src.identity().toBuilder()
                .state(Identity.State.MERGED)
                .mergedInto(dest.id())
                .modifiedAt(context.now())
                .build();
        Optional<Found> committed = replaced(src, merged);
        if (committed.isEmpty()) {
            settle(noted.get());
            return Optional.empty();
        }
        // Committed. What follows are repairs that any later caller can finish.
        return Optional.of(Outcome.success(finish(noted.get(), committed.get())
                .or(() -> reader.find(dest.id()))
                .orElse(noted.get())));
    }

    /**
     * Drops the destination's dead entries for logins that the source has. Once the source is noted, an entry for one
     * of its logins can then only be that of a caller who is finishing this merge.
     */
    private Identity withoutDead(Found dest, Found src) {
        Identity identity = dest.identity();
        for (Held held : Held.of(context.pool(), src.identity())) {
            Optional<Held> standing = Held.find(identity, held.key());
            if (standing.isPresent() && !reader.counts(standing.get())) {
                identity = standing.get().removed(identity).build();
            }
        }
        return identity;
    }

    /** Returns the identity with nothing left to take in; empty if a write was lost, so that the caller reads again. */
    public Optional<Found> settle(Found found) {
        Found at = found;
        for (IdentityId src : found.identity().absorbing()) {
            Optional<Found> next = settle(at, src);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            at = next.get();
        }
        return Optional.of(at);
    }

    private Optional<Found> settle(Found dest, IdentityId id) {
        Optional<Found> src = reader.row(id);
        if (src.isPresent() && src.get().identity().mergedInto().equals(Optional.of(dest.id()))) {
            return finish(dest, src.get());
        }
        boolean mayStillCommit = src.isPresent()
                && src.get().identity().mergedInto().isEmpty()
                && src.get().identity().state() != Identity.State.DELETED;
        if (mayStillCommit && replaced(src.get(), src.get().identity()).isEmpty()) {
            return Optional.empty();
        }
        return cleared(dest, id);
    }

    /** Moves the logins of a merged identity; returns the destination as it is then, or empty if a write was lost. */
    private Optional<Found> finish(Found dest, Found src) {
        List<Moved> moves = new ArrayList<>();
        Identity next = dest.identity();
        for (Held held : Held.of(context.pool(), src.identity())) {
            Optional<Versioned<Login>> login = reader.login(held.key());
            if (login.isEmpty() || !login.get().version().equals(held.claim())) {
                continue; // unlinked, or moved by another caller
            }
            Optional<Held> standing = Held.find(next, held.key());
            Held mine = standing.orElseGet(() -> new Held(held.key(), context.newWrite(), held.developer()));
            if (standing.isEmpty()) {
                next = mine.added(next).modifiedAt(context.now()).build();
            }
            moves.add(new Moved(held, mine));
        }
        Found at = dest;
        if (!next.equals(dest.identity())) {
            Optional<Found> named = replaced(dest, next);
            if (named.isEmpty()) {
                return Optional.empty();
            }
            at = named.get();
        }
        for (Moved move : moves) {
            // The claim is the write id: two callers that finish one merge do the same write, once.
            context.stores()
                    .logins()
                    .replace(
                            move.from().key(),
                            move.from().claim(),
                            new Login(dest.id()),
                            move.to().claim());
        }
        boolean bare = src.identity().logins().isEmpty()
                && src.identity().developerLogins().isEmpty();
        if (!bare && replaced(src, Held.bare(src.identity()).build()).isEmpty()) {
            return Optional.empty();
        }
        return cleared(at, src.id());
    }

    private record Moved(Held from, Held to) {}

    private Optional<Found> cleared(Found dest, IdentityId src) {
        Set<IdentityId> absorbing = new HashSet<>(dest.identity().absorbing());
        absorbing.remove(src);
        return replaced(dest, dest.identity().toBuilder().absorbing(absorbing).build());
    }

    private Optional<Found> replaced(Found found, Identity next) {
        WriteId write = context.newWrite();
        boolean won = context.stores().identities().replace(context.key(found.id()), found.version(), next, write);
        return won ? Optional.of(new Found(found.id(), new Versioned<>(next, write))) : Optional.empty();
    }
}
