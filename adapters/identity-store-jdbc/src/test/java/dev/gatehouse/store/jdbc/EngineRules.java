package dev.gatehouse.store.jdbc;

import static dev.gatehouse.store.jdbc.Rows.NOW;
import static dev.gatehouse.store.jdbc.Rows.POOL;
import static dev.gatehouse.store.jdbc.Rows.USER;
import static dev.gatehouse.store.jdbc.Rows.alias;
import static dev.gatehouse.store.jdbc.Rows.attempt;
import static dev.gatehouse.store.jdbc.Rows.family;
import static dev.gatehouse.store.jdbc.Rows.name;
import static dev.gatehouse.store.jdbc.Rows.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.Cursor;
import dev.gatehouse.Page;
import dev.gatehouse.PoolId;
import dev.gatehouse.UserId;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.StoreException;
import dev.gatehouse.spi.store.Alias;
import dev.gatehouse.spi.store.AliasKey;
import dev.gatehouse.spi.store.AttemptKey;
import dev.gatehouse.spi.store.Row;
import dev.gatehouse.spi.store.Versioned;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What both engines must keep beside the published contract. {@code first} and {@code second} are two nodes on one database. */
interface EngineRules {
    int ROUNDS = 200;

    JdbcStores first();

    JdbcStores second();

    /** Returns a fresh connection to the same database, auto-commit on. */
    Connection connection() throws SQLException;

    private void execute(String statement) throws SQLException {
        try (Connection connection = connection();
                Statement plain = connection.createStatement()) {
            plain.execute(statement);
        }
    }

    @Test
    default void r2AndR3HaveOneWinnerOverTwoNodes() throws Exception {
        try (Race race = new Race()) {
            for (int round = 0; round < ROUNDS; round++) {
                AliasKey key = name("race" + round);
                WriteId a = write();
                WriteId b = write();
                assertThat(race.run(
                                () -> first().aliases().insert(key, alias("a"), a),
                                () -> second().aliases().insert(key, alias("b"), b)))
                        .containsExactlyInAnyOrder(true, false);
                WriteId won = first().aliases().find(key).orElseThrow().version();
                assertThat(race.run(
                                () -> first().aliases().replace(key, won, alias("c"), write()),
                                () -> second().aliases().replace(key, won, alias("d"), write()),
                                () -> second().aliases().replace(key, won, alias("e"), write())))
                        .containsExactlyInAnyOrder(true, false, false);
            }
        }
    }

