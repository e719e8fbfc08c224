package dev.gatehouse.credentials.sts;

import static dev.gatehouse.credentials.support.StsWorld.ACCOUNT;
import static dev.gatehouse.credentials.support.StsWorld.DEPLOY;
import static dev.gatehouse.credentials.support.StsWorld.allow;
import static dev.gatehouse.credentials.support.StsWorld.allowed;
import static dev.gatehouse.credentials.support.StsWorld.arn;
import static dev.gatehouse.credentials.support.StsWorld.asking;
import static dev.gatehouse.credentials.support.StsWorld.document;
import static dev.gatehouse.credentials.support.StsWorld.refusal;
import static dev.gatehouse.credentials.support.StsWorld.rule;
import static dev.gatehouse.credentials.support.StsWorld.trusts;
import static dev.gatehouse.credentials.support.StsWorld.web;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Refusal;
import dev.gatehouse.RoleName;
import dev.gatehouse.credentials.role.PrincipalTagMap;
import dev.gatehouse.credentials.signature.SigningCredentials;
import dev.gatehouse.credentials.support.StsWorld;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import dev.gatehouse.testkit.UnsafeSeededRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** AWS Security Token Service API Reference, "AssumeRole"; IAM User Guide, "Roles terms and concepts", role chaining. */
class AssumeRoleTest {
    private static final Refusal CLOSED = Refusal.of(ErrorCode.ACCESS_DENIED, "sts.assume-role");

    private final StsWorld world = new StsWorld(settings -> settings.principalTags(
                    StsWorld.PROVIDER,
                    PrincipalTagMap.of(Map.of("team", "team", "desk", "desk")).transitive(Set.of("team"))))
            .with("Users", web("authenticated"), web("authenticated", "sts:TagSession"));
    private final String byUsers = trusts(arn("Users"), "sts:AssumeRole", "");

    private Refusal refused(TemporaryCredentials as, AssumeRoleRequest.Builder request) {
        return refusal(world.sts.assumeRole(world.caller(as), request.build()));
    }

    private boolean open(TemporaryCredentials credentials, String action) {
        return allowed(world.ask(credentials, action, "arn:aws:s3:::photos/a"));
    }

    @Test
    void aSessionAssumesARoleThatTrustsItsRole() {
        world.with("Next", byUsers);
        AssumedRole assumed = world.sts
                .assumeRole(
                        world.caller(world.credentials("alice")), asking("Next").build())
                .orElseThrow();

        assertThat(assumed.assumedRoleArn()).isEqualTo("arn:aws:sts::" + ACCOUNT + ":assumed-role/Next/session-1");
        assertThat(assumed.assumedRoleId()).endsWith(":session-1");
        assertThat(assumed.packedPolicySize()).isBetween(1, 40);
        assertThat(assumed.credentials().expiration())
                .isEqualTo(world.clock.instant().plus(Duration.ofHours(1)));
        CallerIdentity identity = world.sts.getCallerIdentity(world.caller(assumed.credentials()));
        assertThat(identity).isEqualTo(new CallerIdentity(assumed.assumedRoleArn(), assumed.assumedRoleId(), ACCOUNT));
        assertThat(open(assumed.credentials(), "s3:GetObject")).isTrue();
    }

    @Test
    void neitherSideAloneIsEnough() {
        world.with("Other", trusts(arn("Nobody"), "sts:AssumeRole", ""));
        assertThat(refused(world.credentials("alice"), asking("Other"))).isEqualTo(CLOSED);
        assertThat(refused(world.credentials("alice"), asking("Absent")))
                .as("told like one that is closed")
                .isEqualTo(CLOSED);

        world.with("Next", byUsers);
        world.with(world.role("Users", document(web("authenticated")))
                .permissionPolicy("s3", document(allow("s3:*", "*"))));
        assertThat(refused(world.credentials("alice"), asking("Next"))).isEqualTo(CLOSED);
    }

    @Test
    void aRoleArnOfAnotherAccountIsNotThisRole() {
        world.with("Next", byUsers);

        assertThat(refused(
                        world.credentials("alice"),
                        AssumeRoleRequest.builder("arn:aws:iam::999999999999:role/Next", "session-1")))
                .isEqualTo(CLOSED);
    }

