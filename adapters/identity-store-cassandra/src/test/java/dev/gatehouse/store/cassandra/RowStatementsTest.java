package dev.gatehouse.store.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.spi.codec.RowType;
import dev.gatehouse.spi.codec.RowTypes;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowStatementsTest {
    @Test
    void everyWriteOfEveryStoreHasACondition() {
        for (RowType<?, ?> type : RowTypes.all()) {
            RowStatements cql = new RowStatements(type, "ks");
            for (String write :
                    List.of(cql.insert, cql.insertAgain, cql.keep, cql.turn, cql.delete, cql.revoke, cql.revokeAny)) {
                assertThat(write).as(type.name()).contains(" IF ");
            }
        }
    }

    @Test
    void everyReadNamesItsWholePartitionAndFiltersNothing() {
        for (RowType<?, ?> type : RowTypes.all()) {
            RowStatements cql = new RowStatements(type, "ks");
            int partition = RowStatements.partition(type);
            for (String read : List.of(cql.find, cql.life)) {
                assertThat(read).doesNotContain("FILTERING");
                for (String part : type.keyNames()) {
                    assertThat(read).as(type.name()).contains(part + " = ?");
                }
            }
            if (partition < type.keyNames().size()) {
                assertThat(cql.partition(partition, true))
                        .isEqualTo("SELECT wid, body, prev" + (RowStatements.revocable(type) ? ", revoked" : "") + ", "
                                + String.join(", ", type.keyNames()) + " FROM ks.gatehouse_" + type.name()
                                + " WHERE pool = ? AND user_id = ? AND "
                                + type.keyNames().get(2) + " > ?");
            }
        }
    }

    @Test
    void aRevokedFamilyIsNeverReplacedAndNoUpdateLeavesAMarker() {
        RowStatements cql = new RowStatements(RowTypes.TOKEN_FAMILIES, "ks");
        assertThat(cql.keep).endsWith("AND revoked = false");
        assertThat(cql.turn).endsWith("AND revoked = false");
        assertThat(cql.insert).startsWith("UPDATE");
    }
}
