package dev.gatehouse.testkit;

import dev.gatehouse.Page;
import dev.gatehouse.spi.store.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Makes one listing of two that were taken at its beginning and at its end, within R6. */
final class TornListing {
    private TornListing() {}

    /** Returns rows that stand in both as either shows them, and of the others some. Longer listings come whole. */
    static Object of(Page<?> first, Page<?> last, Random random) {
        boolean rows = first.items().stream().allMatch(Row.class::isInstance)
                && last.items().stream().allMatch(Row.class::isInstance);
        if (!rows || first.next().isPresent() || last.next().isPresent()) {
            return random.nextBoolean() ? first : last;
        }
        Map<Object, Object> before = byKey(first);
        Map<Object, Object> after = byKey(last);
        List<Object> shown = new ArrayList<>();
        before.forEach((key, row) -> {
            if (random.nextBoolean()) {
                shown.add(row);
            } else if (after.containsKey(key)) {
                shown.add(after.get(key));
            }
        });
        after.forEach((key, row) -> {
            if (!before.containsKey(key) && random.nextBoolean()) {
                shown.add(row);
            }
        });
        return new Page<>(shown, Optional.empty());
    }

    private static Map<Object, Object> byKey(Page<?> page) {
        Map<Object, Object> rows = new LinkedHashMap<>();
        page.items().forEach(item -> rows.put(((Row<?, ?>) item).key(), item));
        return rows;
    }
}
