package dev.gatehouse.store.jdbc;

import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.testkit.LinearizabilityContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class SqliteLinearizabilityTest extends LinearizabilityContract {
    private static JdbcStores stores;

    @BeforeAll
    static void open(@TempDir Path folder) {
        stores = JdbcStores.sqlite(folder.resolve("contract.db"), Rows.EARLY);
    }

    @AfterAll
    static void close() {
        stores.close();
    }

    @Override
    protected Stores stores() {
        return stores;
    }
}
