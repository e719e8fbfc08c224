package dev.gatehouse.endurance.crash;

import dev.gatehouse.endurance.support.Engine;

class SqliteCrashTest extends CrashMatrix {
    SqliteCrashTest() {
        super(Engine.SQLITE);
    }
}
