package dev.gatehouse.userpool;

import static dev.gatehouse.userpool.support.PoolBench.emailPool;
import static dev.gatehouse.userpool.support.PoolBench.namePool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.Outcome;
import dev.gatehouse.Secret;
import dev.gatehouse.UserId;
import dev.gatehouse.spi.store.RepeatingStores;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.testkit.CrashFixture;
import dev.gatehouse.testkit.CrashHarness;
import dev.gatehouse.testkit.Strike;
import dev.gatehouse.token.AccessToken;
import dev.gatehouse.userpool.admin.CreateUserRequest;
import dev.gatehouse.userpool.internal.directory.Claims;
import dev.gatehouse.userpool.session.TokenSet;
import dev.gatehouse.userpool.settings.UserPoolSettings;
import dev.gatehouse.userpool.support.AccountBench;
import dev.gatehouse.userpool.support.PoolBench;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every write of a change of address, an administrator's create and disable, and a deletion. */
class AccountCrashTest {
    private static final String ANNA = "anna@example.org";
    private static final String NEW = "new@example.org";

    private abstract static class World implements CrashFixture {
        final AccountBench bench;

        @Nullable
        Outcome<?> answer;

        World(UserPoolSettings.Builder settings) {
            this.bench =
                    AccountBench.of(settings.messageThrottle(AccountBench.LOOSE).codeThrottle(AccountBench.LOOSE));
        }

        abstract Outcome<?> run(AccountBench node);

        @Override
        public Stores stores() {
            return bench.pool.stores;
        }

        @Override
        public void flow(Stores faulty) {
            answer = run(bench.over(RepeatingStores.around(faulty, bench.pool.clock)));
        }

        boolean acknowledged() {
            return answer != null && answer.asRefusal().isEmpty();
        }

        void changeTo(AccessToken token, String email) {
            bench.profile.update(token, Map.of("email", email), Set.of()).orElseThrow();
        }
    }

    @TestFactory
    Stream<DynamicTest> requestingANewAddress() {
        return CrashHarness.of("change e-mail: request", () -> new World(emailPool()) {
                    final UserId anna = bench.pool.member(ANNA);
                    final AccessToken token = bench.token(anna);

                    @Override
                    Outcome<?> run(AccountBench node) {
                        return node.profile.update(token, Map.of("email", NEW), Set.of());
                    }

                    @Override
                    public void check(Strike strike) {
                        assertThat(bench.owner(ANNA)).contains(anna);
                        assertThat(bench.owner(NEW)).isEmpty();
                        if (acknowledged()) {
                            assertThat(bench.code(NEW)).hasSize(6);
                        }
                        changeTo(token, NEW);
                        bench.profile
                                .verify(token, "email", Secret.of(bench.code(NEW)))
                                .orElseThrow();
                        assertThat(bench.owner(NEW)).contains(anna);
                    }
                })
                .everyWrite();
    }

    @TestFactory
    Stream<DynamicTest> verifyingANewAddress() {
        return CrashHarness.of("change e-mail: verify", () -> new World(emailPool()) {
                    final UserId anna = bench.pool.member(ANNA);
                    final AccessToken token = bench.token(anna);
                    final UserId berta = bench.pool.member("berta@example.org");
                    final AccessToken hers = bench.token(berta);
                    final String herCode = request(hers);
                    final String code = request(token);

                    String request(AccessToken who) {
                        bench.pool.sender.clear();
                        changeTo(who, NEW);
                        return bench.code(NEW);
                    }

                    @Override
                    Outcome<?> run(AccountBench node) {
                        return node.profile.verify(token, "email", Secret.of(code));
                    }

                    @Override
                    public boolean hasRival() {
                        return true;
                    }

                    @Override
                    public void rival() {
                        bench.pool.later(Claims.POLITENESS);
                        bench.profile.verify(hers, "email", Secret.of(herCode));
                    }

                    @Override
                    public void check(Strike strike) {
                        List<UserId> owners = Stream.of(anna, berta)
                                .filter(user -> bench.admin
                                        .get(user.value())
                                        .orElseThrow()
                                        .attribute("email")
                                        .equals(Optional.of(NEW)))
                                .toList();
                        assertThat(owners).hasSizeLessThanOrEqualTo(1);
                        assertThat(bench.owner(NEW)).isEqualTo(owners.stream().findFirst());
                        if (acknowledged()) {
                            assertThat(owners).containsExactly(anna);
                            assertThat(bench.owner(ANNA)).isEmpty();
                        }
                        if (!owners.contains(anna)) {
                            assertThat(bench.owner(ANNA)).contains(anna);
                        }
                        bench.pool.later(Duration.ofMinutes(11));
                        if (owners.isEmpty()) {
                            changeTo(token, NEW);
                            bench.pool.sender.clear();
                            bench.profile
                                    .verify(token, "email", Secret.of(bench.code(NEW)))
                                    .orElseThrow();
                            assertThat(bench.owner(NEW)).contains(anna);
                        }
                    }
                })
                .everyWrite();
    }

