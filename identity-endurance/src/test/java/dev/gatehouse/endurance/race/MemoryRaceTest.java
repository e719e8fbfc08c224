package dev.gatehouse.endurance.race;

import dev.gatehouse.endurance.support.Engine;

class MemoryRaceTest extends FlowRaces {
    private static final int ROUNDS = 1_000;

    MemoryRaceTest() {
        super(Engine.MEMORY, ROUNDS);
    }
}
