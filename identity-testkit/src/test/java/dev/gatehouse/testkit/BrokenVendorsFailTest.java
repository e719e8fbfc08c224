package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.gatehouse.spi.credential.CredentialVendor;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The contract is only worth something if a vendor that breaks a rule fails exactly that rule. */
class BrokenVendorsFailTest {
    private static final FakeClock CLOCK = new FakeClock();
    private static VendorDefect defect = VendorDefect.NONE;

    @ParameterizedTest
    @EnumSource(VendorDefect.class)
    void aBrokenVendorFailsExactlyItsRules(VendorDefect broken) {
        defect = broken;

        Events tests = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(ToyCase.class))
                .execute()
                .testEvents();

        Set<String> failed = tests.failed().stream()
                .map(event -> event.getTestDescriptor().getDisplayName().substring(0, 2))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(tests.started().count()).as("tests that ran").isEqualTo(24);
        assertThat(tests.aborted().count() + tests.skipped().count()).isZero();
        assertThat(failed).isEqualTo(broken.rules());
    }

    @Test
    void everyRuleOfTheContractIsBrokenBySomeVendor() {
        Set<String> broken = new TreeSet<>();
        for (VendorDefect each : VendorDefect.values()) {
            broken.addAll(each.rules());
        }
        assertThat(broken).containsExactly("V1", "V2", "V3", "V4", "V5", "V6", "V7", "V8", "V9");
    }

    static class ToyCase extends CredentialVendorContract {
        private final ToyVendor vendor = new ToyVendor(defect, CLOCK, false);

        @Override
        protected CredentialVendor vendor() {
            return vendor;
        }

        @Override
        protected InstantSource clock() {
            return CLOCK;
        }

        @Override
        protected VendedGrant granted(TemporaryCredentials credentials) {
            return vendor.granted(credentials);
        }

        @Override
        protected Optional<CredentialVendor> unreachable() {
            return Optional.of(new ToyVendor(defect, CLOCK, true));
        }

        @Override
        protected Collection<String> secrets() {
            return List.of(ToyVendor.PROOF);
        }
    }
}
