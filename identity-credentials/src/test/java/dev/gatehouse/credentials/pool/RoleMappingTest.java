package dev.gatehouse.credentials.pool;

import static dev.gatehouse.credentials.support.StsWorld.PROVIDER;
import static dev.gatehouse.credentials.support.StsWorld.allow;
import static dev.gatehouse.credentials.support.StsWorld.allowed;
import static dev.gatehouse.credentials.support.StsWorld.arn;
import static dev.gatehouse.credentials.support.StsWorld.document;
import static dev.gatehouse.credentials.support.StsWorld.refusal;
import static dev.gatehouse.credentials.support.StsWorld.web;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.RoleName;
import dev.gatehouse.credentials.role.MappingRule;
import dev.gatehouse.credentials.role.MappingRule.Match;
import dev.gatehouse.credentials.role.PrincipalTagMap;
import dev.gatehouse.credentials.role.RoleMapping;
import dev.gatehouse.credentials.role.RoleMapping.AmbiguousRole;
import dev.gatehouse.credentials.sts.CallerIdentity;
import dev.gatehouse.credentials.support.StsWorld;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import dev.gatehouse.user.ExternalIdentity;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Amazon Cognito Developer Guide, "Using role-based access control" and "Using attributes for access control". */
class RoleMappingTest {
    private static StsWorld world(RoleMapping mapping) {
        return new StsWorld(settings -> settings.roleMapping(PROVIDER, mapping))
                .with("Users", web("authenticated"))
                .with("Admins", web("authenticated"))
                .with("Editors", web("authenticated"))
                .with("Guests", web("unauthenticated"));
    }

    /** Returns which role the credentials are of. */
    private static String role(StsWorld world, Outcome<TemporaryCredentials> vended) {
        CallerIdentity identity = world.sts.getCallerIdentity(world.caller(vended.orElseThrow()));
        return identity.arn().replaceAll(".*:assumed-role/(.*)/.*", "$1");
    }

    private static Outcome<TemporaryCredentials> custom(StsWorld world, Map<String, Object> claims, String arn) {
        return world.pool
                .getCredentials(world.identity("alice"), world.login("alice", claims), arn)
                .map(IdentityPool.IdentityCredentials::credentials);
    }

    private static final Refusal CUSTOM = Refusal.of(ErrorCode.NOT_AUTHORIZED, "role.custom");

    @Nested
    class ByToken {
        private final StsWorld world = world(RoleMapping.token(AmbiguousRole.AUTHENTICATED_ROLE));
        private final StsWorld strict = world(RoleMapping.token(AmbiguousRole.DENY));
        private final List<String> both = List.of(arn("Admins"), arn("Editors"));

        @Test
        void theChosenRoleMustBeOneOfTheTokens() {
            Map<String, Object> claims = Map.of("cognito:roles", both, "cognito:preferred_role", arn("Admins"));

            assertThat(role(world, custom(world, claims, arn("Editors")))).isEqualTo("Editors");
            assertThat(refusal(custom(world, claims, arn("Users")))).isEqualTo(CUSTOM);
            assertThat(refusal(custom(world, Map.of(), arn("Users")))).isEqualTo(CUSTOM);
        }

        @Test
        void elseThePreferredRoleElseTheOnlyOneElseItIsAmbiguous() {
            assertThat(role(
                            world,
                            world.credentials(
                                    "alice", Map.of("cognito:roles", both, "cognito:preferred_role", arn("Editors")))))
                    .isEqualTo("Editors");
            assertThat(role(world, world.credentials("alice", Map.of("cognito:roles", List.of(arn("Admins"))))))
                    .isEqualTo("Admins");
            assertThat(role(world, world.credentials("alice", Map.of("cognito:roles", both))))
                    .isEqualTo("Users");
            assertThat(role(world, world.credentials("alice", Map.of()))).isEqualTo("Users");
            assertThat(refusal(strict.credentials("alice", Map.of("cognito:roles", both))))
                    .isEqualTo(Refusal.of(ErrorCode.NOT_AUTHORIZED, "role.ambiguous"));
            assertThat(refusal(strict.credentials("alice", Map.of())))
                    .isEqualTo(Refusal.of(ErrorCode.NOT_AUTHORIZED, "role.ambiguous"));
        }

        @Test
        void aRoleOfAnotherAccountOfTheSameNameIsNotThisRole() {
            String foreign = "arn:aws:iam::999999999999:role/Admins";

            assertThat(refusal(world.credentials("alice", Map.of("cognito:preferred_role", foreign))))
                    .isEqualTo(Refusal.of(ErrorCode.INVALID_IDENTITY_POOL_CONFIGURATION, "role.none"));
        }

        @Test
        void whatIsNoArnIsRefused() {
            for (String bad : List.of("", "Admins", "arn:aws:iam::1:user/x", "arn:aws:iam::" + "x".repeat(4_000))) {
                assertThat(refusal(custom(world, Map.of(), bad)))
                        .isEqualTo(Refusal.of(ErrorCode.INVALID_PARAMETER, "role.custom-arn"));
            }
        }

