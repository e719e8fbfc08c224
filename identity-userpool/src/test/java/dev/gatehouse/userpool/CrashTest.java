package dev.gatehouse.userpool;

import static dev.gatehouse.userpool.support.PoolBench.emailPool;
import static dev.gatehouse.userpool.support.PoolBench.namePool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.Done;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.FamilyId;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.Secret;
import dev.gatehouse.UserId;
import dev.gatehouse.spi.store.FamilyKey;
import dev.gatehouse.spi.store.RepeatingStores;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.spi.store.TokenFamily;
import dev.gatehouse.testkit.CrashFixture;
import dev.gatehouse.testkit.CrashHarness;
import dev.gatehouse.testkit.Strike;
import dev.gatehouse.throttle.Throttle;
import dev.gatehouse.user.User;
import dev.gatehouse.user.UserStatus;
import dev.gatehouse.userpool.internal.directory.Claims;
import dev.gatehouse.userpool.internal.directory.Found;
import dev.gatehouse.userpool.settings.UserPoolSettings;
import dev.gatehouse.userpool.signup.ConfirmRequest;
import dev.gatehouse.userpool.signup.Registered;
import dev.gatehouse.userpool.support.PoolBench;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every write of sign-up, confirmation and recovery: halted, its answer lost, or a rival let past. */
class CrashTest {
    private static final String ANNA = "anna@example.org";
    private static final Throttle LOOSE = Throttle.of(1_000, Duration.ofSeconds(1), Duration.ofHours(1));

    /** Shorter than a flow's patience, so that a rival can get a code of its own meanwhile. */
    private static final Duration RESEND_WINDOW = Duration.ofSeconds(30);

    /** A world with one pool and the answer that its flow gave, if it gave one. */
    private abstract static class World<T> implements CrashFixture {
        final PoolBench pool;

        @Nullable
        Outcome<T> answer;

        World(UserPoolSettings.Builder settings) {
            this.pool = PoolBench.of(
                    settings.messageThrottle(LOOSE).codeThrottle(LOOSE).codeResendWindow(RESEND_WINDOW));
        }

        abstract Outcome<T> run(PoolBench node);

        @Override
        public Stores stores() {
            return pool.stores;
        }

        @Override
        public void flow(Stores faulty) {
            answer = run(pool.over(RepeatingStores.around(faulty, pool.clock)));
        }

        @Override
        public boolean hasRival() {
            return true;
        }

        boolean acknowledged() {
            return answer != null && answer.asRefusal().isEmpty();
        }

        String freshCode(String name, String address) {
            pool.later(pool.context.settings().codeLife());
            pool.delivery.run(100);
            pool.signUp.resend(name).orElseThrow();
            return pool.code(address);
        }

        long verifiedOwners(String address) {
            return pool.stores.users().page(pool.context.pool(), Optional.empty(), 100).items().stream()
                    .flatMap(row -> row.value().profile().stream())
                    .filter(user ->
                            user.attribute("email").filter(address::equals).isPresent())
                    .filter(user -> user.attribute("email_verified")
                            .filter("true"::equals)
                            .isPresent())
                    .count();
        }
    }

    private static ErrorCode code(Outcome<?> outcome) {
        return outcome.asRefusal().map(Refusal::code).orElseThrow();
    }

    @TestFactory
    Stream<DynamicTest> registeringAUserName() {
        return CrashHarness.of("register, user name", () -> new World<Registered>(namePool()) {
                    @Override
                    Outcome<Registered> run(PoolBench node) {
                        return node.register("anna", ANNA);
                    }

                    @Override
                    public void rival() {
                        pool.later(Claims.POLITENESS);
                        assertThat(pool.register("Anna", "rival@example.org")
                                        .asRefusal()
                                        .map(Refusal::code))
                                .isIn(Optional.empty(), Optional.of(ErrorCode.USERNAME_EXISTS));
                    }

                    @Override
                    public void check(Strike strike) {
                        if (acknowledged() && answer != null) {
                            Found found = pool.user("anna").orElseThrow();
                            assertThat(found.id())
                                    .isEqualTo(answer.orElseThrow().user());
                            assertThat(pool.passwordIs(found.id(), PoolBench.PASSWORD))
                                    .isTrue();
                        }
                        pool.later(Claims.POLITENESS);
                        if (pool.user("anna").isEmpty()) {
                            pool.register("anna", ANNA).orElseThrow();
                        }
                        String address = pool.user("anna")
                                .orElseThrow()
                                .user()
                                .attribute("email")
                                .orElseThrow();
                        pool.confirm("anna", freshCode("anna", address)).orElseThrow();
                        assertThat(pool.passwordIs(
                                        pool.user("anna").orElseThrow().id(), PoolBench.PASSWORD))
                                .isTrue();
                    }
                })
                .everyWrite();
    }

