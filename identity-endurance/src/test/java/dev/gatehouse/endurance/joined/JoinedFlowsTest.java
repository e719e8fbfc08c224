package dev.gatehouse.endurance.joined;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Secret;
import dev.gatehouse.endurance.support.Engine;
import dev.gatehouse.endurance.support.House;
import dev.gatehouse.spi.message.MessageKind;
import dev.gatehouse.spi.store.RowStore;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.store.jdbc.JdbcStores;
import dev.gatehouse.throttle.Throttle;
import dev.gatehouse.user.User;
import dev.gatehouse.userpool.UserPool;
import dev.gatehouse.userpool.admin.CreateUserRequest;
import dev.gatehouse.userpool.settings.UserPoolSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * DESIGN §3: register, create and a profile update take effect with the caller's transaction. The caller has written
 * a row of its own before, so on SQLite it holds the one write lock, and whatever wrote on another connection would fail.
 */
class JoinedFlowsTest {
    private static final String ANNA = "anna@example.org";
    private static final Throttle FIVE = Throttle.of(5, Duration.ofMinutes(15), Duration.ofHours(1));

    private Optional<Database> opened = Optional.empty();

    /** The application's database, with a table of its own beside the stores' tables. */
    private record Database(Engine engine, String address, House house) {
        static Database open(Engine engine, UserPoolSettings.Builder settings) throws SQLException {
            String address = engine.create();
            Database database = new Database(engine, address, House.of(settings, engine.open(address)));
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE customers (name VARCHAR(40))");
            }
            return database;
        }

        Connection connect() throws SQLException {
            if (engine == Engine.POSTGRESQL) {
                return DriverManager.getConnection(address);
            }
            Properties settings = new Properties();
            settings.setProperty("transaction_mode", "IMMEDIATE");
            settings.setProperty("busy_timeout", "5000");
            return DriverManager.getConnection("jdbc:sqlite:" + address, settings);
        }

