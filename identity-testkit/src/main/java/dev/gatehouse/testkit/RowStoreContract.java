package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.Cursor;
import dev.gatehouse.Page;
import dev.gatehouse.PoolId;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.store.Row;
import dev.gatehouse.spi.store.RowKey;
import dev.gatehouse.spi.store.RowStore;
import dev.gatehouse.spi.store.Versioned;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules R1 to R9 for one store. Every test works in pools of its own. */
abstract class RowStoreContract<K extends RowKey, V> {
    private static final Instant PAST = Instant.parse("1990-01-01T00:00:00Z");

    final StoreBench bench;
    final StoreSample<K, V> sample;
    final PoolId pool;
    final PoolId otherPool;

    RowStoreContract(StoreBench bench, StoreSample<K, V> sample) {
        this.bench = bench;
        this.sample = sample;
        this.pool = bench.newPool();
        this.otherPool = bench.newPool();
    }

    RowStore<K, V> store() {
        return sample.store().apply(bench.stores());
    }

    /** Returns a key that no other test has. */
    K freshKey() {
        return sample.key().apply(bench.newPool(), 0);
    }

    K key(int n) {
        return sample.key().apply(pool, n);
    }

    V value(int n) {
        return sample.value().apply(n);
    }

    WriteId insert(K key, V value) {
        WriteId write = bench.newWrite();
        assertThat(store().insert(key, value, write)).as("insert of a new key").isTrue();
        return write;
    }

    void assertRow(K key, V value, WriteId version) {
        assertThat(store().find(key)).contains(new Versioned<>(value, version));
    }

    @Test
    @DisplayName("R1 a row is found as last written, and only in its own pool")
    void findsWhatWasWritten() {
        K key = key(0);
        assertThat(store().find(key)).isEmpty();
        WriteId first = insert(key, value(0));
        assertRow(key, value(0), first);
        WriteId second = bench.newWrite();
        assertThat(store().replace(key, first, value(1), second)).isTrue();
        assertRow(key, value(1), second);
        assertThat(store().find(sample.key().apply(otherPool, 0)))
                .as("the same key in another pool")
                .isEmpty();
    }

    @Test
    @DisplayName("R2 a key is taken once, and insert changes nothing when it is taken")
    void insertRefusesATakenKey() {
        K key = key(0);
        WriteId first = insert(key, value(0));
        assertThat(store().insert(key, value(1), bench.newWrite())).isFalse();
        assertRow(key, value(0), first);
        insert(sample.key().apply(otherPool, 0), value(1));
        assertRow(key, value(0), first);
    }

    @Test
    @DisplayName("R2 of concurrent inserts exactly one wins, and its value stands")
    void concurrentInsertsHaveOneWinner() {
        for (int round = 0; round < bench.rounds(); round++) {
            K key = freshKey();
            List<WriteId> writes = bench.newWrites();
            List<WriteId> won = new ArrayList<>();
            Race.of(writes.size(), n -> store().insert(key, value(n), writes.get(n)) && addTo(won, writes.get(n)));
            assertThat(won).as("winners in round %d", round).hasSize(1);
            assertRow(key, value(writes.indexOf(won.get(0))), won.get(0));
        }
    }

    @Test
    @DisplayName("R3 a stale replace is refused and changes nothing")
    void replaceRefusesAStaleVersion() {
        K key = key(0);
        WriteId first = insert(key, value(0));
        WriteId second = bench.newWrite();
        assertThat(store().replace(key, first, value(1), second)).isTrue();
        assertThat(store().replace(key, first, value(2), bench.newWrite())).isFalse();
        assertRow(key, value(1), second);
    }

    @Test
    @DisplayName("R3 a row that is not there, or is another pool's, is not replaced")
    void replaceNeedsARowOfItsPool() {
        K elsewhere = sample.key().apply(otherPool, 0);
        WriteId there = insert(elsewhere, value(0));
        assertThat(store().replace(key(0), there, value(1), bench.newWrite())).isFalse();
        assertThat(store().find(key(0))).isEmpty();
        assertRow(elsewhere, value(0), there);
    }

    @Test
    @DisplayName("R3 of concurrent replaces of one version exactly one wins, and its value stands")
    void concurrentReplacesHaveOneWinner() {
        for (int round = 0; round < bench.rounds(); round++) {
            K key = freshKey();
            WriteId read = insert(key, value(100));
            List<WriteId> writes = bench.newWrites();
            List<WriteId> won = new ArrayList<>();
            Race.of(
                    writes.size(),
                    n -> store().replace(key, read, value(n), writes.get(n)) && addTo(won, writes.get(n)));
            assertThat(won).as("winners in round %d", round).hasSize(1);
            assertRow(key, value(writes.indexOf(won.get(0))), won.get(0));
        }
    }

