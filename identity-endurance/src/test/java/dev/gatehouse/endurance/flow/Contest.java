package dev.gatehouse.endurance.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.endurance.support.Engine;
import dev.gatehouse.endurance.support.House;
import dev.gatehouse.userpool.session.RefreshToken;
import dev.gatehouse.userpool.session.TokenSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What many callers try at once and at most one may get, or all get the same. A race runs rounds of eight callers in
 * one pool; a crash or a seeded run has two callers, in a world of their own.
 */
public abstract class Contest {
    final House house;

    Contest(House house) {
        this.house = house;
    }

    /** Returns the contests by name, each on a pool of its own. */
    public static List<Contest> all(Engine.Open engine) {
        return List.of(new UserName(engine), new Code(engine), new StrictRefresh(engine), new Successor(engine));
    }

    static List<Flow> flows() {
        return List.of(
                flow("contest for a user name", UserName::new),
                flow("contest for a code", Code::new),
                flow("contest for a refresh that is not forgiven", StrictRefresh::new),
                flow("contest for a successor", Successor::new));
    }

    private static Flow flow(String name, Function<Engine.Open, Contest> contest) {
        return new Flow(name, engine -> new Arena(contest.apply(engine)));
    }

    /** Returns the pool in which it is held. */
    public final House house() {
        return house;
    }

    /** Prepares what is contested. */
    public abstract void prepare(int round);

    /** Lets one caller try. Called by many threads at once. */
    public abstract Outcome<?> attempt(House node, int runner);

    /** Checks what must hold after a round in which so many were told that they got it. */
    public abstract void verify(long winners);

    /** Two callers in a world of their own. */
    private static final class Arena extends World<Object> {
        private final Contest contest;

        Arena(Contest contest) {
            super(contest.house);
            this.contest = contest;
            contest.prepare(0);
        }

        @Override
        Outcome<Object> run(House node) {
            return contest.attempt(node, 0).map(done -> done);
        }

        @Override
        Outcome<?> compete(House node) {
            return contest.attempt(node, 1);
        }

        @Override
        boolean rivalMayGet(ErrorCode refusal) {
            return true;
        }

        @Override
        void check() {
            contest.verify(winners() + (rivalAcknowledged() ? 1 : 0));
        }
    }

    private static final class UserName extends Contest {
        private String name = "";

        UserName(Engine.Open engine) {
            super(House.of(House.names(engine), engine));
        }

        @Override
        public void prepare(int round) {
            name = "user" + round;
        }

        @Override
        public Outcome<?> attempt(House node, int runner) {
            return node.register(
                    runner % 2 == 0 ? name : name.toUpperCase(Locale.ROOT), "mail" + runner + "@example.org");
        }

        @Override
        public void verify(long winners) {
            assertThat(winners).as("owners of one name").isLessThanOrEqualTo(1);
            if (winners == 1) {
                assertThat(house.user(name)).isPresent();
            }
        }
    }

    private static final class Code extends Contest {
        private String email = "";
        private String code = "";

        Code(Engine.Open engine) {
            super(House.of(House.emails(engine), engine));
        }

        @Override
        public void prepare(int round) {
            email = "user" + round + "@example.org";
            house.register(email).orElseThrow();
            code = house.code(email);
            house.sender.clear();
        }

        @Override
        public Outcome<?> attempt(House node, int runner) {
            return node.confirm(email, code);
        }

        @Override
        public void verify(long winners) {
            assertThat(winners).as("users of one code").isLessThanOrEqualTo(1);
            if (winners == 1) {
                assertThat(house.signsIn(email, House.PASSWORD)).isTrue();
            }
            house.pool.admin().delete(email).orElseThrow();
        }
    }

    /** A user who signs in anew in every round. */
    private abstract static class Signed extends Contest {
        TokenSet first;

        Signed(Engine.Open engine) {
            super(House.of(House.emails(engine), engine));
            house.member(World.ANNA);
            first = house.signIn(World.ANNA);
        }
    }

    private static final class StrictRefresh extends Signed {
        StrictRefresh(Engine.Open engine) {
            super(engine);
        }

        @Override
        public void prepare(int round) {
            first = house.tryToSignIn(House.STRICT, World.ANNA, House.PASSWORD).orElseThrow();
        }

        @Override
        public Outcome<?> attempt(House node, int runner) {
            return node.pool.sessions().refresh(first.refreshToken(), House.STRICT);
        }

        @Override
        public void verify(long winners) {
            // The reuse that the others are ends the session, perhaps before the winner is answered.
            assertThat(winners).as("successors where nothing is forgiven").isLessThanOrEqualTo(1);
            Outcome<TokenSet> again = house.pool.sessions().refresh(first.refreshToken(), House.STRICT);
            assertThat(winners == 1 && House.won(again))
                    .as("the token is used up")
                    .isFalse();
        }
    }

    private static final class Successor extends Signed {
        private final Set<RefreshToken> successors = ConcurrentHashMap.newKeySet();

        Successor(Engine.Open engine) {
            super(engine);
        }

        @Override
        public void prepare(int round) {
            first = house.signIn(World.ANNA);
            successors.clear();
        }

        @Override
        public Outcome<?> attempt(House node, int runner) {
            return node.refresh(first).map(tokens -> successors.add(tokens.refreshToken()));
        }

        @Override
        public void verify(long winners) {
            assertThat(successors).as("successors inside the grace").hasSizeLessThanOrEqualTo(1);
            assertThat(successors).doesNotContain(first.refreshToken());
            assertThat(House.won(house.refresh(first)))
                    .as("nobody is signed out")
                    .isTrue();
        }
    }
}
