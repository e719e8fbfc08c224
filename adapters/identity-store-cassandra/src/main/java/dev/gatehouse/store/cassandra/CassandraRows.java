package dev.gatehouse.store.cassandra;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import dev.gatehouse.Cursor;
import dev.gatehouse.Page;
import dev.gatehouse.PoolId;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.StoreException;
import dev.gatehouse.spi.codec.RowType;
import dev.gatehouse.spi.store.Row;
import dev.gatehouse.spi.store.RowKey;
import dev.gatehouse.spi.store.RowStore;
import dev.gatehouse.spi.store.TokenFamily;
import dev.gatehouse.spi.store.Versioned;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One store. Every conditional verb is decided by one lightweight transaction on the row's partition; index entries
 * are written before and removed after it, without a condition.
 */
class CassandraRows<K extends RowKey, V> implements RowStore<K, V> {
    private static final int TRIES = 4;
    private static final int AT_ONCE = 32;
    private static final String ENDS = "";

    private final RowType<K, V> type;
    private final RowStatements cql;
    private final Lane lane;
    private final Listing listing;
    private final Expiries expiries;
    private final Trails trails;
    private final InstantSource clock;
    private final boolean revocable;

    CassandraRows(RowType<K, V> type, Engine engine) {
        this(type, engine, List.of(1));
    }

    /**
     * @param scopes how many parts of the key each listing is bound to
     */
    CassandraRows(RowType<K, V> type, Engine engine, List<Integer> scopes) {
        this.type = type;
        this.lane = engine.lane(type);
        this.cql = new RowStatements(type, lane.keyspace());
        this.listing = new Listing(type.name(), scopes, lane, engine.seen());
        this.expiries = new Expiries(type.name(), lane, engine.seen());
        this.trails = engine.trails();
        this.clock = engine.clock();
        this.revocable = RowStatements.revocable(type);
    }

    @Override
    public Optional<Versioned<V>> find(K key) {
        List<String> parts = type.keyOf(key);
        var row = lane.readOne(verb("find"), cql.find, parts.toArray());
        return row == null ? Optional.empty() : versioned(parts, row);
    }

    @Override
    public boolean insert(K key, V value, WriteId write) {
        List<String> parts = type.keyOf(key);
        Term term = Term.of(type.expiry(value), clock.instant());
        String life = term.ends() ? ENDS : write.value();
        List<@Nullable Object> values = values(value, write, Optional.of(term.ttl()), Optional.of(life));
        values.addAll(parts);
        index("insert", parts, term, write);
        Decision decision = insert(values, write);
        if (decision.won(write.value())) {
            return true;
        }
        if (decision.unsure() && !Trails.isComplete(decision.prev())) {
            throw movedOn("insert");
        }
        if (decision.wid() == null) {
            throw new StoreException(verb("insert") + ": the row is about to end or would not stand still; repeat");
        }
        if (!term.ends() && !life.equals(decision.life())) {
            listing.remove(verb("insert"), parts, life);
        }
        return false;
    }

    /**
     * Inserts where no row is. A repeat demands the trail that its caller knows: an insert that stood and was deleted
     * is in the trail that the delete left, and must not come back.
     */
    private Decision insert(List<@Nullable Object> values, WriteId write) {
        Lane.Transaction first = new Lane.Transaction(cql.insert, values);
        Decision decision = lane.decide(verb("insert"), first, again(values, null));
        for (int i = 0; i < TRIES && decision.leavesRoom() && !decision.won(write.value()); i++) {
            Lane.Transaction again = again(values, decision.prev());
            decision = lane.decide(verb("insert"), again, again).afterAnother();
        }
        return decision;
    }

    private Lane.Transaction again(List<@Nullable Object> values, @Nullable String trail) {
        List<@Nullable Object> more = new ArrayList<>(values);
        more.add(trail);
        return new Lane.Transaction(cql.insertAgain, more);
    }

