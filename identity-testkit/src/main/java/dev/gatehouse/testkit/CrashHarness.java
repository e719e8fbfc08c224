package dev.gatehouse.testkit;

import dev.gatehouse.spi.StoreException;
import dev.gatehouse.spi.store.StoreVerb;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Runs a flow once to count its writes, then once for every mode and write on a fresh fixture, and has the fixture
 * check what must hold. The fixture's supplier decides on which engine. Immutable.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> signUpSurvivesEveryCrash() {
 *     return CrashHarness.of("sign-up", () -> new SignUpFixture(new InMemoryStores())).everyWrite();
 * }
 * }</pre>
 */
public final class CrashHarness {
    private final String flow;
    private final Supplier<? extends CrashFixture> fixtures;

    private CrashHarness(String flow, Supplier<? extends CrashFixture> fixtures) {
        this.flow = flow;
        this.fixtures = fixtures;
    }

    /**
     * Returns a harness.
     *
     * @param flow its name in messages
     * @param fixtures makes a fresh world for every run
     */
    public static CrashHarness of(String flow, Supplier<? extends CrashFixture> fixtures) {
        return new CrashHarness(flow, fixtures);
    }

    /** One run to make. */
    private record Case(CrashMode mode, int write, StoreVerb expected) {}

    /** Returns one test for each mode and write. Counts the writes at once, so a broken flow fails here. */
    public Stream<DynamicTest> everyWrite() {
        return cases().stream().map(c -> DynamicTest.dynamicTest(name(c), () -> run(c)));
    }

    /**
     * Runs all cases in a loop; returns how many there were.
     *
     * @throws AssertionError at the first that fails, naming flow, mode and write
     */
    public int run() {
        List<Case> cases = cases();
        cases.forEach(this::run);
        return cases.size();
    }

    private List<Case> cases() {
        List<StoreVerb> writes;
        boolean rival;
        try (CrashFixture fixture = fixtures.get()) {
            CrashingStores counting = CrashingStores.counting(fixture.stores());
            fixture.flow(counting.stores());
            writes = counting.writes();
            rival = fixture.hasRival();
        }
        if (writes.isEmpty()) {
            throw new AssertionError(flow + ": the flow wrote nothing, so nothing can be struck");
        }
        List<Case> cases = new ArrayList<>();
        for (CrashMode mode : CrashMode.values()) {
            if (!mode.isPause() || rival) {
                for (int i = 0; i < writes.size(); i++) {
                    cases.add(new Case(mode, i + 1, writes.get(i)));
                }
            }
        }
        return cases;
    }

    private void run(Case c) {
        try (CrashFixture fixture = fixtures.get()) {
            CrashingStores striking = CrashingStores.striking(fixture.stores(), c.write(), c.mode(), fixture::rival);
            Strike.Ending ending = end(fixture, striking, c);
            List<StoreVerb> writes = striking.writes();
            if (writes.size() < c.write() || !writes.get(c.write() - 1).equals(c.expected())) {
                throw new AssertionError("the flow made other writes than in the first run: " + writes);
            }
            fixture.check(new Strike(c.mode(), c.write(), c.expected(), ending));
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(name(c) + ": " + e.getMessage(), e);
        }
    }

    private static Strike.Ending end(CrashFixture fixture, CrashingStores striking, Case c) {
        boolean halts = c.mode() == CrashMode.HALT_BEFORE || c.mode() == CrashMode.HALT_AFTER;
        try {
            fixture.flow(striking.stores());
        } catch (ProcessHalted expected) {
            return Strike.Ending.HALTED;
        } catch (StoreException e) {
            if (c.mode() != CrashMode.LOSE_ANSWER) {
                throw e;
            }
            return Strike.Ending.UNKNOWN;
        }
        if (halts) {
            throw new AssertionError("the flow went on after its process was halted");
        }
        return Strike.Ending.COMPLETED;
    }

    private String name(Case c) {
        return flow + ", " + c.mode() + " at write " + c.write() + " (" + c.expected() + ")";
    }
}
