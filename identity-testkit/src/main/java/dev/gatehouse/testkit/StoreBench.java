package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.Cursor;
import dev.gatehouse.Page;
import dev.gatehouse.PoolId;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.store.Stores;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** What every contract needs: the stores under test, fresh pools and fresh write ids. */
final class StoreBench {
    private final Supplier<Stores> stores;
    private final SecureRandom random;
    private final Supplier<Integer> rounds;

    StoreBench(Supplier<Stores> stores, SecureRandom random, Supplier<Integer> rounds) {
        this.stores = stores;
        this.random = random;
        this.rounds = rounds;
    }

    Stores stores() {
        return stores.get();
    }

    int rounds() {
        return rounds.get();
    }

    int runners() {
        return 8;
    }

    PoolId newPool() {
        return new PoolId("pool_" + newWrite());
    }

    WriteId newWrite() {
        return WriteId.random(random);
    }

    /** Returns one write id for each runner of a race. */
    List<WriteId> newWrites() {
        List<WriteId> writes = new ArrayList<>();
        for (int i = 0; i < runners(); i++) {
            writes.add(newWrite());
        }
        return writes;
    }

    /** Follows a listing to its end, and checks that no page is over the limit. */
    static <T> List<T> listAll(int limit, Function<Optional<Cursor>, Page<T>> pages) {
        List<T> all = new ArrayList<>();
        Optional<Cursor> cursor = Optional.empty();
        int count = 0;
        do {
            Page<T> page = pages.apply(cursor);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            assertThat(++count).as("pages of an endless listing").isLessThan(1_000);
            all.addAll(page.items());
            cursor = page.next();
        } while (cursor.isPresent());
        return all;
    }
}
