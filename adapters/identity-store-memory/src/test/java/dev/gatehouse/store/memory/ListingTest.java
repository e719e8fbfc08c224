package dev.gatehouse.store.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.Cursor;
import dev.gatehouse.Page;
import dev.gatehouse.PoolId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ListingTest {
    private static final PoolId POOL = new PoolId("pool");
    private final ConcurrentNavigableMap<Place, Integer> rows = new ConcurrentSkipListMap<>();

    @Property
    void aCursorNamesExactlyItsPlace(@ForAll @Size(max = 3) List<@StringLength(max = 200) String> parts) {
        Place place = Place.ofKey(POOL, parts);

        assertThat(Place.at(POOL, place.cursor())).isEqualTo(place);
    }

    @Test
    void theLongestKeyStillHasACursor() {
        Place place = Place.ofKey(POOL, List.of("\uffff".repeat(Place.MAX_LENGTH - 1)));

        assertThat(place.cursor().value()).hasSizeLessThanOrEqualTo(Cursor.MAX_LENGTH);
        assertThatThrownBy(() -> Place.ofKey(POOL, List.of("x".repeat(Place.MAX_LENGTH))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPrefixSeesItsOwnRowsOnly() {
        rows.put(Place.ofKey(POOL, List.of("a", "1")), 1);
        rows.put(Place.ofKey(POOL, List.of("ab", "2")), 2);
        rows.put(Place.ofKey(new PoolId("pool2"), List.of("a", "3")), 3);

        Page<Map.Entry<Place, Integer>> page = Listing.page(rows, POOL, List.of("a"), Optional.empty(), 10);

        assertThat(page.items()).extracting(Map.Entry::getValue).containsExactly(1);
        assertThat(page.next()).isEmpty();
    }

    @Test
    void aCursorOfAnotherListingIsRefused() {
        Cursor elsewhere = Place.ofKey(POOL, List.of("b", "1")).cursor();

        assertThatThrownBy(() -> Listing.page(rows, POOL, List.of("a"), Optional.of(elsewhere), 10))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Listing.page(rows, POOL, List.of(), Optional.of(new Cursor("AAX_")), 10))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Listing.page(rows, POOL, List.of(), Optional.empty(), 1_001))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
