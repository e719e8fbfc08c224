package dev.gatehouse.store.jdbc;

import static dev.gatehouse.store.jdbc.Rows.NOW;
import static dev.gatehouse.store.jdbc.Rows.alias;
import static dev.gatehouse.store.jdbc.Rows.name;
import static dev.gatehouse.store.jdbc.Rows.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.StoreException;
import dev.gatehouse.spi.store.AttemptKey;
import dev.gatehouse.spi.store.Stores;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresEngineTest implements EngineRules {
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);
    private static final Duration SHORT = Duration.ofMillis(400);

    private static HikariDataSource firstPool;
    private static HikariDataSource secondPool;
    private static String database;
    private static JdbcStores first;
    private static JdbcStores second;

    @BeforeAll
    static void open() throws SQLException {
        database = PostgresServer.newDatabase();
        firstPool = PostgresServer.pool(database);
        secondPool = PostgresServer.pool(database);
        JdbcSchema.apply(firstPool);
        first = JdbcStores.postgresql(firstPool, CLOCK, SHORT, Duration.ofSeconds(10));
        second = JdbcStores.postgresql(secondPool, CLOCK, SHORT, Duration.ofSeconds(10));
    }

    @AfterAll
    static void close() {
        first.close();
        second.close();
        firstPool.close();
        secondPool.close();
    }

    @Override
    public JdbcStores first() {
        return first;
    }

    @Override
    public JdbcStores second() {
        return second;
    }

    @Override
    public Connection connection() throws SQLException {
        return PostgresServer.plain(database).getConnection();
    }

    private static PGSimpleDataSource with(String options) {
        PGSimpleDataSource source = (PGSimpleDataSource) PostgresServer.plain(database);
        source.setOptions(options);
        return source;
    }

    @Test
    void aServerThatMayLoseAcknowledgedWritesIsRefused() {
        assertThatThrownBy(() -> JdbcStores.postgresql(with("-c synchronous_commit=off"), CLOCK))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("synchronous_commit");
        assertThatThrownBy(() -> JdbcStores.postgresql(with("-c default_transaction_isolation=serializable"), CLOCK))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("isolation");
    }

    @Test
    void timeoutsEndWithTheVerbAndLeakIntoNothing() throws SQLException {
        first.aliases().find(name("x"));
        try (Connection connection = firstPool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT current_setting('lock_timeout') || current_setting('statement_timeout')")) {
            result.next();
            assertThat(result.getString(1)).isEqualTo("00");
        }
    }

    @Test
    void aStatementTimeoutIsAnOutage() throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE gatehouse_roles IN ACCESS EXCLUSIVE MODE");
            JdbcStores hasty = JdbcStores.postgresql(firstPool, CLOCK, Duration.ofSeconds(30), SHORT);
            assertThatThrownBy(() -> hasty.roles().page(Rows.POOL, Optional.empty(), 1))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("57014");
        }
    }

    @Test
    void aPoolWithoutAutoCommitStillCommitsEachVerb() {
        HikariConfig manual = new HikariConfig();
        manual.setDataSource(PostgresServer.plain(database));
        manual.setAutoCommit(false);
        try (HikariDataSource pool = new HikariDataSource(manual)) {
            JdbcStores stores = JdbcStores.postgresql(pool, CLOCK);
            stores.aliases().insert(name("manual"), alias("a"), write());
            assertThat(second.aliases().find(name("manual"))).isPresent();
        }
    }

    @Test
    void afterAFailureAJoinedViewDoesNothingMore() throws SQLException {
        WriteId version = write();
        first.aliases().insert(name("abort"), alias("a"), version);
        try (Connection holder = connection();
                Connection joined = connection()) {
            holder.setAutoCommit(false);
            joined.setAutoCommit(false);
            first.joining(holder).aliases().replace(name("abort"), version, alias("b"), write());
            Stores view = first.joining(joined);
            assertThatThrownBy(() -> view.aliases().replace(name("abort"), version, alias("c"), write()))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("55P03");
            assertThatThrownBy(() -> view.aliases().find(name("abort")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("roll it back");
            holder.rollback();
            joined.rollback();
            assertThat(first.joining(joined).aliases().find(name("abort"))).isPresent();
            joined.rollback();
        }
    }

    @Test
    void attemptsSurviveTheRollbackOfAJoinedTransaction() throws SQLException {
        AttemptKey key = new AttemptKey(Rows.POOL, "guess");
        try (Connection connection = connection()) {
            connection.setAutoCommit(false);
            Stores view = first.joining(connection);
            view.aliases().insert(name("guess"), alias("a"), write());
            view.attempts().insert(key, Rows.attempt(1, NOW.plusSeconds(60)), write());
            connection.rollback();
        }
        assertThat(first.attempts().find(key)).isPresent();
        assertThat(first.aliases().find(name("guess"))).isEmpty();
    }

    @Test
    void aServerThatGoesAwayIsAnOutageAndKeepsWhatItAcknowledged(@TempDir Path folder)
            throws IOException, SQLException {
        WriteId version = write();
        JdbcStores stores;
        try (EmbeddedPostgres server = PostgresServer.configured()
                .setDataDirectory(folder.resolve("data"))
                .setCleanDataDirectory(false)
                .start()) {
            DataSource source = server.getPostgresDatabase();
            JdbcSchema.apply(source);
            stores = JdbcStores.postgresql(source, CLOCK);
            assertThat(stores.aliases().insert(name("kept"), alias("a"), version))
                    .isTrue();
        }
        assertThatThrownBy(() -> stores.aliases().insert(name("kept"), alias("a"), version))
                .isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> stores.aliases().find(name("kept"))).isInstanceOf(StoreException.class);
        try (EmbeddedPostgres server = PostgresServer.configured()
                .setDataDirectory(folder.resolve("data"))
                .setCleanDataDirectory(false)
                .start()) {
            JdbcStores again = JdbcStores.postgresql(server.getPostgresDatabase(), CLOCK);
            assertThat(again.aliases().insert(name("kept"), alias("a"), version))
                    .isTrue();
        }
    }
}
