package dev.gatehouse.credentials.role;

import static dev.gatehouse.credentials.support.StsWorld.allowed;
import static dev.gatehouse.credentials.support.StsWorld.rule;
import static dev.gatehouse.credentials.support.StsWorld.web;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.Done;
import dev.gatehouse.Outcome;
import dev.gatehouse.credentials.support.StsWorld;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.testkit.CrashFixture;
import dev.gatehouse.testkit.CrashHarness;
import dev.gatehouse.testkit.Strike;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The protocol "Revoke the sessions of a role, of an identity", struck at every write. */
class RevocationCrashTest {
    private static final String PHOTO = "arn:aws:s3:::photos/a";

    @TestFactory
    Stream<DynamicTest> ofARole() {
        return CrashHarness.of(
                        "revoke role",
                        () -> new Fixture(node -> node.pool.roles().revokeSessions(StsWorld.USERS)))
                .everyWrite();
    }

    @TestFactory
    Stream<DynamicTest> ofAnIdentity() {
        return CrashHarness.of(
                        "revoke identity",
                        () -> new Fixture(node -> node.pool.identities().revokeSessions(node.identity("alice"))))
                .everyWrite();
    }

    /** A session is out; the rival revokes too. */
    private static final class Fixture implements CrashFixture {
        private final StsWorld world = new StsWorld().with("Users", web("authenticated"));
        private final TemporaryCredentials before = world.credentials("alice");
        private final Function<StsWorld, Outcome<Done>> revocation;

        Fixture(Function<StsWorld, Outcome<Done>> revocation) {
            this.revocation = revocation;
        }

        @Override
        public Stores stores() {
            return world.engine;
        }

        @Override
        public void flow(Stores faulty) {
            revocation.apply(world.on(faulty)).orElseThrow();
        }

        @Override
        public boolean hasRival() {
            return true;
        }

        @Override
        public void rival() {
            revocation.apply(world.otherNode()).orElseThrow();
        }

        @Override
        public void check(Strike strike) {
            if (strike.ending() == Strike.Ending.COMPLETED) {
                refused();
            }
            revocation.apply(world.otherNode()).orElseThrow();
            refused();
            StsWorld fresh = world.otherNode();
            assertThat(allowed(fresh.ask(fresh.credentials("alice"), "s3:GetObject", PHOTO)))
                    .as("what is vended afterwards lives")
                    .isTrue();
        }

        private void refused() {
            assertThat(rule(world.otherNode().ask(before, "s3:GetObject", PHOTO)))
                    .isEqualTo("guard.revoked");
        }
    }
}