    @Test
    @DisplayName("R4 a deleted row is gone, and deleting again is harmless")
    void deleteRemoves() {
        K key = key(0);
        WriteId first = insert(key, value(0));
        WriteId there = insert(sample.key().apply(otherPool, 0), value(0));
        assertThat(store().delete(key, first)).isTrue();
        assertThat(store().find(key)).isEmpty();
        assertThat(store().delete(key, first)).isTrue();
        assertThat(store().replace(key, first, value(1), bench.newWrite())).isFalse();
        assertRow(sample.key().apply(otherPool, 0), value(0), there);
        insert(key, value(2));
    }

    @Test
    @DisplayName("R4 a stale delete is refused and changes nothing")
    void deleteRefusesAStaleVersion() {
        K key = key(0);
        WriteId first = insert(key, value(0));
        WriteId second = bench.newWrite();
        assertThat(store().replace(key, first, value(1), second)).isTrue();
        assertThat(store().delete(key, first)).isFalse();
        assertRow(key, value(1), second);
    }

    @Test
    @DisplayName("R4 of a concurrent replace and delete of one version exactly one takes effect")
    void replaceAndDeleteExclude() {
        for (int round = 0; round < bench.rounds(); round++) {
            K key = freshKey();
            WriteId read = insert(key, value(100));
            List<WriteId> writes = bench.newWrites();
            List<WriteId> replaced = new ArrayList<>();
            int deleted = Race.of(writes.size(), n -> {
                if (n > 0) {
                    return store().delete(key, read);
                }
                if (store().replace(key, read, value(n), writes.get(n))) {
                    addTo(replaced, writes.get(n));
                }
                return false;
            });
            assertThat(replaced).as("replaces that won in round %d", round).hasSizeLessThanOrEqualTo(1);
            if (replaced.isEmpty()) {
                assertThat(deleted).isEqualTo(writes.size() - 1);
                assertThat(store().find(key)).isEmpty();
            } else {
                assertThat(deleted)
                        .as("deletes beside a replace in round %d", round)
                        .isZero();
                assertRow(key, value(writes.indexOf(replaced.get(0))), replaced.get(0));
            }
        }
    }

    @Test
    @DisplayName("R5 a repeated insert gives the same answer and has no second effect")
    void repeatedInsertIsHarmless() {
        K key = key(0);
        WriteId first = insert(key, value(0));
        assertThat(store().insert(key, value(0), first)).isTrue();
        assertRow(key, value(0), first);
        WriteId second = bench.newWrite();
        assertThat(store().replace(key, first, value(1), second)).isTrue();
        assertThat(store().insert(key, value(0), first))
                .as("a repeat after the row moved on")
                .isFalse();
        assertRow(key, value(1), second);
    }

    @Test
    @DisplayName("R5 a repeated replace gives the same answer and has no second effect")
    void repeatedReplaceIsHarmless() {
        K key = key(0);
        WriteId first = insert(key, value(0));
        WriteId second = bench.newWrite();
        assertThat(store().replace(key, first, value(1), second)).isTrue();
        assertThat(store().replace(key, first, value(1), second)).isTrue();
        assertRow(key, value(1), second);
    }

    @Test
    @DisplayName("R5 simultaneous repeats of one write all get its answer")
    void simultaneousRepeatsAgree() {
        for (int round = 0; round < bench.rounds(); round++) {
            K key = freshKey();
            WriteId first = bench.newWrite();
            assertThat(Race.of(bench.runners(), () -> store().insert(key, value(0), first)))
                    .isEqualTo(bench.runners());
            WriteId second = bench.newWrite();
            assertThat(Race.of(bench.runners(), () -> store().replace(key, first, value(1), second)))
                    .isEqualTo(bench.runners());
            assertRow(key, value(1), second);
        }
    }

    @Test
    @DisplayName("R6 a listing returns every standing row of its pool exactly once")
    void pagesAreComplete() {
        int count = Math.min(sample.keysPerPool(), 23);
        Set<Row<K, V>> standing = new HashSet<>();
        for (int n = 0; n < count; n++) {
            standing.add(new Row<>(key(n), value(n), insert(key(n), value(n))));
            insert(sample.key().apply(n == 0 ? otherPool : bench.newPool(), 0), value(n));
        }
        for (int limit : new int[] {1, 7, count, 1_000}) {
            List<Row<K, V>> listed = list(limit);
            assertThat(listed).as("in pages of %d", limit).containsExactlyInAnyOrderElementsOf(standing);
        }
        assertThat(store().page(bench.newPool(), Optional.empty(), 10).items()).isEmpty();
    }