    @Override
    public boolean replace(K key, WriteId expected, V next, WriteId write) {
        List<String> parts = type.keyOf(key);
        Term term = Term.of(type.expiry(next), clock.instant());
        if (term.ends()) {
            return turn(parts, expected, next, write, term, ENDS);
        }
        seeToExpiry("replace", parts, term);
        List<@Nullable Object> values = values(next, write, Optional.empty(), Optional.empty());
        values.add(trails.after(place(parts), expected.value()));
        values.addAll(parts);
        values.add(expected.value());
        values.add(type.format());
        Decision decision = lane.decide(verb("replace"), cql.keep, values);
        return judge(decision, expected, write)
                .orElseGet(() -> turn(parts, expected, next, write, term, present(decision)));
    }

    /** Writes a value together with the life under which it is listed, where that may change. */
    private boolean turn(List<String> parts, WriteId expected, V next, WriteId write, Term term, String presentLife) {
        index("replace", parts, term, write);
        String life = presentLife;
        for (int i = 0; i < TRIES; i++) {
            String newLife = term.ends() ? ENDS : write.value();
            List<@Nullable Object> values = values(next, write, Optional.of(term.ttl()), Optional.of(newLife));
            values.add(trails.after(place(parts), expected.value()));
            values.addAll(parts);
            values.add(expected.value());
            values.add(type.format());
            values.add(life);
            Decision decision = lane.decide(verb("replace"), cql.turn, values);
            if (decision.won(write.value()) && !life.equals(ENDS)) {
                listing.remove(verb("replace"), parts, life);
            }
            Optional<Boolean> judged = judge(decision, expected, write);
            if (judged.isPresent()) {
                return judged.get();
            }
            life = present(decision);
        }
        throw new StoreException(verb("replace") + ": the row would not stand still; nothing was written");
    }

    /** Returns the answer of a replace, or nothing if only the row's life stood in its way. */
    private Optional<Boolean> judge(Decision decision, WriteId expected, WriteId write) {
        if (decision.won(write.value())) {
            return Optional.of(true);
        }
        if (!decision.carries(expected.value())) {
            if (decision.unsure() && !decision.follows(expected.value())) {
                throw movedOn("replace");
            }
            return Optional.of(false);
        }
        if (decision.revoked()) {
            return Optional.of(false);
        }
        if (decision.format() > type.format()) {
            throw new StoreException(verb("replace") + ": the row has a newer format; nothing was written");
        }
        return Optional.empty();
    }

    private StoreException movedOn(String verb) {
        return new StoreException(verb(verb) + ": the outcome stays unknown: the row has moved on");
    }

    private static String present(Decision decision) {
        return decision.life() == null ? ENDS : decision.life();
    }

    @Override
    public boolean delete(K key, WriteId expected) {
        return delete("delete", type.keyOf(key), expected.value()) != Removal.ANOTHER_STANDS;
    }

    private enum Removal {
        REMOVED,
        WAS_ABSENT,
        ANOTHER_STANDS
    }

    private Removal delete(String verb, List<String> parts, String expected) {
        String delete = UUID.randomUUID().toString().replace("-", "");
        String life = life(lane.readOne(verb(verb), cql.life, parts.toArray()));
        for (int i = 0; i < TRIES; i++) {
            List<@Nullable Object> values =
                    new ArrayList<>(List.of(trails.afterDelete(place(parts), delete, expected)));
            values.addAll(parts);
            values.add(expected);
            values.add(life);
            Decision decision = lane.decide(verb(verb), cql.delete, values);
            boolean removed = decision.removed(delete);
            if (removed || decision.wid() == null) {
                if (!life.equals(ENDS)) { // of a row that is gone, by whomever
                    listing.remove(verb(verb), parts, life);
                }
                return removed ? Removal.REMOVED : Removal.WAS_ABSENT;
            }
            if (!decision.carries(expected)) {
                if (decision.unsure() && !decision.follows(expected)) {
                    throw movedOn(verb);
                }
                return Removal.ANOTHER_STANDS;
            }
            life = present(decision);
        }
        throw new StoreException(verb(verb) + ": the row would not stand still; nothing was removed");
    }

    @Override
    public Page<Row<K, V>> page(PoolId pool, Optional<Cursor> cursor, int limit) {
        return page(List.of(pool.value()), cursor, limit);
    }