    @Test
    void aGuestGoesNoFurther() {
        world.with("Guests", web("unauthenticated")).with("Next", trusts(arn("Guests"), "sts:AssumeRole", ""));

        assertThat(refused(world.guest(), asking("Next")))
                .as("the scope-down has no sts")
                .isEqualTo(CLOSED);
    }

    @Nested
    class Chains {
        @Test
        void lastAnHourAtMostHoweverLongTheRoleMay() {
            world.with(world.role("Next", document(byUsers))
                    .permissionPolicy("all", document(allow("*", "*")))
                    .maxSessionDuration(Duration.ofHours(12)));
            TemporaryCredentials alice = world.credentials("alice");

            assertThat(refused(
                            alice, asking("Next").duration(Duration.ofHours(1).plusSeconds(1))))
                    .isEqualTo(Refusal.of(ErrorCode.INVALID_PARAMETER, "sts.chained-duration"));
            assertThat(world.assume(alice, asking("Next").duration(Duration.ofHours(1)))
                            .expiration())
                    .isEqualTo(world.clock.instant().plus(Duration.ofHours(1)));
            assertThat(refused(alice, asking("Next").duration(Duration.ofMinutes(14))))
                    .isEqualTo(Refusal.of(ErrorCode.INVALID_PARAMETER, "sts.duration"));
        }

        /** The web identity's keys end with the first session of a chain. */
        @Test
        void carryNoWebIdentity() {
            String own = document(allow("s3:GetObject", "arn:aws:s3:::p/${cognito-identity.amazonaws.com:sub}/*"));
            world.with(world.role("Next", document(byUsers)).permissionPolicy("own", own));
            String key = "arn:aws:s3:::p/" + world.identity("alice") + "/a";
            TemporaryCredentials next = world.assume(world.credentials("alice"), asking("Next"));

            assertThat(allowed(world.ask(next, "s3:GetObject", key))).isFalse();
        }

        @Test
        void endWithTheIdentityAndTheSignInBehindThem() {
            world.with("Next", byUsers);
            TemporaryCredentials next = world.assume(world.credentials("alice"), asking("Next"));
            assertThat(open(next, "s3:GetObject")).isTrue();

            world.pool.identities().revokeSessions(world.identity("alice")).orElseThrow();
            world.clock.advance(world.pool.settings().revocationBound());

            assertThat(rule(world.ask(next, "s3:GetObject", "arn:aws:s3:::photos/a")))
                    .isEqualTo("guard.revoked");
        }

        @Test
        void doNotStartFromARevokedSessionOrARoleThatIsGone() {
            world.with("Next", byUsers);
            TemporaryCredentials alice = world.credentials("alice");
            world.pool.roles().revokeSessions(StsWorld.USERS).orElseThrow();
            assertThat(refusal(world.call(SigningCredentials.of(alice))).rules())
                    .containsExactly("guard.revoked");

            TemporaryCredentials again = world.credentials("alice");
            world.pool.roles().delete(StsWorld.USERS).orElseThrow();
            world.with("Users", web("authenticated"));
            assertThat(refusal(world.call(SigningCredentials.of(again))).rules())
                    .containsExactly("guard.role");
        }
    }

    @Nested
    class ExternalIds {
        private final String guarded =
                trusts(arn("Users"), "sts:AssumeRole", "\"StringEquals\":{\"sts:ExternalId\":\"partner/42\"}");

        /** IAM User Guide, "The confused deputy problem". */
        @Test
        void mustBeWhatTheTrustPolicyAsks() {
            world.with("Next", guarded);
            TemporaryCredentials alice = world.credentials("alice");

            assertThat(refused(alice, asking("Next"))).as("missing").isEqualTo(CLOSED);
            assertThat(refused(alice, asking("Next").externalId("partner/43"))).isEqualTo(CLOSED);
            assertThat(open(world.assume(alice, asking("Next").externalId("partner/42")), "s3:GetObject"))
                    .isTrue();
            assertThat(refused(alice, asking("Next").externalId("*")))
                    .isEqualTo(Refusal.of(ErrorCode.INVALID_PARAMETER, "sts.external-id"));
        }
    }

