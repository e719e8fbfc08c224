package dev.gatehouse.store.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.gatehouse.PoolId;
import dev.gatehouse.RoleName;
import dev.gatehouse.spi.StoreException;
import dev.gatehouse.spi.store.RoleKey;
import dev.gatehouse.testkit.Race;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** The schema, and what is refused at open. */
abstract class SchemaRules {
    private final Nodes nodes;

    SchemaRules(Nodes nodes) {
        this.nodes = nodes;
    }

    private void change(String cql) {
        nodes.session().execute(SimpleStatement.newInstance(cql).setTimeout(Duration.ofMinutes(1)));
    }

    @Test
    void processesThatApplyTheSchemaAtOnceMakeItOnceAndWhatDoesNotFitIsNamed() {
        Nodes.createKeyspace(nodes.session(), "crowd", "'dc1': 1");
        assertThatThrownBy(() -> CassandraSchema.validate(nodes.session(), "crowd"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("missing table gatehouse_users");
        assertThat(Race.of(3, () -> {
                    CassandraSchema.apply(nodes.session(), "crowd");
                    return true;
                }))
                .isEqualTo(3);
        CassandraSchema.validate(nodes.session(), "crowd");
        CassandraSettings settings = Nodes.settings("crowd").build();
        CassandraStores stores = CassandraStores.open(nodes.session(), settings, InstantSource.system());

        change("DROP TABLE crowd.gatehouse_roles");
        change("ALTER TABLE crowd.gatehouse_users ADD stray text");
        assertThatThrownBy(() -> CassandraStores.open(nodes.session(), settings, InstantSource.system()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("missing table gatehouse_roles")
                .hasMessageContaining("unexpected column gatehouse_users.stray");
        assertThatThrownBy(() -> stores.roles().find(new RoleKey(new PoolId("p"), new RoleName("r"))))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("roles.find: InvalidQueryException");
        change("INSERT INTO crowd.gatehouse_schema_history (name, version, script, checksum)"
                + " VALUES ('schema', 2, 'V2__later.cql', 'x') IF NOT EXISTS");
        assertThatThrownBy(() -> CassandraSchema.validate(nodes.session(), "crowd"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("missing table gatehouse_roles")
                .hasMessageNotContaining("stray");
        change("UPDATE crowd.gatehouse_schema_history SET checksum = 'other' WHERE name = 'schema' AND version = 1"
                + " IF EXISTS");
        assertThatThrownBy(() -> CassandraSchema.apply(nodes.session(), "crowd"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("another script was applied as V1__stores.cql");
    }

    @Test
    void aSessionOnAnotherProtocolIsRefused() {
        try (CqlSession session = CqlSession.builder()
                .withConfigLoader(CassandraStores.driver()
                        .withString(DefaultDriverOption.PROTOCOL_VERSION, "V5")
                        .build())
                .addContactPoints(nodes.cluster().contactPoints())
                .withLocalDatacenter("dc1")
                .build()) {
            CassandraSettings settings = Nodes.settings(Nodes.KEYSPACE).build();
            assertThatThrownBy(() -> CassandraStores.open(session, settings, InstantSource.system()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("V4");
        }
    }

    @Test
    void aKeyspaceThatIsNotThereAndAHomeRegionOutOfReachAreRefused() {
        CassandraSettings nowhere = Nodes.settings("nowhere").build();
        assertThatThrownBy(() -> CassandraStores.open(nodes.session(), nowhere, InstantSource.system()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no keyspace nowhere");
        CassandraSettings elsewhere =
                Nodes.settings(Nodes.KEYSPACE).homeRegion("dc2").build();
        assertThatThrownBy(() -> CassandraStores.open(nodes.session(), elsewhere, InstantSource.system()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the home region is dc2, but the session reaches dc1");
    }
}
