package dev.gatehouse.endurance.crash;

import dev.gatehouse.Outcome;
import dev.gatehouse.endurance.support.House;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.testkit.CrashFixture;
import org.jspecify.annotations.Nullable;

/** A fresh pool on a shared engine, and the answer that its flow gave, if it gave one. */
abstract class World<T> implements CrashFixture {
    static final String ANNA = "anna@example.org";

    final House house;

    private @Nullable Outcome<T> answer;

    World(House house) {
        this.house = house;
    }

    /** Runs the flow on a node that may die. */
    abstract Outcome<T> run(House node);

    /** Runs what competes with the flow, on a node that does not die. */
    abstract void compete();

    @Override
    public Stores stores() {
        return house.engine.stores();
    }

    @Override
    public void flow(Stores faulty) {
        answer = run(house.over(faulty));
    }

    @Override
    public boolean hasRival() {
        return true;
    }

    @Override
    public void rival() {
        compete();
    }

    /** Returns whether the caller was told that it succeeded. */
    boolean acknowledged() {
        return answer != null && answer.asRefusal().isEmpty();
    }
}