    @Nested
    class Tags {
        private final String tagging = trusts(arn("Users"), "sts:TagSession", "");
        private final Map<String, Object> claims = Map.of("team", "red", "desk", "7");

        private TemporaryCredentials alice() {
            return world.credentials("alice", claims).orElseThrow();
        }

        private boolean is(TemporaryCredentials credentials, String tag, String value) {
            world.with(world.role(
                    "Probe",
                    document(
                            trusts(
                                    arn("Next"),
                                    "sts:AssumeRole",
                                    "\"StringEquals\":{\"aws:PrincipalTag/" + tag + "\":\"" + value + "\"}"),
                            trusts(arn("Next"), "sts:TagSession", ""))));
            return world.sts
                    .assumeRole(world.caller(credentials), asking("Probe").build())
                    .asRefusal()
                    .isEmpty();
        }

        @Test
        void needTagSessionInTheTrustPolicyAlsoWhenTheyAreOnlyInherited() {
            world.with("Next", byUsers);

            assertThat(refused(world.credentials("bob"), asking("Next").tag("a", "b")))
                    .isEqualTo(Refusal.of(ErrorCode.ACCESS_DENIED, "sts.tag-session"));
            assertThat(refused(alice(), asking("Next")))
                    .isEqualTo(Refusal.of(ErrorCode.ACCESS_DENIED, "sts.tag-session"));
        }

        @Test
        void areInheritedWhereTransitiveAndOnlyThose() {
            world.with("Next", byUsers, tagging);
            TemporaryCredentials next = world.assume(alice(), asking("Next").tag("cost", "9"));

            assertThat(is(next, "team", "red")).isTrue();
            assertThat(is(next, "cost", "9")).isTrue();
            assertThat(is(next, "desk", "7")).as("not transitive").isFalse();
        }

        @Test
        void thatAreInheritedCannotBeOverriddenInAnyCase() {
            world.with("Next", byUsers, tagging);

            for (String key : List.of("team", "TEAM")) {
                assertThat(refused(alice(), asking("Next").tag(key, "blue")))
                        .isEqualTo(Refusal.of(ErrorCode.INVALID_PARAMETER, "tags.inherited"));
            }
            assertThat(refused(alice(), asking("Next").transitiveTagKeys(Set.of("desk"))))
                    .as("a key of no tag of the request")
                    .isEqualTo(Refusal.of(ErrorCode.INVALID_PARAMETER, "tags.transitive"));
        }

        @Test
        void stayTransitiveAlongTheChain() {
            world.with("Next", byUsers, tagging);
            world.with("Last", trusts(arn("Next"), "sts:AssumeRole", ""), trusts(arn("Next"), "sts:TagSession", ""));
            TemporaryCredentials next =
                    world.assume(alice(), asking("Next").tag("cost", "9").transitiveTagKeys(Set.of("cost")));
            TemporaryCredentials last = world.assume(next, asking("Last"));
            VendedSession session = world.caller(last).session().orElseThrow();

            assertThat(session.principalTags()).isEqualTo(Map.of("team", "red", "cost", "9"));
            assertThat(session.transitiveTagKeys()).isEqualTo(Set.of("team", "cost"));
        }

        @Test
        void haveTheLimitsOfTheReference() {
            world.with("Next", byUsers, tagging);
            AssumeRoleRequest.Builder many = asking("Next");
            for (int i = 0; i < 50; i++) {
                many.tag("k" + i, "v");
            }
            assertThat(refused(alice(), many))
                    .as("49 more than one that is inherited")
                    .isEqualTo(Refusal.of(ErrorCode.LIMIT_EXCEEDED, "tags.count"));
            AssumeRoleRequest.Builder large = asking("Next");
            for (int i = 0; i < 20; i++) {
                large.tag("k" + i, "v".repeat(256));
            }
            assertThat(refused(alice(), large).code()).isEqualTo(ErrorCode.PACKED_POLICY_TOO_LARGE);
        }
    }

    @Nested
    class SourceIdentities {
        private final String sourcing = trusts(arn("Users"), "sts:SetSourceIdentity", "");

