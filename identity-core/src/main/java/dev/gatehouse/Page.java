package dev.gatehouse;

import java.util.List;
import java.util.Optional;

/**
 * A part of a listing.
 *
 * @param items at most as many as asked for; may be fewer, even none, before the end
 * @param next where the next page starts, or empty at the end
 */
public record Page<T>(List<T> items, Optional<Cursor> next) {
    public Page {
        items = List.copyOf(items);
    }

    /** Returns the last page of a listing. */
    public static <T> Page<T> last(List<T> items) {
        return new Page<>(items, Optional.empty());
    }
}
