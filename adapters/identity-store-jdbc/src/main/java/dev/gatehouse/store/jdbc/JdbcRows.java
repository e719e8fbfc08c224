package dev.gatehouse.store.jdbc;

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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One store. Every conditional verb is one statement that decides by itself; a second one only explains it. */
class JdbcRows<K extends RowKey, V> implements RowStore<K, V> {
    private static final int SWEPT_BY_INSERT = 2;
    private static final int MOST_ROUNDS = 8;

    private final RowType<K, V> type;
    private final RowStatements statements;
    private final Lane lane;
    private final InstantSource clock;
    private final boolean revocable;

    JdbcRows(RowType<K, V> type, Dialect dialect, Lane lane, InstantSource clock) {
        this.type = type;
        this.statements = new RowStatements(type, dialect);
        this.lane = lane;
        this.clock = clock;
        this.revocable = RowStatements.revocable(type);
    }

    @Override
    public Optional<Versioned<V>> find(K key) {
        Object[] parts = type.keyOf(key).toArray();
        return lane.read(verb("find"), sql -> sql.first(statements.find, this::versioned, parts));
    }

    @Override
    public boolean insert(K key, V value, WriteId write) {
        List<String> parts = type.keyOf(key);
        List<@Nullable Object> values = new ArrayList<>(parts);
        values.add(write.value());
        addValue(values, value);
        if (type.expiring() && lane.sweeps()) {
            return lane.transaction(verb("insert"), sql -> {
                boolean inserted = insert(sql, parts, values, write);
                sweep(sql, clock.instant(), SWEPT_BY_INSERT);
                return inserted;
            });
        }
        return lane.write(verb("insert"), sql -> insert(sql, parts, values, write));
    }

    private boolean insert(Sql sql, List<String> parts, List<@Nullable Object> values, WriteId write)
            throws SQLException {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            if (sql.update(statements.insert, values.toArray()) == 1) {
                return true;
            }
            Optional<State> standing = state(sql, parts);
            if (standing.isPresent()) {
                return standing.get().wid.equals(write.value());
            }
            // The row that stood in the way is gone again: what it was can't be told, and there is room now.
        }
        throw restless("insert");
    }

    @Override
    public boolean replace(K key, WriteId expected, V next, WriteId write) {
        List<String> parts = type.keyOf(key);
        List<@Nullable Object> values = new ArrayList<>();
        values.add(write.value());
        addValue(values, next);
        values.addAll(parts);
        values.add(expected.value());
        values.add(type.format());
        return lane.write(verb("replace"), sql -> {
            if (sql.update(statements.replace, values.toArray()) == 1) {
                return true;
            }
            Optional<State> state = state(sql, parts);
            if (state.isEmpty()) {
                return false;
            }
            if (state.get().wid.equals(write.value())) {
                return true;
            }
            if (state.get().wid.equals(expected.value()) && state.get().format > type.format()) {
                throw new StoreException(verb("replace") + ": the row has a newer format; nothing was written");
            }
            return false;
        });
    }

    @Override
    public boolean delete(K key, WriteId expected) {
        List<String> parts = type.keyOf(key);
        List<String> values = new ArrayList<>(parts);
        values.add(expected.value());
        return lane.write(verb("delete"), sql -> {
            for (int round = 0; round < MOST_ROUNDS; round++) {
                if (sql.update(statements.delete, values.toArray()) == 1) {
                    return true;
                }
                Optional<State> standing = state(sql, parts);
                if (standing.isEmpty()) {
                    return true;
                }
                if (!standing.get().wid.equals(expected.value())) {
                    return false;
                }
                // There was no such row, and now there is: a repeat of the write that made it came between.
            }
            throw restless("delete");
        });
    }

    @Override
    public Page<Row<K, V>> page(PoolId pool, Optional<Cursor> cursor, int limit) {
        return page(List.of(pool.value()), cursor, limit);
    }

    /** Returns the rows whose key begins with {@code bound}. */
    final Page<Row<K, V>> page(List<String> bound, Optional<Cursor> cursor, int limit) {
        Keyset.requireLimit(limit);
        int size = type.keyNames().size();
        String listing = type.name() + "." + bound.size();
        List<@Nullable Object> values = new ArrayList<>(bound);
        if (cursor.isPresent()) {
            List<String> last = Keyset.key(cursor.get(), listing, bound, size);
            type.keyFrom(last); // refuses what is no key, by its rules and bounds
            if (size == bound.size()) {
                throw Keyset.foreign();
            }
            values.addAll(last.subList(bound.size(), size));
        }
        values.add(limit + 1);
        String statement = statements.page(bound.size(), cursor.isPresent());
        List<Row<K, V>> rows = lane.read(verb("page"), sql -> sql.list(statement, this::row, values.toArray()));
        if (rows.size() <= limit) {
            return Page.last(rows);
        }
        Row<K, V> last = rows.get(limit - 1);
        return new Page<>(rows.subList(0, limit), Optional.of(Keyset.cursor(listing, type.keyOf(last.key()))));
    }

    @Override
    public int sweep(Instant now, int limit) {
        return type.expiring() ? lane.write(verb("sweep"), sql -> sweep(sql, now, limit)) : 0;
    }

    private int sweep(Sql sql, Instant now, int limit) throws SQLException {
        long time = ColumnTime.of(now);
        return sql.update(statements.sweep, time, limit, time);
    }

    /** Marks a row as revoked, whatever its version; returns whether there is one. */
    final boolean mark(K key, WriteId write) {
        List<String> values = new ArrayList<>();
        values.add(write.value());
        values.addAll(type.keyOf(key));
        return lane.write(verb("revoke"), sql -> sql.update(statements.revoke, values.toArray()) == 1);
    }

    private void addValue(List<@Nullable Object> values, V value) {
        values.add(type.format());
        values.add(type.encode(value));
        values.add(type.expiry(value).map(ColumnTime::of).orElse(null));
        if (revocable) {
            values.add(value instanceof TokenFamily family && family.revoked() ? 1 : 0);
        }
    }

    private record State(String wid, int format) {}

    private Optional<State> state(Sql sql, List<String> parts) throws SQLException {
        return sql.first(statements.state, row -> new State(row.getString(1), row.getInt(2)), parts.toArray());
    }

    private Versioned<V> versioned(ResultSet row) throws SQLException {
        return new Versioned<>(value(row), new WriteId(row.getString(1)));
    }

    private Row<K, V> row(ResultSet row) throws SQLException {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < type.keyNames().size(); i++) {
            parts.add(row.getString(4 + i));
        }
        return new Row<>(type.keyFrom(parts), value(row), new WriteId(row.getString(1)));
    }

    @SuppressWarnings("unchecked") // only token families have the column
    private V value(ResultSet row) throws SQLException {
        V value = type.decode(row.getString(2));
        return row.getInt(3) != 0 && value instanceof TokenFamily family
                ? (V) family.toBuilder().revoked(true).build()
                : value;
    }

    private StoreException restless(String name) {
        return new StoreException(verb(name) + ": the row came and went " + MOST_ROUNDS + " times");
    }

    private String verb(String name) {
        return type.name() + "." + name;
    }
}
