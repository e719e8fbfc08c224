package dev.gatehouse.userpool.internal.outbox;

import static dev.gatehouse.userpool.support.PoolBench.emailPool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.UserId;
import dev.gatehouse.spi.store.OutboxMessage;
import dev.gatehouse.spi.store.Row;
import dev.gatehouse.spi.store.UserRow;
import dev.gatehouse.userpool.support.PoolBench;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeliveryTest {
    private static final String ANNA = "anna@example.org";

    private final PoolBench pool = PoolBench.of(emailPool());

    private List<OutboxMessage> waiting() {
        return pool.stores.outbox().page(pool.context.pool(), Optional.empty(), 100).items().stream()
                .map(Row::value)
                .toList();
    }

    @Test
    void aMessageWaitsLongerAfterEveryFailureAndIsGivenUpAtItsEnd() {
        pool.register(ANNA).orElseThrow();
        pool.sender.failNext(1_000);
        assertThat(pool.delivery.run(10)).isEqualTo(new Delivery.Report(0, 0, 1));
        assertThat(pool.delivery.run(10)).isEqualTo(new Delivery.Report(0, 0, 0));
        pool.later(Duration.ofSeconds(5));
        assertThat(pool.delivery.run(10).failed()).isEqualTo(1);
        pool.later(Duration.ofSeconds(5));
        assertThat(pool.delivery.run(10).failed()).isZero();
        pool.later(Outbox.CODE_LIFE);
        assertThat(pool.delivery.run(10).dropped()).isEqualTo(1);
        assertThat(waiting()).isEmpty();
        assertThat(pool.sender.all()).isEmpty();
    }

    @Test
    void aMessageThatFailedIsSentLaterAndItsCodeLivesFromThen() {
        pool.register(ANNA).orElseThrow();
        pool.sender.failNext(1);
        pool.delivery.run(10);
        pool.later(Duration.ofMinutes(20));
        String code = pool.code(ANNA);
        pool.later(pool.context.settings().codeLife().minusMillis(1));
        pool.confirm(ANNA, code).orElseThrow();
    }

    @Test
    void aNodeThatDiesWhileItSendsLeavesTheMessageToAnother() {
        pool.register(ANNA).orElseThrow();
        Row<?, OutboxMessage> row = pool.stores
                .outbox()
                .page(pool.context.pool(), Optional.empty(), 10)
                .items()
                .get(0);
        pool.stores
                .outbox()
                .replace(
                        pool.stores
                                .outbox()
                                .page(pool.context.pool(), Optional.empty(), 10)
                                .items()
                                .get(0)
                                .key(),
                        row.version(),
                        row.value().toBuilder()
                                .nextAttemptAt(pool.context.now().plus(Delivery.LEASE))
                                .build(),
                        pool.context.newWrite());
        assertThat(pool.delivery.run(10).sent()).isZero();
        pool.later(Delivery.LEASE);
        assertThat(pool.delivery.run(10).sent()).isEqualTo(1);
    }

    @Test
    void messagesThatWaitDoNotStarveThoseBehindThem() {
        for (int i = 0; i < 60; i++) {
            pool.register("user" + i + "@example.org").orElseThrow();
        }
        pool.sender.failNext(30);
        for (int i = 0; i < 40; i++) {
            pool.delivery.run(3);
        }
        assertThat(pool.sender.all()).hasSize(30);
    }

    @Test
    void aMessageForAUserThatIsGoneIsDropped() {
        UserId id = pool.register(ANNA).orElseThrow().user();
        pool.changeRow(id, row -> row.toBuilder().state(UserRow.State.DELETING).build());
        assertThat(pool.delivery.run(10)).isEqualTo(new Delivery.Report(0, 1, 0));
        assertThat(pool.sender.all()).isEmpty();
    }

    @Test
    void neitherAddressNorCodeRestsInTheOutboxOrTheCodeRow() {
        pool.register(ANNA).orElseThrow();
        assertThat(waiting()).hasSize(1).allSatisfy(message -> {
            assertThat(new String(message.sealedBody(), StandardCharsets.ISO_8859_1))
                    .doesNotContain(ANNA);
            assertThat(message.toString()).doesNotContain(ANNA);
        });
        String code = pool.code(ANNA);
        pool.stores
                .oneTimes()
                .page(pool.context.pool(), Optional.empty(), 10)
                .items()
                .forEach(row -> {
                    assertThat(row.toString()).doesNotContain(code).doesNotContain(ANNA);
                    assertThat(new String(row.value().mac(), StandardCharsets.ISO_8859_1))
                            .doesNotContain(code);
                });
        assertThat(waiting()).isEmpty();
    }
}
