package dev.gatehouse.vendor.postgresql;

import static dev.gatehouse.vendor.postgresql.VendingRequests.newIdentity;
import static dev.gatehouse.vendor.postgresql.VendingServer.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.IdentityId;
import dev.gatehouse.testkit.FakeClock;
import dev.gatehouse.testkit.Race;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Transactions of the application's own pool, marked with an identity, on a real server. */
class RowSecurityTest {
    private static final GuardKey KEY = GuardKey.random(1, VendingRequests.RANDOM);

    private final FakeClock clock = VendingServer.clock();
    private final RowSecurity security = new RowSecurity(KEY, clock);
    private final Instant until = clock.instant().plus(Duration.ofHours(1));
    private final IdentityId alice = newIdentity();
    private final IdentityId bob = newIdentity();

    @BeforeAll
    static void install() throws SQLException {
        VendingServer.schema().installGuardKey(KEY);
    }

    @BeforeEach
    void rowsOfTwo() throws SQLException {
        VendingServer.run(
                VendingServer.superuser(),
                "INSERT INTO note VALUES ('" + alice + "', NULL, 'of alice'), ('" + bob + "', 'red', 'of bob')");
    }

    private void enter(Connection connection, IdentityId identity) throws SQLException {
        security.enter(connection, identity, Map.of(), until).orElseThrow();
    }

