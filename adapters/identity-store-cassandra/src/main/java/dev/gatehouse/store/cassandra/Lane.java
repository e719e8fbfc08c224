package dev.gatehouse.store.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import com.datastax.oss.driver.api.core.servererrors.WriteTimeoutException;
import com.datastax.oss.driver.api.core.servererrors.WriteType;
import dev.gatehouse.spi.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Carries out statements at the levels of one reach. Reads are idempotent to the driver, which may retry and
 * speculate on them; writes are not: what becomes of one of unknown outcome is for {@link #decide}.
 */
final class Lane {
    private static final int REPEATS_IN_CONTENTION = 20;
    private static final int REPEATS_IN_OUTAGE = 2;

    private final CqlSession session;
    private final CassandraSettings settings;
    private final Reach reach;
    private final Map<String, PreparedStatement> prepared;

    private Lane(CqlSession session, CassandraSettings settings, Reach reach, Map<String, PreparedStatement> prepared) {
        this.session = session;
        this.settings = settings;
        this.reach = reach;
        this.prepared = prepared;
    }

    static Lane of(CqlSession session, CassandraSettings settings) {
        return new Lane(session, settings, Reach.EVERY_REGION, new ConcurrentHashMap<>());
    }

    /** Returns a lane at other levels that shares the prepared statements. */
    Lane at(Reach other) {
        return new Lane(session, settings, other, prepared);
    }

    String keyspace() {
        return settings.keyspace();
    }

    /** Returns the rows that a quorum agrees on. Further pages of the driver are read as they are asked for. */
    ResultSet read(String verb, String cql, int pageSize, Object... values) {
        try {
            return session.execute(bound(cql, values).setIdempotent(true).setPageSize(pageSize));
        } catch (DriverException e) {
            throw failed(verb, e);
        }
    }

    @Nullable
    Row readOne(String verb, String cql, Object... values) {
        return read(verb, cql, 10, values).one();
    }

    CompletableFuture<AsyncResultSet> readLater(String verb, String cql, int pageSize, Object... values) {
        try {
            return later(verb, bound(cql, values).setIdempotent(true).setPageSize(pageSize));
        } catch (DriverException e) {
            throw failed(verb, e);
        }
    }

    /** A lightweight transaction, and what its parameters are bound to. */
    record Transaction(String cql, List<? extends @Nullable Object> values) {
        /** Without the values, which are users' rows. */
        @Override
        public String toString() {
            return cql;
        }
    }

    /**
     * Carries out a lightweight transaction. One of unknown outcome, which contention makes of many, is repeated as
     * it is: a read alone would be no fence, since a node may still apply it.
     */
    Decision decide(String verb, String cql, List<? extends @Nullable Object> values) {
        Transaction transaction = new Transaction(cql, values);
        return decide(verb, transaction, transaction);
    }

    /** Carries out {@code first}, and for as long as its outcome is unknown {@code again}. */
    Decision decide(String verb, Transaction first, Transaction again) {
        for (int repeat = 0; ; repeat++) {
            Transaction next = repeat == 0 ? first : again;
            try {
                BoundStatement statement = bound(next.cql(), next.values().toArray());
                return Decision.of(
                        session.execute(statement.setIdempotent(false).setSerialConsistencyLevel(reach.serial())),
                        repeat > 0);
            } catch (DriverException e) {
                if (repeat >= repeats(e)) {
                    throw failed(verb, e);
                }
            }
        }
    }

    private static int repeats(DriverException e) {
        if (e instanceof QueryValidationException) {
            return 0;
        }
        return e instanceof WriteTimeoutException timeout && timeout.getWriteType() == WriteType.CAS
                ? REPEATS_IN_CONTENTION
                : REPEATS_IN_OUTAGE;
    }

    /** Writes without a condition; for rows that no rule lets two writers compete for. */
    CompletableFuture<AsyncResultSet> writeLater(String verb, String cql, Object... values) {
        try {
            return later(verb, bound(cql, values).setIdempotent(false));
        } catch (DriverException e) {
            throw failed(verb, e);
        }
    }

    void write(String verb, String cql, Object... values) {
        await(List.of(writeLater(verb, cql, values)));
    }

    /** Returns the results in order when all are there. */
    static <T> List<T> await(List<CompletableFuture<T>> futures) {
        List<T> results = new ArrayList<>();
        for (CompletableFuture<T> future : futures) {
            try {
                results.add(future.join());
            } catch (CompletionException e) {
                if (e.getCause() instanceof StoreException failed) {
                    throw failed;
                }
                throw e;
            }
        }
        return results;
    }

    private CompletableFuture<AsyncResultSet> later(String verb, BoundStatement statement) {
        return session.executeAsync(statement).toCompletableFuture().handle((result, failure) -> {
            if (failure == null) {
                return result;
            }
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            throw cause instanceof DriverException driver ? failed(verb, driver) : new CompletionException(cause);
        });
    }

    private BoundStatement bound(String cql, @Nullable Object... values) {
        PreparedStatement statement = prepared.get(cql);
        if (statement == null) {
            statement = session.prepare(cql);
            prepared.put(cql, statement);
        }
        BoundStatement bound =
                statement.bind(values).setConsistencyLevel(reach.quorum()).setTimeout(settings.requestTimeout());
        if (reach == Reach.HOME_REGION && settings.homeProfile().isPresent()) {
            return bound.setExecutionProfileName(settings.homeProfile().get());
        }
        return bound;
    }

    /** Names the verb and the kind of failure; the driver's own exception, without any value, is the cause. */
    static StoreException failed(String verb, DriverException e) {
        String kind = e.getClass().getSimpleName();
        if (e instanceof WriteTimeoutException timeout) {
            kind += " " + timeout.getWriteType() + " " + timeout.getReceived() + "/" + timeout.getBlockFor();
        }
        return new StoreException(verb + ": " + kind, e);
    }

    /** Returns all rows of a result, whose pages are here already. */
    static List<Row> rows(AsyncResultSet result) {
        List<Row> rows = new ArrayList<>();
        result.currentPage().forEach(rows::add);
        return rows;
    }
}
