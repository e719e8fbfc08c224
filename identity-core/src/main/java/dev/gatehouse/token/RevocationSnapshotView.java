package dev.gatehouse.token;

import dev.gatehouse.FamilyId;
import dev.gatehouse.IdentityId;
import dev.gatehouse.RoleName;
import dev.gatehouse.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A {@link RevocationView} fed by its owner with what the revocation log holds. Readers see one immutable snapshot.
 * Until the first {@link #apply}, and whenever the last is longer ago than the bound, the view is stale. Thread-safe.
 */
public final class RevocationSnapshotView implements RevocationView {
    private final Duration bound;
    private volatile Snapshot snapshot =
            new Snapshot(Map.of(), new FamilyFilter(Set.of()), Map.of(), 0, Instant.MIN, Instant.MIN);

    private record Snapshot(
            Map<FamilyId, Instant> families,
            FamilyFilter filter,
            Map<Object, Long> epochs,
            long pool,
            Instant refreshFrom,
            Instant staleAfter) {
        Snapshot aged(Instant asOf, Duration bound) {
            Instant staleFrom = asOf.plus(bound);
            boolean newer = staleFrom.isAfter(staleAfter);
            return newer
                    ? new Snapshot(families, filter, epochs, pool, asOf.plus(bound.dividedBy(2)), staleFrom)
                    : this;
        }
    }

    /**
     * Returns an empty, stale view.
     *
     * @param bound how old the view may be and still answer; positive
     */
    public RevocationSnapshotView(Duration bound) {
        if (bound.isZero() || bound.isNegative()) {
            throw new IllegalArgumentException("the bound must be positive");
        }
        this.bound = bound;
    }

    /**
     * Takes in entries of the log, in any order and as often as they come.
     *
     * @param entries everything logged since the last call; an overlap is harmless
     * @param asOf the moment <em>before</em> the log was read, on the clock that verifiers use; one older than an
     *     earlier call's adds its entries and leaves the view's age
     */
    public synchronized void apply(Collection<? extends RevocationEntry> entries, Instant asOf) {
        Snapshot before = snapshot;
        boolean expired = before.families().values().stream().anyMatch(until -> !asOf.isBefore(until));
        if (entries.isEmpty() && !expired) {
            snapshot = before.aged(asOf, bound);
            return;
        }
        Map<FamilyId, Instant> families = new HashMap<>(before.families());
        Map<Object, Long> epochs = new HashMap<>(before.epochs());
        long pool = before.pool();
        for (RevocationEntry entry : entries) {
            if (entry instanceof RevocationEntry.Family revoked) {
                families.merge(revoked.family(), revoked.until(), (a, b) -> a.isAfter(b) ? a : b);
            } else if (entry instanceof RevocationEntry.User user) {
                epochs.merge(user.user(), user.epoch(), Math::max);
            } else if (entry instanceof RevocationEntry.Role role) {
                epochs.merge(role.role(), role.epoch(), Math::max);
            } else if (entry instanceof RevocationEntry.Identity identity) {
                epochs.merge(identity.identity(), identity.epoch(), Math::max);
            } else if (entry instanceof RevocationEntry.Pool raised) {
                pool = Math.max(pool, raised.epoch());
            }
        }
        families.values().removeIf(until -> !asOf.isBefore(until));
        FamilyFilter filter = new FamilyFilter(families.keySet());
        snapshot = new Snapshot(
                        Map.copyOf(families),
                        filter,
                        Map.copyOf(epochs),
                        pool,
                        before.refreshFrom(),
                        before.staleAfter())
                .aged(asOf, bound);
    }

    @Override
    public boolean isRevoked(FamilyId family) {
        Snapshot current = snapshot;
        return current.filter().mayHold(family) && current.families().containsKey(family);
    }

    @Override
    public long userEpoch(UserId user) {
        return snapshot.epochs().getOrDefault(user, 0L);
    }

    @Override
    public long identityEpoch(IdentityId identity) {
        return snapshot.epochs().getOrDefault(identity, 0L);
    }

    @Override
    public long roleEpoch(RoleName role) {
        return snapshot.epochs().getOrDefault(role, 0L);
    }

    @Override
    public long poolEpoch() {
        return snapshot.pool();
    }

    @Override
    public boolean isStale(Instant now) {
        return now.isAfter(snapshot.staleAfter());
    }

    /** Returns whether the view is half as old as its bound, so that whoever can should feed it now. */
    public boolean needsRefresh(Instant now) {
        return !now.isBefore(snapshot.refreshFrom());
    }

    @Override
    public String toString() {
        return "RevocationSnapshotView[" + snapshot.families().size() + " families]";
    }
}
