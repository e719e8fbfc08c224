package dev.gatehouse.endurance.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.endurance.support.Engine;
import dev.gatehouse.endurance.support.House;
import dev.gatehouse.userpool.session.RefreshToken;
import dev.gatehouse.userpool.session.TokenSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Signing in, refreshing, and the ways to end sessions. */
final class SessionFlows {
    private SessionFlows() {}

    static List<Flow> all() {
        return List.of(
                flow("sign-in", Session::signIn, Session::signOutEverywhere, Ends.BY_RIVAL),
                flow("refresh", Session::refresh, Session::signOutEverywhere, Ends.BY_RIVAL),
                flow("revoke", Session::revoke, Session::refresh, Ends.BY_FLOW),
                flow("global sign-out", Session::signOutEverywhere, Session::refresh, Ends.BY_FLOW),
                flow("disable", Session::disable, Session::refresh, Ends.BY_FLOW));
    }

    private enum Ends {
        BY_FLOW,
        BY_RIVAL
    }

    private interface Act {
        Outcome<?> on(Session session, House node);
    }

    private static Flow flow(String name, Act act, Act rival, Ends ends) {
        Function<Engine.Open, World<?>> world = engine -> new Session(engine, act, rival, ends);
        return new Flow(name, world);
    }

    /** One user with one session. Whoever was told that sessions ended finds them ended. */
    private static final class Session extends World<Object> {
        private final List<TokenSet> issued = new ArrayList<>();
        private final List<TokenSet> issuedMeanwhile = new ArrayList<>();
        private final Set<RefreshToken> successors = new HashSet<>();
        private final TokenSet first;
        private final Act act;
        private final Act rival;
        private final Ends ends;
        private boolean ending;

        Session(Engine.Open engine, Act act, Act rival, Ends ends) {
            super(House.of(House.emails(engine), engine));
            house.member(ANNA);
            this.first = house.signIn(ANNA);
            issued.add(first);
            this.act = act;
            this.rival = rival;
            this.ends = ends;
        }

        Outcome<?> signIn(House node) {
            return node.tryToSignIn(ANNA, House.PASSWORD)
                    .fold(
                            done -> {
                                // Who signs in while others are signed out may be counted before or after them.
                                (isConcurrent() && ending ? issuedMeanwhile : issued).add(done.tokens());
                                return Outcome.done();
                            },
                            challenge -> {
                                throw new AssertionError("nobody asked for a challenge");
                            },
                            refused -> Outcome.refused(refused.refusal()));
        }

        Outcome<?> refresh(House node) {
            return node.refresh(first).map(tokens -> {
                successors.add(tokens.refreshToken());
                return issued.add(tokens);
            });
        }

        Outcome<?> revoke(House node) {
            return node.pool.sessions().revoke(first.refreshToken(), House.WEB);
        }

        Outcome<?> signOutEverywhere(House node) {
            ending = true;
            return node.pool.admin().signOutEverywhere(ANNA);
        }

        Outcome<?> disable(House node) {
            return node.pool.admin().disable(ANNA);
        }

        @Override
        Outcome<Object> run(House node) {
            return act.on(this, node).map(done -> done);
        }

        @Override
        Outcome<?> compete(House node) {
            return rival.on(this, node);
        }

        @Override
        boolean rivalMayGet(ErrorCode refusal) {
            return ends == Ends.BY_FLOW;
        }

        /** Returns whether the sessions have ended; ends them for whoever asked for it and was not told. */
        private boolean ended() {
            if (ends == Ends.BY_FLOW) {
                if (!acknowledged() || isUnsure()) {
                    act.on(this, house).orElseThrow();
                }
                return true;
            }
            if (ending && !rivalAcknowledged()) {
                rival.on(this, house).orElseThrow();
            }
            return ending;
        }

        @Override
        void check() {
            assertThat(successors).as("successors of one refresh token").hasSizeLessThanOrEqualTo(1);
            if (ended()) {
                house.later(house.pool.settings().revocationBound());
                house.pool.maintenance().run(1_000);
                issued.forEach(this::assertDead);
            } else {
                assertThat(house.refresh(first).asRefusal())
                        .as("the session goes on, whether or not the answer was lost")
                        .isEmpty();
            }
            if (!house.user(ANNA).orElseThrow().enabled()) {
                assertThat(house.signsIn(ANNA, House.PASSWORD)).isFalse();
                house.pool.admin().enable(ANNA).orElseThrow();
            }
            issuedMeanwhile.forEach(this::assertDeadOrAlive);
            assertThat(house.refresh(house.signIn(ANNA)).asRefusal())
                    .as("a new sign-in works")
                    .isEmpty();
        }

        private boolean refreshes(TokenSet set) {
            return House.won(house.refresh(set));
        }

        private boolean verifies(TokenSet set) {
            return House.won(house.pool.sessions().verify(set.accessToken()));
        }

        private void assertDead(TokenSet set) {
            assertThat(refreshes(set)).as("refresh after the session ended").isFalse();
            assertThat(verifies(set)).as("access token after the session ended").isFalse();
        }

        private void assertDeadOrAlive(TokenSet set) {
            assertThat(refreshes(set))
                    .as("a session of which one token is dead and the other is not")
                    .isEqualTo(verifies(set));
        }
    }
}
