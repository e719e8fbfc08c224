package dev.gatehouse.vendor.postgresql;

import static dev.gatehouse.vendor.postgresql.VendingRequests.READER;
import static dev.gatehouse.vendor.postgresql.VendingRequests.WEIRD;
import static dev.gatehouse.vendor.postgresql.VendingRequests.newIdentity;
import static dev.gatehouse.vendor.postgresql.VendingRequests.request;
import static dev.gatehouse.vendor.postgresql.VendingServer.connect;
import static dev.gatehouse.vendor.postgresql.VendingServer.rows;
import static dev.gatehouse.vendor.postgresql.VendingServer.superuserRows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.IdentityId;
import dev.gatehouse.RoleName;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import dev.gatehouse.testkit.FakeClock;
import dev.gatehouse.testkit.Race;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Vended logins on a real server, as clients, applications and attackers meet them. */
class PostgresLoginVendorTest {
    private final FakeClock clock = VendingServer.clock();
    private final PostgresLoginVendor vendor = VendingRequests.vendor(clock);
    private final IdentityId alice = newIdentity();
    private final IdentityId bob = newIdentity();

    private TemporaryCredentials vend(IdentityId identity) {
        return vendor.vend(request(identity, READER).build()).orElseThrow();
    }

    private static void insert(Connection connection, IdentityId owner, String body) throws SQLException {
        try (var statement = connection.prepareStatement("INSERT INTO note (owner, body) VALUES (?, ?)")) {
            statement.setString(1, owner.value());
            statement.setString(2, body);
            statement.executeUpdate();
        }
    }

    private static void failsWith(String state, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(SQLException.class)
                .satisfies(e -> assertThat(((SQLException) e).getSQLState()).isEqualTo(state));
    }

    @Test
    void aLoginReadsAndWritesItsIdentitysRowsAndNoOthers() throws SQLException {
        try (Connection first = connect(vend(alice));
                Connection second = connect(vend(bob));
                Connection again = connect(vend(alice))) {
            insert(first, alice, "of alice");
            insert(second, bob, "of bob");

            assertThat(rows(first, "SELECT body FROM note")).containsExactly("of alice");
            assertThat(rows(again, "SELECT body FROM note")).containsExactly("of alice");
            assertThat(rows(second, "SELECT body FROM note")).containsExactly("of bob");
            assertThat(rows(first, "SELECT body FROM note WHERE owner = ?", bob.value()))
                    .isEmpty();
            failsWith("42501", () -> insert(first, bob, "planted"));
            assertThat(rows(first, "UPDATE note SET body = 'seized' WHERE owner = '" + bob + "' RETURNING body"))
                    .isEmpty();
        }
    }

    @Test
    void aLoginWithATagReadsTheRowsOfTheTag() throws SQLException {
        VendingServer.run(
                VendingServer.superuser(), "INSERT INTO note VALUES ('nobody', 'blue team', 'of the blue team')");
        TemporaryCredentials tagged = vendor.vend(request(newIdentity(), READER)
                        .principalTags(Map.of("team", "blue team"))
                        .build())
                .orElseThrow();

        try (Connection client = connect(tagged);
                Connection untagged = connect(vend(newIdentity()))) {
            assertThat(rows(client, "SELECT body FROM note")).containsExactly("of the blue team");
            assertThat(rows(untagged, "SELECT body FROM note")).isEmpty();
        }
    }

    @Test
    void anExpiredLoginIsRefusedByTheServer() throws SQLException {
        clock.advance(Duration.ofHours(-1).minusSeconds(1));
        TemporaryCredentials expired = vend(alice);

        assertThat(superuserRows("SELECT rolname FROM pg_roles WHERE rolname = ?", expired.accessKeyId()))
                .hasSize(1);
        failsWith("28P01", () -> connect(expired).close());
    }

