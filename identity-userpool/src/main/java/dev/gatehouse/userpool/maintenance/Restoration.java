package dev.gatehouse.userpool.maintenance;

import dev.gatehouse.Cursor;
import dev.gatehouse.Outcome;
import dev.gatehouse.Page;
import dev.gatehouse.UserId;
import dev.gatehouse.spi.store.Alias;
import dev.gatehouse.spi.store.AliasClaim;
import dev.gatehouse.spi.store.AliasKey;
import dev.gatehouse.spi.store.OneTime;
import dev.gatehouse.spi.store.OneTimeKey;
import dev.gatehouse.spi.store.PoolKey;
import dev.gatehouse.spi.store.PoolRow;
import dev.gatehouse.spi.store.Revocation;
import dev.gatehouse.spi.store.Row;
import dev.gatehouse.spi.store.RowKey;
import dev.gatehouse.spi.store.RowStore;
import dev.gatehouse.spi.store.UserKey;
import dev.gatehouse.spi.store.UserRow;
import dev.gatehouse.spi.store.Versioned;
import dev.gatehouse.user.AliasKind;
import dev.gatehouse.userpool.internal.context.PoolContext;
import dev.gatehouse.userpool.internal.deletion.Deletion;
import dev.gatehouse.userpool.internal.directory.Tries;
import dev.gatehouse.userpool.internal.session.FamilyRevoker;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What must be undone once a database is older than what callers were told; see {@link Maintenance#afterRestore}. */
final class Restoration {
    private static final int PAGE = 500;
    private static final Duration LOG_LIFE = Duration.ofDays(3_650);

    private final PoolContext context;
    private final Deletion deletion;
    private final FamilyRevoker revoker;

    Restoration(PoolContext context, Deletion deletion) {
        this.context = context;
        this.deletion = deletion;
        this.revoker = new FamilyRevoker(context);
    }

    RestoreReport run(Collection<UserId> erased) {
        raiseEpoch();
        int deleted = 0;
        for (UserId user : erased) {
            deleted += deletion.delete(user).asRefusal().isEmpty() ? 1 : 0;
        }
        int[] names = new int[1];
        int signedOut = each(context.stores().users(), row -> signOut(row, names));
        int voided = each(context.stores().oneTimes(), this::voided);
        return new RestoreReport(signedOut, deleted, voided, names[0]);
    }

    private void raiseEpoch() {
        PoolKey key = new PoolKey(context.pool());
        Tries.run(context, tries -> {
                    Versioned<PoolRow> row = context.stores()
                            .pools()
                            .find(key)
                            .orElseThrow(() -> new IllegalStateException("the pool's row is gone"));
                    long epoch = row.value().epoch() + 1;
                    PoolRow next = row.value().toBuilder().epoch(epoch).build();
                    if (!context.stores().pools().replace(key, row.version(), next, context.newWrite())) {
                        return Optional.empty();
                    }
                    Instant now = context.now();
                    context.stores()
                            .revocations()
                            .append(
                                    context.pool(),
                                    new Revocation(
                                            Revocation.Kind.POOL, context.pool().value(), epoch, now.plus(LOG_LIFE)),
                                    now,
                                    context.newWrite());
                    return Optional.of(Outcome.done());
                })
                .orElseThrow();
    }

    private boolean signOut(Row<UserKey, UserRow> found, int[] names) {
        if (found.value().state() != UserRow.State.LIVE) {
            return false;
        }
        return Tries.run(context, tries -> {
                    Optional<Versioned<UserRow>> row = context.stores().users().find(found.key());
                    if (row.isEmpty() || row.get().value().state() != UserRow.State.LIVE) {
                        return Optional.of(Outcome.success(false));
                    }
                    Map<AliasKind, AliasClaim> held =
                            held(found.key(), row.get().value());
                    UserRow next = row.get().value().toBuilder()
                            .sessionEpoch(row.get().value().sessionEpoch() + 1)
                            .aliases(held)
                            .build();
                    if (!context.stores().users().replace(found.key(), row.get().version(), next, context.newWrite())) {
                        return Optional.empty();
                    }
                    names[0] += row.get().value().aliases().size() - held.size();
                    revoker.revokeAll(found.key().user());
                    return Optional.of(Outcome.success(true));
                })
                .orElseThrow();
    }

    /** Returns the entries of a user whose alias rows name the user and the claim. */
    private Map<AliasKind, AliasClaim> held(UserKey user, UserRow row) {
        Map<AliasKind, AliasClaim> held = new EnumMap<>(AliasKind.class);
        row.aliases().forEach((kind, entry) -> {
            Optional<Versioned<Alias>> alias =
                    context.stores().aliases().find(new AliasKey(context.pool(), kind, entry.canonical()));
            boolean agrees = alias.isPresent()
                    && alias.get().version().equals(entry.claim())
                    && alias.get().value().user().equals(user.user());
            if (agrees) {
                held.put(kind, entry);
            }
        });
        return held;
    }

    private boolean voided(Row<OneTimeKey, OneTime> row) {
        return row.value().takenBy().isEmpty()
                && context.stores()
                        .oneTimes()
                        .take(row.key(), new Versioned<>(row.value(), row.version()), context.newWrite());
    }

    private <K extends RowKey, V> int each(RowStore<K, V> store, Predicate<Row<K, V>> visitor) {
        int count = 0;
        Optional<Cursor> cursor = Optional.empty();
        do {
            Page<Row<K, V>> page = store.page(context.pool(), cursor, PAGE);
            for (Row<K, V> row : page.items()) {
                count += visitor.test(row) ? 1 : 0;
            }
            cursor = page.next();
        } while (cursor.isPresent());
        return count;
    }
}
