package dev.gatehouse.endurance.faulty;

import dev.gatehouse.endurance.flow.Flow;
import dev.gatehouse.endurance.flow.World;
import dev.gatehouse.endurance.support.Engine;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.testkit.FaultyStores;
import java.util.List;
import java.util.function.BiFunction;

/** One flow under one seed: it and its rival or twin, faults, an order, and what must hold after. */
record SeededRun(Flow flow, long seed) {
    /** A third of all seeds has two callers of the same flow; the others have the flow and its rival. */
    boolean hasTwins() {
        return Math.floorMod(seed, 3) == 0;
    }

    /** Half of all seeds has two nodes, the others one. */
    boolean hasTwoNodes() {
        return Math.floorMod(seed, 2) == 0;
    }

    /**
     * Runs it on empty stores; returns the verbs in the order in which they took effect.
     *
     * @throws AssertionError if something does not hold that must, naming flow, seed and schedule
     */
    List<String> on(Stores stores) {
        return on(stores, (faulty, under) -> under);
    }

    /**
     * Runs it on empty stores with a defect.
     *
     * @param defect makes stores with a defect of those with faults
     */
    List<String> on(Stores stores, BiFunction<FaultyStores, Stores, Stores> defect) {
        FaultyStores faulty = FaultyStores.seeded(seed);
        try {
            Bystander bystander = new Bystander(stores);
            World<?> world = flow.world().apply(Engine.Open.seeded(defect.apply(faulty, faulty.around(stores)), seed));
            world.runFaulty(faulty, hasTwins(), hasTwoNodes());
            faulty.explaining(() -> {
                Invariants.check(world);
                bystander.check();
            });
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(
                    flow.name() + (hasTwins() ? ", twins" : "") + ": " + e.getMessage()
                            + "\nreplay with -Dgatehouse.seed=" + seed,
                    e);
        }
        return faulty.schedule();
    }
}
