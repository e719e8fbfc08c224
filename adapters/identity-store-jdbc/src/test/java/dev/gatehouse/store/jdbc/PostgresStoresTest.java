package dev.gatehouse.store.jdbc;

import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.testkit.StoresContract;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Two nodes, 20 rounds for every store; {@link PostgresRacesTest} has the thousands. */
class PostgresStoresTest extends StoresContract {
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
        return 20;
    }
}
