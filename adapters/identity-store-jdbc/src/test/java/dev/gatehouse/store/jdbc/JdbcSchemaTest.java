package dev.gatehouse.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.spi.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sqlite.SQLiteDataSource;

/** The schema on both engines. */
class JdbcSchemaTest {
    @TempDir
    Path folder;

    private DataSource empty(Dialect dialect) throws SQLException {
        if (dialect == Dialect.POSTGRESQL) {
            return PostgresServer.plain(PostgresServer.newDatabase());
        }
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + folder.resolve("schema.db"));
        return source;
    }

    private static void execute(DataSource source, String... statements) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String text : statements) {
                statement.execute(text);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void applyIsRepeatableAndValidates(Dialect dialect) throws SQLException {
        DataSource source = empty(dialect);
        assertThatThrownBy(() -> JdbcSchema.validate(source))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("missing table gatehouse_users");

        JdbcSchema.apply(source);
        JdbcSchema.apply(source);

        assertThatCode(() -> JdbcSchema.validate(source)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource
    void twoProcessesApplyAtOnce(Dialect dialect) throws Exception {
        DataSource source = empty(dialect);
        try (Race race = new Race()) {
            assertThat(race.run(
                            () -> applied(source), () -> applied(source), () -> applied(source), () -> applied(source)))
                    .containsOnly(true);
        }
        JdbcSchema.validate(source);
    }

    private static boolean applied(DataSource source) {
        JdbcSchema.apply(source);
        return true;
    }

    @ParameterizedTest
    @EnumSource
    void aFailedApplyLeavesNothingBehind(Dialect dialect) throws SQLException {
        DataSource source = empty(dialect);
        execute(source, "CREATE TABLE gatehouse_logins (x integer)");
        assertThatThrownBy(() -> JdbcSchema.apply(source)).isInstanceOf(StoreException.class);

        try (Connection connection = source.getConnection()) {
            assertThat(SchemaShape.of(connection, dialect).tables().keySet()).isEqualTo(Set.of("gatehouse_logins"));
        }
        execute(source, "DROP TABLE gatehouse_logins");
        JdbcSchema.apply(source);
        JdbcSchema.validate(source);
    }

    @ParameterizedTest
    @EnumSource
    void validateListsWhatIsMissingAndUnexpected(Dialect dialect) throws SQLException {
        DataSource source = empty(dialect);
        JdbcSchema.apply(source);
        execute(
                source,
                "ALTER TABLE gatehouse_users DROP COLUMN body",
                "ALTER TABLE gatehouse_roles ADD COLUMN extra text",
                "DROP TABLE gatehouse_attempts",
                "DROP TABLE gatehouse_pools",
                "CREATE TABLE gatehouse_pools (pool text, wid text, format integer, body text, expires_at bigint)",
                "CREATE TABLE gatehouse_odd (x integer)",
                "UPDATE gatehouse_schema_history SET checksum = 'x'");

        assertThatThrownBy(() -> JdbcSchema.validate(source))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(
                        "missing column gatehouse_users.body",
                        "unexpected column gatehouse_roles.extra",
                        "missing table gatehouse_attempts",
                        "wrong primary key at gatehouse_pools.pool",
                        "unexpected table gatehouse_odd",
                        "changed script V1__stores.sql");
        assertThatThrownBy(() -> JdbcSchema.apply(source)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @EnumSource
    void aNewerVersionsAdditionsAreAccepted(Dialect dialect) throws SQLException {
        DataSource source = empty(dialect);
        JdbcSchema.apply(source);
        execute(
                source,
                "ALTER TABLE gatehouse_roles ADD COLUMN extra text",
                "INSERT INTO gatehouse_schema_history (version, script, checksum) VALUES (99, 'V99__x.sql', 'x')");

        assertThatCode(() -> JdbcSchema.validate(source)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource
    void aDatabaseOfTheFirstVersionIsUpgradedAndKeepsItsRows(Dialect dialect) throws SQLException {
        DataSource source = empty(dialect);
        JdbcSchema.apply(source);
        execute(
                source,
                "DROP TABLE gatehouse_settings",
                "DELETE FROM gatehouse_schema_history WHERE version = 2",
                "INSERT INTO gatehouse_pools (pool, wid, format, body) VALUES ('p', 'w', 1, '{}')");
        assertThatThrownBy(() -> JdbcSchema.validate(source))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("missing script V2__settings.sql", "missing table gatehouse_settings");

        JdbcSchema.apply(source);

        JdbcSchema.validate(source);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet pools = statement.executeQuery("SELECT pool FROM gatehouse_pools")) {
            assertThat(pools.next()).isTrue();
            assertThat(pools.getString(1)).isEqualTo("p");
        }
    }

    @ParameterizedTest
    @EnumSource
    void thePrintedSchemaRunByAnotherToolValidates(Dialect dialect) throws SQLException {
        DataSource source = empty(dialect);
        String printed = dialect == Dialect.SQLITE ? JdbcSchema.printSqlite() : JdbcSchema.printPostgresql();
        List<String> statements = Stream.of(printed.split(";\n", -1))
                .filter(text -> !text.isBlank())
                .toList();
        execute(source, statements.toArray(String[]::new));

        assertThatCode(() -> JdbcSchema.validate(source)).doesNotThrowAnyException();
    }
}
