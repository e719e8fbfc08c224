package dev.gatehouse.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Two nodes on one fresh database, handed out in turn. */
final class TwoPostgresNodes implements AutoCloseable {
    private final AtomicInteger turn = new AtomicInteger();
    private final List<HikariDataSource> pools;
    private final List<JdbcStores> nodes;

    TwoPostgresNodes() throws SQLException {
        String database = PostgresServer.newDatabase();
        pools = List.of(PostgresServer.pool(database), PostgresServer.pool(database));
        JdbcSchema.apply(pools.get(0));
        nodes = List.of(
                JdbcStores.postgresql(pools.get(0), Rows.EARLY), JdbcStores.postgresql(pools.get(1), Rows.EARLY));
    }

    JdbcStores next() {
        return nodes.get(turn.getAndIncrement() & 1);
    }

    @Override
    public void close() {
        nodes.forEach(JdbcStores::close);
        pools.forEach(HikariDataSource::close);
    }
}