        @Test
        void needTheirActionInTheTrustPolicy() {
            world.with("Next", byUsers);

            assertThat(refused(world.credentials("alice"), asking("Next").sourceIdentity("alice")))
                    .isEqualTo(Refusal.of(ErrorCode.ACCESS_DENIED, "sts.set-source-identity"));
        }

        @Test
        void areKeptThroughAChainAndNeverChanged() {
            world.with("Next", byUsers, sourcing);
            world.with(
                    "Last",
                    trusts(
                            arn("Next"),
                            "sts:AssumeRole",
                            "\"StringEquals\":{\"aws:SourceIdentity\":\"alice\",\"sts:SourceIdentity\":\"alice\"}"),
                    trusts(arn("Next"), "sts:SetSourceIdentity", ""));
            world.with("Deaf", trusts(arn("Next"), "sts:AssumeRole", ""));
            TemporaryCredentials next =
                    world.assume(world.credentials("alice"), asking("Next").sourceIdentity("alice"));

            assertThat(refused(next, asking("Last").sourceIdentity("bob")))
                    .isEqualTo(Refusal.of(ErrorCode.ACCESS_DENIED, "sts.source-identity"));
            assertThat(refused(next, asking("Deaf")))
                    .as("every role of the chain must allow it")
                    .isEqualTo(Refusal.of(ErrorCode.ACCESS_DENIED, "sts.set-source-identity"));
            TemporaryCredentials last = world.assume(next, asking("Last"));
            assertThat(world.caller(last).session().orElseThrow().sourceIdentity())
                    .contains("alice");
            world.with(world.role("Last", document(trusts(arn("Next"), "sts:AssumeRole", "")))
                    .permissionPolicy(
                            "hers",
                            document("{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\","
                                    + "\"Condition\":{\"StringEquals\":{\"aws:SourceIdentity\":\"alice\"}}}")));
            assertThat(open(last, "s3:GetObject")).isTrue();
        }

        @Test
        void haveAForm() {
            for (String bad : List.of("a", "aws:alice", "a b", "x".repeat(65))) {
                assertThat(refused(world.credentials("alice"), asking("Next").sourceIdentity(bad)))
                        .isEqualTo(Refusal.of(ErrorCode.INVALID_PARAMETER, "sts.source-identity"));
            }
        }
    }

    @Nested
    class SessionPolicies {
        private TemporaryCredentials narrowed(UnaryOperator<AssumeRoleRequest.Builder> change) {
            return world.assume(world.credentials("alice"), change.apply(asking("Next")));
        }

        @Test
        void ofOneRequestAddUpAndNeverWiden() {
            world.with(world.role("Next", document(byUsers))
                    .permissionPolicy("s3", document(allow("s3:GetObject", "*"), allow("s3:PutObject", "*"))));
            world.pool
                    .roles()
                    .policies()
                    .put("writers", document(allow("s3:PutObject", "*")))
                    .orElseThrow();
            String arn = "arn:aws:iam::" + ACCOUNT + ":policy/writers";

            TemporaryCredentials inline = narrowed(r -> r.policy(document(allow("s3:GetObject", "*"))));
            assertThat(open(inline, "s3:GetObject")).isTrue();
            assertThat(open(inline, "s3:PutObject")).isFalse();
            TemporaryCredentials both =
                    narrowed(r -> r.policy(document(allow("s3:GetObject", "*"))).policyArn(arn));
            assertThat(open(both, "s3:GetObject")).isTrue();
            assertThat(open(both, "s3:PutObject")).isTrue();
            TemporaryCredentials wide = narrowed(r -> r.policy(document(allow("*", "*"))));
            assertThat(open(wide, "s3:DeleteObject")).as("a widening attempt").isFalse();
            assertThat(open(wide, "iam:CreateUser")).isFalse();
        }

        @Test
        void thatAreSharedRefuseTheSessionOnceTheyAreGone() {
            world.with("Next", byUsers);
            world.pool
                    .roles()
                    .policies()
                    .put("writers", document(allow("s3:PutObject", "*")))
                    .orElseThrow();
            TemporaryCredentials credentials =
                    narrowed(r -> r.policyArn("arn:aws:iam::" + ACCOUNT + ":policy/writers"));
            assertThat(open(credentials, "s3:PutObject")).isTrue();

            world.pool.roles().policies().delete("writers").orElseThrow();
            world.pool
                    .roles()
                    .policies()
                    .put("writers", document(allow("*", "*")))
                    .orElseThrow();

            assertThat(rule(world.ask(credentials, "s3:PutObject", "arn:aws:s3:::photos/a")))
                    .isEqualTo("guard.shared-policy");
        }

