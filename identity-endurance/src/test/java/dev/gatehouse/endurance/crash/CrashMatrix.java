package dev.gatehouse.endurance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.endurance.flow.Flow;
import dev.gatehouse.endurance.support.Engine;
import dev.gatehouse.testkit.CrashHarness;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** DESIGN §8 on one engine, after a halt, a lost answer or a rival at every write of every flow. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CrashMatrix {
    private static final Logger LOG = LoggerFactory.getLogger(CrashMatrix.class);

    private final Engine.Open engine;
    private int struck;

    CrashMatrix(Engine engine) {
        this.engine = engine.open();
    }

    @BeforeAll
    void everyFlowIsThere() {
        assertThat(Flow.all()).hasSize(39).extracting(Flow::name).doesNotHaveDuplicates();
    }

    @AfterAll
    void close() {
        engine.close();
        LOG.info("{}: {} crashes", engine.engine(), struck);
    }

    @TestFactory
    Stream<DynamicTest> whatMustHoldHoldsWhereverAFlowIsStruck() {
        return Flow.all().stream()
                .map(flow -> DynamicTest.dynamicTest(
                        flow.name(),
                        () -> struck += CrashHarness.of(
                                        flow.name(), () -> flow.world().apply(engine))
                                .run()));
    }
}