        @Test
        void aRoleThatDoesNotTrustTheCallerStaysClosedWhoeverNamesIt() {
            Map<String, Object> claims = Map.of("cognito:preferred_role", arn("Guests"));

            assertThat(refusal(world.credentials("alice", claims)))
                    .isEqualTo(Refusal.of(ErrorCode.INVALID_IDENTITY_POOL_CONFIGURATION, "role.trust-policy"));
        }

        @Test
        void aGuestChoosesNothing() {
            Outcome<?> vended =
                    world.pool.getCredentials(world.pool.getId(Map.of()).orElseThrow(), Map.of(), arn("Admins"));

            assertThat(refusal(vended)).isEqualTo(CUSTOM);
        }
    }

    @Nested
    class ByRules {
        private final List<MappingRule> rules = List.of(
                new MappingRule("groups", Match.CONTAINS, "admins", new RoleName("Admins")),
                new MappingRule("level", Match.NOT_EQUAL, "reader", new RoleName("Editors")));
        private final StsWorld world = world(RoleMapping.rules(AmbiguousRole.DENY, rules));
        private final StsWorld lax = world(RoleMapping.rules(AmbiguousRole.AUTHENTICATED_ROLE, rules));

        @Test
        void theFirstRuleThatMatchesDecides() {
            assertThat(role(world, world.credentials("alice", Map.of("groups", List.of("admins"), "level", "editor"))))
                    .isEqualTo("Admins");
            assertThat(role(world, world.credentials("alice", Map.of("level", "editor"))))
                    .isEqualTo("Editors");
            assertThat(refusal(world.credentials("alice", Map.of("level", "reader"))))
                    .isEqualTo(Refusal.of(ErrorCode.NOT_AUTHORIZED, "role.ambiguous"));
            assertThat(refusal(world.credentials("alice", Map.of())))
                    .as("NotEqual is skipped where the claim is absent")
                    .isEqualTo(Refusal.of(ErrorCode.NOT_AUTHORIZED, "role.ambiguous"));
            assertThat(role(lax, lax.credentials("alice", Map.of()))).isEqualTo("Users");
        }

        @Test
        void theCallerChoosesAmongTheRulesThatMatch() {
            Map<String, Object> claims = Map.of("groups", List.of("admins"), "level", "editor");

            assertThat(role(world, custom(world, claims, arn("Editors")))).isEqualTo("Editors");
            assertThat(refusal(custom(world, Map.of("level", "editor"), arn("Admins"))))
                    .isEqualTo(CUSTOM);
            assertThat(refusal(custom(world, claims, arn("Users")))).isEqualTo(CUSTOM);
        }
    }

    @Test
    void withoutAMappingTheCallerChoosesNothing() {
        StsWorld world = new StsWorld().with("Users", web("authenticated"));

        assertThat(refusal(custom(world, Map.of("cognito:roles", List.of(arn("Users"))), arn("Users"))))
                .isEqualTo(CUSTOM);
    }

    @Test
    void tenProvidersHaveAMappingAtMost() {
        IdentityPoolSettings.Builder settings = IdentityPoolSettings.builder(StsWorld.POOL);
        for (int i = 0; i < 11; i++) {
            settings.roleMapping("p" + i, RoleMapping.token(AmbiguousRole.DENY));
        }
        assertThatThrownBy(settings::build).isInstanceOf(IllegalArgumentException.class);
    }

    @Nested
    class Tags {
        private final PrincipalTagMap map = PrincipalTagMap.of(Map.of("team", "custom:team", "client", "aud"));
        private final StsWorld world =
                new StsWorld(settings -> settings.principalTags(PROVIDER, map.transitive(Set.of("team"))));
        private final String ownTeam = document(allow("s3:GetObject", "arn:aws:s3:::teams/${aws:PrincipalTag/team}/*"));

        private boolean opens(TemporaryCredentials credentials, String team) {
            return allowed(world.ask(credentials, "s3:GetObject", "arn:aws:s3:::teams/" + team + "/a"));
        }

        @Test
        void ofClaimsDecideWhereTheTrustPolicyAllowsTagSession() {
            world.with(world.role("Users", document(web("authenticated"), web("authenticated", "sts:TagSession")))
                    .permissionPolicy("own", ownTeam));
            TemporaryCredentials red =
                    world.credentials("alice", Map.of("custom:team", "red")).orElseThrow();

            assertThat(opens(red, "red")).isTrue();
            assertThat(opens(red, "blue")).isFalse();
            TemporaryCredentials none =
                    world.credentials("alice", Map.of("aud", "web")).orElseThrow();
            assertThat(opens(none, "red")).as("no claim, no tag").isFalse();
            assertThat(opens(none, "${aws:PrincipalTag/team}")).isFalse();
        }

