package dev.gatehouse.store.jdbc;

import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.testkit.LinearizabilityContract;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Two nodes, in turn; the embedded server runs without fsync, as is that library's default. */
class PostgresLinearizabilityTest extends LinearizabilityContract {
    private static TwoPostgresNodes nodes;

    @BeforeAll
    static void open() throws SQLException {
        nodes = new TwoPostgresNodes();
    }

    @AfterAll
    static void close() {
        nodes.close();
    }

    @Override
    protected Stores stores() {
        return nodes.next();
    }

    @Override
    protected int rounds() {
        return 200;
    }
}