        @Test
        void limitTheCallsToTheTokenServiceToo() {
            world.with("Next", byUsers).with("Last", trusts(arn("Next"), "sts:AssumeRole", ""));
            TemporaryCredentials s3Only = narrowed(r -> r.policy(document(allow("s3:*", "*"))));

            assertThat(refused(s3Only, asking("Last"))).isEqualTo(CLOSED);
        }

        @Test
        void haveLimits() {
            world.with("Next", byUsers);
            TemporaryCredentials alice = world.credentials("alice");
            assertThat(refused(alice, asking("Next").policy(document(allow("s3:*", "x".repeat(2_048)))))
                            .code())
                    .isEqualTo(ErrorCode.MALFORMED_POLICY_DOCUMENT);
            assertThat(refused(alice, asking("Next").policy("{}")).code())
                    .isEqualTo(ErrorCode.MALFORMED_POLICY_DOCUMENT);
            for (String arn : List.of("arn:aws:iam::999999999999:policy/writers", "writers", "")) {
                assertThat(refused(alice, asking("Next").policyArn(arn)))
                        .isEqualTo(Refusal.of(ErrorCode.INVALID_PARAMETER, "sts.policy-arn"));
            }
            AssumeRoleRequest.Builder many = asking("Next");
            for (int i = 0; i < 11; i++) {
                many.policyArn("arn:aws:iam::" + ACCOUNT + ":policy/p" + i);
            }
            assertThat(refused(alice, many)).isEqualTo(Refusal.of(ErrorCode.LIMIT_EXCEEDED, "sts.policy-arns"));
            for (String name : List.of("a", "a b", "x".repeat(65), "é".repeat(5))) {
                assertThat(refused(alice, AssumeRoleRequest.builder(arn("Next"), name)))
                        .isEqualTo(Refusal.of(ErrorCode.INVALID_PARAMETER, "sts.session-name"));
            }
            assertThat(refused(alice, AssumeRoleRequest.builder("Next", "session-1")))
                    .isEqualTo(Refusal.of(ErrorCode.INVALID_PARAMETER, "sts.role-arn"));
        }
    }

    @Nested
    class LongTerm {
        private final String byDeploy = trusts("arn:aws:iam::" + ACCOUNT + ":user/deploy", "sts:AssumeRole", "");

        private StsWorld ready() {
            return world.with("Deploy", byDeploy);
        }

        @Test
        void aPrincipalAssumesRolesForAsLongAsTheyMay() {
            ready().with(world.role("Next", document(byDeploy))
                    .permissionPolicy("all", document(allow("*", "*")))
                    .maxSessionDuration(Duration.ofHours(12)));
            StsCaller deploy = world.caller(DEPLOY);

            assertThat(deploy.identity())
                    .isEqualTo(new CallerIdentity(
                            "arn:aws:iam::" + ACCOUNT + ":user/deploy", "principal::deploy", ACCOUNT));
            TemporaryCredentials next = world.sts
                    .assumeRole(
                            deploy,
                            asking("Next").duration(Duration.ofHours(12)).build())
                    .orElseThrow()
                    .credentials();
            assertThat(open(next, "s3:GetObject")).isTrue();
            assertThat(world.caller(next).session().orElseThrow().federated()).isFalse();
            assertThat(refusal(world.sts.assumeRole(
                            deploy,
                            asking("Next")
                                    .duration(Duration.ofHours(12).plusSeconds(1))
                                    .build())))
                    .isEqualTo(Refusal.of(ErrorCode.INVALID_PARAMETER, "sts.duration"));
        }

