package dev.gatehouse.userpool.directory;

import dev.gatehouse.ClientId;
import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.spi.store.Row;
import dev.gatehouse.spi.store.Setting;
import dev.gatehouse.spi.store.SettingKey;
import dev.gatehouse.userpool.UserPool;
import dev.gatehouse.userpool.internal.upkeep.Failures;
import dev.gatehouse.userpool.internal.upkeep.Walk;
import dev.gatehouse.userpool.maintenance.Maintenance;
import java.time.Duration;

/** Maintenance of the directory and of every pool in it. Thread-safe. */
final class Upkeep {
    /** For how long an index row without its client is left alone: who makes a client looks at it again at the end. */
    private static final Duration AGE = Duration.ofHours(1);

    private final Catalogue catalogue;
    private final Clients clients;
    private final Purge purge;
    private final Walk<SettingKey, Setting> walk;

    Upkeep(Catalogue catalogue, Clients clients, Purge purge) {
        this.catalogue = catalogue;
        this.clients = clients;
        this.purge = purge;
        this.walk = new Walk<>(catalogue.stores.settings(), Catalogue.DIRECTORY);
    }

    DirectoryReport run(int budget) {
        if (budget < 1 || budget > Maintenance.MAX_BUDGET) {
            throw new IllegalArgumentException("a budget is 1 to " + Maintenance.MAX_BUDGET);
        }
        DirectoryReport.Counts counts = new DirectoryReport.Counts();
        Failures failures = new Failures();
        walk.go(budget, row -> {
            failures.collect(() -> visit(row, budget, counts));
            return true;
        });
        failures.raise();
        return new DirectoryReport(counts);
    }

    private void visit(Row<SettingKey, Setting> row, int budget, DirectoryReport.Counts counts) {
        String name = row.key().name();
        if (row.key().kind().equals(Catalogue.CLIENT_KIND)) {
            counts.entriesDropped += drop(new ClientId(name), row) ? 1 : 0;
        } else if (row.key().kind().equals(Catalogue.POOL_KIND)) {
            visit(new PoolId(name), row.value(), budget, counts);
        }
    }

    private void visit(PoolId id, Setting setting, int budget, DirectoryReport.Counts counts) {
        UserPoolDefinition.Builder values = catalogue.values(id, setting);
        if (values.deleting) {
            boolean ended = purge.finish(id, values.settings, setting.modifiedAt(), budget);
            counts.deletionsFinished += ended ? 1 : 0;
            return;
        }
        catalogue.clientRowsOf(id).forEach(row -> {
            ClientId client = new ClientId(row.key().name());
            counts.secretsResealed += clients.reseal(id, client, row.value()) ? 1 : 0;
        });
        Outcome<UserPool> pool = catalogue.pool(id); // a refusal: deleted on another node at this moment
        pool.map(open -> counts.pools.put(id, open.maintenance().run(budget)));
    }

    /** Drops an index row whose client is not there. */
    private boolean drop(ClientId client, Row<SettingKey, Setting> row) {
        PoolId pool = IndexCodec.read(row.value());
        boolean young = catalogue.now().isBefore(row.value().createdAt().plus(AGE));
        return !young
                && catalogue.clientRows(pool).find(client.value()).isEmpty()
                && catalogue.indexRows().delete(client.value(), row.version());
    }
}
