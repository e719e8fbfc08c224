package dev.gatehouse.endurance.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.endurance.support.House;
import dev.gatehouse.spi.StoreException;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.testkit.CrashFixture;
import dev.gatehouse.testkit.FaultyStores;
import dev.gatehouse.testkit.Strike;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A fresh pool on a shared engine, and the answers that its flow and a rival gave, if they did. The rival runs in a
 * pause of the flow, to its end; or at the same time, on stores with faults.
 */
public abstract class World<T> implements CrashFixture {
    static final String ANNA = "anna@example.org";

    /** Whoever lost too many replaces to others is told so, and nothing is changed. */
    private static final Set<ErrorCode> CROWDED =
            Set.of(ErrorCode.CONCURRENT_MODIFICATION, ErrorCode.TOO_MANY_REQUESTS);

    final House house;

    private final List<Outcome<T>> answers = new ArrayList<>();
    private @Nullable Outcome<?> rivals;
    private boolean unanswered;
    private boolean concurrent;
    private boolean paused;

    World(House house) {
        this.house = house;
    }

    /** Returns the pool, on a node without faults. */
    public final House house() {
        return house;
    }

    /** Runs the flow on a node that may die. */
    abstract Outcome<T> run(House node);

    /** Runs what competes with the flow. */
    abstract Outcome<?> compete(House node);

    /** Returns whether what competes may be refused for a reason. */
    boolean rivalMayGet(ErrorCode refusal) {
        return false;
    }

    /** Returns whether of two callers who run the flow at most one may be told that it succeeded. */
    boolean hasOneWinner() {
        return false;
    }

    /** Checks what must hold whatever happened. */
    abstract void check();

    @Override
    public final Stores stores() {
        return house.engine.stores();
    }

    /** A process in which the flow or its rival can be run. */
    interface Node<T> {
        Outcome<T> run();

        Outcome<?> compete();
    }

    private record HouseNode<T>(World<T> world, House house) implements Node<T> {
        @Override
        public Outcome<T> run() {
            return world.run(house);
        }

        @Override
        public Outcome<?> compete() {
            return world.compete(house);
        }
    }

    /** Returns the node that is there already. */
    Node<T> node() {
        return new HouseNode<>(this, house);
    }

    /** Opens another node. */
    Node<T> nodeOn(Stores others) {
        return new HouseNode<>(this, house.over(others));
    }

    @Override
    public final void flow(Stores faulty) {
        answers.add(nodeOn(faulty).run());
    }

    @Override
    public final boolean hasRival() {
        return true;
    }

    @Override
    public final void rival() {
        Outcome<?> outcome = node().compete();
        House.refusal(outcome)
                .ifPresent(code -> assertThat(rivalMayGet(code))
                        .as("the rival may get " + code)
                        .isTrue());
        rivals = outcome;
    }

    @Override
    public final void check(Strike strike) {
        unanswered = strike.ending() != Strike.Ending.COMPLETED;
        paused = strike.mode().isPause();
        check();
    }

    /**
     * Runs the flow and its rival, or two callers of the flow, at once, and checks what must hold. The world was made on
     * stores of {@code faulty}.
     *
     * @param twins whether both run the flow
     * @param apart whether the second has a node of its own
     */
    public final void runFaulty(FaultyStores faulty, boolean twins, boolean apart) {
        concurrent = true;
        Node<T> one = node();
        Node<T> other = apart ? nodeOn(stores()) : one;
        Runnable first = () -> unsure(() -> answers.add(one.run()));
        Runnable twin = () -> unsure(() -> answers.add(other.run()));
        Runnable second = () -> unsure(() -> {
            Outcome<?> outcome = other.compete();
            House.refusal(outcome)
                    .filter(code -> !CROWDED.contains(code))
                    .ifPresent(code -> assertThat(rivalMayGet(code))
                            .as("the rival may get " + code)
                            .isTrue());
            rivals = outcome;
        });
        faulty.run(first, twins ? twin : second);
        faulty.explaining(() -> {
            if (hasOneWinner()) {
                assertThat(winners()).as("winners").isLessThanOrEqualTo(1);
            }
            check();
        });
    }

    private void unsure(Runnable flow) {
        try {
            flow.run();
        } catch (StoreException e) {
            unanswered = true;
        }
    }

    /** Returns whether a caller was told that the flow succeeded. */
    final boolean acknowledged() {
        return winners() > 0;
    }

    /** Returns whether every caller of the flow was told that it was refused, so that it changed nothing. */
    final boolean isRefused() {
        return !answers.isEmpty() && winners() == 0 && !unanswered;
    }

    /** Returns whether the rival was told that it succeeded. */
    final boolean rivalAcknowledged() {
        return rivals != null && House.won(rivals);
    }

    /** Returns whether something ran whose caller knows nothing. */
    final boolean isUnsure() {
        return unanswered;
    }

    /** Returns whether flow and rival ran at the same time. */
    final boolean isConcurrent() {
        return concurrent;
    }

    /** Returns whether a rival ran at all, in a pause or at the same time. */
    final boolean isContested() {
        return concurrent || paused;
    }

    /** Returns how many callers of the flow were told that it succeeded. */
    final long winners() {
        return answers.stream().filter(House::won).count();
    }
}
