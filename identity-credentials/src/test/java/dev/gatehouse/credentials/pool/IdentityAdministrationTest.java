package dev.gatehouse.credentials.pool;

import static dev.gatehouse.credentials.pool.IdentityBench.DEVELOPER;
import static dev.gatehouse.credentials.pool.IdentityBench.ONE;
import static dev.gatehouse.credentials.pool.IdentityBench.TWO;
import static dev.gatehouse.credentials.pool.IdentityBench.code;
import static dev.gatehouse.credentials.pool.IdentityBench.logins;
import static dev.gatehouse.credentials.pool.IdentityBench.rules;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.Cursor;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.IdentityId;
import dev.gatehouse.Page;
import dev.gatehouse.store.memory.InMemoryStores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class IdentityAdministrationTest {
    private final IdentityBench bench = new IdentityBench(new InMemoryStores());
    private final IdentityPool pool = bench.pool;
    private final IdentityAdministration admin = pool.identities();

    @Test
    void describesProvidersAndTimesButNoSubject() {
        IdentityId id = bench.developer("ann");
        bench.clock.advance(Duration.ofSeconds(5));
        pool.developers()
                .openIdToken(
                        DeveloperTokenRequest.builder("ann").login(ONE, "alice").build())
                .orElseThrow();

        IdentityDescription described = admin.describe(id).orElseThrow();

        assertThat(described.logins()).containsExactly(DEVELOPER, ONE);
        assertThat(described.enabled()).isTrue();
        assertThat(described.modifiedAt()).isEqualTo(described.createdAt().plusSeconds(5));
        assertThat(described.toString()).doesNotContain("alice");
        assertThat(code(admin.describe(new IdentityId("us-east-1:nobody")))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(admin.describe(bench.guest()).orElseThrow().logins()).isEmpty();
    }

    @Nested
    class Listing {
        private List<IdentityId> all(int limit, boolean hideDisabled) {
            List<IdentityId> all = new ArrayList<>();
            Optional<Cursor> cursor = Optional.empty();
            do {
                Page<IdentityDescription> page =
                        admin.list(limit, cursor, hideDisabled).orElseThrow();
                assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
                page.items().forEach(item -> all.add(item.id()));
                cursor = page.next();
            } while (cursor.isPresent());
            return all;
        }

        @Test
        void showsEveryIdentityOnceAndHidesWhatIsDisabledIfAsked() {
            List<IdentityId> made = new ArrayList<>();
            for (int n = 0; n < 7; n++) {
                made.add(bench.id(ONE, "user-" + n));
            }
            IdentityId merged = bench.id(TWO, "user-0");
            IdentityId survivor = bench.id(ONE, "user-0", TWO, "user-0");
            admin.disable(made.get(3)).orElseThrow();
            admin.delete(List.of(made.get(4))).orElseThrow();
            List<IdentityId> expected = new ArrayList<>(made);
            expected.add(merged);
            expected.remove(made.get(4));

            assertThat(all(3, false)).containsExactlyInAnyOrderElementsOf(expected);
            expected.remove(made.get(3));
            expected.remove(survivor.equals(merged) ? made.get(0) : merged);
            assertThat(all(2, true)).containsExactlyInAnyOrderElementsOf(expected);
        }

        @Test
        void leavesOutGuestsThatRanOut() {
            bench.guest();
            bench.clock.advance(Duration.ofDays(90));

            assertThat(all(10, false)).isEmpty();
        }

        @Test
        void takesNoTokenOfAnotherPoolOrFilter() {
            IdentityPool other = bench.open(IdentityBench.settings(IdentityBench.OTHER), bench.engine);
            for (int n = 0; n < 3; n++) {
                bench.id(ONE, "user-" + n);
                other.getId(logins(ONE, "user-" + n)).orElseThrow();
            }
            Optional<Cursor> foreign = other.identities()
                    .list(1, Optional.empty(), false)
                    .orElseThrow()
                    .next();
            Optional<Cursor> filtered =
                    admin.list(1, Optional.empty(), true).orElseThrow().next();
            assertThat(foreign).isPresent();

            for (Optional<Cursor> bad :
                    List.of(foreign, filtered, Optional.of(new Cursor("AAAA")), Optional.of(new Cursor("%%%")))) {
                assertThat(rules(admin.list(1, bad, false))).containsExactly("page.token");
            }
            assertThat(rules(admin.list(61, Optional.empty(), false))).containsExactly("page.limit");
            assertThat(rules(admin.list(0, Optional.empty(), false))).containsExactly("page.limit");
        }
    }

    @Nested
    class Deletion {
        @Test
        void freesTheLoginsAndNeverReusesTheId() {
            IdentityId id = bench.id(ONE, "a", TWO, "b");
            pool.revocations().isStale(bench.clock.instant());

            assertThat(admin.delete(List.of(id, new IdentityId("us-east-1:nobody")))
                            .orElseThrow())
                    .isEmpty();

            assertThat(code(admin.describe(id))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
            assertThat(code(pool.openIdToken(id, logins(ONE, "a")))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
            assertThat(bench.finds(ONE, "a")).isEmpty();
            assertThat(bench.id(ONE, "a")).isNotEqualTo(id);
            assertThat(bench.row(id).logins()).as("nothing personal is left").isEmpty();
            pool.maintain(1);
            assertThat(pool.revocations().identityEpoch(id))
                    .as("what was vended is revoked")
                    .isEqualTo(1);
        }

        @Test
        void ofAMergedIdentityLeavesItsLoginsToTheSurvivor() {
            IdentityId older = bench.id(ONE, "a");
            bench.clock.advance(Duration.ofSeconds(1));
            IdentityId younger = bench.id(TWO, "b");
            bench.id(ONE, "a", TWO, "b");

            admin.delete(List.of(younger)).orElseThrow();

            assertThat(bench.finds(TWO, "b")).contains(older);
            assertThat(code(pool.openIdToken(younger, logins(TWO, "b")))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        }

        @Test
        void ofTheSurvivorTakesTheMergedOnesWithIt() {
            IdentityId older = bench.id(ONE, "a");
            bench.clock.advance(Duration.ofSeconds(1));
            IdentityId younger = bench.id(TWO, "b");
            bench.id(ONE, "a", TWO, "b");

            admin.delete(List.of(older)).orElseThrow();

            assertThat(bench.finds(TWO, "b")).isEmpty();
            assertThat(code(pool.openIdToken(younger, logins(TWO, "b")))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        }

        @Test
        void takesOneToSixtyIds() {
            assertThat(rules(admin.delete(List.of()))).containsExactly("identities.count");
            assertThat(rules(admin.delete(Collections.nCopies(61, bench.guest()))))
                    .containsExactly("identities.count");
        }

        @Test
        void ofAnotherPoolsIdentityDoesNothing() {
            IdentityPool other = bench.open(IdentityBench.settings(IdentityBench.OTHER), bench.engine);
            IdentityId there = other.getId(Map.of()).orElseThrow();

            admin.delete(List.of(there)).orElseThrow();

            assertThat(other.identities().describe(there).asRefusal()).isEmpty();
        }
    }
}
