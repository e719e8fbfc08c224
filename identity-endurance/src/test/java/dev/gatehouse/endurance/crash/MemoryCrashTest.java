package dev.gatehouse.endurance.crash;

import dev.gatehouse.endurance.support.Engine;

class MemoryCrashTest extends CrashMatrix {
    MemoryCrashTest() {
        super(Engine.MEMORY);
    }
}