    private static Connection transaction() throws SQLException {
        Connection connection = VendingServer.application().getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private static List<String> notes(Connection connection) throws SQLException {
        return rows(connection, "SELECT body FROM note ORDER BY body");
    }

    @Test
    void aMarkedTransactionSeesItsIdentitysRowsAndTheNextOneNone() throws SQLException {
        try (Connection connection = transaction()) {
            assertThat(notes(connection)).isEmpty();
            enter(connection, alice);
            assertThat(notes(connection)).containsExactly("of alice");
            assertThat(rows(connection, "SELECT current_setting('gatehouse.identity_id', true)"))
                    .containsExactly(alice.value());
            connection.commit();

            assertThat(notes(connection)).isEmpty();
            enter(connection, bob);
            assertThat(notes(connection)).containsExactly("of bob");
            connection.rollback();
            assertThat(notes(connection)).isEmpty();
        }
    }

    @Test
    void threadsThatShareTwoConnectionsSeeEachTheirOwn() throws SQLException {
        try (HikariDataSource pool = VendingServer.applicationPool(2)) {
            for (int round = 0; round < 25; round++) {
                int own = Race.of(8, n -> {
                    IdentityId identity = n % 2 == 0 ? alice : bob;
                    try (Connection connection = pool.getConnection()) {
                        connection.setAutoCommit(false);
                        enter(connection, identity);
                        List<String> seen = notes(connection);
                        connection.commit();
                        return seen.equals(List.of(n % 2 == 0 ? "of alice" : "of bob"));
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                });
                assertThat(own).isEqualTo(8);
            }
        }
    }

    /** What a query into which someone could inject may try. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT set_config('gatehouse.identity_id', '{bob}', true)",
                "SET LOCAL gatehouse.identity_id = '{bob}'",
                "SET gatehouse.identity_id = '{bob}'",
                "SELECT set_config('gatehouse.principal_tags', '{\"team\": \"red\"}', true)",
                "SELECT set_config('gatehouse.identity_id', '{alice}' || chr(10) || '{bob}', true)",
                "SELECT set_config('gatehouse.guard', replace(current_setting('gatehouse.guard'), '1.', '2.'), true)",
                "SELECT set_config('gatehouse.guard', '1.9999999999999999.' || repeat('0', 64), true)",
                "SELECT set_config('gatehouse.guard', '', true)",
                "RESET gatehouse.guard"
            })
    void injectedSqlCanDropTheMarkButNotChangeIt(String injected) throws SQLException {
        try (Connection connection = transaction()) {
            enter(connection, alice);
            try (var statement = connection.createStatement()) {
                statement.execute(injected.replace("{bob}", bob.value()).replace("{alice}", alice.value()));
            }
            assertThat(rows(connection, "SELECT gatehouse.identity_id()")).containsExactly("null");
            assertThat(notes(connection)).isEmpty();
        }
    }

    @Test
    void aGuardIsGoodForItsOwnTransactionOnly() throws SQLException {
        try (Connection connection = transaction();
                Connection other = transaction()) {
            enter(connection, alice);
            String guard = rows(connection, "SELECT current_setting('gatehouse.guard')")
                    .get(0);
            String replay = "SELECT set_config('gatehouse.identity_id', ?, true) ||"
                    + " set_config('gatehouse.principal_tags', '{}', true) || set_config('gatehouse.guard', ?, true)";

            rows(other, replay, alice.value(), guard);
            assertThat(notes(other)).isEmpty();

            connection.commit();
            rows(connection, replay, alice.value(), guard);
            assertThat(notes(connection)).isEmpty();
        }
    }

    @Test
    void theKeyCannotBeReadByWhoeverRunsSql() throws SQLException {
        try (Connection connection = VendingServer.application().getConnection()) {
            for (String attempt : List.of("SELECT outer_pad FROM gatehouse.guard_key", "SELECT gatehouse.guarded()")) {
                assertThatThrownBy(() -> rows(connection, attempt))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("permission denied");
            }
        }
        assertThat(KEY + " " + security).isEqualTo("GuardKey[1] RowSecurity[GuardKey[1]]");
    }

    @Test
    void aMarkEndsWithTheCredentials() throws SQLException {
        try (Connection connection = transaction()) {
            assertThat(security.enter(connection, alice, Map.of(), clock.instant())
                            .asRefusal()
                            .orElseThrow())
                    .hasToString("EXPIRED_TOKEN [postgresql.expired]");

            clock.advance(Duration.ofHours(-2)); // a node whose clock lags: the server's decides
            security.enter(connection, alice, Map.of(), clock.instant().plusSeconds(60))
                    .orElseThrow();
            assertThat(notes(connection)).isEmpty();
        }
    }

    @Test
    void tagsAreVouchedForAsWell() throws SQLException {
        try (Connection connection = transaction()) {
            security.enter(connection, alice, Map.of("team", "red"), until).orElseThrow();
            assertThat(notes(connection)).contains("of alice", "of bob");
            assertThat(rows(connection, "SELECT gatehouse.principal_tag('team')"))
                    .containsExactly("red");
            assertThat(security.enter(connection, alice, Map.of("long", "x".repeat(9_000)), until)
                            .asRefusal()
                            .orElseThrow())
                    .hasToString("PACKED_POLICY_TOO_LARGE [postgresql.principal-tags]");
        }
    }

    @Test
    void textsThatTheServerCannotHoldAreRefused() throws SQLException {
        try (Connection connection = transaction()) {
            for (String text : List.of("a zero \0", "half a pair \ud800")) {
                assertThat(security.enter(connection, alice, Map.of("team", text), until)
                                .asRefusal())
                        .isPresent();
                assertThat(security.enter(connection, alice, Map.of(text, "red"), until)
                                .asRefusal())
                        .isPresent();
            }
            security.enter(connection, alice, Map.of("team", "ein \ud83d\ude00 'quoted\" \\ text"), until)
                    .orElseThrow();
            assertThat(rows(connection, "SELECT gatehouse.principal_tag('team')"))
                    .containsExactly("ein \ud83d\ude00 'quoted\" \\ text");
        }
    }

    @Test
    void whatAnEarlierUserDidToTheSearchPathChangesNothing() throws SQLException {
        try (Connection connection = transaction()) {
            try (var statement = connection.createStatement()) {
                statement.execute("CREATE TEMP VIEW pg_roles AS SELECT 'note_app'::name AS rolname, true AS rolsuper,"
                        + " true AS rolbypassrls");
                statement.execute("SET search_path = pg_temp, pg_catalog, public");
            }
            enter(connection, alice);
            assertThat(notes(connection)).containsExactly("of alice");
        }
    }

    @Test
    void whoIsNotBoundByRowLevelSecurityIsNotLetIn() throws SQLException {
        try (Connection superuser = VendingServer.superuser().getConnection()) {
            assertThatThrownBy(() -> enter(superuser, alice)).isInstanceOf(IllegalArgumentException.class);
            superuser.setAutoCommit(false);
            assertThatThrownBy(() -> enter(superuser, alice)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void keysRotateWithoutAGap() throws SQLException {
        GuardKey next =
                GuardKey.of(2, "the next key, which has 32 bytes".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        try (Connection connection = transaction()) {
            RowSecurity newer = new RowSecurity(next, clock);
            newer.enter(connection, alice, Map.of(), until).orElseThrow();
            assertThat(notes(connection)).isEmpty();
            connection.rollback();

            VendingServer.schema().installGuardKey(next);
            newer.enter(connection, alice, Map.of(), until).orElseThrow();
            assertThat(notes(connection)).containsExactly("of alice");
            enter(connection, bob);
            assertThat(notes(connection)).containsExactly("of bob");
            connection.rollback();

            VendingServer.schema().removeGuardKey(2);
            newer.enter(connection, alice, Map.of(), until).orElseThrow();
            assertThat(notes(connection)).isEmpty();
        }
    }
}
