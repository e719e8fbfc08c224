package dev.gatehouse.credentials.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.IdentityId;
import dev.gatehouse.PoolId;
import dev.gatehouse.spi.StoreException;
import dev.gatehouse.testkit.FakeClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An identity's id tells its pool. */
class PoolOfIdentityTest {
    private static final PoolId POOL = new PoolId("eu-west-1:1cd55b65-4f5a-4d0c-8a51-3f6c6bb4e0a1");
    private static final IdentityId ITS = new IdentityId("eu-west-1:1cd55b65-4f5a-41aa-9bbb-000000000001");
    private static final Duration BOUND = Duration.ofSeconds(5);

    private final FakeClock clock = new FakeClock();
    private final List<PoolId> stored = new ArrayList<>();
    private int reads;
    private final PoolPrefixes prefixes = new PoolPrefixes(clock, BOUND, consumer -> {
        reads++;
        stored.forEach(consumer);
    });

    @Test
    void a_pool_is_found_by_the_first_48_bits_that_it_shares_with_its_identities() {
        stored.add(POOL);

        assertThat(prefixes.find(ITS)).contains(POOL);
        assertThat(prefixes.find(new IdentityId("us-east-1:1cd55b65-4f5a-41aa-9bbb-000000000001")))
                .isEmpty();
        assertThat(prefixes.find(new IdentityId("eu-west-1:1cd55b65-4f5b-41aa-9bbb-000000000001")))
                .isEmpty();
    }

    @Test
    void made_up_identities_read_the_pools_once_in_a_bound() {
        for (int i = 0; i < 100; i++) {
            prefixes.find(new IdentityId("eu-west-1:%08x-0000-4000-8000-000000000000".formatted(i)));
        }
        assertThat(reads).isEqualTo(1);
        assertThat(prefixes.find(new IdentityId("no-uuid"))).isEmpty();

        stored.add(POOL);
        assertThat(prefixes.find(ITS)).isEqualTo(Optional.empty());
        clock.advance(BOUND);
        assertThat(prefixes.find(ITS)).contains(POOL);
        assertThat(reads).isEqualTo(2);
    }

    @Test
    void after_an_outage_the_next_one_reads_again() {
        PoolPrefixes failing = new PoolPrefixes(clock, BOUND, consumer -> {
            if (reads++ == 0) {
                throw new StoreException("down", new IllegalStateException());
            }
            consumer.accept(POOL);
        });

        assertThatThrownBy(() -> failing.find(ITS)).isInstanceOf(StoreException.class);
        assertThat(failing.find(ITS)).contains(POOL);
    }
}