    @Test
    @DisplayName("R6 rows that come and go during a listing hide and repeat no standing row")
    void pagesAreStable() {
        int count = Math.min(sample.keysPerPool(), 20);
        Set<K> standing = new HashSet<>();
        List<WriteId> versions = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            versions.add(insert(key(n), value(n)));
            if (n % 2 == 0) {
                standing.add(key(n));
            }
        }
        List<K> listed = new ArrayList<>();
        Optional<Cursor> cursor = Optional.empty();
        int step = 0;
        do {
            Page<Row<K, V>> page = store().page(pool, cursor, 2);
            page.items().forEach(row -> listed.add(row.key()));
            cursor = page.next();
            int odd = 2 * step + 1;
            if (odd < count) {
                store().delete(key(odd), versions.get(odd));
                insert(key(count + odd), value(odd));
            }
            step++;
        } while (cursor.isPresent() && step < 1_000);
        assertThat(listed).doesNotHaveDuplicates().containsAll(standing);
    }

    @Test
    @DisplayName("R7 a sweep removes expired rows, at most as many as asked for, and no other")
    void sweepRemovesExpiredRowsOnly() {
        if (sample.expiring().isEmpty()) {
            WriteId write = insert(key(0), value(0));
            assertThat(store().sweep(PAST, 10)).isZero();
            assertRow(key(0), value(0), write);
            return;
        }
        var expiring = sample.expiring().get(0);
        for (int n = 0; n < 5; n++) {
            insert(key(n), expiring.apply(PAST.minusMillis(n + 1L)));
        }
        WriteId edge = insert(key(5), expiring.apply(PAST));
        WriteId live = insert(key(6), value(6));
        assertThat(store().sweep(PAST, 2)).isEqualTo(2);
        int passes = 0;
        while (store().sweep(PAST, 2) > 0) {
            assertThat(++passes).isLessThan(1_000);
        }
        for (int n = 0; n < 5; n++) {
            assertThat(store().find(key(n))).isEmpty();
        }
        assertRow(key(5), expiring.apply(PAST), edge);
        assertRow(key(6), value(6), live);
        assertThat(store().sweep(PAST.plusMillis(1), 1_000)).isPositive();
    }

    @Test
    @DisplayName("R7 a row whose expiry was put off is not swept")
    void sweepLosesToALaterExpiry() {
        if (sample.expiring().isEmpty()) {
            assertThat(store().sweep(PAST, 1)).isZero();
            return;
        }
        V expired = sample.expiring().get(0).apply(PAST.minusSeconds(1));
        for (int round = 0; round < bench.rounds(); round++) {
            K key = freshKey();
            WriteId read = insert(key, expired);
            WriteId later = bench.newWrite();
            int extended = Race.of(2, n -> {
                if (n == 0) {
                    return store().replace(key, read, value(1), later);
                }
                store().sweep(PAST, 1_000);
                return false;
            });
            assertThat(store().find(key).isPresent()).as("round %d", round).isEqualTo(extended == 1);
        }
    }

    @Test
    @DisplayName("R9 every member of a value comes back")
    void valuesSurvive() {
        for (V shape : sample.shapes()) {
            K key = freshKey();
            WriteId first = insert(key, shape);
            assertRow(key, shape, first);
            assertThat(store().page(key.pool(), Optional.empty(), 10).items())
                    .containsExactly(new Row<>(key, shape, first));
            K replaced = freshKey();
            WriteId second = bench.newWrite();
            assertThat(store().replace(replaced, insert(replaced, value(0)), shape, second))
                    .isTrue();
            assertRow(replaced, shape, second);
        }
    }

    @Test
    @DisplayName("R9 keys that nearly agree are different rows")
    void keysAreExact() {
        List<K> twins = sample.twins().apply(pool);
        List<WriteId> writes = new ArrayList<>();
        for (int n = 0; n < twins.size(); n++) {
            writes.add(insert(twins.get(n), value(n)));
        }
        for (int n = 0; n < twins.size(); n++) {
            assertRow(twins.get(n), value(n), writes.get(n));
            assertThat(store().page(twins.get(n).pool(), Optional.empty(), 100).items())
                    .contains(new Row<>(twins.get(n), value(n), writes.get(n)));
        }
    }

    List<Row<K, V>> list(int limit) {
        return StoreBench.listAll(limit, cursor -> store().page(pool, cursor, limit));
    }

    static <T> boolean addTo(List<T> list, T item) {
        synchronized (list) {
            return list.add(item);
        }
    }
}
