package dev.gatehouse.benchmarks.store;

import dev.gatehouse.Secret;
import dev.gatehouse.benchmarks.BothPools;
import dev.gatehouse.benchmarks.DiskUse;
import dev.gatehouse.benchmarks.Engine;
import dev.gatehouse.benchmarks.VerbCount;
import dev.gatehouse.embedded.Gatehouse;
import dev.gatehouse.spi.message.Message;
import dev.gatehouse.spi.store.InterceptedStores;
import java.io.IOException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** One engine with the pools on it, and what was measured there. Of one thread. */
final class Ground implements AutoCloseable {
    /** Messages are delivered for so many visitors at once, apart from any flow. */
    private static final int CROWD = 100;

    private static final int DELIVERED = 1000;

    private final String name;
    private final Engine engine;
    private final VerbCount verbs = new VerbCount();
    private final Map<String, Secret> mailbox = new HashMap<>();
    private final Map<Flow, Samples> samples = new EnumMap<>(Flow.class);
    private final Gatehouse gatehouse;
    private int next;

    /** Opens an engine as {@link Engine#open} names it. */
    Ground(String name, InstantSource clock) throws IOException, SQLException {
        this.name = name;
        this.engine = Engine.open(name, clock);
        this.gatehouse = BothPools.open(
                InterceptedStores.around(engine.stores(), verbs), this::receive, clock, new SecureRandom());
        BothPools.putRole(gatehouse);
        gatehouse.maintain(DELIVERED);
        for (Flow flow : Flow.values()) {
            samples.put(flow, new Samples());
        }
    }

    private void receive(Message message) {
        message.code().ifPresent(code -> mailbox.put(message.destination(), code));
    }

    String name() {
        return name;
    }

    Samples samples(Flow flow) {
        return samples.getOrDefault(flow, new Samples());
    }

    Optional<DiskUse> disk() throws IOException, SQLException {
        return engine.disk();
    }

    /** Lets some visitors sign up and confirm, and returns them. */
    List<Visitor> enrol(int users) {
        List<Visitor> enrolled = new ArrayList<>();
        while (enrolled.size() < users) {
            List<Visitor> crowd = visitors(Math.min(CROWD, users - enrolled.size()));
            crowd.forEach(visitor -> visitor.play(Flow.SIGN_UP));
            gatehouse.maintain(DELIVERED);
            crowd.forEach(visitor -> visitor.play(Flow.CONFIRM));
            enrolled.addAll(crowd);
        }
        return enrolled;
    }

    private List<Visitor> visitors(int count) {
        List<Visitor> visitors = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            visitors.add(new Visitor("visitor-" + next++ + "@photos.example.test", gatehouse, mailbox));
        }
        return visitors;
    }

    /** Leads new visitors through every flow, one after the other; keeps what it took unless it is only to warm up. */
    void round(int visitors, boolean kept) {
        List<Visitor> crowd = visitors(visitors);
        for (Flow flow : Flow.values()) {
            if (flow.needsCode()) {
                gatehouse.maintain(DELIVERED);
            }
            Samples into = kept ? samples(flow) : new Samples();
            verbs.reset();
            OptionalLong before = engine.requests();
            for (Visitor visitor : crowd) {
                long begin = System.nanoTime();
                visitor.play(flow);
                into.took(System.nanoTime() - begin);
            }
            OptionalLong after = engine.requests();
            into.asked(
                    (double) (verbs.reads() + verbs.writes()) / visitors,
                    before.isPresent() && after.isPresent()
                            ? OptionalDouble.of((double) (after.getAsLong() - before.getAsLong()) / visitors)
                            : OptionalDouble.empty());
        }
    }

    @Override
    public void close() throws IOException, SQLException {
        gatehouse.close();
        engine.close();
    }
}