    @Test
    void aSessionThatOutlivesItsLoginSeesNothing() throws SQLException {
        TemporaryCredentials vended = vend(alice);
        try (Connection client = connect(vended)) {
            insert(client, alice, "seen in time");
            assertThat(rows(client, "SELECT body FROM note")).hasSize(1);

            expire(vended);

            assertThat(rows(client, "SELECT body FROM note")).isEmpty();
            assertThat(rows(client, "SELECT gatehouse.principal_tag('team')")).containsExactly("null");
        }
    }

    private static void expire(TemporaryCredentials vended) throws SQLException {
        superuserRows(
                "UPDATE gatehouse.login SET expires_at = clock_timestamp() WHERE login = ? RETURNING login",
                vended.accessKeyId());
    }

    @Test
    void maintenanceEndsTheSessionsOfExpiredLoginsAndDropsThemAndNoOthers() throws SQLException {
        TemporaryCredentials over = vend(alice);
        TemporaryCredentials alive = vend(alice);
        try (Connection cut = connect(over);
                Connection kept = connect(alive)) {
            expire(over);

            LoginSweep sweep = vendor.maintain(100);

            assertThat(sweep.closed()).isPositive();
            assertThat(sweep.dropped()).isPositive();
            failsWith("57P01", () -> rows(cut, "SELECT 1"));
            assertThat(rows(kept, "SELECT gatehouse.identity_id()")).containsExactly(alice.value());
            assertThat(superuserRows("SELECT rolname FROM pg_roles WHERE rolname LIKE 'gh\\_%'"))
                    .contains(alive.accessKeyId())
                    .doesNotContain(over.accessKeyId());
        }
    }

    @Test
    void endingAnIdentityEndsAllItsLoginsAtOnceAndNobodyElses() throws SQLException {
        TemporaryCredentials others = vend(bob);
        try (Connection one = connect(vend(alice));
                Connection two = connect(vend(alice));
                Connection other = connect(others)) {
            assertThat(vendor.end(alice)).isEqualTo(2);

            failsWith("57P01", () -> rows(one, "SELECT 1"));
            failsWith("57P01", () -> rows(two, "SELECT 1"));
            assertThat(rows(other, "SELECT gatehouse.identity_id()")).containsExactly(bob.value());
        }
    }

    @Test
    void aLoginThatOwnsSomethingStaysClosedAndIsTriedAgainLast() throws SQLException {
        TemporaryCredentials owner = vend(alice);
        String object;
        try (Connection client = connect(owner)) {
            object = rows(client, "SELECT lo_create(0)").get(0);
        }
        vendor.end(alice);

        failsWith("28000", () -> connect(owner).close());
        assertThat(superuserRows("SELECT login FROM gatehouse.login WHERE closed"))
                .containsExactly(owner.accessKeyId());
        vend(bob);
        vendor.end(bob);
        assertThat(superuserRows("SELECT login FROM gatehouse.login WHERE closed"))
                .containsExactly(owner.accessKeyId());

        superuserRows("SELECT lo_unlink(?::oid)", object);
        vendor.maintain(10);
        assertThat(superuserRows("SELECT login FROM gatehouse.login WHERE closed"))
                .isEmpty();
    }

    @Test
    void theClearPasswordNeverReachesTheServersLogNorItsTables() throws SQLException, IOException {
        TemporaryCredentials vended = vend(alice);

        assertThat(VendingServer.log())
                .contains("vend_login")
                .contains(vended.accessKeyId())
                .doesNotContain(VendingServer.text(vended.secretKey()));
        assertThat(superuserRows("SELECT rolpassword FROM pg_authid WHERE rolname = ?", vended.accessKeyId()))
                .singleElement()
                .asString()
                .startsWith("SCRAM-SHA-256$4096:");
    }

