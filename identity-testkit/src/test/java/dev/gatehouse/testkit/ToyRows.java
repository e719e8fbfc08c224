package dev.gatehouse.testkit;

import dev.gatehouse.Cursor;
import dev.gatehouse.Page;
import dev.gatehouse.PoolId;
import dev.gatehouse.UserId;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.store.AuthenticatorKey;
import dev.gatehouse.spi.store.FamilyKey;
import dev.gatehouse.spi.store.Identity;
import dev.gatehouse.spi.store.MemberKey;
import dev.gatehouse.spi.store.OneTime;
import dev.gatehouse.spi.store.OneTimeKey;
import dev.gatehouse.spi.store.OutboxMessage;
import dev.gatehouse.spi.store.Row;
import dev.gatehouse.spi.store.RowKey;
import dev.gatehouse.spi.store.SettingKey;
import dev.gatehouse.spi.store.SigningKeyRow;
import dev.gatehouse.spi.store.TokenFamily;
import dev.gatehouse.spi.store.UserRow;
import dev.gatehouse.spi.store.Versioned;
import dev.gatehouse.throttle.AttemptState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Rows in a sorted map, by the key's text, with one defect. */
public final class ToyRows {
    private final Map<String, Row<RowKey, Object>> rows = new ConcurrentSkipListMap<>();
    private final Defect defect;

    ToyRows(Defect defect) {
        this.defect = defect;
    }

    private String text(RowKey key) {
        return defect == Defect.KEYS_FOLD_CASE ? key.toString().toLowerCase(Locale.ROOT) : key.toString();
    }

    public Optional<Versioned<Object>> find(RowKey key) {
        Optional<Row<RowKey, Object>> row = Optional.ofNullable(rows.get(text(key)));
        if (row.isEmpty() && defect == Defect.FIND_ACROSS_POOLS) {
            row = rows.values().stream()
                    .filter(r -> withoutPool(r.key()).equals(withoutPool(key)))
                    .findFirst();
        }
        return row.map(r -> new Versioned<>(r.value(), r.version()));
    }

    private static String withoutPool(RowKey key) {
        return key.toString().replace(key.pool().value(), "");
    }

    public boolean insert(RowKey key, Object value, WriteId write) {
        if (defect == Defect.INSERT_CHECKS_THEN_ACTS) {
            return insertIfFree(key, value, write);
        }
        synchronized (rows) {
            return insertIfFree(key, value, write);
        }
    }

    private boolean insertIfFree(RowKey key, Object value, WriteId write) {
        Row<RowKey, Object> standing = rows.get(text(key));
        if (standing != null && defect != Defect.INSERT_OVERWRITES) {
            return defect != Defect.INSERT_FORGETS_REPEATS && standing.version().equals(write);
        }
        pause();
        rows.put(text(key), new Row<>(key, value, write));
        return true;
    }

    public boolean replace(RowKey key, WriteId expected, Object next, WriteId write) {
        if (defect == Defect.REPLACE_CHECKS_THEN_ACTS) {
            return replaceIfUnchanged(key, expected, next, write);
        }
        synchronized (rows) {
            return replaceIfUnchanged(key, expected, next, write);
        }
    }

    private boolean replaceIfUnchanged(RowKey key, WriteId expected, Object next, WriteId write) {
        Row<RowKey, Object> standing = rows.get(text(key));
        if (standing == null) {
            return false;
        }
        boolean revoked = defect != Defect.REVOKED_ROWS_ARE_REPLACED
                && standing.value() instanceof TokenFamily family
                && family.revoked();
        if (defect != Defect.REPLACE_IGNORES_VERSION && (!standing.version().equals(expected) || revoked)) {
            return defect != Defect.REPLACE_FORGETS_REPEATS
                    && standing.version().equals(write);
        }
        pause();
        synchronized (rows) {
            return rows.computeIfPresent(text(key), (text, row) -> new Row<>(key, next, write)) != null;
        }
    }

    private void pause() {
        if (defect.isRace()) {
            LockSupport.parkNanos(1_000); // widens the gap; what is right needs no luck
        }
    }

    public boolean delete(RowKey key, WriteId expected) {
        synchronized (rows) {
            Row<RowKey, Object> standing = rows.get(text(key));
            if (standing != null && !standing.version().equals(expected) && defect != Defect.DELETE_IGNORES_VERSION) {
                return false;
            }
            rows.remove(text(key));
            return true;
        }
    }

    public boolean revoke(FamilyKey key, WriteId write) {
        if (defect == Defect.REVOKE_LOSES_TO_REPLACE) {
            Row<RowKey, Object> read = rows.get(text(key));
            pause();
            return read != null && (replace(key, read.version(), revoked(read), write) || rows.containsKey(text(key)));
        }
        synchronized (rows) {
            return rows.computeIfPresent(text(key), (text, row) -> new Row<>(key, revoked(row), write)) != null;
        }
    }

