package dev.gatehouse.credentials.pool;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.gatehouse.IdentityId;
import dev.gatehouse.credentials.guard.GuardOutcome;
import dev.gatehouse.credentials.guard.S3Request;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.store.memory.InMemoryStores;
import dev.gatehouse.testkit.CountingStores;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What identities and credentials cost where noise cannot disturb the figure: store verbs, exactly, and allocation,
 * within bounds. Whoever adds a verb changes a line here and the table in {@code docs/features/performance.md}.
 */
class FlowCostTest {
    private static final String ALICE = "alice-sub";

    private final Stores engine = new InMemoryStores();
    private final CountingStores counting = CountingStores.around(engine);
    private final PoolWorld world = new PoolWorld(engine, counting.stores()).withRoles();
    private final Map<String, String> login = world.login(ALICE);

    private String spent() {
        Map<String, Integer> verbs = new TreeMap<>(counting.take());
        return verbs.entrySet().stream()
                .map(verb -> verb.getKey() + (verb.getValue() == 1 ? "" : " x" + verb.getValue()))
                .collect(Collectors.joining(", "));
    }

    private TemporaryCredentials vend(IdentityId identity) {
        return world.pool.getCredentials(identity, login).orElseThrow().credentials();
    }

    @Nested
    class RoundTrips {
        @Test
        void theFirstGetIdOfALogin() {
            counting.take();

            world.pool.getId(login).orElseThrow();

            assertThat(spent()).isEqualTo("identities.find x3, identities.insert, logins.find x3, logins.insert");
        }

        @Test
        void anyLaterGetId() {
            world.pool.getId(login).orElseThrow();
            counting.take();

            world.pool.getId(login).orElseThrow();

            assertThat(spent()).isEqualTo("identities.find, logins.find");
        }

        @Test
        void theGetIdOfAGuest() {
            counting.take();

            world.pool.getId(Map.of()).orElseThrow();

            assertThat(spent()).isEqualTo("attempts.find, attempts.insert, identities.insert");
        }

        @Test
        void theFirstGetCredentialsOfANode() {
            IdentityId identity = world.pool.getId(login).orElseThrow();
            counting.take();

            vend(identity);

            assertThat(spent()).isEqualTo("identities.find, logins.find, revocations.since, roles.find");
        }

        @Test
        void anyLaterGetCredentials() {
            IdentityId identity = world.pool.getId(login).orElseThrow();
            vend(identity);
            counting.take();

            vend(identity);

            assertThat(spent()).isEqualTo("identities.find, logins.find");
        }

        @Test
        void theGetCredentialsOfAGuest() {
            IdentityId guest = world.pool.getId(Map.of()).orElseThrow();
            world.pool.getCredentials(guest, Map.of()).orElseThrow();
            counting.take();

            world.pool.getCredentials(guest, Map.of()).orElseThrow();

            assertThat(spent()).isEqualTo("identities.find");
        }

        @Test
        void aDecisionOfTheGuardAsksNothing() {
            IdentityId identity = world.pool.getId(login).orElseThrow();
            TemporaryCredentials credentials = vend(identity);
            world.get(credentials, "photos/" + identity.value() + "/a.jpg");
            counting.take();

            for (int i = 0; i < 100; i++) {
                assertThat(world.get(credentials, "photos/" + identity.value() + "/" + i + ".jpg"))
                        .isInstanceOf(GuardOutcome.Allowed.class);
                assertThat(world.get(credentials, "photos/somebody-else/" + i + ".jpg"))
                        .isInstanceOf(GuardOutcome.Denied.class);
            }

            assertThat(spent()).isEmpty();
        }
    }

    @Nested
    class Allocation {
        private static final int WARM = 300;
        private static final int MEASURED = 200;

        private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        /** The best of three rounds: what else happens on this thread, such as a compilation's bookkeeping, only adds. */
        private long bytes(Runnable operation) {
            for (int i = 0; i < WARM; i++) {
                operation.run();
            }
            long least = Long.MAX_VALUE;
            for (int round = 0; round < 3; round++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < MEASURED; i++) {
                    operation.run();
                }
                least = Math.min(least, (threads.getCurrentThreadAllocatedBytes() - before) / MEASURED);
            }
            return least;
        }

        @Test
        void aDecisionOfTheGuard() {
            IdentityId identity = world.pool.getId(login).orElseThrow();
            S3Request request = world.signed(vend(identity), "photos/" + identity.value() + "/a.jpg");
            assertThat(world.guard.authorize(request, Map.of())).isInstanceOf(GuardOutcome.Allowed.class);

            assertThat(bytes(() -> world.guard.authorize(request, Map.of()))).isBetween(1_000L, 75_000L);
        }

        @Test
        void aVending() {
            IdentityId identity = world.pool.getId(login).orElseThrow();

            assertThat(bytes(() -> vend(identity))).isBetween(1_000L, 45_000L);
        }
    }
}