    @TestFactory
    Stream<DynamicTest> creatingAUser() {
        return CrashHarness.of("admin create", () -> new World(namePool()) {
                    private Outcome<?> create(AccountBench node, String name) {
                        return node.admin.create(CreateUserRequest.builder(name)
                                .attributes(Map.of("email", ANNA))
                                .verified(Set.of("email"))
                                .build());
                    }

                    @Override
                    Outcome<?> run(AccountBench node) {
                        return create(node, "anna");
                    }

                    @Override
                    public boolean hasRival() {
                        return true;
                    }

                    @Override
                    public void rival() {
                        bench.pool.later(Claims.POLITENESS);
                        create(bench, "berta");
                    }

                    @Override
                    public void check(Strike strike) {
                        if (acknowledged()) {
                            assertThat(bench.owner("anna")).isPresent();
                            assertThat(bench.owner(ANNA)).isEqualTo(bench.owner("anna"));
                        }
                        assertThat(bench.owner("anna").isPresent()
                                        && bench.owner("berta").isPresent())
                                .isFalse();
                        bench.pool.later(Claims.POLITENESS);
                        if (bench.owner(ANNA).isEmpty()) {
                            create(bench, "anna").orElseThrow();
                        }
                        assertThat(bench.owner(ANNA))
                                .isEqualTo(bench.owner("anna").or(() -> bench.owner("berta")));
                        bench.pool.later(Duration.ofHours(2));
                        bench.maintenance.run(1_000);
                        assertThat(stores().authenticators()
                                        .page(bench.context.pool(), Optional.empty(), 10)
                                        .items())
                                .as("no password is left of a user that never came to be")
                                .hasSize(1);
                    }
                })
                .everyWrite();
    }

    @TestFactory
    Stream<DynamicTest> disablingAUser() {
        return CrashHarness.of("disable", () -> new World(emailPool()) {
                    final UserId anna = bench.pool.member(ANNA);
                    final TokenSet session = bench.signIn(anna);

                    @Override
                    Outcome<?> run(AccountBench node) {
                        return node.admin.disable(ANNA);
                    }

                    @Override
                    public void check(Strike strike) {
                        boolean enabled = bench.admin.get(ANNA).orElseThrow().enabled();
                        assertThat(bench.sessions
                                        .refresh(session.refreshToken(), PoolBench.CLIENT)
                                        .asRefusal()
                                        .isEmpty())
                                .isEqualTo(enabled);
                        if (!acknowledged()) {
                            bench.admin.disable(ANNA).orElseThrow();
                        }
                        bench.pool.later(bench.context.settings().revocationBound());
                        assertThat(bench.tokens.verify(session.accessToken()).asRefusal())
                                .isPresent();
                    }
                })
                .everyWrite();
    }

    @TestFactory
    Stream<DynamicTest> deletingAUser() {
        return CrashHarness.of("delete", () -> new World(namePool()) {
                    final UserId anna = bench.pool.member("anna", ANNA);
                    final TokenSet session = bench.signIn(anna);

                    @Override
                    Outcome<?> run(AccountBench node) {
                        return node.profile.delete(session.accessToken());
                    }

                    @Override
                    public boolean hasRival() {
                        return true;
                    }

                    /** Takes the name as soon as it is free. */
                    @Override
                    public void rival() {
                        bench.pool.later(Claims.POLITENESS);
                        bench.pool.register("anna", "rival@example.org");
                    }

                    @Override
                    public void check(Strike strike) {
                        boolean gone = !bench.owner("anna").equals(Optional.of(anna));
                        if (acknowledged()) {
                            assertThat(gone).isTrue();
                        }
                        if (!gone) {
                            bench.admin.delete(anna.value()).orElseThrow();
                        }
                        bench.maintenance.run(1_000);
                        assertThat(bench.admin.get(anna.value()).asRefusal()).isPresent();
                        assertThat(bench.owner(ANNA)).isEmpty();
                        assertThat(stores().authenticators()
                                        .ofUser(bench.context.pool(), anna, Optional.empty(), 10)
                                        .items())
                                .isEmpty();
                        assertThat(bench.sessions
                                        .refresh(session.refreshToken(), PoolBench.CLIENT)
                                        .asRefusal())
                                .isPresent();
                        bench.pool.later(bench.context.settings().revocationBound());
                        assertThat(bench.tokens.verify(session.accessToken()).asRefusal())
                                .isPresent();
                        if (bench.owner("anna").isEmpty()) {
                            bench.pool.later(Claims.POLITENESS);
                            bench.pool.register("anna", "next@example.org").orElseThrow();
                        }
                    }
                })
                .everyWrite();
    }
}