    @Test
    void theServerTakesNoClearPasswordNoForeignNameAndNoForeignIdentity() throws SQLException {
        String verifier = ScramVerifier.of("x".toCharArray(), VendingRequests.RANDOM);
        String name = "gh_" + "a".repeat(26);
        for (List<String> wrong : List.of(
                List.of(name, "a clear password", "local:x"),
                List.of("postgres", verifier, "local:x"),
                List.of(name + "; DROP TABLE note", verifier, "local:x"),
                List.of(name, verifier, "x' OR owner <> '"),
                List.of(name, verifier + "'; DROP TABLE note; --", "local:x"),
                List.of(name, verifier, ""))) {
            try (Connection application = VendingServer.application().getConnection()) {
                failsWith(
                        "22023",
                        () -> rows(
                                application,
                                "SELECT gatehouse.vend_login(?, ?, ?, 'note_reader', '{}', 1, 1)",
                                wrong.toArray(String[]::new)));
            }
        }
        assertThat(superuserRows("SELECT 1 FROM pg_roles WHERE rolname = ?", name))
                .isEmpty();
    }

    @Test
    void aRoleWhoseNameIsAnInjectionIsOnlyAName() throws SQLException {
        TemporaryCredentials vended = vendor.vend(request(alice, WEIRD).build()).orElseThrow();

        try (Connection client = connect(vended)) {
            assertThat(rows(client, "SELECT gatehouse.identity_id() FROM note UNION SELECT gatehouse.identity_id()"))
                    .containsExactly(alice.value());
            assertThat(rows(client, "SELECT pg_has_role(session_user, ?, 'MEMBER')::text", VendingServer.WEIRD))
                    .containsExactly("true");
        }
        assertThat(superuserRows("SELECT to_regclass('note')::text")).containsExactly("note");
    }