    @TestFactory
    Stream<DynamicTest> registeringAnAddress() {
        return CrashHarness.of("register, address", () -> new World<Registered>(emailPool()) {
                    @Override
                    Outcome<Registered> run(PoolBench node) {
                        return node.register(ANNA);
                    }

                    @Override
                    public void rival() {
                        pool.later(Claims.POLITENESS);
                        pool.register(ANNA).orElseThrow();
                    }

                    @Override
                    public void check(Strike strike) {
                        pool.later(Claims.POLITENESS);
                        pool.register(ANNA).orElseThrow();
                        pool.confirm(ANNA, freshCode(ANNA, ANNA)).orElseThrow();
                        Found found = pool.user(ANNA).orElseThrow();
                        assertThat(found.user().status()).isEqualTo(UserStatus.CONFIRMED);
                        assertThat(pool.passwordIs(found.id(), PoolBench.PASSWORD))
                                .isTrue();
                        assertThat(verifiedOwners(ANNA)).isEqualTo(1);
                    }
                })
                .everyWrite();
    }

    @TestFactory
    Stream<DynamicTest> confirmingWithAnAliasThatARivalWantsToo() {
        return CrashHarness.of("confirm", () -> new World<Done>(namePool()) {
                    private final String annas;
                    private final String bertas;

                    {
                        pool.register("anna", ANNA).orElseThrow();
                        annas = pool.code(ANNA);
                        pool.register("berta", ANNA).orElseThrow();
                        bertas = pool.code(ANNA);
                    }

                    @Override
                    Outcome<Done> run(PoolBench node) {
                        return node.confirm("anna", annas);
                    }

                    @Override
                    public void rival() {
                        pool.later(Claims.POLITENESS);
                        pool.confirm("berta", bertas);
                    }

                    @Override
                    public void check(Strike strike) {
                        assertThat(verifiedOwners(ANNA)).isLessThanOrEqualTo(1);
                        Optional<Found> owner = pool.user(ANNA);
                        if (acknowledged()) {
                            assertThat(owner.orElseThrow().user().username()).isEqualTo("anna");
                        }
                        User anna = pool.user("anna").orElseThrow().user();
                        if (anna.status() == UserStatus.UNCONFIRMED) {
                            pool.later(Claims.POLITENESS);
                            Outcome<Done> again = pool.confirm("anna", freshCode("anna", ANNA));
                            if (owner.isPresent()) {
                                assertThat(code(again)).isEqualTo(ErrorCode.ALIAS_EXISTS);
                            } else {
                                again.orElseThrow();
                            }
                        }
                        assertThat(pool.user(ANNA)).isPresent();
                        assertThat(verifiedOwners(ANNA)).isEqualTo(1);
                    }
                })
                .everyWrite();
    }

    /** A claim left by, or in the hands of, another attempt of the same user is fenced like anybody's. */
    @TestFactory
    Stream<DynamicTest> confirmingTwiceAtOnceByOneUser() {
        return CrashHarness.of("confirm twice", () -> new World<Done>(namePool()) {
                    private final String right;

                    {
                        pool.register("anna", ANNA).orElseThrow();
                        right = pool.code(ANNA);
                    }

                    @Override
                    Outcome<Done> run(PoolBench node) {
                        return node.confirm("anna", right);
                    }

                    @Override
                    public void rival() {
                        pool.later(RESEND_WINDOW);
                        pool.signUp.resend("anna").orElseThrow();
                        pool.confirm("anna", pool.code(ANNA));
                    }

                    @Override
                    public void check(Strike strike) {
                        if (pool.user("anna").orElseThrow().user().status() == UserStatus.UNCONFIRMED) {
                            pool.confirm("anna", freshCode("anna", ANNA)).orElseThrow();
                        }
                        assertThat(pool.user(ANNA).orElseThrow().user().username())
                                .isEqualTo("anna");
                        assertThat(verifiedOwners(ANNA)).isEqualTo(1);
                    }
                })
                .everyWrite();
    }

