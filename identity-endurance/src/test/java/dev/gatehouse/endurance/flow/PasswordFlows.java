package dev.gatehouse.endurance.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Secret;
import dev.gatehouse.endurance.support.Engine;
import dev.gatehouse.endurance.support.House;
import dev.gatehouse.userpool.session.TokenSet;
import dev.gatehouse.userpool.signin.SignInOutcome;
import dev.gatehouse.userpool.signin.SignInSession;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What changes a password, a status or attributes by the user's own or an administrator's word. */
final class PasswordFlows {
    private static final String THIRD_PASSWORD = "yet another long pass phrase";

    private PasswordFlows() {}

    static List<Flow> all() {
        return List.of(
                new Flow("admin set password", SetPermanent::new),
                new Flow("admin set temporary password", SetTemporary::new),
                new Flow("admin reset password", Reset::new),
                new Flow("admin update attributes", UpdateAttributes::new),
                new Flow("change password", Change::new),
                new Flow("new password challenge", Challenge::new),
                new Flow("after a restore", Restore::new));
    }

    /** A member who is signed in, and who changes its name while something else happens to it. */
    private abstract static class Member extends World<Object> {
        final TokenSet tokens;

        Member(Engine.Open engine) {
            super(House.of(House.emails(engine), engine));
            house.member(ANNA);
            tokens = house.signIn(ANNA);
        }

        abstract Outcome<?> act(House node);

        @Override
        Outcome<Object> run(House node) {
            return act(node).map(done -> done);
        }

        @Override
        Outcome<?> compete(House node) {
            // May find its own session ended by the very flow that it competes with.
            return node.pool.profile().update(tokens.accessToken(), Map.of("given_name", "Anna"), Set.of());
        }

        @Override
        boolean rivalMayGet(ErrorCode refusal) {
            return refusal == ErrorCode.NOT_AUTHORIZED;
        }
    }

    private static final class SetPermanent extends Member {
        SetPermanent(Engine.Open engine) {
            super(engine);
        }

        @Override
        Outcome<?> act(House node) {
            return node.pool.admin().setPassword(ANNA, Secret.of(House.OTHER_PASSWORD), true);
        }

        @Override
        void check() {
            if (isRefused()) {
                assertThat(house.signsIn(ANNA, House.PASSWORD))
                        .as("refused, so unchanged")
                        .isTrue();
                assertThat(house.signsIn(ANNA, House.OTHER_PASSWORD)).isFalse();
                assertThat(House.won(house.refresh(tokens))).isTrue();
            }
            if (!acknowledged()) {
                act(house).orElseThrow();
            }
            assertThat(house.signsIn(ANNA, House.OTHER_PASSWORD)).isTrue();
            assertThat(house.signsIn(ANNA, House.PASSWORD)).isFalse();
            assertThat(House.won(house.refresh(tokens))).isFalse();
        }
    }

    private static final class SetTemporary extends Member {
        SetTemporary(Engine.Open engine) {
            super(engine);
        }

        @Override
        Outcome<?> act(House node) {
            return node.pool.admin().setPassword(ANNA, Secret.of(House.OTHER_PASSWORD), false);
        }

        @Override
        void check() {
            assertThat(house.tryToSignIn(ANNA, House.OTHER_PASSWORD))
                    .as("a temporary password alone gives no tokens, at no moment")
                    .isNotInstanceOf(SignInOutcome.Authenticated.class);
            if (isRefused()) {
                assertThat(house.signsIn(ANNA, House.PASSWORD))
                        .as("refused, so unchanged")
                        .isTrue();
                assertThat(House.won(house.refresh(tokens))).isTrue();
            }
            if (!acknowledged()) {
                act(house).orElseThrow();
            }
            assertThat(house.tryToSignIn(ANNA, House.OTHER_PASSWORD))
                    .isInstanceOf(SignInOutcome.ChallengeRequired.class);
            assertThat(House.won(house.refresh(tokens))).isFalse();
        }
    }

    private static final class Reset extends Member {
        Reset(Engine.Open engine) {
            super(engine);
        }

        @Override
        Outcome<?> act(House node) {
            return node.pool.admin().resetPassword(ANNA);
        }

        @Override
        void check() {
            if (isRefused()) {
                assertThat(house.signsIn(ANNA, House.PASSWORD))
                        .as("refused, so unchanged")
                        .isTrue();
            }
            if (!acknowledged()) {
                act(house).orElseThrow();
            }
            assertThat(house.signsIn(ANNA, House.PASSWORD)).isFalse();
            assertThat(House.won(house.refresh(tokens))).isFalse();
            house.recover(ANNA, house.code(ANNA), House.OTHER_PASSWORD).orElseThrow();
            assertThat(house.signsIn(ANNA, House.OTHER_PASSWORD)).isTrue();
        }
    }

