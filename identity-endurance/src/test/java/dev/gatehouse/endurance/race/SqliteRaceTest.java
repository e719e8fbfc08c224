package dev.gatehouse.endurance.race;

import dev.gatehouse.endurance.support.Engine;

class SqliteRaceTest extends FlowRaces {
    private static final int ROUNDS = 1_000;

    SqliteRaceTest() {
        super(Engine.SQLITE, ROUNDS);
    }
}
