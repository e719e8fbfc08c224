package dev.gatehouse.endurance.race;

import dev.gatehouse.endurance.support.Engine;

class PostgresRaceTest extends FlowRaces {
    private static final int ROUNDS = 500;

    PostgresRaceTest() {
        super(Engine.POSTGRESQL, ROUNDS);
    }
}
