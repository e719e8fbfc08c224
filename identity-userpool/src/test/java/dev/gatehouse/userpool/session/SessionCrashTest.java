package dev.gatehouse.userpool.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.Outcome;
import dev.gatehouse.spi.hook.Hooks;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.store.memory.InMemoryStores;
import dev.gatehouse.testkit.CrashFixture;
import dev.gatehouse.testkit.CrashHarness;
import dev.gatehouse.testkit.Strike;
import dev.gatehouse.userpool.internal.directory.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The protocols "sign-in (last step)", "refresh", "revoke one family" and "global sign-out", struck at every write. */
class SessionCrashTest {
    @TestFactory
    Stream<DynamicTest> aRefreshWhileTheUserSignsOutEverywhere() {
        return CrashHarness.of("refresh", () -> new Fixture() {
                    @Override
                    void run(Sessions sessions) {
                        sessions.refresh(first.refreshToken(), SessionWorld.WEB).map(issued::add);
                    }

                    @Override
                    public void rival() {
                        signOut();
                    }
                })
                .everyWrite();
    }

    @TestFactory
    Stream<DynamicTest> aSignInWhileTheUserSignsOutEverywhere() {
        return CrashHarness.of("sign-in", () -> new Fixture() {
                    private final Found proved = world.alice();

                    @Override
                    void run(Sessions sessions) {
                        sessions.begin(proved, world.app(SessionWorld.WEB)).map(issued::add);
                    }

                    @Override
                    public void rival() {
                        signOut();
                    }
                })
                .everyWrite();
    }

    @TestFactory
    Stream<DynamicTest> aGlobalSignOutWhileTheUserRefreshesAndSignsIn() {
        return CrashHarness.of("global sign-out", () -> new Fixture() {
                    @Override
                    void run(Sessions sessions) {
                        sessions.signOutEverywhere(SessionWorld.ALICE).map(done -> signedOut = true);
                    }

                    @Override
                    public void rival() {
                        world.sessions
                                .refresh(first.refreshToken(), SessionWorld.WEB)
                                .map(issued::add);
                    }

                    @Override
                    void recover() {
                        signOut();
                    }
                })
                .everyWrite();
    }

    @TestFactory
    Stream<DynamicTest> aRevocationWhileTheUserRefreshes() {
        return CrashHarness.of("revoke", () -> new Fixture() {
                    @Override
                    void run(Sessions sessions) {
                        sessions.revoke(first.refreshToken(), SessionWorld.WEB).map(done -> signedOut = true);
                    }

                    @Override
                    public void rival() {
                        world.sessions
                                .refresh(first.refreshToken(), SessionWorld.WEB)
                                .map(issued::add);
                    }

                    @Override
                    void recover() {
                        world.sessions
                                .revoke(first.refreshToken(), SessionWorld.WEB)
                                .orElseThrow();
                        signedOut = true;
                    }
                })
                .everyWrite();
    }

    @TestFactory
    Stream<DynamicTest> aReuseThatRevokesTheFamily() {
        return CrashHarness.of("reuse", () -> new Fixture() {
                    {
                        TokenSet second = world.sessions
                                .refresh(first.refreshToken(), SessionWorld.WEB)
                                .orElseThrow();
                        issued.add(second);
                        world.sessions
                                .refresh(second.refreshToken(), SessionWorld.WEB)
                                .map(issued::add);
                    }

                    @Override
                    void run(Sessions sessions) {
                        Outcome<TokenSet> reused = sessions.refresh(first.refreshToken(), SessionWorld.WEB);
                        assertThat(reused.asRefusal()).isPresent();
                        signedOut = true;
                    }

                    @Override
                    void recover() {
                        world.sessions.refresh(first.refreshToken(), SessionWorld.WEB);
                        world.sessions
                                .revoke(first.refreshToken(), SessionWorld.WEB)
                                .orElseThrow();
                        signedOut = true;
                    }
                })
                .everyWrite();
    }

    /** One user with one sign-in. After every strike: whoever was told that sessions ended finds them ended. */
    private abstract static class Fixture implements CrashFixture {
        final SessionWorld world = new SessionWorld(new InMemoryStores());
        final TokenSet first = world.signedIn(SessionWorld.WEB);
        final List<TokenSet> issued = new ArrayList<>(List.of(first));
        boolean signedOut;

        abstract void run(Sessions sessions);

        /** What a caller does that was not answered. */
        void recover() {}

        void signOut() {
            world.sessions.signOutEverywhere(SessionWorld.ALICE).orElseThrow();
            signedOut = true;
        }

        @Override
        public Stores stores() {
            return world.engine;
        }

        @Override
        public boolean hasRival() {
            return true;
        }

        @Override
        public void flow(Stores faulty) {
            run(new SessionWorld(world.engine, faulty, world.clock, world.context.pool(), Hooks.none()).sessions);
        }

        @Override
        public void check(Strike strike) {
            if (strike.ending() != Strike.Ending.COMPLETED) {
                recover();
            }
            if (signedOut) {
                world.revocations.refresh();
                for (TokenSet set : issued) {
                    assertThat(world.sessions
                                    .refresh(set.refreshToken(), SessionWorld.WEB)
                                    .asRefusal())
                            .as("refresh after the session ended")
                            .isPresent();
                    assertThat(world.sessions.verify(set.accessToken()).asRefusal())
                            .as("access token after the session ended")
                            .isPresent();
                }
            }
            TokenSet next = world.signedIn(SessionWorld.WEB);
            assertThat(world.sessions
                            .refresh(next.refreshToken(), SessionWorld.WEB)
                            .asRefusal())
                    .as("a new sign-in works")
                    .isEmpty();
        }
    }
}