        /** Begins a transaction by a write of the application's own. */
        Connection begin() throws SQLException {
            Connection connection = connect();
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("INSERT INTO customers VALUES ('anna')");
            }
            return connection;
        }

        UserPool.Joined joined(Connection connection) {
            return house.pool.joining(((JdbcStores) house.engine.stores()).joining(connection));
        }

        int customers() throws SQLException {
            try (Connection connection = connect();
                    Statement statement = connection.createStatement();
                    var rows = statement.executeQuery("SELECT count(*) FROM customers")) {
                rows.next();
                return rows.getInt(1);
            }
        }

        int rows(RowStore<?, ?> store) {
            return store.page(house.pool.settings().id(), Optional.empty(), 100)
                    .items()
                    .size();
        }

        void close() {
            house.engine.close();
            engine.remove(address);
        }
    }

    private Database open(Engine engine, UserPoolSettings.Builder settings) throws SQLException {
        Database database = Database.open(engine, settings);
        opened = Optional.of(database);
        return database;
    }

    @AfterEach
    void close() {
        opened.ifPresent(Database::close);
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void aSignUpTakesEffectWithItsMessageWhenTheCallerCommits(Engine engine) throws SQLException {
        Database database = open(engine, House.emails());
        House house = database.house();
        Stores stores = house.engine.stores();
        try (Connection connection = database.begin()) {
            database.joined(connection)
                    .register(House.application(ANNA, Map.of()))
                    .orElseThrow();
            assertThat(house.user(ANNA)).isEmpty();
            assertThat(database.rows(stores.outbox())).isZero();
            connection.commit();
        }
        assertThat(database.customers()).isEqualTo(1);
        assertThat(house.user(ANNA)).isPresent();
        assertThat(database.rows(stores.outbox())).isEqualTo(1);
        house.confirm(ANNA, house.code(ANNA)).orElseThrow();
        assertThat(house.signsIn(ANNA, House.PASSWORD)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void nothingIsLeftOfASignUpThatIsRolledBack(Engine engine) throws SQLException {
        Database database = open(engine, House.emails());
        House house = database.house();
        Stores stores = house.engine.stores();
        try (Connection connection = database.begin()) {
            database.joined(connection)
                    .register(House.application(ANNA, Map.of()))
                    .orElseThrow();
            connection.rollback();
        }
        assertThat(database.customers()).isZero();
        for (RowStore<?, ?> store : List.of(
                stores.users(), stores.aliases(), stores.authenticators(), stores.outbox(), stores.attempts())) {
            assertThat(database.rows(store)).isZero();
        }
        assertThat(house.pool.maintenance().run(100).messagesSent()).isZero();
        assertThat(house.sender.all()).isEmpty();
        house.member(ANNA);
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void aSignUpOverTheLimitOfItsAddressIsRefusedAndTheTransactionGoesOn(Engine engine) throws SQLException {
        Database database = open(engine, House.names().messageThrottle(FIVE));
        House house = database.house();
        for (int i = 0; i < 5; i++) {
            try (Connection connection = database.begin()) {
                database.joined(connection)
                        .register(House.application("anna" + i, Map.of("email", ANNA)))
                        .orElseThrow();
                connection.commit();
            }
            house.pool.maintenance().run(100);
        }
        try (Connection connection = database.begin()) {
            assertThat(House.refusal(
                            database.joined(connection).register(House.application("anna5", Map.of("email", ANNA)))))
                    .contains(ErrorCode.LIMIT_EXCEEDED);
            connection.commit();
        }
        assertThat(house.user("anna5")).isEmpty();
        assertThat(database.customers()).isEqualTo(6);
        assertThat(House.refusal(house.register("anna5", ANNA))).contains(ErrorCode.LIMIT_EXCEEDED);
        house.later(Duration.ofSeconds(1));
        assertThat(House.won(house.register("anna5", ANNA))).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void aFloodInOneTransactionSendsNoMoreThanTheLimit(Engine engine) throws SQLException {
        Database database = open(engine, House.names().messageThrottle(FIVE));
        House house = database.house();
        try (Connection connection = database.begin()) {
            UserPool.Joined joined = database.joined(connection);
            for (int i = 0; i < 9; i++) {
                joined.register(House.application("anna" + i, Map.of("email", ANNA)))
                        .orElseThrow();
            }
            connection.commit();
        }
        house.pool.maintenance().run(100);
        assertThat(house.sender.to(ANNA)).hasSize(5);
        assertThat(database.rows(house.engine.stores().outbox())).isZero();
        house.pool.signUp().resend("anna8").orElseThrow();
        house.confirm("anna8", house.code(ANNA)).orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void theOwnerOfATakenAddressIsTold(Engine engine) throws SQLException {
        Database database = open(engine, House.emails());
        House house = database.house();
        house.member(ANNA);
        house.sender.clear();
        try (Connection connection = database.begin()) {
            database.joined(connection)
                    .register(House.application(ANNA, Map.of()))
                    .orElseThrow();
            connection.commit();
        }
        house.pool.maintenance().run(100);
        assertThat(house.sender.to(ANNA))
                .extracting(message -> message.kind())
                .containsExactly(MessageKind.ALREADY_REGISTERED);
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void anAbandonedClaimIsTakenOverInsideTheTransaction(Engine engine) throws SQLException {
        Database database = open(engine, House.emails());
        House house = database.house();
        house.register(ANNA).orElseThrow();
        house.later(house.pool.settings().unconfirmedLife());
        try (Connection connection = database.begin()) {
            database.joined(connection)
                    .register(House.application(ANNA, Map.of()))
                    .orElseThrow();
            connection.commit();
        }
        house.confirm(ANNA, house.code(ANNA)).orElseThrow();
        assertThat(house.verifiedOwners(ANNA)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void aUserIsCreatedAndChangedInOneTransaction(Engine engine) throws SQLException {
        Database database = open(engine, House.emails());
        House house = database.house();
        try (Connection connection = database.begin()) {
            UserPool.Joined joined = database.joined(connection);
            joined.create(CreateUserRequest.builder(ANNA)
                            .verified(Set.of("email"))
                            .temporaryPassword(Secret.of(House.OTHER_PASSWORD))
                            .build())
                    .orElseThrow();
            joined.updateAttributes(ANNA, Map.of("name", "Anna"), Set.of()).orElseThrow();
            connection.commit();
        }
        assertThat(house.user(ANNA).flatMap((User user) -> user.attribute("name")))
                .contains("Anna");
        house.pool.maintenance().run(100);
        assertThat(house.sender.to(ANNA)).extracting(message -> message.kind()).containsExactly(MessageKind.INVITATION);
    }
}
