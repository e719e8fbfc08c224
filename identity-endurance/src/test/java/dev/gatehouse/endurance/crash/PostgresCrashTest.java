package dev.gatehouse.endurance.crash;

import dev.gatehouse.endurance.support.Engine;

class PostgresCrashTest extends CrashMatrix {
    PostgresCrashTest() {
        super(Engine.POSTGRESQL);
    }
}
