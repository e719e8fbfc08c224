package dev.gatehouse.store.jdbc;

import dev.gatehouse.spi.store.AliasStore;
import dev.gatehouse.spi.store.AttemptStore;
import dev.gatehouse.spi.store.AuthenticatorStore;
import dev.gatehouse.spi.store.GroupStore;
import dev.gatehouse.spi.store.IdentityStore;
import dev.gatehouse.spi.store.LoginStore;
import dev.gatehouse.spi.store.MemberStore;
import dev.gatehouse.spi.store.OneTimeStore;
import dev.gatehouse.spi.store.OutboxStore;
import dev.gatehouse.spi.store.PoolStore;
import dev.gatehouse.spi.store.RevocationLog;
import dev.gatehouse.spi.store.RoleStore;
import dev.gatehouse.spi.store.SettingStore;
import dev.gatehouse.spi.store.SigningKeyStore;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.spi.store.TokenFamilyStore;
import dev.gatehouse.spi.store.UserStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;

/** All stores on PostgreSQL or SQLite; see the package's page. Thread-safe. Close it when the application ends. */
public final class JdbcStores implements Stores, AutoCloseable {
    /** How long a verb waits for a lock, on SQLite also for a connection and for another process. */
    public static final Duration LOCK_TIMEOUT = Duration.ofSeconds(5);

    /** How long a verb's statement may take on PostgreSQL. */
    public static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(10);

    private final Dialect dialect;
    private final StoreSet own;
    private final InstantSource clock;
    private final Duration lockTimeout;
    private final Runnable closing;

    private JdbcStores(Dialect dialect, Lane lane, InstantSource clock, Duration lockTimeout, Runnable closing) {
        this.dialect = dialect;
        this.own = StoreSet.of(dialect, lane, clock);
        this.clock = clock;
        this.lockTimeout = lockTimeout;
        this.closing = closing;
    }

    /**
     * Opens the stores on PostgreSQL. The schema must be there: {@link JdbcSchema#apply} or Flyway.
     *
     * @param source hands out connections of its own; stays open when the stores are closed
     * @param clock tells which rows have expired; decides nothing else
     * @throws IllegalStateException if the server could lose or hide an acknowledged write
     * @throws dev.gatehouse.spi.StoreException if it cannot be reached
     */
    public static JdbcStores postgresql(DataSource source, InstantSource clock) {
        return postgresql(source, clock, LOCK_TIMEOUT, STATEMENT_TIMEOUT);
    }

    static JdbcStores postgresql(
            DataSource source, InstantSource clock, Duration lockTimeout, Duration statementTimeout) {
        PostgresLane lane = new PostgresLane(source, lockTimeout, statementTimeout);
        lane.requireSafe();
        return new JdbcStores(Dialect.POSTGRESQL, lane, clock, lockTimeout, () -> {});
    }

    /**
     * Opens the stores in a SQLite file, which is made and brought up to date as needed.
     *
     * @param file on a local file system, mode 0600; its folder must exist
     * @param clock tells which rows have expired; decides nothing else
     * @throws IllegalStateException if others may touch the file, or it cannot be made durable there
     * @throws dev.gatehouse.spi.StoreException if it cannot be opened
     */
    public static JdbcStores sqlite(Path file, InstantSource clock) {
        return sqlite(file, clock, LOCK_TIMEOUT);
    }

    static JdbcStores sqlite(Path file, InstantSource clock, Duration lockTimeout) {
        SqliteLane lane = SqliteLane.open(file, lockTimeout);
        return new JdbcStores(Dialect.SQLITE, lane, clock, lockTimeout, lane::close);
    }

    /**
     * Returns a view whose users, aliases, authenticators, identities, logins and outbox run in the caller's open
     * transaction: they take effect when the caller commits and vanish when it rolls back. Attempts, one-time values,
     * token families, revocations, signing keys, pools and roles still commit on connections of their own: a
     * rollback must not give guesses back.
     *
     * <p>The view never commits, rolls back or closes. After a verb threw {@link dev.gatehouse.spi.StoreException}
     * the view refuses every further verb on the connection: roll back and join again. On PostgreSQL a lock timeout
     * is set for the transaction unless the caller has set one; do not read a "not found" as final before the commit
     * of rivals. Joined inserts sweep nothing.
     *
     * <p><b>SQLite has one writer.</b> While the caller's transaction is open it must be the only one that writes:
     * every other write, also of this view's own-connection stores, waits for it and fails after
     * {@link #LOCK_TIMEOUT}. Begin it with {@code transaction_mode=IMMEDIATE}.
     *
     * @param connection a connection to the same database with auto-commit off and, on PostgreSQL, READ COMMITTED
     * @throws IllegalArgumentException if it is none
     * @throws dev.gatehouse.spi.StoreException if it cannot be asked
     */
    public Stores joining(Connection connection) {
        try {
            if (Dialect.of(connection) != dialect) {
                throw new IllegalArgumentException("the connection is to another kind of database");
            }
            if (connection.getAutoCommit()) {
                throw new IllegalArgumentException("the connection has no transaction: auto-commit is on");
            }
            if (dialect == Dialect.POSTGRESQL
                    && connection.getTransactionIsolation() != Connection.TRANSACTION_READ_COMMITTED) {
                throw new IllegalArgumentException("the transaction must be READ COMMITTED");
            }
        } catch (SQLException e) {
            throw Lane.failed("joining", e);
        }
        return own.joining(dialect, new JoinedLane(connection, dialect.joinedGuard(lockTimeout)), clock);
    }

    @Override
    public UserStore users() {
        return own.users();
    }

    @Override
    public AliasStore aliases() {
        return own.aliases();
    }

    @Override
    public AuthenticatorStore authenticators() {
        return own.authenticators();
    }

    @Override
    public TokenFamilyStore tokenFamilies() {
        return own.tokenFamilies();
    }

    @Override
    public OneTimeStore oneTimes() {
        return own.oneTimes();
    }

    @Override
    public AttemptStore attempts() {
        return own.attempts();
    }

    @Override
    public RoleStore roles() {
        return own.roles();
    }

    @Override
    public PoolStore pools() {
        return own.pools();
    }

    @Override
    public SigningKeyStore signingKeys() {
        return own.signingKeys();
    }

    @Override
    public RevocationLog revocations() {
        return own.revocations();
    }

    @Override
    public OutboxStore outbox() {
        return own.outbox();
    }

    @Override
    public IdentityStore identities() {
        return own.identities();
    }

    @Override
    public LoginStore logins() {
        return own.logins();
    }

    @Override
    public GroupStore groups() {
        return own.groups();
    }

    @Override
    public MemberStore members() {
        return own.members();
    }

    @Override
    public SettingStore settings() {
        return own.settings();
    }

    /** Closes the connections of a SQLite file; a PostgreSQL data source belongs to the application and stays open. */
    @Override
    public void close() {
        closing.run();
    }
}