    private static TokenFamily revoked(Row<RowKey, Object> row) {
        return ((TokenFamily) row.value()).toBuilder().revoked(true).build();
    }

    public boolean take(OneTimeKey key, Versioned<OneTime> found, WriteId write) {
        if (found.value().takenBy().isPresent()) {
            return found.value().takenBy().get().equals(write);
        }
        OneTime taken = found.value().toBuilder().takenBy(write).build();
        return replace(key, found.version(), taken, write)
                || (defect == Defect.TAKES_TWICE && find(key).isPresent());
    }

    public Page<Row<RowKey, Object>> page(PoolId pool, Optional<Cursor> cursor, int limit) {
        return page(row -> row.key().pool().equals(pool), cursor, limit);
    }

    public Page<Row<RowKey, Object>> ofUser(PoolId pool, UserId user, Optional<Cursor> cursor, int limit) {
        return page(row -> row.key().pool().equals(pool) && owns(user, row.key()), cursor, limit);
    }

    public Page<Row<RowKey, Object>> ofGroup(PoolId pool, String group, Optional<Cursor> cursor, int limit) {
        return page(row -> row.key().pool().equals(pool) && holds(group, (MemberKey) row.key()), cursor, limit);
    }

    private boolean holds(String group, MemberKey key) {
        return defect == Defect.LISTS_GROUPS_BY_PREFIX
                ? key.group().startsWith(group)
                : key.group().equals(group);
    }

    public Page<Row<RowKey, Object>> ofKind(PoolId pool, String kind, Optional<Cursor> cursor, int limit) {
        return page(
                row -> row.key().pool().equals(pool)
                        && row.key() instanceof SettingKey key
                        && (defect == Defect.SETTINGS_BY_PREFIX
                                ? key.kind().startsWith(kind)
                                : key.kind().equals(kind)),
                cursor,
                limit);
    }

    private boolean owns(UserId user, RowKey key) {
        UserId owner = key instanceof FamilyKey family ? family.user() : ((AuthenticatorKey) key).user();
        return (defect == Defect.LISTS_USERS_BY_PREFIX || defect == Defect.AUTHENTICATORS_BY_PREFIX)
                ? owner.value().startsWith(user.value())
                : owner.equals(user);
    }

    private Page<Row<RowKey, Object>> page(Predicate<Row<RowKey, Object>> wanted, Optional<Cursor> cursor, int limit) {
        List<Row<RowKey, Object>> items = new ArrayList<>();
        String last = "";
        for (Map.Entry<String, Row<RowKey, Object>> entry : rows.entrySet()) {
            int order = cursor.map(c -> entry.getKey().compareTo(c.value())).orElse(1);
            boolean after = (defect == Defect.PAGE_OVERLAPS && limit > 1) ? order >= 0 : order > 0;
            if (!after || !wanted.test(entry.getValue())) {
                continue;
            }
            if (items.size() == limit) {
                return new Page<>(
                        items, Optional.of(new Cursor((defect == Defect.PAGE_LOSES_ROWS) ? entry.getKey() : last)));
            }
            items.add(entry.getValue());
            last = entry.getKey();
        }
        return Page.last(items);
    }

    public int sweep(Instant now, int limit) {
        synchronized (rows) {
            List<String> ended = rows.entrySet().stream()
                    .filter(entry -> expiry(entry.getValue().value())
                            .filter(at -> at.isBefore(now) || defect == Defect.SWEEP_TAKES_LIVE_ROWS)
                            .isPresent())
                    .limit(defect == Defect.SWEEP_IGNORES_LIMIT ? Integer.MAX_VALUE : limit)
                    .map(Map.Entry::getKey)
                    .toList();
            ended.forEach(rows::remove);
            return ended.size();
        }
    }

    private static Optional<Instant> expiry(Object value) {
        if (value instanceof UserRow user) {
            return user.expiresAt();
        }
        if (value instanceof TokenFamily family) {
            return Optional.of(family.expiresAt());
        }
        if (value instanceof OneTime oneTime) {
            return Optional.of(oneTime.expiresAt());
        }
        if (value instanceof SigningKeyRow signingKey) {
            return signingKey.expiresAt();
        }
        if (value instanceof OutboxMessage message) {
            return Optional.of(message.expiresAt());
        }
        if (value instanceof Identity identity) {
            return identity.expiresAt();
        }
        return value instanceof AttemptState state ? Optional.of(state.expiresAt()) : Optional.empty();
    }
}