    /** Returns the rows whose key begins with {@code bound}, which is a scope of the listing. */
    final Page<Row<K, V>> page(List<String> bound, Optional<Cursor> cursor, int limit) {
        Keyset.requireLimit(limit);
        Listing.Scan scan = listing.scan(verb("page"), bound, after(bound, cursor));
        List<Row<K, V>> rows = new ArrayList<>();
        while (scan.hasMore() && rows.size() <= limit) {
            List<Listing.Entry> entries = scan.next(limit + 1 - rows.size());
            for (int from = 0; from < entries.size() && rows.size() <= limit; from += AT_ONCE) {
                addRows(rows, bound, entries.subList(from, Math.min(from + AT_ONCE, entries.size())));
            }
        }
        return pageOf(rows, bound, limit);
    }

    /** Adds the rows that stand, each once though it may have entries of several lives. */
    private void addRows(List<Row<K, V>> rows, List<String> bound, List<Listing.Entry> entries) {
        List<CompletableFuture<AsyncResultSet>> reads = new ArrayList<>();
        List<List<String>> keys = new ArrayList<>();
        for (Listing.Entry entry : entries) {
            List<String> parts = new ArrayList<>(bound);
            if (bound.size() < type.keyNames().size()) {
                parts.addAll(Keyset.split(entry.key()));
            }
            keys.add(parts);
            reads.add(lane.readLater(verb("page"), cql.find, 10, parts.toArray()));
        }
        List<AsyncResultSet> found = Lane.await(reads);
        for (int i = 0; i < keys.size(); i++) {
            K key = type.keyFrom(keys.get(i));
            var row = found.get(i).one();
            Optional<Versioned<V>> value = row == null ? Optional.empty() : versioned(keys.get(i), row);
            if (value.isEmpty()) {
                if (entries.get(i).orphanedBefore(clock.instant())) {
                    listing.remove(verb("page"), keys.get(i), entries.get(i).mark());
                }
            } else if (rows.isEmpty() || !rows.get(rows.size() - 1).key().equals(key)) {
                rows.add(new Row<>(key, value.get().value(), value.get().version()));
            }
        }
    }

    /** Returns the rows of one partition, whose key begins with {@code bound}. */
    final Page<Row<K, V>> partition(List<String> bound, Optional<Cursor> cursor, int limit) {
        Keyset.requireLimit(limit);
        List<Object> values = new ArrayList<>(bound);
        Optional<List<String>> last = after(bound, cursor);
        last.ifPresent(key -> values.add(key.get(bound.size())));
        List<Row<K, V>> rows = new ArrayList<>();
        for (var row :
                lane.read(verb("page"), cql.partition(bound.size(), last.isPresent()), limit + 1, values.toArray())) {
            List<String> parts = type.keyNames().stream().map(row::getString).toList();
            versioned(parts, row)
                    .ifPresent(found -> rows.add(new Row<>(type.keyFrom(parts), found.value(), found.version())));
            if (rows.size() > limit) {
                break;
            }
        }
        return pageOf(rows, bound, limit);
    }

    private Optional<List<String>> after(List<String> bound, Optional<Cursor> cursor) {
        if (cursor.isEmpty()) {
            return Optional.empty();
        }
        int size = type.keyNames().size();
        List<String> last = Keyset.key(cursor.get(), listingName(bound), bound, size);
        type.keyFrom(last); // refuses what is no key, by its rules and bounds
        if (size == bound.size()) {
            throw Keyset.foreign();
        }
        return Optional.of(last);
    }

    private Page<Row<K, V>> pageOf(List<Row<K, V>> rows, List<String> bound, int limit) {
        if (rows.size() <= limit) {
            return Page.last(rows);
        }
        List<String> last = type.keyOf(rows.get(limit - 1).key());
        return new Page<>(rows.subList(0, limit), Optional.of(Keyset.cursor(listingName(bound), last)));
    }

    private String listingName(List<String> bound) {
        return type.name() + "." + bound.size();
    }

    @Override
    public int sweep(Instant now, int limit) {
        return type.expiring()
                ? expiries.sweep(verb("sweep"), now, limit, (parts, expiry) -> sweep(now, parts, expiry))
                : 0;
    }

