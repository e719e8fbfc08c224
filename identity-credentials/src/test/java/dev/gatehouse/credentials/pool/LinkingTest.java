package dev.gatehouse.credentials.pool;

import static dev.gatehouse.credentials.pool.IdentityBench.DEVELOPER;
import static dev.gatehouse.credentials.pool.IdentityBench.ONE;
import static dev.gatehouse.credentials.pool.IdentityBench.THREE;
import static dev.gatehouse.credentials.pool.IdentityBench.TWO;
import static dev.gatehouse.credentials.pool.IdentityBench.code;
import static dev.gatehouse.credentials.pool.IdentityBench.logins;
import static dev.gatehouse.credentials.pool.IdentityBench.rules;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.IdentityId;
import dev.gatehouse.Outcome;
import dev.gatehouse.spi.store.Identity;
import dev.gatehouse.store.memory.InMemoryStores;
import dev.gatehouse.testkit.CountingStores;
import dev.gatehouse.throttle.RateLimit;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LinkingTest {
    private final IdentityBench bench = new IdentityBench(new InMemoryStores());
    private final IdentityPool pool = bench.pool;

    @AfterEach
    void whatAlwaysHolds() {
        bench.settled();
    }

    private Outcome<OpenIdToken> token(IdentityId id, String... logins) {
        return pool.openIdToken(id, logins(logins));
    }

    @Nested
    class SeveralLogins {
        @Test
        void ofOneUserAreOneIdentity() {
            IdentityId id = bench.id(ONE, "a", TWO, "a", THREE, "x");

            assertThat(bench.id(ONE, "a")).isEqualTo(id);
            assertThat(bench.id(TWO, "a")).isEqualTo(id);
            assertThat(bench.id(THREE, "x", TWO, "a")).isEqualTo(id);
        }

        @Test
        void linkTheOneThatIsNew() {
            IdentityId id = bench.id(ONE, "a");

            assertThat(token(id, ONE, "a", TWO, "b").orElseThrow().identity()).isEqualTo(id);
            assertThat(bench.finds(TWO, "b")).contains(id);
        }

        @Test
        void ofTwoIdentitiesMakeTheOlderOneTheParent() {
            IdentityId older = bench.id(ONE, "a");
            bench.clock.advance(Duration.ofSeconds(1));
            IdentityId younger = bench.id(TWO, "b");

            assertThat(token(younger, ONE, "a", TWO, "b").orElseThrow().identity())
                    .isEqualTo(older);
            assertThat(bench.finds(TWO, "b")).contains(older);
            assertThat(bench.row(younger).state()).isEqualTo(Identity.State.MERGED);
            assertThat(bench.row(younger).logins()).isEmpty();
            assertThat(token(younger, TWO, "b").orElseThrow().identity())
                    .as("the old id still works and answers the new one")
                    .isEqualTo(older);
        }

        @Test
        void ofOneAgeMergeIntoTheSmallerId() {
            IdentityId first = bench.id(ONE, "a");
            IdentityId second = bench.id(TWO, "b");
            IdentityId smaller = first.value().compareTo(second.value()) < 0 ? first : second;

            assertThat(bench.id(ONE, "a", TWO, "b")).isEqualTo(smaller);
        }

        @Test
        void ofOneProviderAreRefusedAndNothingIsWritten() {
            bench.id(ONE, "a", TWO, "a");
            IdentityId other = bench.id(ONE, "b", THREE, "b");
            CountingStores counting = CountingStores.around(bench.engine);
            IdentityPool counted = bench.node(counting.stores());
            counting.take();

            Outcome<IdentityId> merged = counted.getId(logins(TWO, "a", THREE, "b"));
            Outcome<OpenIdToken> linked = counted.openIdToken(other, logins(THREE, "b", ONE, "c"));

            assertThat(code(merged)).isEqualTo(ErrorCode.RESOURCE_CONFLICT);
            assertThat(code(linked)).isEqualTo(ErrorCode.RESOURCE_CONFLICT);
            assertThat(rules(linked)).containsExactly("identity.other-login-of-provider");
            assertThat(counting.take().keySet()).allMatch(verb -> verb.endsWith(".find"));
            assertThat(bench.finds(ONE, "c")).isEmpty();
        }

        @Test
        void mergeAChainOfIdentitiesIntoOne() {
            IdentityId one = bench.id(ONE, "a");
            bench.clock.advance(Duration.ofSeconds(1));
            IdentityId two = bench.id(TWO, "a");
            bench.clock.advance(Duration.ofSeconds(1));
            IdentityId three = bench.id(THREE, "a");
            assertThat(bench.id(TWO, "a", THREE, "a")).isEqualTo(two);
            assertThat(bench.id(ONE, "a", THREE, "a")).isEqualTo(one);

            assertThat(token(three, TWO, "a").orElseThrow().identity()).isEqualTo(one);
            assertThat(pool.identities().describe(one).orElseThrow().logins()).containsExactly(ONE, THREE, TWO);
        }
    }

    @Nested
    class Negatives {
        @Test
        void aLoginOfAnotherProviderWithTheSameSubjectIsAnotherUser() {
            IdentityId victim = bench.id(ONE, "alice");

            assertThat(bench.id(TWO, "alice")).isNotEqualTo(victim);
            assertThat(code(token(victim, TWO, "alice"))).isEqualTo(ErrorCode.NOT_AUTHORIZED);
            assertThat(rules(token(victim, TWO, "nobody-yet"))).containsExactly("identity.not-of-this-login");
            assertThat(bench.finds(TWO, "nobody-yet")).isEmpty();
        }

        @Test
        void aForgedLoginBesideAGoodOneRefusesBoth() {
            IdentityId id = bench.id(ONE, "a");

            assertThat(code(token(id, ONE, "a", TWO, "forged"))).isEqualTo(ErrorCode.NOT_AUTHORIZED);
            assertThat(pool.identities().describe(id).orElseThrow().logins()).containsExactly(ONE);
        }

        @Test
        void anotherPoolsIdentityDoesNotExistHere() {
            IdentityPool other = bench.open(IdentityBench.settings(IdentityBench.OTHER), bench.engine);
            IdentityId there = other.getId(logins(ONE, "a")).orElseThrow();
            IdentityId guestThere = other.getId(Map.of()).orElseThrow();

            assertThat(code(token(there, ONE, "a"))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
            assertThat(code(token(guestThere))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
            assertThat(code(pool.unlink(there, logins(ONE, "a"), Set.of(ONE)))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
            assertThat(code(pool.identities().describe(there))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
            assertThat(bench.id(ONE, "a")).isNotEqualTo(there);
        }

        @Test
        void aDisabledIdentityGetsNothingAndTakesNothingIn() {
            IdentityId id = bench.id(ONE, "a");
            IdentityId guest = bench.guest();
            pool.identities().disable(id).orElseThrow();
            pool.identities().disable(guest).orElseThrow();

            for (Outcome<?> outcome : new Outcome<?>[] {
                token(id, ONE, "a"),
                token(id, ONE, "a", TWO, "b"),
                pool.getId(logins(ONE, "a")),
                pool.unlink(id, logins(ONE, "a"), Set.of(ONE)),
                token(guest),
                token(guest, TWO, "b")
            }) {
                assertThat(code(outcome)).isEqualTo(ErrorCode.NOT_AUTHORIZED);
            }
            assertThat(bench.finds(TWO, "b")).isEmpty();

            pool.identities().enable(id).orElseThrow();
            assertThat(token(id, ONE, "a").asRefusal()).isEmpty();
        }

        @Test
        void anUnusableSubjectIsRefusedBeforeItIsAKey() {
            for (String subject : new String[] {"a\0b", "\ud800", "x".repeat(50_001)}) {
                assertThat(code(pool.getId(logins(ONE, subject)))).isEqualTo(ErrorCode.NOT_AUTHORIZED);
            }
        }
    }

    @Nested
    class Guests {
        @Test
        void whoSignInKeepTheirIdentity() {
            IdentityId guest = bench.guest();

            assertThat(token(guest, ONE, "a").orElseThrow().identity()).isEqualTo(guest);
            assertThat(bench.id(ONE, "a")).isEqualTo(guest);
            assertThat(bench.row(guest).expiresAt()).as("users are not swept").isEmpty();
        }

        @Test
        void whoSignedInAreNoGuestsAnyMore() {
            IdentityId guest = bench.guest();
            String before = token(guest).orElseThrow().token().value();
            token(guest, ONE, "a").orElseThrow();

            assertThat(rules(token(guest))).containsExactly("identity.not-a-guest");
            assertThat(rules(pool.tokens().verify(before))).containsExactly("identity.not-a-guest");
            assertThat(code(token(guest, TWO, "b"))).isEqualTo(ErrorCode.NOT_AUTHORIZED);
        }

        @Test
        void whoHadAnIdentityBeforeAreMergedIntoIt() {
            IdentityId own = bench.id(ONE, "a");
            bench.clock.advance(Duration.ofSeconds(1));
            IdentityId guest = bench.guest();

            assertThat(token(guest, ONE, "a").orElseThrow().identity()).isEqualTo(own);
            assertThat(code(token(guest))).isEqualTo(ErrorCode.NOT_AUTHORIZED);
        }

        @Test
        void olderThanTheUsersIdentityBecomeTheParent() {
            IdentityId guest = bench.guest();
            bench.clock.advance(Duration.ofSeconds(1));
            bench.id(ONE, "a");

            assertThat(token(guest, ONE, "a").orElseThrow().identity()).isEqualTo(guest);
            assertThat(bench.id(ONE, "a")).isEqualTo(guest);
        }

        @Test
        void areMadeNoFasterThanThePoolAndTheSourceAllow() {
            IdentityPool slow = bench.open(
                    IdentityBench.settings(IdentityBench.OTHER)
                            .guestRate(RateLimit.of(5, Duration.ofMinutes(1)))
                            .guestRatePerSource(RateLimit.of(2, Duration.ofMinutes(1))),
                    bench.engine);
            slow.getId(Map.of(), "192.0.2.1").orElseThrow();
            slow.getId(Map.of(), "192.0.2.1").orElseThrow();

            Outcome<IdentityId> third = slow.getId(Map.of(), "192.0.2.1");
            assertThat(code(third)).isEqualTo(ErrorCode.TOO_MANY_REQUESTS);
            assertThat(third.asRefusal().orElseThrow().retryAfter()).contains(Duration.ofMinutes(1));
            slow.getId(Map.of(), "192.0.2.2").orElseThrow();
            slow.getId(Map.of()).orElseThrow();
            slow.getId(Map.of()).orElseThrow();
            assertThat(code(slow.getId(Map.of()))).as("the pool's own limit").isEqualTo(ErrorCode.TOO_MANY_REQUESTS);
            assertThat(slow.getId(logins(ONE, "a"), "192.0.2.1").asRefusal())
                    .as("a user is no guest")
                    .isEmpty();
            assertThat(code(slow.getId(Map.of(), "x".repeat(257)))).isEqualTo(ErrorCode.INVALID_PARAMETER);

            bench.clock.advance(Duration.ofMinutes(1));
            assertThat(slow.getId(Map.of(), "192.0.2.1").asRefusal()).isEmpty();
        }

        @Test
        void whoStayAwayCanNotComeBackAsUsers() {
            IdentityId guest = bench.guest();
            bench.clock.advance(Duration.ofDays(90));

            assertThat(code(token(guest, ONE, "a"))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        }
    }

    @Nested
    class Unlink {
        @Test
        void makesTheLoginANewUser() {
            IdentityId id = bench.id(ONE, "a", TWO, "b");
            pool.unlink(id, logins(ONE, "a"), Set.of(TWO, THREE)).orElseThrow();

            assertThat(bench.finds(TWO, "b")).isEmpty();
            assertThat(bench.id(TWO, "b")).isNotEqualTo(id);
            assertThat(bench.id(ONE, "a")).isEqualTo(id);
        }

        @Test
        void ofTheLastLoginLeavesAnIdentityThatIsNobodys() {
            IdentityId id = bench.id(ONE, "a", TWO, "b");
            pool.unlink(id, logins(ONE, "a"), Set.of(ONE, TWO)).orElseThrow();

            assertThat(rules(token(id))).containsExactly("identity.not-a-guest");
            assertThat(code(token(id, ONE, "a"))).isEqualTo(ErrorCode.NOT_AUTHORIZED);
            assertThat(code(token(id, THREE, "c"))).isEqualTo(ErrorCode.NOT_AUTHORIZED);
            assertThat(bench.id(ONE, "a")).isNotEqualTo(id);
        }

        @Test
        void needsALoginOfTheIdentity() {
            IdentityId id = bench.id(ONE, "a", TWO, "b");
            bench.id(THREE, "c");

            assertThat(code(pool.unlink(id, logins(THREE, "c"), Set.of(ONE)))).isEqualTo(ErrorCode.NOT_AUTHORIZED);
            assertThat(code(pool.unlink(id, Map.of(), Set.of(ONE)))).isEqualTo(ErrorCode.INVALID_PARAMETER);
            assertThat(bench.finds(ONE, "a")).contains(id);
        }

        @Test
        void makesRoomForAnotherLoginOfTheProvider() {
            IdentityId id = bench.id(ONE, "a", TWO, "b");
            assertThat(code(token(id, ONE, "a", TWO, "c"))).isEqualTo(ErrorCode.RESOURCE_CONFLICT);
            pool.unlink(id, logins(ONE, "a"), Set.of(TWO)).orElseThrow();

            assertThat(token(id, ONE, "a", TWO, "c").orElseThrow().identity()).isEqualTo(id);
        }
    }

    @Test
    void aKnownLoginCostsTwoReadsAndNoWrite() {
        IdentityId id = bench.id(ONE, "a");
        CountingStores counting = CountingStores.around(bench.engine);
        IdentityPool counted = bench.node(counting.stores());
        counted.tokens().jwks();
        counting.take();

        counted.openIdToken(id, logins(ONE, "a")).orElseThrow();

        assertThat(counting.take()).containsOnly(Map.entry("logins.find", 1), Map.entry("identities.find", 1));
    }

    @Test
    void theDevelopersProviderIsNoPublicOne() {
        assertThat(code(pool.getId(logins(DEVELOPER, "a")))).isEqualTo(ErrorCode.INVALID_PARAMETER);
    }
}
