package dev.gatehouse.store.cassandra;

import static dev.gatehouse.store.cassandra.Rows.NOW;
import static dev.gatehouse.store.cassandra.Rows.alias;
import static dev.gatehouse.store.cassandra.Rows.attempt;
import static dev.gatehouse.store.cassandra.Rows.family;
import static dev.gatehouse.store.cassandra.Rows.oneTime;
import static dev.gatehouse.store.cassandra.Rows.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.gatehouse.Cursor;
import dev.gatehouse.FamilyId;
import dev.gatehouse.PoolId;
import dev.gatehouse.UserId;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.StoreException;
import dev.gatehouse.spi.store.AliasKey;
import dev.gatehouse.spi.store.AttemptKey;
import dev.gatehouse.spi.store.FamilyKey;
import dev.gatehouse.spi.store.OneTimeKey;
import dev.gatehouse.spi.store.Revocation;
import dev.gatehouse.spi.store.TokenFamily;
import dev.gatehouse.spi.store.Versioned;
import dev.gatehouse.testkit.Race;
import dev.gatehouse.user.AliasKind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** What this engine does beyond the contracts: TTLs, the index of listings, formats, cursors. */
abstract class EngineRules {
    private static final int HOUR = 3_600;
    private static final Instant SOON = NOW.plusSeconds(HOUR);
    private static final Instant FAR = NOW.plus(Duration.ofDays(500));

    private final Nodes nodes;
    private final CassandraStores first;
    private final CassandraStores second;
    private final PoolId pool = new PoolId("pool_" + write());

    EngineRules(Nodes nodes) {
        this.nodes = nodes;
        this.first = nodes.first(InstantSource.fixed(NOW));
        this.second = nodes.second(InstantSource.fixed(NOW));
    }

    /** Reads what the stores wrote at the level that they write at: one node alone may lag. */
    private ResultSet select(String cql, Object... values) {
        return nodes.session()
                .execute(SimpleStatement.newInstance(cql, values).setConsistencyLevel(ConsistencyLevel.QUORUM));
    }

    private Row cell(String cql, Object... values) {
        return select(cql, values).one();
    }

    private long entries(String store) {
        long count = 0;
        for (Row bucket : select(
                "SELECT bucket FROM gatehouse.gatehouse_listing_buckets WHERE store = ? AND scope = ?",
                store,
                pool.value())) {
            count += select(
                            "SELECT key FROM gatehouse.gatehouse_listings WHERE store = ? AND scope = ? AND bucket = ?",
                            store,
                            pool.value(),
                            bucket.getInt(0))
                    .all()
                    .size();
        }
        return count;
    }

    private AliasKey name(String canonical) {
        return new AliasKey(pool, AliasKind.USERNAME, canonical);
    }

    @Test
    void aRowThatEndsHasATtlOfItsExpiryAndSeventeenMinutes() {
        first.attempts().insert(new AttemptKey(pool, "a"), attempt(1, SOON), write());
        Row row = cell(
                "SELECT ttl(wid), ttl(format), ttl(body), ttl(life) FROM gatehouse.gatehouse_attempts"
                        + " WHERE pool = ? AND digest = 'a'",
                pool.value());
        for (int i = 0; i < 4; i++) {
            assertThat(row.getInt(i)).isBetween(HOUR + 16 * 60, HOUR + 17 * 60 + 1);
        }
        assertThat(entries("attempts")).isEqualTo(1);
        assertThat(first.attempts().sweep(NOW.plus(Duration.ofDays(1)), 10)).isZero();
    }

    @Test
    void aRowThatStandsHasNoTtlAndIsSwept() {
        OneTimeKey key = new OneTimeKey(pool, "far");
        first.oneTimes().insert(key, oneTime(FAR), write());
        assertThat(cell(
                                "SELECT ttl(body) FROM gatehouse.gatehouse_one_times WHERE pool = ? AND digest = 'far'",
                                pool.value())
                        .isNull(0))
                .isTrue();
        assertThat(first.oneTimes().sweep(FAR, 1_000)).isZero();
        assertThat(first.oneTimes().sweep(FAR.plusMillis(1), 1_000)).isPositive();
        assertThat(first.oneTimes().find(key)).isEmpty();
        assertThat(entries("one_times")).isZero();
    }