    @TestFactory
    Stream<DynamicTest> forcingAnAliasFromItsOwner() {
        return CrashHarness.of("force alias", () -> new World<Done>(namePool()) {
                    private final String annas;
                    private final String claras;

                    {
                        pool.member("victor", ANNA);
                        pool.register("anna", ANNA).orElseThrow();
                        annas = pool.code(ANNA);
                        pool.register("clara", ANNA).orElseThrow();
                        claras = pool.code(ANNA);
                    }

                    private Outcome<Done> force(PoolBench node, String name, String code) {
                        return node.signUp.confirm(
                                ConfirmRequest.of(name, Secret.of(code)).forceAliasCreation());
                    }

                    @Override
                    Outcome<Done> run(PoolBench node) {
                        return force(node, "anna", annas);
                    }

                    @Override
                    public void rival() {
                        force(pool, "clara", claras).orElseThrow();
                    }

                    @Override
                    public void check(Strike strike) {
                        assertThat(verifiedOwners(ANNA)).isLessThanOrEqualTo(1);
                        assertThat(pool.user("victor").orElseThrow().user().status())
                                .isEqualTo(UserStatus.CONFIRMED);
                        if (acknowledged()) {
                            assertThat(pool.user("anna").orElseThrow().user().status())
                                    .isEqualTo(UserStatus.CONFIRMED);
                            assertThat(verifiedOwners(ANNA)).isEqualTo(1);
                        }
                        if (pool.user("anna").orElseThrow().user().status() == UserStatus.UNCONFIRMED) {
                            force(pool, "anna", freshCode("anna", ANNA)).orElseThrow();
                        }
                        assertThat(pool.user(ANNA)).isPresent();
                        assertThat(verifiedOwners(ANNA)).isEqualTo(1);
                    }
                })
                .everyWrite();
    }

    @TestFactory
    Stream<DynamicTest> recovering() {
        return CrashHarness.of("recovery", () -> new World<Done>(emailPool()) {
                    private final UserId anna;
                    private final String right;
                    private final FamilyKey family;

                    {
                        anna = pool.member(ANNA);
                        pool.recovery.forgot(ANNA).orElseThrow();
                        right = pool.code(ANNA);
                        family = new FamilyKey(pool.context.pool(), anna, new FamilyId("family"));
                        TokenFamily value = TokenFamily.builder()
                                .client(PoolBench.CLIENT)
                                .sealedKey(new byte[] {1})
                                .generation(1)
                                .rotatedAt(pool.context.now())
                                .authenticatedAt(pool.context.now())
                                .expiresAt(pool.context.now().plus(Duration.ofDays(30)))
                                .build();
                        pool.stores.tokenFamilies().insert(family, value, pool.context.newWrite());
                    }

                    @Override
                    Outcome<Done> run(PoolBench node) {
                        return node.recover(ANNA, right, PoolBench.OTHER_PASSWORD);
                    }

                    @Override
                    public void rival() {
                        pool.changeRow(
                                anna,
                                row -> row.toBuilder()
                                        .profile(row.profile().orElseThrow().toBuilder()
                                                .modifiedAt(pool.context.now())
                                                .build())
                                        .build());
                    }

                    @Override
                    public void check(Strike strike) {
                        if (!acknowledged()) {
                            pool.later(pool.context.settings().codeLife());
                            pool.recovery.forgot(ANNA).orElseThrow();
                            pool.recover(ANNA, pool.code(ANNA), PoolBench.OTHER_PASSWORD)
                                    .orElseThrow();
                        }
                        assertThat(pool.passwordIs(anna, PoolBench.OTHER_PASSWORD))
                                .isTrue();
                        assertThat(pool.user(ANNA).orElseThrow().row().sessionEpoch())
                                .isPositive();
                        assertThat(pool.stores
                                        .tokenFamilies()
                                        .find(family)
                                        .orElseThrow()
                                        .value()
                                        .revoked())
                                .isTrue();
                        assertThat(pool.stores
                                        .revocations()
                                        .since(
                                                pool.context.pool(),
                                                pool.context.now().minus(Duration.ofDays(1)),
                                                Optional.empty(),
                                                10)
                                        .items())
                                .isNotEmpty();
                    }
                })
                .everyWrite();
    }
}