    private static final class UpdateAttributes extends Member {
        private static final String NEW = "new@example.org";

        UpdateAttributes(Engine.Open engine) {
            super(engine);
        }

        @Override
        Outcome<?> act(House node) {
            return node.pool.admin().updateAttributes(ANNA, Map.of("email", NEW, "email_verified", "true"), Set.of());
        }

        @Override
        void check() {
            assertThat(house.verifiedOwners(NEW)).isLessThanOrEqualTo(1);
            house.later(House.POLITENESS);
            if (isRefused()) {
                assertThat(house.user(NEW)).as("refused, so unchanged").isEmpty();
            }
            if (house.user(NEW).isEmpty()) {
                assertThat(acknowledged()).isFalse();
                assertThat(house.user(ANNA)).isPresent();
                act(house).orElseThrow();
            }
            assertThat(house.signsIn(NEW, House.PASSWORD)).isTrue();
            assertThat(house.user(ANNA)).isEmpty();
        }
    }

    private static final class Change extends Member {
        Change(Engine.Open engine) {
            super(engine);
        }

        @Override
        Outcome<?> act(House node) {
            return node.pool
                    .profile()
                    .changePassword(tokens.accessToken(), Secret.of(House.PASSWORD), Secret.of(House.OTHER_PASSWORD));
        }

        @Override
        void check() {
            if (isRefused()) {
                assertThat(house.signsIn(ANNA, House.PASSWORD))
                        .as("refused, so unchanged")
                        .isTrue();
            }
            if (house.signsIn(ANNA, House.PASSWORD)) {
                assertThat(acknowledged()).isFalse();
                act(house).orElseThrow();
            }
            assertThat(house.signsIn(ANNA, House.OTHER_PASSWORD)).isTrue();
            assertThat(house.signsIn(ANNA, House.PASSWORD)).isFalse();
        }
    }

    private static final class Restore extends Member {
        Restore(Engine.Open engine) {
            super(engine);
        }

        @Override
        Outcome<?> act(House node) {
            return Outcome.success(node.pool.maintenance().afterRestore(List.of()));
        }

        @Override
        void check() {
            if (!acknowledged()) {
                act(house).orElseThrow();
            }
            assertThat(House.won(house.refresh(tokens))).isFalse();
            assertThat(house.signsIn(ANNA, House.PASSWORD)).isTrue();
        }
    }

    private static final class Challenge extends Member {
        private final SignInSession session;

        Challenge(Engine.Open engine) {
            super(engine);
            house.pool
                    .admin()
                    .setPassword(ANNA, Secret.of(House.OTHER_PASSWORD), false)
                    .orElseThrow();
            session = challenged(House.OTHER_PASSWORD).session();
        }

        private SignInOutcome.ChallengeRequired challenged(String password) {
            return (SignInOutcome.ChallengeRequired) house.tryToSignIn(ANNA, password);
        }

        @Override
        Outcome<?> act(House node) {
            return node.pool
                    .signIn()
                    .answerNewPassword(House.WEB, session, Secret.of(THIRD_PASSWORD))
                    .fold(
                            signedIn -> Outcome.success(signedIn.tokens()),
                            again -> {
                                throw new AssertionError("challenged again");
                            },
                            refused -> Outcome.refused(refused.refusal()));
        }

        @Override
        void check() {
            if (acknowledged()) {
                assertThat(house.signsIn(ANNA, THIRD_PASSWORD)).isTrue();
            }
            if (isRefused()) {
                assertThat(house.signsIn(ANNA, THIRD_PASSWORD))
                        .as("refused, so unchanged")
                        .isFalse();
            }
            for (String password : List.of(House.OTHER_PASSWORD, THIRD_PASSWORD)) {
                if (house.tryToSignIn(ANNA, password) instanceof SignInOutcome.ChallengeRequired again) {
                    assertThat(acknowledged()).isFalse();
                    house.pool
                            .signIn()
                            .answerNewPassword(House.WEB, again.session(), Secret.of(House.PASSWORD))
                            .orElseThrow();
                }
            }
            assertThat(house.signsIn(ANNA, House.PASSWORD) || house.signsIn(ANNA, THIRD_PASSWORD))
                    .isTrue();
            assertThat(house.signsIn(ANNA, House.OTHER_PASSWORD)).isFalse();
        }
    }
}
