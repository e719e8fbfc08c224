package dev.gatehouse.endurance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.Outcome;
import dev.gatehouse.endurance.support.Engine;
import dev.gatehouse.endurance.support.House;
import dev.gatehouse.testkit.Strike;
import dev.gatehouse.userpool.session.TokenSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Signing in, refreshing, and the ways to end sessions. */
final class SessionFlows {
    private SessionFlows() {}

    static List<CrashMatrix.Flow> all() {
        return List.of(
                flow("sign-in", Session::signIn, Session::signOut, false),
                flow("refresh", Session::refresh, Session::signOut, false),
                flow("revoke", Session::revoke, Session::refreshed, true),
                flow("global sign-out", Session::signOutEverywhere, Session::refreshed, true),
                flow("disable", Session::disable, Session::refreshed, true));
    }

    private interface Act {
        Outcome<?> on(Session session, House node);
    }

    private static CrashMatrix.Flow flow(String name, Act act, Consumer<Session> rival, boolean ends) {
        Function<Engine.Open, World<?>> world = engine -> new Session(engine, act, rival, ends);
        return new CrashMatrix.Flow(name, world);
    }

    /** One user with one session. Whoever was told that sessions ended finds them ended. */
    private static final class Session extends World<Object> {
        private final List<TokenSet> issued = new ArrayList<>();
        private final TokenSet first;
        private final Act act;
        private final Consumer<Session> rival;
        private final boolean ends;
        private boolean ended;

        Session(Engine.Open engine, Act act, Consumer<Session> rival, boolean ends) {
            super(House.of(House.emails(), engine));
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
                                issued.add(done.tokens());
                                return Outcome.done();
                            },
                            challenge -> {
                                throw new AssertionError("nobody asked for a challenge");
                            },
                            refused -> Outcome.refused(refused.refusal()));
        }

        Outcome<?> refresh(House node) {
            return node.refresh(first).map(issued::add);
        }

        Outcome<?> revoke(House node) {
            return node.pool.sessions().revoke(first.refreshToken(), House.WEB);
        }

        Outcome<?> signOutEverywhere(House node) {
            return node.pool.admin().signOutEverywhere(ANNA);
        }

        Outcome<?> disable(House node) {
            return node.pool.admin().disable(ANNA);
        }

        void signOut() {
            signOutEverywhere(house).orElseThrow();
            ended = true;
        }

        void refreshed() {
            refresh(house);
        }

        @Override
        Outcome<Object> run(House node) {
            return act.on(this, node).map(done -> {
                ended |= ends;
                return done;
            });
        }

        @Override
        void compete() {
            rival.accept(this);
        }

        @Override
        public void check(Strike strike) {
            if (strike.ending() != Strike.Ending.COMPLETED && ends) {
                act.on(this, house).orElseThrow();
                ended = true;
            }
            if (ended) {
                house.later(house.pool.settings().revocationBound());
                house.pool.maintenance().run(1_000);
                for (TokenSet set : issued) {
                    assertThat(house.refresh(set).asRefusal())
                            .as("refresh after the session ended")
                            .isPresent();
                    assertThat(house.pool.sessions().verify(set.accessToken()).asRefusal())
                            .as("access token after the session ended")
                            .isPresent();
                }
            } else {
                assertThat(house.refresh(first).asRefusal())
                        .as("the session goes on, whether or not the answer was lost")
                        .isEmpty();
            }
            if (!house.user(ANNA).orElseThrow().enabled()) {
                assertThat(house.signsIn(ANNA, House.PASSWORD)).isFalse();
                house.pool.admin().enable(ANNA).orElseThrow();
            }
            assertThat(house.refresh(house.signIn(ANNA)).asRefusal())
                    .as("a new sign-in works")
                    .isEmpty();
        }
    }
}
