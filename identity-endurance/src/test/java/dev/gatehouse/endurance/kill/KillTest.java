package dev.gatehouse.endurance.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.PoolId;
import dev.gatehouse.UserId;
import dev.gatehouse.endurance.support.Engine;
import dev.gatehouse.endurance.support.House;
import dev.gatehouse.user.User;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** DESIGN §8: no acknowledged write is lost to a killed process, and nothing half done is in anybody's way. */
class KillTest {
    private static final Logger LOG = LoggerFactory.getLogger(KillTest.class);
    private static final int KILLS = Integer.getInteger("gatehouse.kills", 200);
    private static final int THREADS = 4;
    private static final int LONGEST_MILLIS = 250;
    private static final Duration BETWEEN = Duration.ofMinutes(30);
    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");
    private static final PoolId POOL = KilledHouse.POOL;

    @Test
    void nothingAcknowledgedIsLostToAKilledProcess() throws Exception {
        ExecutorService engines = Executors.newFixedThreadPool(2);
        try {
            Future<Findings> sqlite = engines.submit(() -> kill(Engine.SQLITE));
            Future<Findings> postgresql = engines.submit(() -> kill(Engine.POSTGRESQL));
            for (Findings findings : List.of(sqlite.get(), postgresql.get())) {
                assertThat(findings.lost).isEmpty();
                assertThat(findings.doubled).isEmpty();
                assertThat(findings.blocked).isEmpty();
                assertThat(findings.kills).isEqualTo(KILLS);
                assertThat(findings.acknowledged).isGreaterThanOrEqualTo(KILLS);
            }
        } finally {
            engines.shutdownNow();
        }
    }

    private static Findings kill(Engine engine) {
        String address = engine.create();
        Findings findings = new Findings();
        Map<String, UserId> survivors = new HashMap<>();
        Random delays = new Random(engine.name().hashCode());
        for (int run = 0; run < KILLS; run++) {
            Instant now = BEGINNING.plus(BETWEEN.multipliedBy(run));
            List<Ack> acks =
                    KilledRun.of(engine, address, run, now, Duration.ofMillis(delays.nextInt(LONGEST_MILLIS + 1)));
            findings.kills++;
            findings.acknowledged += acks.size();
            try (Engine.Open opened = engine.open(address)) {
                opened.clock().set(now.plusSeconds(1));
                House house = House.of(House.names(POOL), opened);
                inspect(house, findings, run, acks, survivors);
                if (run % 10 == 9) {
                    doubles(findings, house);
                }
            }
        }
        try (Engine.Open opened = engine.open(address)) {
            opened.clock().set(BEGINNING.plus(BETWEEN.multipliedBy(KILLS)));
            House house = House.of(House.names(POOL), opened);
            Map<String, UserId> found = doubles(findings, house);
            survivors.forEach((name, id) ->
                    findings.expect(id.equals(found.get(name)), findings.lost, name + " was there before, and is not"));
        }
        engine.remove(address);
        LOG.info("{}: {}", engine, findings.summary());
        return findings;
    }

    private static void inspect(
            House house, Findings findings, int run, List<Ack> acks, Map<String, UserId> survivors) {
        Map<Visitor, List<Ack>> visitors = new LinkedHashMap<>();
        acks.forEach(ack -> visitors.computeIfAbsent(ack.visitor(), key -> new ArrayList<>())
                .add(ack));
        for (int thread = 0; thread < THREADS; thread++) {
            Visitor next = new Visitor(run, thread, 0);
            while (visitors.containsKey(next)) {
                next = next.next();
            }
            visitors.put(next, List.of()); // may have come in unacknowledged
        }
        List<Inspection> inspections = visitors.entrySet().stream()
                .map(visit -> new Inspection(house, findings, visit.getKey(), visit.getValue()))
                .toList();
        inspections.forEach(Inspection::atOnce);
        house.later(Duration.ofMinutes(11));
        inspections.forEach(Inspection::later);
        house.pool.maintenance().run(1_000);
        inspections.forEach(Inspection::last);
        visitors.keySet()
                .forEach(visitor ->
                        house.user(visitor.name()).ifPresent(user -> survivors.put(user.username(), user.id())));
    }

    /** Looks through all users for names and proved addresses that two of them hold; returns them by name. */
    private static Map<String, UserId> doubles(Findings findings, House house) {
        Map<String, UserId> names = new HashMap<>();
        Set<String> addresses = new HashSet<>();
        for (User user : Inspection.everybody(house, POOL)) {
            findings.expect(
                    names.put(user.username(), user.id()) == null, findings.doubled, "two users " + user.username());
            if (user.attribute("email_verified").filter("true"::equals).isPresent()) {
                String address = user.attribute("email").orElseThrow();
                findings.expect(addresses.add(address), findings.doubled, "two owners of " + address);
            }
        }
        return names;
    }
}
