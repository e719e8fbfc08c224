package dev.gatehouse.credentials.pool;

import static dev.gatehouse.credentials.pool.IdentityBench.DEVELOPER;
import static dev.gatehouse.credentials.pool.IdentityBench.ONE;
import static dev.gatehouse.credentials.pool.IdentityBench.TWO;
import static dev.gatehouse.credentials.pool.IdentityBench.code;
import static dev.gatehouse.credentials.pool.IdentityBench.logins;
import static dev.gatehouse.credentials.pool.IdentityBench.rules;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.Cursor;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.IdentityId;
import dev.gatehouse.Outcome;
import dev.gatehouse.store.memory.InMemoryStores;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DeveloperIdentitiesTest {
    private final IdentityBench bench = new IdentityBench(new InMemoryStores());
    private final IdentityPool pool = bench.pool;
    private final DeveloperIdentities developers = pool.developers();

    private static DeveloperTokenRequest.Builder request(String user) {
        return DeveloperTokenRequest.builder(user);
    }

    @Nested
    class OpenIdTokens {
        @Test
        void areOfTheSameIdentityEveryTimeAndWorkAsALogin() {
            OpenIdToken token = developers.openIdToken(request("ann").build()).orElseThrow();
            assertThat(bench.developer("ann")).isEqualTo(token.identity());
            Map<String, String> login =
                    logins(IdentityTokens.PROVIDER, token.token().value());

            assertThat(pool.getId(login).orElseThrow()).isEqualTo(token.identity());
            IdentityToken second = pool.tokens()
                    .verify(pool.openIdToken(token.identity(), login)
                            .orElseThrow()
                            .token()
                            .value())
                    .orElseThrow();
            assertThat(second.methods())
                    .startsWith("authenticated", DEVELOPER)
                    .anyMatch(method -> method.endsWith(":ann"));
        }

        @Test
        void ofOneIdentityOpenNoOther() {
            OpenIdToken ann = developers.openIdToken(request("ann").build()).orElseThrow();
            IdentityId bob = bench.developer("bob");
            IdentityId guest = bench.guest();
            Map<String, String> login =
                    logins(IdentityTokens.PROVIDER, ann.token().value());

            assertThat(code(pool.openIdToken(bob, login))).isEqualTo(ErrorCode.NOT_AUTHORIZED);
            assertThat(code(pool.openIdToken(guest, login))).isEqualTo(ErrorCode.NOT_AUTHORIZED);
            assertThat(code(pool.openIdToken(
                            ann.identity(),
                            logins(IdentityTokens.PROVIDER, ann.token().value(), ONE, "a"))))
                    .isEqualTo(ErrorCode.INVALID_PARAMETER);
        }

        @Test
        void areNotRenewedByWhatTheyOpen() {
            OpenIdToken first = developers
                    .openIdToken(request("ann").life(Duration.ofMinutes(3)).build())
                    .orElseThrow();
            Instant end = bench.clock.instant().plus(Duration.ofMinutes(3));
            bench.clock.advance(Duration.ofMinutes(2));

            OpenIdToken second = pool.openIdToken(
                            first.identity(),
                            logins(IdentityTokens.PROVIDER, first.token().value()))
                    .orElseThrow();

            assertThat(pool.tokens()
                            .verify(second.token().value())
                            .orElseThrow()
                            .expiresAt())
                    .isEqualTo(end);
        }

        @Test
        void aGuestsOwnTokenIsNoLogin() {
            IdentityId guest = bench.guest();
            String token =
                    pool.openIdToken(guest, Map.of()).orElseThrow().token().value();

            assertThat(code(pool.getId(logins(IdentityTokens.PROVIDER, token)))).isEqualTo(ErrorCode.NOT_AUTHORIZED);
        }

        @Test
        void liveFifteenMinutesUnlessAskedOtherwise() {
            OpenIdToken standard =
                    developers.openIdToken(request("ann").build()).orElseThrow();
            assertThat(pool.tokens()
                            .verify(standard.token().value())
                            .orElseThrow()
                            .expiresAt())
                    .isEqualTo(bench.clock.instant().plus(Duration.ofMinutes(15)));
            OpenIdToken longest = developers
                    .openIdToken(request("ann").life(Duration.ofHours(24)).build())
                    .orElseThrow();
            bench.clock.advance(Duration.ofHours(24).minusSeconds(1));
            assertThat(pool.tokens().verify(longest.token().value()).asRefusal())
                    .isEmpty();
            bench.clock.advance(Duration.ofSeconds(6));
            assertThat(code(pool.tokens().verify(longest.token().value()))).isEqualTo(ErrorCode.EXPIRED_TOKEN);
            for (Duration life : List.of(Duration.ZERO, Duration.ofHours(24).plusSeconds(1))) {
                assertThat(rules(
                                developers.openIdToken(request("ann").life(life).build())))
                        .containsExactly("developer.token-life");
            }
        }

        @Test
        void carryPrincipalTags() {
            OpenIdToken token = developers
                    .openIdToken(request("ann").principalTag("tenant", "blue").build())
                    .orElseThrow();

            assertThat(pool.tokens().verify(token.token().value()).orElseThrow().principalTags())
                    .containsExactly(Map.entry("tenant", "blue"));
            assertThat(rules(developers.openIdToken(
                            request("ann").principalTag("", "x").build())))
                    .containsExactly("developer.tags");
            assertThat(rules(developers.openIdToken(
                            request("ann").principalTag("a", "x".repeat(257)).build())))
                    .containsExactly("developer.tags");
        }

        @Test
        void linkTheUserToTheGuestThatItWas() {
            IdentityId guest = bench.guest();

            OpenIdToken token = developers
                    .openIdToken(request("ann").identity(guest).build())
                    .orElseThrow();

            assertThat(token.identity()).isEqualTo(guest);
            assertThat(bench.developer("ann")).isEqualTo(guest);
            assertThat(code(pool.openIdToken(guest, Map.of()))).isEqualTo(ErrorCode.NOT_AUTHORIZED);
        }

        @Test
        void linkSeveralUsersAndPublicLoginsToOneIdentity() {
            IdentityId id = bench.developer("ann");
            developers.openIdToken(request("ann-at-work").identity(id).build()).orElseThrow();
            developers.openIdToken(request("ann").login(ONE, "a").build()).orElseThrow();

            assertThat(bench.developer("ann-at-work")).isEqualTo(id);
            assertThat(bench.id(ONE, "a")).isEqualTo(id);
            assertThat(code(developers.openIdToken(
                            request("ann").login(ONE, "forged").build())))
                    .isEqualTo(ErrorCode.NOT_AUTHORIZED);
        }

        @Test
        void ofARegisteredUserForAnotherIdentityAreRefused() {
            bench.developer("ann");
            IdentityId bob = bench.developer("bob");

            assertThat(code(developers.openIdToken(request("ann").identity(bob).build())))
                    .isEqualTo(ErrorCode.DEVELOPER_USER_ALREADY_REGISTERED);
            assertThat(code(developers.openIdToken(request("new")
                            .identity(new IdentityId("us-east-1:nobody"))
                            .build())))
                    .isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
            assertThat(bench.finds(DEVELOPER, "new")).isEmpty();
        }

        @Test
        void areBoundedToTwentyUsersOfOneIdentity() {
            IdentityId id = bench.developer("user-0");
            for (int n = 1; n < 20; n++) {
                developers
                        .openIdToken(request("user-" + n).identity(id).build())
                        .orElseThrow();
            }

            assertThat(code(developers.openIdToken(
                            request("user-20").identity(id).build())))
                    .isEqualTo(ErrorCode.RESOURCE_CONFLICT);
            assertThat(bench.finds(DEVELOPER, "user-20")).isEmpty();
        }

        @Test
        void refuseNamesThatCannotBeKept() {
            for (String user : List.of("", "x".repeat(513), "a\0", "\udc00")) {
                assertThat(rules(developers.openIdToken(request(user).build()))).containsExactly("developer.user");
            }
        }
    }

    @Nested
    class Lookup {
        @Test
        void pagesThroughTheUsersOfAnIdentity() {
            IdentityId id = bench.developer("u0");
            for (int n = 1; n < 7; n++) {
                developers.openIdToken(request("u" + n).identity(id).build()).orElseThrow();
            }
            List<String> all = new ArrayList<>();
            Optional<Cursor> cursor = Optional.empty();
            do {
                DeveloperUsers page = developers.lookup(id, 3, cursor).orElseThrow();
                all.addAll(page.users().items());
                cursor = page.users().next();
            } while (cursor.isPresent());

            assertThat(all).containsExactly("u0", "u1", "u2", "u3", "u4", "u5", "u6");
            DeveloperUsers byUser =
                    developers.lookup("u4", 60, Optional.empty()).orElseThrow();
            assertThat(byUser.identity()).isEqualTo(id);
            assertThat(byUser.users().items()).isEqualTo(all);
        }

        @Test
        void tellsAWrongPairAndAnUnknownUser() {
            IdentityId ann = bench.developer("ann");
            bench.developer("bob");

            assertThat(developers.lookup(ann, "ann", 60, Optional.empty()).asRefusal())
                    .isEmpty();
            assertThat(code(developers.lookup(ann, "bob", 60, Optional.empty())))
                    .isEqualTo(ErrorCode.RESOURCE_CONFLICT);
            assertThat(code(developers.lookup("nobody", 60, Optional.empty()))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
            assertThat(rules(developers.lookup(ann, 0, Optional.empty()))).containsExactly("page.limit");
        }

        @Test
        void takesNoTokenOfAnotherIdentity() {
            IdentityId ann = bench.developer("ann");
            developers.openIdToken(request("ann2").identity(ann).build()).orElseThrow();
            IdentityId bob = bench.developer("bob");
            Optional<Cursor> next = developers
                    .lookup(ann, 1, Optional.empty())
                    .orElseThrow()
                    .users()
                    .next();

            assertThat(next).isPresent();
            assertThat(rules(developers.lookup(bob, 1, next))).containsExactly("page.token");
        }
    }

    @Nested
    class Merge {
        @Test
        void goesTheWayThatWasAskedFor() {
            IdentityId ann = bench.developer("ann");
            bench.clock.advance(Duration.ofSeconds(1));
            IdentityId bob = bench.developer("bob");
            developers.openIdToken(request("ann").login(ONE, "a").build()).orElseThrow();

            assertThat(developers.merge("ann", "bob").orElseThrow())
                    .as("the younger, since it was asked")
                    .isEqualTo(bob);
            assertThat(bench.developer("ann")).isEqualTo(bob);
            assertThat(bench.id(ONE, "a")).isEqualTo(bob);
            assertThat(pool.identities().describe(ann).orElseThrow().enabled()).isFalse();
            assertThat(developers.merge("ann", "bob").orElseThrow())
                    .as("a repeat")
                    .isEqualTo(bob);
            bench.settled();
        }

        @Test
        void ofTwoLoginsOfOneProviderIsRefused() {
            bench.developer("ann");
            bench.developer("bob");
            developers.openIdToken(request("ann").login(ONE, "a").build()).orElseThrow();
            developers.openIdToken(request("bob").login(ONE, "b").build()).orElseThrow();

            assertThat(code(developers.merge("ann", "bob"))).isEqualTo(ErrorCode.RESOURCE_CONFLICT);
            assertThat(code(developers.merge("ann", "nobody"))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
            bench.settled();
        }
    }

    @Nested
    class Unlink {
        @Test
        void makesTheUserANewOne() {
            IdentityId id = bench.developer("ann");
            developers.openIdToken(request("ann").login(TWO, "a").build()).orElseThrow();

            developers.unlink(id, "ann").orElseThrow();

            assertThat(bench.finds(DEVELOPER, "ann")).isEmpty();
            assertThat(bench.developer("ann")).isNotEqualTo(id);
            assertThat(bench.id(TWO, "a")).isEqualTo(id);
        }

        @Test
        void ofAnothersUserIsRefused() {
            IdentityId ann = bench.developer("ann");
            bench.developer("bob");

            assertThat(code(developers.unlink(ann, "bob"))).isEqualTo(ErrorCode.RESOURCE_CONFLICT);
            assertThat(code(developers.unlink(ann, "nobody"))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
            assertThat(bench.finds(DEVELOPER, "bob")).isPresent();
        }
    }

    @Test
    void aPoolWithoutADeveloperProviderRefusesAllOfIt() {
        IdentityPool none = bench.open(IdentityPoolSettings.builder(IdentityBench.OTHER), bench.engine);
        IdentityId id = new IdentityId("us-east-1:x");

        for (Outcome<?> outcome : List.of(
                none.developers().openIdToken(request("ann").build()),
                none.developers().lookup("ann", 1, Optional.empty()),
                none.developers().lookup(id, 1, Optional.empty()),
                none.developers().merge("a", "b"),
                none.developers().unlink(id, "a"))) {
            assertThat(rules(outcome)).containsExactly("developer.provider");
        }
    }

    @Test
    void anotherDeveloperProvidersUsersAreOthers() {
        IdentityId ann = bench.developer("ann");
        IdentityPool renamed =
                bench.open(IdentityBench.settings(IdentityBench.POOL).developerProvider("login.other"), bench.engine);

        assertThat(code(renamed.developers().lookup("ann", 1, Optional.empty())))
                .isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(renamed.developers()
                        .openIdToken(request("ann").build())
                        .orElseThrow()
                        .identity())
                .isNotEqualTo(ann);
        assertThat(bench.developer("ann")).isEqualTo(ann);
    }
}