        @Test
        void getSessionTokenGivesASessionOfThePrincipalsOwn() {
            ready().with("Next", byDeploy);
            TemporaryCredentials own =
                    world.sts.getSessionToken(world.caller(DEPLOY)).orElseThrow();

            assertThat(own.expiration()).isEqualTo(world.clock.instant().plus(Duration.ofHours(12)));
            assertThat(world.caller(own).identity())
                    .isEqualTo(new CallerIdentity(
                            "arn:aws:iam::" + ACCOUNT + ":user/deploy", "principal::deploy", ACCOUNT));
            assertThat(open(own, "s3:GetObject")).isTrue();
            TemporaryCredentials next = world.sts
                    .assumeRole(world.caller(own), asking("Next").build())
                    .orElseThrow()
                    .credentials();
            assertThat(world.caller(next).session().orElseThrow().chained())
                    .as("a user's own session is no role's")
                    .isFalse();
            assertThat(refusal(world.sts.getSessionToken(world.caller(DEPLOY), Duration.ofHours(37)))
                            .code())
                    .isEqualTo(ErrorCode.INVALID_PARAMETER);
            assertThat(world.sts
                            .getSessionToken(world.caller(DEPLOY), Duration.ofHours(36))
                            .asRefusal())
                    .isEmpty();
        }

        @Test
        void temporaryCredentialsGetNoSessionTokenOfTheirOwn() {
            ready();
            Refusal only = Refusal.of(ErrorCode.ACCESS_DENIED, "sts.long-term-only");
            TemporaryCredentials own =
                    world.sts.getSessionToken(world.caller(DEPLOY)).orElseThrow();

            assertThat(refusal(world.sts.getSessionToken(world.caller(own)))).isEqualTo(only);
            assertThat(refusal(world.sts.getSessionToken(world.caller(world.credentials("alice")))))
                    .isEqualTo(only);
        }

        @Test
        void endWithTheSessionsOfTheirRole() {
            ready();
            TemporaryCredentials own =
                    world.sts.getSessionToken(world.caller(DEPLOY)).orElseThrow();
            world.pool.roles().revokeSessions(new RoleName("Deploy")).orElseThrow();

            assertThat(rule(world.ask(own, "s3:GetObject", "arn:aws:s3:::photos/a")))
                    .isEqualTo("guard.revoked");
        }

        @Test
        void aLongTermKeyOpensNoResourceAndAForeignOneNothing() {
            ready();
            SigningCredentials key = SigningCredentials.of(
                    DEPLOY.accessKeyId(), world.credentials("alice").secretKey());
            assertThat(refusal(world.call(key)).code()).isEqualTo(ErrorCode.SIGNATURE_DOES_NOT_MATCH);
            LongTermPrincipal unknown =
                    LongTermPrincipal.generate("deploy", new RoleName("Deploy"), new UnsafeSeededRandom(10));
            assertThat(refusal(world.call(SigningCredentials.of(unknown.accessKeyId(), unknown.secretKey()))))
                    .isEqualTo(Refusal.of(ErrorCode.NOT_AUTHORIZED, "sts.access-key-id"));
            TemporaryCredentials posing = TemporaryCredentials.of(
                    DEPLOY.accessKeyId(),
                    DEPLOY.secretKey(),
                    world.credentials("alice").sessionToken(),
                    world.clock.instant().plusSeconds(60));
            assertThat(rule(world.ask(posing, "s3:GetObject", "arn:aws:s3:::photos/a")))
                    .isEqualTo("guard.access-key-id");
            assertThat(refusal(world.call(SigningCredentials.of(posing))))
                    .isEqualTo(Refusal.of(ErrorCode.NOT_AUTHORIZED, "sts.access-key-id"));
            String secret = DEPLOY.secretKey().use(String::new);
            assertThat(DEPLOY.toString()).doesNotContain(secret);
        }
    }

    /** A session token belongs to one access key id. */
    @Test
    void aSessionTokenOfAnotherKeyIdOpensNothing() {
        TemporaryCredentials alice = world.credentials("alice");
        TemporaryCredentials bob = world.credentials("bob");
        TemporaryCredentials mixed =
                TemporaryCredentials.of(bob.accessKeyId(), bob.secretKey(), alice.sessionToken(), bob.expiration());

        assertThat(rule(world.ask(mixed, "s3:GetObject", "arn:aws:s3:::photos/a")))
                .isEqualTo("sts.token");
        assertThat(refusal(world.call(SigningCredentials.of(mixed))).rules()).containsExactly("sts.token");
    }
}
