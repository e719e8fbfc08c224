package dev.gatehouse.store.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.spi.codec.RowTypes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CassandraSettingsTest {
    @Test
    void aliasesAreClaimedAmongAllRegionsAndCodesInTheHomeRegion() {
        CassandraSettings settings =
                CassandraSettings.builder("gatehouse").homeRegion("eu").build();
        for (var type : List.of(RowTypes.ALIASES, RowTypes.USERS, RowTypes.LOGINS, RowTypes.IDENTITIES)) {
            assertThat(settings.reach(type)).isEqualTo(Reach.EVERY_REGION);
        }
        for (var type : List.of(RowTypes.ONE_TIMES, RowTypes.TOKEN_FAMILIES, RowTypes.ATTEMPTS)) {
            assertThat(settings.reach(type)).isEqualTo(Reach.HOME_REGION);
        }
        assertThat(settings.print())
                .contains("home region eu")
                .containsPattern("aliases +SERIAL +commit and read QUORUM")
                .containsPattern("one_times +LOCAL_SERIAL +commit and read LOCAL_QUORUM")
                .containsPattern("revocations +- +write and read QUORUM");
        assertThat(settings.print().lines()).hasSize(1 + RowTypes.all().size() + 1);
    }

    @Test
    void aKindOfRowMayBeDecidedAmongAllRegions() {
        assertThat(CassandraSettings.builder("g")
                        .everyRegion(RowTypes.ONE_TIMES)
                        .build()
                        .reach(RowTypes.ONE_TIMES))
                .isEqualTo(Reach.EVERY_REGION);
    }

    @Test
    void aKeyspaceIsAPlainName() {
        for (String name : List.of("", "G", "1a", "a-b", "a.b", "a b", "a\"", "a;", "a".repeat(49))) {
            assertThatThrownBy(() -> CassandraSettings.builder(name)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aTimeoutHasItsRange() {
        CassandraSettings.Builder builder = CassandraSettings.builder("g");
        for (Duration timeout : List.of(Duration.ofMillis(99), Duration.ofMillis(60_001))) {
            assertThatThrownBy(() -> builder.requestTimeout(timeout)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(builder.build().requestTimeout()).isEqualTo(CassandraSettings.REQUEST_TIMEOUT);
    }

    @Test
    void theSchemaIsPrintedForAKeyspaceAndHasEveryTable() {
        String cql = CassandraSchema.print("tenants");
        assertThat(cql).doesNotContain("${").doesNotContain("FILTERING").doesNotContain("CREATE INDEX");
        for (String table : SchemaShape.expected().tables().keySet()) {
            assertThat(cql).contains("CREATE TABLE IF NOT EXISTS tenants." + table + " (");
        }
    }
}
