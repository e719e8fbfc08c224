package dev.gatehouse.benchmarks;

import dev.gatehouse.ClientId;
import dev.gatehouse.Secret;
import dev.gatehouse.embedded.Gatehouse;
import dev.gatehouse.spi.store.InterceptedStores;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.userpool.session.TokenSet;
import dev.gatehouse.userpool.settings.AuthFlow;
import dev.gatehouse.userpool.signin.SignInRequest;
import dev.gatehouse.userpool.signup.RegisterRequest;
import java.io.IOException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Function;

/** {@link BothPools} with a few users, on one engine. */
final class House implements AutoCloseable {
    /** How many users there are. */
    static final int USERS = 32;

    static final ClientId WEB = BothPools.WEB;
    static final String LOGIN = BothPools.LOGIN;

    private static final String PASSWORD = BothPools.PASSWORD;

    private final InstantSource clock = InstantSource.system();
    private final SecureRandom random = new SecureRandom();
    private final VerbCount verbs = new VerbCount();
    private final Engine engine;
    private final Gatehouse gatehouse;
    private int reads;
    private int writes;

    /** Opens {@code memory}, {@code sqlite} or {@code postgresql} and signs the users up. */
    House(String stores) throws IOException, SQLException {
        engine = Engine.open(stores, clock);
        gatehouse = open(engine.stores());
        for (int user = 0; user < USERS; user++) {
            gatehouse
                    .userPool()
                    .signUp()
                    .register(RegisterRequest.builder(WEB)
                            .username(name(user))
                            .password(Secret.of(PASSWORD))
                            .build())
                    .orElseThrow();
            gatehouse.userPool().admin().confirmSignUp(name(user)).orElseThrow();
        }
        BothPools.putRole(gatehouse);
        gatehouse.maintain(1000);
    }

    private Gatehouse open(Stores rows) {
        return BothPools.open(rows, message -> {}, clock, random);
    }

    private static String name(int user) {
        return "user-" + user + "@photos.example.test";
    }

    Gatehouse gatehouse() {
        return gatehouse;
    }

    InstantSource clock() {
        return clock;
    }

    TokenSet signIn(int user) {
        return signIn(gatehouse, user);
    }

    static TokenSet signIn(Gatehouse house, int user) {
        return house.userPool()
                .signIn()
                .start(new SignInRequest(AuthFlow.USER_PASSWORD_AUTH, WEB, name(user & USERS - 1), Secret.of(PASSWORD)))
                .orElseThrow();
    }

    /**
     * Runs a flow twice on the same engine under a counter, keeps how often the second asked its stores, and tells the
     * report.
     */
    <T> T count(Function<Gatehouse, T> flow) {
        Gatehouse counted = open(InterceptedStores.around(engine.stores(), verbs));
        counted.maintain(1000);
        T first = flow.apply(counted);
        verbs.reset();
        T result = flow.apply(counted);
        if (Objects.equals(first, result)) {
            throw new IllegalStateException("a flow returned what it had returned before");
        }
        reads = verbs.reads();
        writes = verbs.writes();
        CpuProfiler.asksStores(reads + writes);
        return result;
    }

    /** As many raw rows read and written as the counted flow asked verbs; nothing in memory. */
    void raw() throws SQLException {
        engine.raw(reads, writes);
    }

    @Override
    public void close() throws IOException, SQLException {
        gatehouse.close();
        engine.close();
    }
}
