package dev.gatehouse.store.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.gatehouse.spi.codec.RowType;
import java.time.InstantSource;

/** What the stores of one session share. */
record Engine(CassandraSettings settings, Lane everywhere, Seen seen, Trails trails, InstantSource clock) {
    static Engine of(CqlSession session, CassandraSettings settings, InstantSource clock) {
        return new Engine(settings, Lane.of(session, settings), new Seen(), new Trails(), clock);
    }

    Lane lane(RowType<?, ?> type) {
        return everywhere.at(settings.reach(type));
    }
}