    @Test
    default void aCursorOfAnotherUserOrLogIsRefused() {
        for (int i = 0; i < 5; i++) {
            first().tokenFamilies().insert(family("of" + i), family(1), write());
        }
        Page<?> page = first().tokenFamilies().ofUser(POOL, USER, Optional.empty(), 3);
        assertThat(page.next()).isPresent();
        assertThatThrownBy(() -> first().tokenFamilies().ofUser(POOL, new UserId("nobody"), page.next(), 3))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> first().revocations()
                        .since(POOL, NOW, Optional.of(new Cursor("1\u001frevocations\u001flog\u001f1'\u001fx")), 3))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void aHostileCursorIsRefusedAndNeverPartOfAStatement() {
        for (int i = 0; i < 3; i++) {
            first().aliases().insert(name("cursor" + i), alias("a"), write());
        }
        String good = first().aliases()
                .page(POOL, Optional.empty(), 1)
                .next()
                .orElseThrow()
                .value();
        for (String text : List.of(
                "'",
                "1",
                good + "\u001fx",
                good.replace(POOL.value(), "other"),
                good.replace("aliases", "users"),
                good.replace("USERNAME", "USERNAME') OR 1=1 --"),
                good.replace("USERNAME", "username"),
                good + "\0",
                good + "\\",
                good + "\ud800")) {
            assertThatThrownBy(() -> first().aliases().page(POOL, Optional.of(new Cursor(text)), 2))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("OR 1=1");
        }
        Random random = new Random(20);
        int refused = 0;
        for (int i = 0; i < 300; i++) {
            StringBuilder changed = new StringBuilder(good);
            changed.setCharAt(random.nextInt(good.length()), "\0'\"\\;-\u001f\ud800".charAt(random.nextInt(8)));
            try {
                // A changed name is still a place in the order: the listing goes on there, in the same pool.
                Page<Row<AliasKey, Alias>> page =
                        first().aliases().page(POOL, Optional.of(new Cursor(changed.toString())), 2);
                assertThat(page.items()).allMatch(row -> row.key().pool().equals(POOL));
            } catch (IllegalArgumentException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(100);
        assertThat(first().aliases().find(name("cursor0"))).isPresent();
        for (int limit : new int[] {0, -1, 1_001}) {
            assertThatThrownBy(() -> first().aliases().page(POOL, Optional.empty(), limit))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    default void r8ARowOfANewerFormatIsReadButNotReplaced() throws SQLException {
        AliasKey key = name("newer");
        WriteId version = write();
        first().aliases().insert(key, alias("a"), version);
        execute("UPDATE gatehouse_aliases SET format = 2, body = replace(body, '}', ',\"new\":1}')"
                + " WHERE canonical = 'newer'");

        assertThat(first().aliases().find(key)).contains(new Versioned<>(alias("a"), version));
        assertThatThrownBy(() -> first().aliases().replace(key, version, alias("b"), write()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("newer format");
        assertThat(first().aliases().replace(key, write(), alias("b"), write())).isFalse();
        assertThat(first().aliases().delete(key, version)).isTrue();
    }

    @Test
    default void anInsertRemovesAtMostTwoExpiredRows() {
        PoolId pool = new PoolId("litter");
        for (int i = 0; i < 3; i++) {
            first().attempts().insert(new AttemptKey(pool, "soon" + i), attempt(1, NOW.plusSeconds(5)), write());
        }
        for (int i = 0; i < 3; i++) {
            WriteId version = first().attempts()
                    .find(new AttemptKey(pool, "soon" + i))
                    .orElseThrow()
                    .version();
            first().attempts()
                    .replace(new AttemptKey(pool, "soon" + i), version, attempt(2, NOW.minusSeconds(5)), write());
        }
        first().attempts().insert(new AttemptKey(pool, "fresh"), attempt(1, NOW.plusSeconds(5)), write());
        assertThat(first().attempts().page(pool, Optional.empty(), 10).items()).hasSize(2);
        first().attempts().insert(new AttemptKey(pool, "fresh"), attempt(1, NOW.plusSeconds(5)), write());
        assertThat(first().attempts().page(pool, Optional.empty(), 10).items()).hasSize(1);
    }

    @Test
    default void aJoinedTransactionTakesEffectAtCommitAndVanishesAtRollback() throws SQLException {
        try (Connection connection = connection()) {
            connection.setAutoCommit(false);
            assertThat(first().joining(connection).aliases().insert(name("joined"), alias("a"), write()))
                    .isTrue();
            assertThat(second().aliases().find(name("joined"))).isEmpty();
            connection.rollback();
            assertThat(second().aliases().find(name("joined"))).isEmpty();

            assertThat(first().joining(connection).aliases().insert(name("joined"), alias("a"), write()))
                    .isTrue();
            connection.commit();
            assertThat(second().aliases().find(name("joined"))).isPresent();
        }
    }

    @Test
    default void joiningNeedsATransaction() throws SQLException {
        try (Connection connection = connection()) {
            assertThatThrownBy(() -> first().joining(connection))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("auto-commit");
        }
    }

    @Test
    default void aLockedRowOrFileIsAnOutageAndNotARefusal() throws SQLException {
        WriteId version = write();
        first().aliases().insert(name("locked"), alias("a"), version);
        WriteId replace = write();
        try (Connection connection = connection()) {
            connection.setAutoCommit(false);
            first().joining(connection).aliases().replace(name("locked"), version, alias("b"), write());
            assertThatThrownBy(() -> second().aliases().replace(name("locked"), version, alias("c"), replace))
                    .isInstanceOf(StoreException.class)
                    .hasMessageStartingWith("aliases.replace");
            connection.rollback();
        }
        assertThat(second().aliases().replace(name("locked"), version, alias("c"), replace))
                .isTrue();
    }
}
