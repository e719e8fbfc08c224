package dev.gatehouse.userpool.maintenance;

import static dev.gatehouse.userpool.support.PoolBench.namePool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.UserId;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.StoreException;
import dev.gatehouse.spi.store.Alias;
import dev.gatehouse.spi.store.AliasKey;
import dev.gatehouse.spi.store.AuthenticatorKey;
import dev.gatehouse.spi.store.InterceptedStores;
import dev.gatehouse.spi.store.StoreInterceptor;
import dev.gatehouse.spi.store.StoreVerb;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.spi.store.UserKey;
import dev.gatehouse.spi.store.UserRow;
import dev.gatehouse.user.AliasKind;
import dev.gatehouse.userpool.support.AccountBench;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class MaintenanceTest {
    private static final String ANNA = "anna@example.org";

    private final AccountBench bench = AccountBench.of(namePool());

    private AliasKey name(String canonical) {
        return new AliasKey(bench.context.pool(), AliasKind.USERNAME, canonical);
    }

    @Test
    void messagesAreDeliveredAndADecoyIsDropped() {
        bench.pool.register("anna", ANNA).orElseThrow();
        bench.pool.signUp.resend("nobody").orElseThrow();
        MaintenanceReport report = bench.maintenance.run(100);
        assertThat(report.messagesSent()).isEqualTo(1);
        assertThat(report.messagesDropped()).isEqualTo(1);
    }

    @Test
    void aDeletionThatStoppedIsFinished() {
        UserId anna = bench.pool.member("anna", ANNA);
        bench.pool.changeRow(
                anna,
                row -> row.toBuilder()
                        .state(UserRow.State.DELETING)
                        .profile(Optional.empty())
                        .build());
        assertThat(bench.maintenance.run(100).deletionsFinished()).isEqualTo(1);
        assertThat(bench.pool.stores.users().find(new UserKey(bench.context.pool(), anna)))
                .isEmpty();
        assertThat(bench.pool.stores.aliases().find(name("anna"))).isEmpty();
        AuthenticatorKey password = new AuthenticatorKey(bench.context.pool(), anna, "password");
        assertThat(bench.pool.stores.authenticators().find(password)).isEmpty();
        assertThat(bench.maintenance.run(100).deletionsFinished()).isZero();
    }

    @Test
    void aClaimOfAUserThatNeverCameToBeIsFencedThenReleased() {
        UserId ghost = new UserId("ghost");
        Alias claim = new Alias(ghost, "ghost", 1, bench.context.now());
        bench.pool.stores.aliases().insert(name("ghost"), claim, bench.context.newWrite());
        assertThat(bench.maintenance.run(100).claimsReleased()).isZero();

        bench.pool.later(Orphans.AGE);
        assertThat(bench.maintenance.run(100).claimsReleased()).isEqualTo(1);
        assertThat(bench.pool.stores.aliases().find(name("ghost"))).isEmpty();
        UserRow late = UserRow.builder().build();
        assertThat(bench.pool
                        .stores
                        .users()
                        .insert(new UserKey(bench.context.pool(), ghost), late, bench.context.newWrite()))
                .as("a flow that is only slow loses")
                .isFalse();
    }

    @Test
    void aStrayClaimOfALiveUserIsReleasedAndItsNamesStay() {
        UserId anna = bench.pool.member("anna", ANNA);
        WriteId read = bench.pool.user("anna").orElseThrow().version();
        bench.pool
                .stores
                .aliases()
                .insert(name("stray"), new Alias(anna, "stray", 1, bench.context.now()), bench.context.newWrite());
        bench.pool.later(Orphans.AGE);
        assertThat(bench.maintenance.run(100).claimsReleased()).isEqualTo(1);
        assertThat(bench.owner("anna")).contains(anna);
        assertThat(bench.owner(ANNA)).contains(anna);
        assertThat(bench.pool.user("anna").orElseThrow().version())
                .as("the fence moves the row, so a commit on the old read loses")
                .isNotEqualTo(read);
    }

    @Test
    void aSignUpThatNobodyConfirmedIsSweptWithItsPasswordAndName() {
        UserId anna = bench.pool.register("anna", ANNA).orElseThrow().user();
        bench.pool.later(bench.context.settings().unconfirmedLife().plusHours(1));
        assertThat(bench.maintenance.run(1_000).rowsSwept()).isPositive();
        bench.maintenance.run(1_000);
        AuthenticatorKey password = new AuthenticatorKey(bench.context.pool(), anna, "password");
        assertThat(bench.pool.stores.authenticators().find(password)).isEmpty();
        assertThat(bench.pool.stores.aliases().find(name("anna"))).isEmpty();
        bench.pool.later(Duration.ofDays(2));
        bench.maintenance.run(1_000);
        assertThat(bench.pool.stores.users().find(new UserKey(bench.context.pool(), anna)))
                .as("the fence is swept too")
                .isEmpty();
    }

    @Test
    void aSmallBudgetGoesOnWhereItStopped() {
        for (int i = 0; i < 7; i++) {
            Alias claim = new Alias(new UserId("ghost" + i), "ghost" + i, 1, bench.context.now());
            bench.pool.stores.aliases().insert(name("ghost" + i), claim, bench.context.newWrite());
        }
        bench.pool.later(Orphans.AGE);
        int released = 0;
        for (int i = 0; i < 7; i++) {
            int now = bench.maintenance.run(2).claimsReleased();
            assertThat(now).isLessThanOrEqualTo(2);
            released += now;
        }
        assertThat(released).isEqualTo(7);
    }

    @Test
    void aFailingStepIsThrownAfterTheOthersHadTheirTurn() {
        bench.pool.register("anna", ANNA).orElseThrow();
        AtomicBoolean down = new AtomicBoolean(true);
        Stores stores = InterceptedStores.around(bench.pool.stores, new StoreInterceptor() {
            @Override
            public <T> T call(StoreVerb verb, Supplier<T> proceed) {
                if (down.get() && verb.store().equals("outbox") && verb.name().equals("page")) {
                    throw new StoreException("the outbox is down");
                }
                return proceed.get();
            }
        });
        AccountBench faulty = bench.over(stores);
        bench.pool
                .stores
                .aliases()
                .insert(
                        name("ghost"),
                        new Alias(new UserId("ghost"), "ghost", 1, bench.context.now()),
                        bench.context.newWrite());
        bench.pool.later(Orphans.AGE);
        assertThatThrownBy(() -> faulty.maintenance.run(100)).isInstanceOf(StoreException.class);
        assertThat(bench.pool.stores.aliases().find(name("ghost"))).isEmpty();
        down.set(false);
        assertThat(faulty.maintenance.run(100).claimsReleased()).isZero();
    }

    @Test
    void aBudgetOutsideItsBoundsIsAFault() {
        for (int budget : new int[] {Integer.MIN_VALUE, 0, 1_001, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> bench.maintenance.run(budget)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
