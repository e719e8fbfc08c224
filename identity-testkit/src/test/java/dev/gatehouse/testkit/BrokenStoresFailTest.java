package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedClass;

import dev.gatehouse.spi.store.Stores;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The contracts are only worth something if a store that breaks a rule fails exactly that rule. */
class BrokenStoresFailTest {
    private static Defect defect = Defect.NONE;
    private static Stores stores = ToyStores.with(Defect.NONE);

    @ParameterizedTest
    @EnumSource(Defect.class)
    void aBrokenStoreFailsExactlyItsRules(Defect broken) {
        defect = broken;
        stores = ToyStores.with(broken);

        Events tests = EngineTestKit.engine("junit-jupiter")
                .selectors(selectNestedClass(List.of(ToyCase.class), broken.contract()))
                .execute()
                .testEvents();

        Set<String> failed = tests.failed().stream()
                .map(event -> event.getTestDescriptor().getDisplayName().substring(0, 2))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(tests.started().count()).as("tests that ran").isGreaterThanOrEqualTo(6);
        assertThat(failed).isEqualTo(broken.rules());
    }

    @Test
    void everyRuleOfTheContractsIsBrokenBySomeStore() {
        Set<String> broken = new TreeSet<>();
        for (Defect each : Defect.values()) {
            broken.addAll(each.rules());
        }
        assertThat(broken)
                .containsExactly(
                        "F1", "F2", "G1", "L1", "L2", "L3", "O1", "P1", "R1", "R2", "R3", "R4", "R5", "R6", "R7", "R9",
                        "S1");
    }

    static class ToyCase extends StoresContract {
        @Override
        protected Stores stores() {
            return stores;
        }

        @Override
        protected int rounds() {
            return defect.isRace() ? 200 : 20;
        }
    }
}
