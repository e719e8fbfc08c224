package dev.gatehouse.store.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.config.ProgrammaticDriverConfigLoaderBuilder;
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
import java.time.Duration;
import java.time.InstantSource;

/** All stores on Apache Cassandra; see the package's page. Thread-safe. The session stays the application's. */
public final class CassandraStores implements Stores {
    private final StoreSet own;
    private final String description;

    private CassandraStores(StoreSet own, String description) {
        this.own = own;
        this.description = description;
    }

    /**
     * Opens the stores. The schema must be there: {@link CassandraSchema#apply}.
     *
     * @param session pinned to protocol V4, as {@link #driver} does; stays open
     * @param clock judges expiry; TTLs are counted from it
     * @throws IllegalStateException if the session or the cluster could break a promise: another protocol, another
     *     Paxos than v2, two data centres and no home region, a home region that the session does not reach, another
     *     schema
     * @throws dev.gatehouse.spi.StoreException if the cluster cannot be reached
     */
    public static CassandraStores open(CqlSession session, CassandraSettings settings, InstantSource clock) {
        ServerFacts facts = ServerFacts.require(session, settings);
        CassandraSchema.validate(session, settings.keyspace());
        return new CassandraStores(StoreSet.of(Engine.of(session, settings, clock)), facts.print() + settings.print());
    }

    /**
     * Returns the driver's configuration that the stores were tried with, to be changed or built: protocol V4; a
     * second try of a read on another node after 300 ms; a heartbeat every 5 s, so that a node that stands still is
     * left within 10 s; a minute for changes of the schema.
     */
    public static ProgrammaticDriverConfigLoaderBuilder driver() {
        return DriverConfigLoader.programmaticBuilder()
                .withString(DefaultDriverOption.PROTOCOL_VERSION, "V4")
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, CassandraSettings.REQUEST_TIMEOUT)
                .withString(
                        DefaultDriverOption.SPECULATIVE_EXECUTION_POLICY_CLASS, "ConstantSpeculativeExecutionPolicy")
                .withInt(DefaultDriverOption.SPECULATIVE_EXECUTION_MAX, 2)
                .withDuration(DefaultDriverOption.SPECULATIVE_EXECUTION_DELAY, Duration.ofMillis(300))
                .withDuration(DefaultDriverOption.HEARTBEAT_INTERVAL, Duration.ofSeconds(5))
                .withDuration(DefaultDriverOption.HEARTBEAT_TIMEOUT, Duration.ofSeconds(2))
                .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, Duration.ofSeconds(10))
                .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, Duration.ofSeconds(10))
                .withDuration(DefaultDriverOption.CONTROL_CONNECTION_AGREEMENT_TIMEOUT, Duration.ofMinutes(1))
                .withDuration(DefaultDriverOption.CONTROL_CONNECTION_AGREEMENT_INTERVAL, Duration.ofMillis(50))
                .withDuration(DefaultDriverOption.METADATA_SCHEMA_REQUEST_TIMEOUT, Duration.ofMinutes(1));
    }

    /** Returns, for operators, what the cluster promises and at which level each kind of row is decided and read. */
    public String describe() {
        return description;
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
}