    @Test
    void aRowThatTurnsFromEndingToStandingAndBackIsListedOnce() {
        OneTimeKey key = new OneTimeKey(pool, "turns");
        WriteId version = write();
        first.oneTimes().insert(key, oneTime(SOON), version);
        for (Instant expiry : List.of(FAR, FAR.plusSeconds(1), SOON, SOON.plusSeconds(2 * HOUR), FAR, SOON)) {
            WriteId next = write();
            assertThat(second.oneTimes().replace(key, version, oneTime(expiry), next))
                    .isTrue();
            assertThat(second.oneTimes().replace(key, version, oneTime(expiry), next))
                    .isTrue();
            assertThat(first.oneTimes().replace(key, version, oneTime(expiry), write()))
                    .isFalse();
            version = next;
            assertThat(first.oneTimes().find(key)).contains(new Versioned<>(oneTime(expiry), next));
            assertThat(first.oneTimes().page(pool, Optional.empty(), 10).items())
                    .hasSize(1);
            Row ttl = cell(
                    "SELECT ttl(body) FROM gatehouse.gatehouse_one_times WHERE pool = ? AND digest = 'turns'",
                    pool.value());
            assertThat(ttl.isNull(0)).isEqualTo(expiry.isAfter(NOW.plus(Term.FARTHEST)));
        }
        assertThat(first.oneTimes().delete(key, version)).isTrue();
        assertThat(first.oneTimes().page(pool, Optional.empty(), 10).items()).isEmpty();
    }

    @Test
    void aRevokedFamilyKeepsItsTtlAndStaysListed() {
        FamilyKey key = new FamilyKey(pool, new UserId("u"), new FamilyId("f"));
        first.tokenFamilies().insert(key, family(1), write());
        assertThat(second.tokenFamilies().revoke(key, write())).isTrue();
        Row row = cell(
                "SELECT ttl(revoked), ttl(wid) FROM gatehouse.gatehouse_token_families"
                        + " WHERE pool = ? AND user_id = 'u' AND family_id = 'f'",
                pool.value());
        assertThat(row.getInt(0)).isBetween(HOUR + 16 * 60, HOUR + 17 * 60 + 1);
        assertThat(row.getInt(1)).isBetween(HOUR + 16 * 60, HOUR + 17 * 60 + 1);
        TokenFamily standing = family(1).toBuilder().expiresAt(FAR).build();
        FamilyKey far = new FamilyKey(pool, new UserId("u"), new FamilyId("far"));
        first.tokenFamilies().insert(far, standing, write());
        assertThat(second.tokenFamilies().revoke(far, write())).isTrue();
        assertThat(first.tokenFamilies().find(far).orElseThrow().value())
                .isEqualTo(standing.toBuilder().revoked(true).build());
        assertThat(first.tokenFamilies().page(pool, Optional.empty(), 10).items())
                .hasSize(2);
    }

    @Test
    void aLostInsertAndADeletedRowLeaveNoEntryBehind() {
        WriteId version = write();
        first.aliases().insert(name("a"), alias("u"), version);
        assertThat(second.aliases().insert(name("a"), alias("v"), write())).isFalse();
        assertThat(entries("aliases")).isEqualTo(1);
        assertThat(first.aliases().delete(name("a"), version)).isTrue();
        assertThat(entries("aliases")).isZero();
    }

    /** An insert that cannot tell whether it stood for a moment says so, and leaves an entry without a row. */
    private static boolean answeredYes(BooleanSupplier insert, AtomicInteger orphans) {
        try {
            return insert.getAsBoolean();
        } catch (StoreException e) {
            assertThat(e).hasMessageContaining("moved on");
            orphans.incrementAndGet();
            return false;
        }
    }

    @Test
    void aKeyThatIsDeletedWhileItIsInsertedAgainIsListedIfItStands() {
        WriteId version = write();
        first.aliases().insert(name("again"), alias("u"), version);
        assertThat(first.aliases().find(name("again"))).isPresent();
        AtomicInteger orphans = new AtomicInteger();
        for (int round = 0; round < 20; round++) {
            WriteId old = version;
            List<WriteId> writes = List.of(write(), write(), write());
            Race.of(
                    4,
                    n -> n == 0
                            ? first.aliases().delete(name("again"), old)
                            : answeredYes(
                                    () -> second.aliases().insert(name("again"), alias("u" + n), writes.get(n - 1)),
                                    orphans));
            var standing = first.aliases().find(name("again"));
            assertThat(first.aliases().page(pool, Optional.empty(), 10).items())
                    .as("round %d", round)
                    .hasSize(standing.isPresent() ? 1 : 0);
            long rows = standing.isPresent() ? 1 : 0;
            assertThat(entries("aliases")).isBetween(rows, rows + orphans.get());
            if (standing.isPresent()) {
                version = standing.get().version();
            } else {
                version = write();
                first.aliases().insert(name("again"), alias("u"), version);
                assertThat(first.aliases().find(name("again"))).isPresent();
            }
        }
    }

