package dev.gatehouse.userpool.internal.group;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.spi.store.GroupKey;
import dev.gatehouse.spi.store.GroupRow;
import dev.gatehouse.spi.store.UserRow;
import dev.gatehouse.spi.store.Versioned;
import dev.gatehouse.user.Group;
import dev.gatehouse.userpool.internal.context.PoolContext;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds groups. What goes into tokens is read through a cache no older than the pool's revocation bound, so that a
 * sign-in costs no read for each group. Thread-safe.
 */
public final class GroupDirectory {
    private static final int MOST_CACHED = 10_000;
    private static final Comparator<Group> BEST_FIRST = Comparator.<Group>comparingLong(
                    group -> group.precedence().isPresent() ? group.precedence().getAsInt() : Long.MAX_VALUE)
            .thenComparing(Group::name);

    private final PoolContext context;
    private final Cache<String, Seen> seen = Caffeine.newBuilder()
            .maximumSize(MOST_CACHED)
            .executor(Runnable::run)
            .build();

    /** A group, or that there is none, and until when that may be believed. */
    private record Seen(Optional<Group> group, Instant until) {}

    public GroupDirectory(PoolContext context) {
        this.context = context;
    }

    /** Returns a group's row as it is now; empty if there is none or it is being deleted. */
    public Optional<Versioned<GroupRow>> find(String name) {
        return context.stores()
                .groups()
                .find(new GroupKey(context.pool(), name))
                .filter(row -> row.value().state() == GroupRow.State.LIVE);
    }

    /**
     * Returns the groups that a user is in, the best precedence first, then by name; those without precedence last.
     * A membership of a group that is gone, or was made again, does not count.
     */
    public List<Group> of(UserRow user) {
        return of(user, this::cached);
    }

    /** Returns the same as {@link #of}, with every group read now. */
    public List<Group> now(UserRow user) {
        return of(user, name -> find(name).map(row -> row.value().group()));
    }

    private static List<Group> of(UserRow user, Function<String, Optional<Group>> groups) {
        return user.memberships().entrySet().stream()
                .flatMap(entry -> groups.apply(entry.getKey()).stream()
                        .filter(group -> group.incarnation().equals(entry.getValue())))
                .sorted(BEST_FIRST)
                .toList();
    }

    /** Forgets what was cached of a group that this node has just changed. */
    public void forget(String name) {
        seen.invalidate(name);
    }

    private Optional<Group> cached(String name) {
        Instant now = context.now();
        Seen known = seen.getIfPresent(name);
        if (known == null || !now.isBefore(known.until())) {
            Optional<Group> group = find(name).map(row -> row.value().group());
            known = new Seen(group, now.plus(context.settings().revocationBound()));
            seen.put(name, known);
        }
        return known.group();
    }
}
