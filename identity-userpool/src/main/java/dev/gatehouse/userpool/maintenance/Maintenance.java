package dev.gatehouse.userpool.maintenance;

import dev.gatehouse.UserId;
import dev.gatehouse.spi.key.PoolKeys;
import dev.gatehouse.spi.revocation.RevocationFollower;
import dev.gatehouse.spi.store.Alias;
import dev.gatehouse.spi.store.AliasKey;
import dev.gatehouse.spi.store.Authenticator;
import dev.gatehouse.spi.store.AuthenticatorKey;
import dev.gatehouse.spi.store.FamilyKey;
import dev.gatehouse.spi.store.GroupKey;
import dev.gatehouse.spi.store.GroupRow;
import dev.gatehouse.spi.store.Member;
import dev.gatehouse.spi.store.MemberKey;
import dev.gatehouse.spi.store.Row;
import dev.gatehouse.spi.store.RowStore;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.spi.store.TokenFamily;
import dev.gatehouse.spi.store.UserKey;
import dev.gatehouse.spi.store.UserRow;
import dev.gatehouse.spi.store.Versioned;
import dev.gatehouse.userpool.internal.context.PoolContext;
import dev.gatehouse.userpool.internal.deletion.Deletion;
import dev.gatehouse.userpool.internal.group.GroupDeletion;
import dev.gatehouse.userpool.internal.outbox.Delivery;
import dev.gatehouse.userpool.internal.session.FamilySeal;
import dev.gatehouse.userpool.internal.upkeep.Failures;
import dev.gatehouse.userpool.internal.upkeep.Walk;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Keeps one pool in order; see the package's page for what and how often. Thread-safe; built by the user pool. */
public final class Maintenance {
    /** The most rows that a budget can name: what a store's page and sweep take. */
    public static final int MAX_BUDGET = 1_000;

    private static final Duration MOST_TOLERANCE = Duration.ofSeconds(60);
    private static final Duration LAG = MOST_TOLERANCE.multipliedBy(2).plusMinutes(15);
    private static final Duration LONGEST_ACCESS_TOKEN = Duration.ofDays(1);

    private final PoolContext context;
    private final Delivery delivery;
    private final PoolKeys keys;
    private final RevocationFollower revocations;
    private final Deletion deletion;
    private final Orphans orphans;
    private final Walk<UserKey, UserRow> users;
    private final Walk<AliasKey, Alias> aliases;
    private final Walk<AuthenticatorKey, Authenticator> authenticators;
    private final Walk<FamilyKey, TokenFamily> families;
    private final Walk<GroupKey, GroupRow> groups;
    private final Walk<MemberKey, Member> members;
    private final GroupDeletion groupDeletion;
    private final Restoration restoration;

    /** Called by the user pool; applications get this from there. */
    @SuppressWarnings("exports") // the context is how the pool wires its own features
    public Maintenance(PoolContext context, Delivery delivery, PoolKeys keys, RevocationFollower revocations) {
        this.context = context;
        this.delivery = delivery;
        this.keys = keys;
        this.revocations = revocations;
        this.deletion = new Deletion(context);
        this.orphans = new Orphans(context);
        this.users = new Walk<>(context.stores().users(), context.pool());
        this.aliases = new Walk<>(context.stores().aliases(), context.pool());
        this.authenticators = new Walk<>(context.stores().authenticators(), context.pool());
        this.families = new Walk<>(context.stores().tokenFamilies(), context.pool());
        this.groups = new Walk<>(context.stores().groups(), context.pool());
        this.members = new Walk<>(context.stores().members(), context.pool());
        this.groupDeletion = new GroupDeletion(context);
        this.restoration = new Restoration(context, deletion);
    }

    /**
     * Makes the next signing key of every algorithm of the pool now, however young the current one is: for a key that
     * may be known to others. Tokens signed by the keys of before still verify until they end.
     *
     * @return from when on the new keys sign: they are published first, for {@code jwksMaxAge}
     * @throws dev.gatehouse.spi.StoreException if the store cannot be reached
     */
    public Instant rotateKeys() {
        return keys.rotate();
    }

    /**
     * Does what is due, some of it at each call.
     *
     * @param budget how many rows each step looks at, 1 to {@value #MAX_BUDGET}
     * @throws IllegalArgumentException if the budget is outside
     * @throws RuntimeException the first failure of a step, such as a {@link dev.gatehouse.spi.StoreException}, with
     *     those of the others suppressed; every step had its turn, and the next call tries again
     */
    public MaintenanceReport run(int budget) {
        if (budget < 1 || budget > MAX_BUDGET) {
            throw new IllegalArgumentException("a budget is 1 to " + MAX_BUDGET);
        }
        MaintenanceReport.Counts counts = new MaintenanceReport.Counts();
        Failures failures = new Failures();
        failures.collect(() -> deliver(budget, counts));
        failures.collect(revocations::refresh);
        failures.collect(keys::maintain);
        failures.collect(() -> counts.deletionsFinished = users.go(budget, this::finish));
        failures.collect(() -> counts.claimsReleased = aliases.go(budget, orphans::release));
        failures.collect(() -> counts.authenticatorsRemoved = authenticators.go(budget, orphans::remove));
        failures.collect(() -> counts.deletionsFinished += groups.go(budget, this::finishGroup));
        failures.collect(() -> counts.entriesRemoved = members.go(budget, orphans::unlist));
        failures.collect(() -> counts.valuesResealed = families.go(budget, row -> FamilySeal.renew(context, row)));
        sweep(budget, counts, failures);
        failures.raise();
        return new MaintenanceReport(counts);
    }

    /**
     * Puts the pool right after its database was restored from a backup, before it serves again: raises the pool's
     * epoch, ends every session (what was revoked since the backup is not known any more), voids every code, deletes
     * the users that were erased since the backup, and drops from every user the names that another one holds. Looks
     * at every row, so it takes time in proportion to the pool; repeat it if it is interrupted.
     *
     * @param erased the users that were deleted since the backup, from the application's own record
     * @return how many users, codes and names were changed
     */
    public RestoreReport afterRestore(Collection<UserId> erased) {
        return restoration.run(erased);
    }

    private void deliver(int budget, MaintenanceReport.Counts counts) {
        Delivery.Report report = delivery.run(budget);
        counts.messagesSent = report.sent();
        counts.messagesDropped = report.dropped();
        counts.messagesFailed = report.failed();
    }

    private boolean finish(Row<UserKey, UserRow> row) {
        if (row.value().state() != UserRow.State.DELETING) {
            return false;
        }
        deletion.finish(row.key(), row.value(), row.version());
        return true;
    }

    private boolean finishGroup(Row<GroupKey, GroupRow> row) {
        if (row.value().state() != GroupRow.State.DELETING) {
            return false;
        }
        groupDeletion.finish(row.key(), new Versioned<>(row.value(), row.version()));
        return true;
    }

    private void sweep(int budget, MaintenanceReport.Counts counts, Failures failures) {
        Stores stores = context.stores();
        Instant expired = context.now().minus(LAG);
        List<RowStore<?, ?>> expiring = List.of(
                stores.users(),
                stores.oneTimes(),
                stores.attempts(),
                stores.outbox(),
                stores.signingKeys(),
                stores.identities());
        for (RowStore<?, ?> store : expiring) {
            failures.collect(() -> counts.rowsSwept += store.sweep(expired, budget));
        }
        failures.collect(
                () -> counts.rowsSwept += stores.tokenFamilies().sweep(expired.minus(LONGEST_ACCESS_TOKEN), budget));
        failures.collect(() -> counts.rowsSwept += stores.revocations().sweep(expired, budget));
    }
}