    @Test
    void anEntryWithoutARowIsSkippedAndDroppedAfterADay() {
        WriteId version = write();
        first.aliases().insert(name("orphan"), alias("u"), version);
        nodes.session()
                .execute(
                        "DELETE FROM gatehouse.gatehouse_aliases WHERE pool = ? AND kind = 'USERNAME'"
                                + " AND canonical = 'orphan' IF EXISTS",
                        pool.value());
        assertThat(first.aliases().page(pool, Optional.empty(), 10).items()).isEmpty();
        assertThat(entries("aliases")).isEqualTo(1);
        CassandraStores later = nodes.first(InstantSource.fixed(NOW.plus(Duration.ofHours(25))));
        assertThat(later.aliases().page(pool, Optional.empty(), 10).items()).isEmpty();
        assertThat(entries("aliases")).isZero();
    }

    @Test
    void r8ARowOfANewerFormatIsReadButNotReplaced() {
        WriteId version = write();
        first.aliases().insert(name("newer"), alias("a"), version);
        nodes.session()
                .execute(
                        "UPDATE gatehouse.gatehouse_aliases SET format = 2 WHERE pool = ? AND kind = 'USERNAME'"
                                + " AND canonical = 'newer' IF wid = ?",
                        pool.value(),
                        version.value());
        assertThat(first.aliases().find(name("newer"))).contains(new Versioned<>(alias("a"), version));
        assertThatThrownBy(() -> first.aliases().replace(name("newer"), version, alias("b"), write()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("newer format");
        assertThat(first.aliases().replace(name("newer"), write(), alias("b"), write()))
                .isFalse();
        assertThat(first.aliases().delete(name("newer"), version)).isTrue();
    }

    @Test
    void aLineOfTheLogEndsByItsTtl() {
        Revocation line = new Revocation(Revocation.Kind.USER, "u", 1, SOON);
        first.revocations().append(pool, line, NOW, write());
        assertThat(second.revocations().since(pool, NOW, Optional.empty(), 10).items())
                .containsExactly(line);
        Row row = cell("SELECT minute FROM gatehouse.gatehouse_revocation_minutes WHERE pool = ?", pool.value());
        assertThat(cell(
                                "SELECT ttl(body) FROM gatehouse.gatehouse_revocations WHERE pool = ? AND minute = ?",
                                pool.value(),
                                row.getLong(0))
                        .getInt(0))
                .isBetween(HOUR + 16 * 60, HOUR + 17 * 60 + 1);
        assertThat(first.revocations().sweep(FAR, 10)).isZero();
    }

    @Test
    void aHostileCursorIsRefusedAndNeverPartOfAStatement() {
        for (int i = 0; i < 3; i++) {
            first.aliases().insert(name("cursor" + i), alias("a"), write());
        }
        String good = first.aliases()
                .page(pool, Optional.empty(), 1)
                .next()
                .orElseThrow()
                .value();
        for (String text : List.of(
                "'",
                "1",
                good + "\u001fx",
                good.replace(pool.value(), "other"),
                good.replace("aliases", "users"),
                good.replace("USERNAME", "USERNAME') OR 1=1 --"),
                good.replace("USERNAME", "username"),
                good + "\0",
                good + "\\",
                good + "\ud800")) {
            assertThatThrownBy(() -> first.aliases().page(pool, Optional.of(new Cursor(text)), 2))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("OR 1=1");
        }
        for (int limit : new int[] {0, -1, 1_001}) {
            assertThatThrownBy(() -> first.aliases().page(pool, Optional.empty(), limit))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> first.revocations()
                        .since(pool, NOW, Optional.of(new Cursor("1\u001frevocations\u001flog\u001f1'\u001fx")), 3))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatTheClusterPromisesIsPrinted() {
        assertThat(first.describe())
                .contains("Cassandra 5.0.9", "paxos v2", "commitlog_sync periodic")
                .containsPattern("aliases +SERIAL");
    }
}
