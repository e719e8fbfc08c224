package dev.gatehouse.store.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.gatehouse.PoolId;
import dev.gatehouse.spi.codec.RowTypes;
import dev.gatehouse.spi.store.AliasKey;
import dev.gatehouse.testkit.Race;
import dev.gatehouse.testkit.cassandra.CassandraCluster;
import dev.gatehouse.user.AliasKind;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Two data centres of two nodes each, with two replicas in each. Skipped without the profile {@code cassandra}. */
@EnabledIfSystemProperty(named = "gatehouse.cassandra.classpath", matches = ".+")
class TwoRegionsTest {
    private static final int NAMES = 100;

    private static CassandraCluster cluster;
    private static CqlSession west;
    private static CqlSession east;

    @BeforeAll
    static void open() {
        cluster = CassandraCluster.ofDataCentres(List.of(2, 2)).start();
        west = Nodes.session(cluster, "dc1");
        east = Nodes.session(cluster, "dc2");
        Nodes.createKeyspace(west, Nodes.KEYSPACE, "'dc1': 2, 'dc2': 2");
        CassandraSchema.apply(west, Nodes.KEYSPACE);
    }

    @AfterAll
    static void close() {
        west.close();
        east.close();
        cluster.close();
    }

    private static CassandraStores open(CqlSession session, CassandraSettings.Builder settings) {
        return CassandraStores.open(session, settings.build(), InstantSource.system());
    }

    private static CassandraSettings.Builder settings() {
        return Nodes.settings(Nodes.KEYSPACE);
    }

    /** Returns how many of the names two regions won at once. */
    private static int doubled(CassandraStores first, CassandraStores second) {
        PoolId pool = new PoolId("pool_" + Rows.write());
        int doubled = 0;
        for (int i = 0; i < NAMES; i++) {
            AliasKey key = new AliasKey(pool, AliasKind.USERNAME, "name-" + i);
            int winners =
                    Race.of(2, n -> (n == 0 ? first : second).aliases().insert(key, Rows.alias("u" + n), Rows.write()));
            assertThat(winners).isPositive();
            doubled += winners - 1;
        }
        return doubled;
    }

    @Test
    void twoRegionsNeverBothWinANameThatIsClaimedAmongAllRegions() {
        CassandraStores first = open(west, settings().homeRegion("dc1"));
        CassandraStores second = open(
                east,
                settings()
                        .everyRegion(RowTypes.all().toArray(new dev.gatehouse.spi.codec.RowType<?, ?>[0]))
                        .homeRegion("dc2"));
        assertThat(doubled(first, second)).isZero();
    }

    @Test
    void twoRegionsThatEachDecideForThemselvesBothWinSomeNames() {
        CassandraStores first = open(west, settings().homeRegion("dc1").unsafeHomeRegionOnly(RowTypes.ALIASES));
        CassandraStores second = open(east, settings().homeRegion("dc2").unsafeHomeRegionOnly(RowTypes.ALIASES));
        assertThat(doubled(first, second)).isPositive();
    }

    @Test
    void aSessionOfAnotherRegionIsRefusedUntilItReachesTheHomeRegion() {
        assertThatThrownBy(() -> open(east, settings().homeRegion("dc1")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("home region is dc1");
        assertThatThrownBy(() -> open(west, settings()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("name the home region");
    }
}
