package dev.gatehouse.store.cassandra;

import static dev.gatehouse.store.cassandra.Rows.NOW;
import static dev.gatehouse.store.cassandra.Rows.alias;
import static dev.gatehouse.store.cassandra.Rows.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.servererrors.WriteTimeoutException;
import com.datastax.oss.driver.api.core.servererrors.WriteType;
import dev.gatehouse.PoolId;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.StoreException;
import dev.gatehouse.spi.store.AliasKey;
import dev.gatehouse.spi.store.Versioned;
import dev.gatehouse.user.AliasKind;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A lightweight transaction is answered by "timeout, outcome unknown", and others act before it is repeated. */
abstract class UnknownOutcomeRules {
    private final Nodes nodes;
    private final CassandraStores other;
    private final AliasKey key = new AliasKey(new PoolId("pool_" + write()), AliasKind.USERNAME, "alice");

    UnknownOutcomeRules(Nodes nodes) {
        this.nodes = nodes;
        this.other = nodes.second(InstantSource.fixed(NOW));
    }

    /** Stores whose first insert arrives or does not, and is not answered until {@code meanwhile} is done. */
    private CassandraStores unanswered(boolean arrives, Runnable meanwhile) {
        CqlSession real = nodes.session();
        Unanswered handler = new Unanswered(real, arrives, meanwhile);
        CqlSession session = (CqlSession) Proxy.newProxyInstance(
                CqlSession.class.getClassLoader(), new Class<?>[] {CqlSession.class}, handler::invoke);
        return CassandraStores.open(session, Nodes.settings(Nodes.KEYSPACE).build(), InstantSource.fixed(NOW));
    }

    private static final class Unanswered {
        private final CqlSession real;
        private final boolean arrives;
        private final Runnable meanwhile;
        private boolean over;

        Unanswered(CqlSession real, boolean arrives, Runnable meanwhile) {
            this.real = real;
            this.arrives = arrives;
            this.meanwhile = meanwhile;
        }

        @Nullable
        Object invoke(Object proxy, java.lang.reflect.Method method, Object @Nullable [] arguments) throws Throwable {
            if (over || !isInsert(arguments)) {
                return call(method, arguments);
            }
            over = true;
            if (arrives) {
                call(method, arguments);
            }
            meanwhile.run();
            var node = real.getMetadata().getNodes().values().iterator().next();
            throw new WriteTimeoutException(node, ConsistencyLevel.QUORUM, 0, 1, WriteType.CAS);
        }

        private @Nullable Object call(java.lang.reflect.Method method, Object @Nullable [] arguments) throws Throwable {
            try {
                return method.invoke(real, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }

        private static boolean isInsert(Object @Nullable [] arguments) {
            return arguments != null
                    && arguments.length > 0
                    && arguments[0] instanceof BoundStatement statement
                    && statement.getPreparedStatement().getQuery().contains("IF wid = null");
        }
    }

    private void insertAndDelete(WriteId write) {
        assertThat(other.aliases().insert(key, alias("before"), write)).isTrue();
        delete(write);
    }

    private void delete(WriteId write) {
        assertThat(other.aliases().find(key).map(Versioned::version)).contains(write);
        assertThat(other.aliases().delete(key, write)).isTrue();
    }

    @Test
    void anInsertThatStoodAndWasDeletedDoesNotComeBack() {
        WriteId write = write();
        CassandraStores stores = unanswered(true, () -> delete(write));
        assertThat(stores.aliases().insert(key, alias("a"), write)).isTrue();
        assertThat(other.aliases().find(key)).isEmpty();
    }

    @Test
    void norWhereAnotherRowWasDeletedBefore() {
        insertAndDelete(write());
        WriteId write = write();
        CassandraStores stores = unanswered(true, () -> delete(write));
        assertThat(stores.aliases().insert(key, alias("a"), write)).isTrue();
        assertThat(other.aliases().find(key)).isEmpty();
    }

    @Test
    void anInsertThatDidNotArriveIsRepeated() {
        WriteId write = write();
        assertThat(unanswered(false, () -> {}).aliases().insert(key, alias("a"), write))
                .isTrue();
        assertThat(other.aliases().find(key)).contains(new Versioned<>(alias("a"), write));
    }

    @Test
    void alsoWhereARowWasDeletedBeforeOrMeanwhile() {
        insertAndDelete(write());
        WriteId write = write();
        CassandraStores stores = unanswered(false, () -> insertAndDelete(write()));
        assertThat(stores.aliases().insert(key, alias("a"), write)).isTrue();
        assertThat(other.aliases().find(key)).contains(new Versioned<>(alias("a"), write));
    }

    @Test
    void anInsertThatStandsIsKnownAgain() {
        WriteId write = write();
        assertThat(unanswered(true, () -> {}).aliases().insert(key, alias("a"), write))
                .isTrue();
        assertThat(other.aliases().find(key)).contains(new Versioned<>(alias("a"), write));
    }

    @Test
    void anInsertThatMeetsAnothersRowIsRefused() {
        WriteId winner = write();
        CassandraStores stores = unanswered(
                false,
                () -> assertThat(other.aliases().insert(key, alias("b"), winner))
                        .isTrue());
        assertThat(stores.aliases().insert(key, alias("a"), write())).isFalse();
        assertThat(other.aliases().find(key)).contains(new Versioned<>(alias("b"), winner));
    }

    /** Of a row that was deleted unread it is not known what came before. */
    @Test
    void whereTheTrailIsCutTheOutcomeStaysUnknown() {
        WriteId before = write();
        assertThat(other.aliases().insert(key, alias("before"), before)).isTrue();
        assertThat(other.aliases().delete(key, before)).isTrue();
        CassandraStores stores = unanswered(false, () -> {});
        assertThatThrownBy(() -> stores.aliases().insert(key, alias("a"), write()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("outcome stays unknown");
        assertThat(other.aliases().find(key)).isEqualTo(Optional.empty());
    }
}
