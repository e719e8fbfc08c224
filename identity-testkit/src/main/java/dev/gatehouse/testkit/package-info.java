/**
 * What tests of and around Gatehouse are made of. Test scope only.
 *
 * <h2>How to test your store in five minutes</h2>
 * <pre>{@code
 * class MyStoresTest extends StoresContract {
 *     private static final MyStores STORES = MyStores.open(..);
 *
 *     @Override
 *     protected Stores stores() {
 *         return STORES;
 *     }
 * }
 * }</pre>
 * Every rule R1-R9, F1, F2, O1, L1-L3 and P1 of {@code dev.gatehouse.spi.store} then runs for every store under its
 * number. Races run in 200 rounds of 8 threads; override {@code rounds()} for an engine that is slow to write, and
 * let {@link dev.gatehouse.testkit.StoreRacesContract} run its four races in thousands. R8 (a
 * newer format) depends on the engine's own format and is for its own tests.
 *
 * <p>{@link dev.gatehouse.testkit.LinearizabilityContract} records what concurrent callers see of single rows, with
 * writes that fail, are late or lose their answers, and asks for an order of the calls that explains it;
 * {@link dev.gatehouse.testkit.StoreHistory} does so for a load of your own.
 *
 * <h2>How to test your credential vendor</h2>
 * Extend {@link dev.gatehouse.testkit.CredentialVendorContract}: give it the vendor, its clock, and a look at what the
 * target holds for credentials. Rules V1-V9 then run under their numbers.
 *
 * <h2>How to test a flow</h2>
 * {@link dev.gatehouse.testkit.CrashHarness} runs a flow and strikes at every write: halts the process before or after
 * it, loses the answer, or lets a rival run there. {@link dev.gatehouse.testkit.FaultyStores} runs several actors in an
 * order and under faults that a seed decides and replays. {@link dev.gatehouse.testkit.CountingStores} counts verbs,
 * to show that two requests do the same work. {@link dev.gatehouse.testkit.FakeClock},
 * {@link dev.gatehouse.testkit.UnsafeSeededRandom}, {@link dev.gatehouse.testkit.RecordingSender} and
 * {@link dev.gatehouse.testkit.FixedMasterKeys} stand in for the world.
 */
@NullMarked
package dev.gatehouse.testkit;

import org.jspecify.annotations.NullMarked;
