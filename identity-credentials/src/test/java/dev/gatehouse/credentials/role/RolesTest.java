package dev.gatehouse.credentials.role;

import static dev.gatehouse.credentials.support.StsWorld.allow;
import static dev.gatehouse.credentials.support.StsWorld.allowed;
import static dev.gatehouse.credentials.support.StsWorld.document;
import static dev.gatehouse.credentials.support.StsWorld.refusal;
import static dev.gatehouse.credentials.support.StsWorld.rule;
import static dev.gatehouse.credentials.support.StsWorld.web;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Page;
import dev.gatehouse.Refusal;
import dev.gatehouse.RoleName;
import dev.gatehouse.credentials.guard.GuardOutcome;
import dev.gatehouse.credentials.support.StsWorld;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import dev.gatehouse.spi.store.Role;
import dev.gatehouse.spi.store.SettingKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RolesTest {
    private static final String TRUST = document(web("authenticated"));
    private static final String READ = document(allow("s3:GetObject", "*"));
    private static final String WRITE = document(allow("s3:PutObject", "*"));
    private static final String NO_DELETE =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"s3:DeleteObject\","
                    + "\"Resource\":\"*\"}]}";

    private final StsWorld world = new StsWorld();
    private final Roles roles = world.pool.roles();

    private GuardOutcome ask(TemporaryCredentials credentials, String action) {
        return world.ask(credentials, action, "arn:aws:s3:::photos/a");
    }

    private void pause() {
        world.clock.advance(world.pool.settings().revocationBound());
    }

    @Nested
    class Registry {
        @Test
        void aRoleReadsBackAsItsDefinitionAndAnUpdateLeavesTheRest() {
            RoleDefinition whole = world.role("Users", TRUST)
                    .permissionPolicy("read", READ)
                    .permissionsBoundary(READ)
                    .maxSessionDuration(Duration.ofHours(2))
                    .build();
            roles.put(whole).orElseThrow();

            roles.update(StsWorld.USERS, change -> change.permissionPolicy("write", WRITE))
                    .orElseThrow();

            RoleDefinition read = RoleDefinition.of(roles.find(StsWorld.USERS).orElseThrow());
            assertThat(read.permissionPolicies()).containsOnlyKeys("read", "write");
            assertThat(read.permissionsBoundary()).contains(READ);
            assertThat(read.maxSessionDuration()).isEqualTo(Duration.ofHours(2));
            assertThat(read.arn()).isEqualTo(whole.arn());
            assertThat(refusal(roles.update(new RoleName("Nobody"), change -> change)))
                    .isEqualTo(Refusal.of(ErrorCode.RESOURCE_NOT_FOUND, "role.name"));
        }

        @Test
        void rolesAreListedInPages() {
            for (int i = 0; i < 5; i++) {
                world.with("Role" + i, web("authenticated"));
            }
            Page<Role> first = roles.list(Optional.empty(), 3);
            Page<Role> second = roles.list(first.next(), 3);

            assertThat(first.items()).hasSize(3);
            assertThat(second.items()).hasSize(2);
        }

        @Test
        void aPolicyTakenAwayEndsWhatItAllowedOnSessionsThatAreOut() {
            world.with("Users", web("authenticated"));
            TemporaryCredentials credentials = world.credentials("alice");
            assertThat(allowed(ask(credentials, "s3:GetObject"))).isTrue();

            roles.update(StsWorld.USERS, change -> change.withoutPermissionPolicy("all"))
                    .orElseThrow();

            assertThat(ask(credentials, "s3:GetObject")).isInstanceOf(GuardOutcome.Denied.class);
        }

        @Test
        void moreThanTenPoliciesOfAKindAreRefused() {
            RoleDefinition.Builder many = world.role("R", TRUST);
            for (int i = 0; i < 11; i++) {
                many.permissionPolicy("p" + i, READ);
            }
            assertThat(refusal(roles.put(many.build())))
                    .isEqualTo(Refusal.of(ErrorCode.LIMIT_EXCEEDED, "role.policies"));
            assertThatThrownBy(() -> world.role("R", TRUST).sharedPolicy("a b").build())
                    .isInstanceOf(IllegalArgumentException.class);
        }

        /** IAM User Guide, "NotPrincipal": it lets in whoever is not named. */
        @Test
        void trustByNotPrincipalIsRefused() {
            for (String effect : List.of("Allow", "Deny")) {
                String open = document(web("authenticated"), """
                        {"Effect":"%s","NotPrincipal":{"AWS":"arn:aws:iam::123456789012:root"},
                        "Action":"sts:AssumeRole"}""".formatted(effect));
                Refusal refusal = refusal(roles.put(world.role("R", open).build()));

                assertThat(refusal.code()).isEqualTo(ErrorCode.MALFORMED_POLICY_DOCUMENT);
                assertThat(refusal.rules().get(0)).contains("Statement[1].NotPrincipal");
            }
        }

        @Test
        void trustInEverybodyIsRefused() {
            for (String principal : List.of("\"*\"", "{\"AWS\":\"*\"}")) {
                String open = document(
                        "{\"Effect\":\"Allow\",\"Principal\":" + principal + ",\"Action\":\"sts:AssumeRole\"}");

                assertThat(refusal(roles.put(world.role("R", open).build())))
                        .isEqualTo(Refusal.of(ErrorCode.MALFORMED_POLICY_DOCUMENT, "trust.aud"));
            }
        }
    }

    @Nested
    class Shared {
        private TemporaryCredentials attached(String... names) {
            RoleDefinition.Builder role = world.role("Users", TRUST).permissionPolicy("read", READ);
            for (String name : names) {
                role.sharedPolicy(name);
            }
            world.with(role);
            return world.credentials("alice");
        }

        @Test
        void whatASharedPolicyAllowsAddsUpAndItsChangesAreSeenWithinTheBound() {
            roles.policies().put("writers", WRITE).orElseThrow();
            TemporaryCredentials credentials = attached("writers");
            assertThat(allowed(ask(credentials, "s3:GetObject"))).isTrue();
            assertThat(allowed(ask(credentials, "s3:PutObject"))).isTrue();

            world.otherNode().pool.roles().policies().put("writers", READ).orElseThrow();
            pause();

            assertThat(ask(credentials, "s3:PutObject")).isInstanceOf(GuardOutcome.Denied.class);
        }

        @Test
        void aDenyInASharedPolicyWinsOverTheRolesOwnAllow() {
            roles.policies().put("no-delete", NO_DELETE).orElseThrow();
            world.with(world.role("Users", TRUST)
                    .permissionPolicy("all", document(allow("*", "*")))
                    .sharedPolicy("no-delete"));
            TemporaryCredentials credentials = world.credentials("alice");

            assertThat(allowed(ask(credentials, "s3:GetObject"))).isTrue();
            assertThat(ask(credentials, "s3:DeleteObject")).isInstanceOf(GuardOutcome.Denied.class);
        }

        @Test
        void sharedAndInlineBoundariesBothHold() {
            roles.policies().put("bound", document(allow("s3:*", "*"))).orElseThrow();
            world.with(world.role("Users", TRUST)
                    .permissionPolicy("all", document(allow("*", "*")))
                    .permissionsBoundary(document(allow("s3:GetObject", "*"), allow("sqs:*", "*")))
                    .sharedBoundary("bound"));
            TemporaryCredentials credentials = world.credentials("alice");

            assertThat(allowed(ask(credentials, "s3:GetObject"))).isTrue();
            assertThat(allowed(ask(credentials, "s3:PutObject"))).isFalse();
            assertThat(allowed(ask(credentials, "sqs:SendMessage"))).isFalse();
            roles.update(StsWorld.USERS, RoleDefinition.Builder::withoutPermissionsBoundary)
                    .orElseThrow();
            assertThat(allowed(ask(credentials, "sqs:SendMessage"))).isTrue();
        }

        @Test
        void anAttachedPolicyIsNotDeletedAndAnUnknownOneNotAttached() {
            roles.policies().put("writers", WRITE).orElseThrow();
            attached("writers");

            assertThat(refusal(roles.policies().delete("writers")))
                    .isEqualTo(Refusal.of(ErrorCode.RESOURCE_CONFLICT, "policy.attached"));
            roles.update(StsWorld.USERS, change -> change.withoutSharedPolicy("writers"))
                    .orElseThrow();
            assertThat(roles.policies().delete("writers").asRefusal()).isEmpty();
            assertThat(roles.policies().find("writers")).isEmpty();
            assertThat(refusal(roles.update(StsWorld.USERS, change -> change.sharedPolicy("writers"))))
                    .isEqualTo(Refusal.of(ErrorCode.RESOURCE_NOT_FOUND, "role.shared-policy"));
        }

        /** The policy that is gone may have been the one that denied. */
        @Test
        void anAttachmentThatCannotBeResolvedRefusesTheRolesSessions() {
            roles.policies().put("no-delete", NO_DELETE).orElseThrow();
            TemporaryCredentials credentials = attached("no-delete");
            remove("no-delete");
            pause();

            assertThat(rule(ask(credentials, "s3:GetObject"))).isEqualTo("guard.shared-policy");
        }

        @Test
        void aPolicyMadeAgainUnderTheNameIsAnotherOneAlsoAfterAnUpdateOfTheRole() {
            roles.policies().put("writers", WRITE).orElseThrow();
            TemporaryCredentials credentials = attached("writers");
            remove("writers");
            roles.policies().put("writers", document(allow("*", "*"))).orElseThrow();
            roles.update(StsWorld.USERS, change -> change.maxSessionDuration(Duration.ofHours(3)))
                    .orElseThrow();
            pause();

            assertThat(rule(ask(credentials, "s3:GetObject"))).isEqualTo("guard.shared-policy");
            roles.update(StsWorld.USERS, change -> change.withoutSharedPolicy("writers"))
                    .orElseThrow();
            roles.update(StsWorld.USERS, change -> change.sharedPolicy("writers"))
                    .orElseThrow();
            assertThat(allowed(ask(credentials, "sqs:SendMessage"))).isTrue();
        }

        @Test
        void badNamesAndDocumentsAreRefusedAndPoliciesAreListed() {
            assertThat(refusal(roles.policies().put("a b", READ)))
                    .isEqualTo(Refusal.of(ErrorCode.INVALID_PARAMETER, "policy.name"));
            assertThat(refusal(roles.policies().put("a", "{}")).code()).isEqualTo(ErrorCode.MALFORMED_POLICY_DOCUMENT);
            roles.policies().put("a", READ).orElseThrow();
            roles.policies().put("b", READ).orElseThrow();
            assertThat(Set.copyOf(roles.policies().list(Optional.empty(), 10).items()))
                    .isEqualTo(Set.of("a", "b"));
        }

        /** Takes the row away as a deletion does that races with an attachment. */
        private void remove(String name) {
            SettingKey key = new SettingKey(StsWorld.POOL, "shared-policy", name);
            world.engine
                    .settings()
                    .delete(key, world.engine.settings().find(key).orElseThrow().version());
        }
    }

    @Nested
    class Revocation {
        @Test
        void endsTheRolesSessionsOnEveryNodeWithinTheBoundAndNotThoseVendedAfter() {
            world.with("Users", web("authenticated"));
            TemporaryCredentials before = world.credentials("alice");
            StsWorld other = world.otherNode();
            assertThat(allowed(other.ask(before, "s3:GetObject", "arn:aws:s3:::photos/a")))
                    .isTrue();

            roles.revokeSessions(StsWorld.USERS).orElseThrow();
            assertThat(rule(ask(before, "s3:GetObject"))).isEqualTo("guard.revoked");
            pause();

            assertThat(rule(other.ask(before, "s3:GetObject", "arn:aws:s3:::photos/a")))
                    .isEqualTo("guard.revoked");
            TemporaryCredentials after = world.credentials("alice");
            assertThat(allowed(other.ask(after, "s3:GetObject", "arn:aws:s3:::photos/a")))
                    .isTrue();
        }

        @Test
        void ofARoleMadeAgainCountsOnFromTheFormerOnesEpoch() {
            world.with("Users", web("authenticated"));
            for (int i = 0; i < 3; i++) {
                roles.revokeSessions(StsWorld.USERS).orElseThrow();
            }
            roles.delete(StsWorld.USERS).orElseThrow();
            world.with("Users", web("authenticated"));
            pause();
            TemporaryCredentials credentials = world.credentials("alice");
            assertThat(allowed(ask(credentials, "s3:GetObject")))
                    .as("not dead at birth")
                    .isTrue();

            roles.revokeSessions(StsWorld.USERS).orElseThrow();
            pause();

            assertThat(rule(ask(credentials, "s3:GetObject"))).isEqualTo("guard.revoked");
            assertThat(refusal(roles.revokeSessions(new RoleName("Nobody"))))
                    .isEqualTo(Refusal.of(ErrorCode.RESOURCE_NOT_FOUND, "role.name"));
        }

        @Test
        void ofAnIdentityEndsItsSessionsAndNobodyElses() {
            world.with("Users", web("authenticated"));
            TemporaryCredentials alice = world.credentials("alice");
            TemporaryCredentials bob = world.credentials("bob");
            StsWorld other = world.otherNode();
            assertThat(allowed(other.ask(alice, "s3:GetObject", "arn:aws:s3:::photos/a")))
                    .isTrue();

            world.pool.revokeSessions(world.identity("alice")).orElseThrow();
            pause();

            assertThat(rule(other.ask(alice, "s3:GetObject", "arn:aws:s3:::photos/a")))
                    .isEqualTo("guard.revoked");
            assertThat(allowed(other.ask(bob, "s3:GetObject", "arn:aws:s3:::photos/a")))
                    .isTrue();
            assertThat(allowed(ask(world.credentials("alice"), "s3:GetObject"))).isTrue();
        }
    }
}
