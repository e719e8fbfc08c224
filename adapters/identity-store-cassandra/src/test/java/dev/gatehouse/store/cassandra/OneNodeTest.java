package dev.gatehouse.store.cassandra;

import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.testkit.LinearizabilityContract;
import dev.gatehouse.testkit.StoreRacesContract;
import dev.gatehouse.testkit.StoresContract;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Every contract on one node, from two sessions in turn. Skipped without the profile {@code cassandra}. */
@EnabledIfSystemProperty(named = "gatehouse.cassandra.classpath", matches = ".+")
class OneNodeTest {
    /** So early that the contract's expired rows stand, and the sweep has to remove them. */
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("1985-01-01T00:00:00Z"));

    private static Nodes nodes;
    private static Stores[] stores;

    @BeforeAll
    static void open() {
        nodes = Nodes.start(1);
        stores = new Stores[] {nodes.first(CLOCK), nodes.second(CLOCK)};
    }

    @AfterAll
    static void close() {
        nodes.close();
    }

    @Nested
    class Contract extends StoresContract {
        @Override
        protected Stores stores() {
            return stores[nodes.next()];
        }

        @Override
        protected int rounds() {
            return 5;
        }
    }

    @Nested
    class Races extends StoreRacesContract {
        @Override
        protected Stores stores() {
            return stores[nodes.next()];
        }

        @Override
        protected int rounds() {
            return 50;
        }
    }

    @Nested
    class Histories extends LinearizabilityContract {
        @Override
        protected Stores stores() {
            return stores[nodes.next()];
        }

        @Override
        protected int rounds() {
            return 20;
        }
    }

    @Nested
    class Rules extends EngineRules {
        Rules() {
            super(nodes);
        }
    }

    @Nested
    class UnknownOutcomes extends UnknownOutcomeRules {
        UnknownOutcomes() {
            super(nodes);
        }
    }

    @Nested
    class Schema extends SchemaRules {
        Schema() {
            super(nodes);
        }
    }
}
