package dev.gatehouse.spi.revocation;

import dev.gatehouse.Cursor;
import dev.gatehouse.FamilyId;
import dev.gatehouse.IdentityId;
import dev.gatehouse.Page;
import dev.gatehouse.PoolId;
import dev.gatehouse.RoleName;
import dev.gatehouse.UserId;
import dev.gatehouse.spi.StoreException;
import dev.gatehouse.spi.store.Revocation;
import dev.gatehouse.spi.store.RevocationLog;
import dev.gatehouse.token.RevocationEntry;
import dev.gatehouse.token.RevocationSnapshotView;
import dev.gatehouse.token.RevocationView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A {@link RevocationView} that follows a pool's {@link RevocationLog}. {@link #refresh} is called by the
 * application's scheduler; where it is not, the one verify call that finds the view half as old as its bound reads
 * the log; calls that find it past its bound (after a pause of the process, say) wait up to a second for that read
 * rather than refuse what a moment later is known. Reads overlap by twice the clock tolerance and the longest write, so a line that arrives late is seen.
 * While the log cannot be read the view ages, and past its bound everything is refused. Thread-safe.
 */
public final class RevocationFollower implements RevocationView {
    /** The longest time between a writer's clock reading and the line being readable: a flow gives up after it. */
    public static final Duration LONGEST_WRITE = Duration.ofSeconds(60);

    private static final int PAGE = 1_000;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final RevocationLog log;
    private final PoolId pool;
    private final InstantSource clock;
    private final Duration overlap;
    private final RevocationSnapshotView view;
    private final ReentrantLock reading = new ReentrantLock();
    private Instant readTo = Instant.MIN;

    /**
     * Makes a follower that has read nothing yet.
     *
     * @param bound how old the view may get and still answer
     * @param clockTolerance how far the clocks of two nodes may differ
     */
    public RevocationFollower(
            RevocationLog log, PoolId pool, Duration bound, Duration clockTolerance, InstantSource clock) {
        this.log = log;
        this.pool = pool;
        this.clock = clock;
        this.overlap = clockTolerance.multipliedBy(2).plus(LONGEST_WRITE);
        this.view = new RevocationSnapshotView(bound);
    }

    /**
     * Reads what was logged since the last call.
     *
     * @throws StoreException if the log cannot be read; the view stays as old as it is
     */
    public void refresh() {
        reading.lock();
        try {
            read();
        } finally {
            reading.unlock();
        }
    }

    private void read() {
        Instant asOf = clock.instant();
        Instant from = readTo.equals(Instant.MIN) ? Instant.EPOCH : readTo.minus(overlap);
        List<RevocationEntry> entries = new ArrayList<>();
        Optional<Cursor> cursor = Optional.empty();
        do {
            Page<Revocation> page = log.since(pool, from, cursor, PAGE);
            page.items().forEach(line -> entries.add(entry(line)));
            cursor = page.next();
        } while (cursor.isPresent());
        view.apply(entries, asOf);
        readTo = asOf.isAfter(readTo) ? asOf : readTo;
    }

    private static RevocationEntry entry(Revocation line) {
        return switch (line.kind()) {
            case FAMILY -> new RevocationEntry.Family(new FamilyId(line.subject()), line.until());
            case USER -> new RevocationEntry.User(new UserId(line.subject()), line.epoch());
            case ROLE -> new RevocationEntry.Role(new RoleName(line.subject()), line.epoch());
            case IDENTITY -> new RevocationEntry.Identity(new IdentityId(line.subject()), line.epoch());
            case POOL -> new RevocationEntry.Pool(line.epoch());
        };
    }

    @Override
    public boolean isRevoked(FamilyId family) {
        return view.isRevoked(family);
    }

    @Override
    public long userEpoch(UserId user) {
        return view.userEpoch(user);
    }

    @Override
    public long identityEpoch(IdentityId identity) {
        return view.identityEpoch(identity);
    }

    @Override
    public long roleEpoch(RoleName role) {
        return view.roleEpoch(role);
    }

    @Override
    public long poolEpoch() {
        return view.poolEpoch();
    }

    @Override
    public boolean isStale(Instant now) {
        if (view.needsRefresh(now) && mayRead(now)) {
            try {
                readIfStillDue(now);
            } finally {
                reading.unlock();
            }
        }
        return view.isStale(now);
    }

    /** Takes the lock: at once or not at all while the view still answers, in a bounded wait once it does not. */
    private boolean mayRead(Instant now) {
        if (!view.isStale(now)) {
            return reading.tryLock();
        }
        try {
            return reading.tryLock(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void readIfStillDue(Instant now) {
        if (!view.needsRefresh(now)) {
            return;
        }
        try {
            read();
        } catch (StoreException e) {
            // Not lost: the view goes on aging, and isStale refuses everything once it is past its bound.
            System.getLogger(RevocationFollower.class.getName())
                    .log(System.Logger.Level.WARNING, "the revocation log of pool " + pool + " cannot be read", e);
        }
    }

    @Override
    public String toString() {
        return "RevocationFollower[" + pool + "]";
    }
}