    private Expiries.Verdict sweep(Instant now, List<String> parts, Instant entry) {
        var row = lane.readOne(verb("sweep"), cql.find, parts.toArray());
        Optional<Versioned<V>> found = row == null ? Optional.empty() : versioned(parts, row);
        Optional<Instant> expiry = found.flatMap(value -> type.expiry(value.value()));
        if (expiry.isEmpty() || expiry.get().toEpochMilli() != entry.toEpochMilli()) {
            return Expiries.Verdict.OUTDATED;
        }
        if (!expiry.get().isBefore(now)) {
            return Expiries.Verdict.STAYS;
        }
        String expected = found.orElseThrow().version().value();
        return delete("sweep", parts, expected) == Removal.REMOVED ? Expiries.Verdict.REMOVED : Expiries.Verdict.STAYS;
    }

    /** Marks a row as revoked, whatever its version; returns whether there is one. */
    final boolean mark(K key, WriteId write) {
        List<String> parts = type.keyOf(key);
        for (int i = 0; i < 2 * TRIES; i++) {
            var row = lane.readOne(verb("revoke"), cql.find, parts.toArray());
            Optional<Versioned<V>> found = row == null ? Optional.empty() : versioned(parts, row);
            if (found.isEmpty()) {
                return false;
            }
            if (found.get().value() instanceof TokenFamily family && family.revoked()) {
                return true;
            }
            String expected = found.get().version().value();
            Term term = Term.of(type.expiry(found.get().value()), clock.instant());
            String life = life(lane.readOne(verb("revoke"), cql.life, parts.toArray()));
            List<@Nullable Object> values = new ArrayList<>(List.of(life.equals(ENDS) ? term.ttl() : 0, write.value()));
            boolean any = i >= TRIES;
            if (!any) {
                values.add(trails.after(place(parts), expected));
            }
            values.addAll(parts);
            if (!any) {
                values.add(expected);
            }
            values.add(life);
            String statement = any ? cql.revokeAny : cql.revoke;
            if (lane.decide(verb("revoke"), statement, values).won(write.value())) {
                return true;
            }
        }
        throw new StoreException(verb("revoke") + ": the row would not stand still; nothing was written");
    }

    private static String life(com.datastax.oss.driver.api.core.cql.@Nullable Row row) {
        String life = row == null ? null : row.getString("life");
        return life == null ? ENDS : life;
    }

    private void index(String verb, List<String> parts, Term term, WriteId write) {
        List<CompletableFuture<AsyncResultSet>> writes =
                new ArrayList<>(listing.add(verb(verb), parts, term, write.value(), clock.instant()));
        term.swept().ifPresent(expiry -> writes.addAll(expiries.add(verb(verb), parts, expiry)));
        Lane.await(writes);
    }

    private void seeToExpiry(String verb, List<String> parts, Term term) {
        term.swept().ifPresent(expiry -> Lane.await(expiries.add(verb(verb), parts, expiry)));
    }

    private List<@Nullable Object> values(V value, WriteId write, Optional<Integer> ttl, Optional<String> life) {
        List<@Nullable Object> values = new ArrayList<>();
        ttl.ifPresent(values::add);
        values.add(write.value());
        values.add(type.format());
        values.add(type.encode(value));
        life.ifPresent(values::add);
        if (revocable) {
            values.add(value instanceof TokenFamily family && family.revoked());
        }
        return values;
    }

    /** Returns the row's value; empty if only some of its cells are left. */
    @SuppressWarnings("unchecked") // only token families have the column
    private Optional<Versioned<V>> versioned(List<String> parts, com.datastax.oss.driver.api.core.cql.Row row) {
        String wid = row.getString("wid");
        String body = row.getString("body");
        if (wid == null || body == null) {
            return Optional.empty();
        }
        trails.learn(place(parts), wid, row.getString("prev"));
        V value = type.decode(body);
        if (revocable && row.getBoolean("revoked") && value instanceof TokenFamily family) {
            value = (V) family.toBuilder().revoked(true).build();
        }
        return Optional.of(new Versioned<>(value, new WriteId(wid)));
    }

    /** Returns which row of all stores this is. */
    private String place(List<String> parts) {
        return type.name() + " " + Keyset.join(parts);
    }

    private String verb(String name) {
        return type.name() + "." + name;
    }
}