        @Test
        void ofClaimsAreRefusedWhereItDoesNot() {
            world.with(world.role("Users", document(web("authenticated"))).permissionPolicy("own", ownTeam));

            assertThat(refusal(world.credentials("alice", Map.of("custom:team", "red"))))
                    .isEqualTo(Refusal.of(ErrorCode.INVALID_IDENTITY_POOL_CONFIGURATION, "role.tag-session"));
            assertThat(world.credentials("alice", Map.of()).asRefusal())
                    .as("without tags nothing is asked")
                    .isEmpty();
        }

        @Test
        void canBeAskedForByTheTrustPolicy() {
            String onlyRed = web("authenticated", "sts:TagSession")
                    .replace(
                            "\"StringEquals\":{",
                            "\"ForAllValues:StringEquals\":{\"aws:TagKeys\":[\"team\"],"
                                    + "\"sts:TransitiveTagKeys\":[\"team\"]},"
                                    + "\"StringEquals\":{\"aws:RequestTag/team\":\"red\",");
            world.with(
                    world.role("Users", document(web("authenticated"), onlyRed)).permissionPolicy("own", ownTeam));

            assertThat(world.credentials("alice", Map.of("custom:team", "red")).asRefusal())
                    .isEmpty();
            assertThat(world.credentials("alice", Map.of("custom:team", "blue")).asRefusal())
                    .isPresent();
            assertThat(world.credentials("alice", Map.of("custom:team", "red", "aud", "web"))
                            .asRefusal())
                    .as("a tag that the trust policy does not list")
                    .isPresent();
        }

        /** IAM: a value is text, never a pattern. */
        @Test
        void cannotSmuggleAPatternIn() {
            world.with(world.role("Users", document(web("authenticated"), web("authenticated", "sts:TagSession")))
                    .permissionPolicy("own", ownTeam));

            for (String evil : List.of("*", "r?d", "${aws:userid}", "re*")) {
                assertThat(refusal(world.credentials("alice", Map.of("custom:team", evil))))
                        .isEqualTo(Refusal.of(ErrorCode.INVALID_PARAMETER, "tags.value"));
            }
        }
    }

    @Nested
    class GuestScope {
        @Test
        void keepsGuestsToTheServicesOfTheReferenceWhateverTheRoleAllows() {
            StsWorld world = new StsWorld().with("Guests", web("unauthenticated"));
            TemporaryCredentials guest = world.guest();

            assertThat(allowed(world.ask(guest, "s3:GetObject", "arn:aws:s3:::public/a")))
                    .isTrue();
            assertThat(allowed(world.ask(guest, "dynamodb:GetItem", "arn:aws:dynamodb:::table/t")))
                    .isTrue();
            for (String action : List.of("iam:CreateUser", "sts:AssumeRole", "ec2:RunInstances", "photos:Read")) {
                assertThat(allowed(world.ask(guest, action, "arn:aws:x:::y")))
                        .as(action)
                        .isFalse();
            }
        }

        @Test
        void isASessionPolicyAndGrantsNothing() {
            StsWorld world = new StsWorld();
            world.with(world.role("Guests", document(web("unauthenticated")))
                    .permissionPolicy("own", document(allow("photos:Read", "*"))));

            assertThat(allowed(world.ask(world.guest(), "s3:GetObject", "arn:aws:s3:::public/a")))
                    .isFalse();
        }

        @Test
        void canBeSwitchedOffByNameAndNeverHoldsForUsers() {
            StsWorld lax = new StsWorld(IdentityPoolSettings.Builder::allowUnscopedGuests)
                    .with("Guests", web("unauthenticated"));
            assertThat(allowed(lax.ask(lax.guest(), "photos:Read", "arn:aws:x:::y")))
                    .isTrue();

            StsWorld world = new StsWorld().with("Users", web("authenticated"));
            assertThat(allowed(world.ask(world.credentials("alice"), "photos:Read", "arn:aws:x:::y")))
                    .isTrue();
        }
    }

    /** A provider cannot say that its users came from another provider, or that they are guests. */
    @Test
    void aForgedMethodOpensNoOtherRole() {
        StsWorld world = new StsWorld(settings -> settings.provider(LoginProvider.of(
                        "evil.example",
                        token -> Outcome.success(ExternalIdentity.builder("evil.example", token)
                                .methods(List.of("unauthenticated", "good.example", "authenticated"))
                                .build()))))
                .with("Users", web("good.example"))
                .with("Guests", web("unauthenticated"));
        Map<String, String> login = Map.of("evil.example", "mallory");

        assertThat(refusal(world.pool.getCredentials(world.pool.getId(login).orElseThrow(), login)))
                .isEqualTo(Refusal.of(ErrorCode.INVALID_IDENTITY_POOL_CONFIGURATION, "role.trust-policy"));
    }
}
