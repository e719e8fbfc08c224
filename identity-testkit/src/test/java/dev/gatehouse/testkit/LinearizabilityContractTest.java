package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.gatehouse.spi.store.Stores;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Stores that break a rule of one row have histories that no order explains. */
class LinearizabilityContractTest {
    private static Stores stores = ToyStores.with(Defect.NONE);

    @ParameterizedTest
    @CsvSource({
        "NONE, ''",
        "INSERT_CHECKS_THEN_ACTS, aliases attempts oneTimes tokenFamilies",
        "INSERT_OVERWRITES, aliases attempts oneTimes tokenFamilies",
        "INSERT_FORGETS_REPEATS, aliases attempts oneTimes tokenFamilies",
        "REPLACE_CHECKS_THEN_ACTS, aliases attempts oneTimes tokenFamilies",
        "REPLACE_IGNORES_VERSION, aliases attempts oneTimes tokenFamilies",
        "REPLACE_FORGETS_REPEATS, aliases attempts oneTimes tokenFamilies",
        "DELETE_IGNORES_VERSION, aliases attempts oneTimes tokenFamilies",
        "TAKES_TWICE, oneTimes",
        "REVOKED_ROWS_ARE_REPLACED, tokenFamilies",
    })
    void aBrokenStoreHasHistoriesThatNoOrderExplains(Defect defect, String expected) {
        stores = ToyStores.with(defect);

        Events tests = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(ToyCase.class))
                .execute()
                .testEvents();

        Set<String> failed = tests.failed().stream()
                .map(event -> event.getTestDescriptor().getLegacyReportingName().replace("()", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(tests.started().count()).isEqualTo(4);
        assertThat(String.join(" ", failed)).isEqualTo(expected);
    }

    static class ToyCase extends LinearizabilityContract {
        @Override
        protected Stores stores() {
            return stores;
        }
    }
}