    @Test
    void rolesThatAreNotMappedNotAllowedOrTooPowerfulAreNotVended() throws SQLException {
        RoleName role = new RoleName("Other");
        assertThat(vendor.vend(request(alice, role).build()).asRefusal().orElseThrow())
                .hasToString("INVALID_IDENTITY_POOL_CONFIGURATION [postgresql.role]");
        VendingServer.run(
                VendingServer.superuser(),
                "CREATE ROLE hidden_power BYPASSRLS",
                "CREATE ROLE leads_to_power",
                "GRANT hidden_power TO leads_to_power",
                "CREATE ROLE reads_all",
                "GRANT pg_read_all_data TO reads_all",
                "INSERT INTO gatehouse.vendable_role VALUES ('postgres'), ('leads_to_power'), ('reads_all')");
        for (String databaseRole :
                List.of("postgres", "hidden_power", "leads_to_power", "reads_all", "no_such_role", "note_reader'--")) {
            PostgresLoginVendor wrong = PostgresLoginVendor.builder(
                            VendingServer.application(), clock, VendingRequests.RANDOM)
                    .role(role, databaseRole)
                    .build();

            assertThat(wrong.vend(request(alice, role).build())
                            .asRefusal()
                            .orElseThrow()
                            .code())
                    .as(databaseRole)
                    .isEqualTo(ErrorCode.INVALID_IDENTITY_POOL_CONFIGURATION);
            assertThatThrownBy(() -> VendingServer.schema().allow(databaseRole))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aRoleThatIsAllowedNoLongerIsNotVended() throws SQLException {
        RoleName role = new RoleName("Auditor");
        PostgresLoginVendor auditors = PostgresLoginVendor.builder(
                        VendingServer.application(), clock, VendingRequests.RANDOM)
                .role(role, VendingServer.AUDITOR)
                .build();
        VendingServer.schema().allow(VendingServer.AUDITOR);
        assertThat(auditors.vend(request(alice, role).build()).asRefusal()).isEmpty();

        VendingServer.schema().disallow(VendingServer.AUDITOR);

        assertThat(auditors.vend(request(alice, role).build()).asRefusal()).isPresent();
    }

    @Test
    void twoPoolsWhoseRolesShareANameShareNoRights() throws SQLException {
        VendingServer.schema().allow(VendingServer.AUDITOR);
        PostgresLoginVendor otherPool = PostgresLoginVendor.builder(
                        VendingServer.application(), clock, VendingRequests.RANDOM)
                .role(READER, VendingServer.AUDITOR)
                .build();
        TemporaryCredentials theirs =
                otherPool.vend(request(bob, READER).build()).orElseThrow();

        try (Connection client = connect(theirs);
                Connection own = connect(vend(alice))) {
            failsWith("42501", () -> rows(client, "SELECT body FROM note"));
            failsWith("42501", () -> VendingServer.rows(client, "SET ROLE " + VendingServer.READER));
            assertThat(rows(own, "SELECT body FROM note")).isEmpty();
        }
    }

    @Test
    void aClientCannotBecomeAnotherReadTheRegisterOrLiveLonger() throws SQLException {
        TemporaryCredentials vended = vend(alice);
        String self = vended.accessKeyId();
        try (Connection client = connect(vended)) {
            insert(client, alice, "mine");
            for (String forbidden : List.of(
                    "SET SESSION AUTHORIZATION postgres",
                    "SET ROLE " + VendingServer.OWNER,
                    "SELECT * FROM gatehouse.login",
                    "SELECT * FROM gatehouse.guard_key",
                    "SELECT gatehouse.guarded()",
                    "SELECT gatehouse.close_logins(NULL, 1)",
                    "SELECT gatehouse.drop_closed(1)",
                    "SELECT gatehouse.vend_login('gh_', '', '', '', '', 1, 1)",
                    "ALTER ROLE " + self + " VALID UNTIL 'infinity'",
                    "ALTER ROLE " + self + " CONNECTION LIMIT 100",
                    "CREATE ROLE gh_another LOGIN",
                    "CREATE OR REPLACE FUNCTION gatehouse.identity_id() RETURNS text LANGUAGE sql AS 'SELECT 1::text'",
                    "CREATE TABLE public.mine (x int)",
                    "ALTER TABLE note DISABLE ROW LEVEL SECURITY")) {
                failsWith("42501", () -> execute(client, forbidden));
            }
            execute(client, "SET gatehouse.identity_id = '" + bob + "'");
            execute(client, "SET search_path = pg_temp, public");
            assertThat(rows(client, "SELECT gatehouse.identity_id()")).containsExactly(alice.value());
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void theApplicationMayVendAndNothingElse() throws SQLException {
        try (Connection application = VendingServer.application().getConnection()) {
            for (String forbidden : List.of(
                    "CREATE ROLE mine LOGIN",
                    "SELECT * FROM gatehouse.login",
                    "INSERT INTO gatehouse.vendable_role VALUES ('postgres')",
                    "SELECT inner_pad FROM gatehouse.guard_key",
                    "GRANT note_reader TO note_app")) {
                failsWith("42501", () -> execute(application, forbidden));
            }
        }
    }

    @Test
    void aLoginHoldsAtMostItsConnections() throws SQLException {
        PostgresLoginVendor single = PostgresLoginVendor.builder(
                        VendingServer.application(), clock, VendingRequests.RANDOM)
                .role(READER, VendingServer.READER)
                .connectionLimit(1)
                .build();
        TemporaryCredentials vended =
                single.vend(request(alice, READER).build()).orElseThrow();

        try (Connection held = connect(vended)) {
            assertThat(rows(held, "SELECT 1")).hasSize(1);
            failsWith("53300", () -> connect(vended).close());
        }
    }

    @Test
    void nodesThatVendAndSweepAtOnceDisturbNobody() throws SQLException {
        FakeClock past = VendingServer.clock();
        past.advance(Duration.ofHours(-2));
        PostgresLoginVendor expiring = VendingRequests.vendor(past);
        AtomicInteger dropped = new AtomicInteger();
        vendor.maintain(1_000);
        for (int n = 0; n < 16; n++) {
            expiring.vend(request(bob, READER).build()).orElseThrow();
        }

        Race.of(8, n -> {
            if (n % 2 == 0) {
                dropped.addAndGet(vendor.maintain(16).dropped());
            } else {
                vend(alice);
            }
            return true;
        });
        dropped.addAndGet(vendor.maintain(16).dropped());

        assertThat(dropped).hasValue(16);
        assertThat(superuserRows("SELECT login FROM gatehouse.login WHERE identity_id = ?", alice.value()))
                .hasSize(4);
    }
}
