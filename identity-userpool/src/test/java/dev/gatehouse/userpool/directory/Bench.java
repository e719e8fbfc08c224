package dev.gatehouse.userpool.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ClientId;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.Secret;
import dev.gatehouse.password.PasswordHasher;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.store.memory.InMemoryStores;
import dev.gatehouse.testkit.FakeClock;
import dev.gatehouse.testkit.FixedMasterKeys;
import dev.gatehouse.testkit.RecordingSender;
import dev.gatehouse.testkit.UnsafeSeededRandom;
import dev.gatehouse.token.SigningAlgorithm;
import dev.gatehouse.userpool.UserPool;
import dev.gatehouse.userpool.admin.CreateUserRequest;
import dev.gatehouse.userpool.session.TokenSet;
import dev.gatehouse.userpool.settings.AuthFlow;
import dev.gatehouse.userpool.settings.UsernameKind;
import dev.gatehouse.userpool.signin.SignInOutcome;
import dev.gatehouse.userpool.signin.SignInRequest;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Nodes over one engine, with one clock and cheap hashes. */
final class Bench {
    static final String PASSWORD = "a long enough pass phrase";

    private static final AtomicLong SEEDS = new AtomicLong(1);
    private static final PasswordHasher CHEAP =
            PasswordHasher.builder(new SecureRandom()).unsafeCost(8, 1, 1).build();

    final FakeClock clock = new FakeClock();
    final Stores engine;
    final RecordingSender sender = new RecordingSender();
    final AtomicInteger opened = new AtomicInteger();
    final UserPools pools;

    Bench() {
        this(new InMemoryStores());
    }

    Bench(Stores engine) {
        this.engine = engine;
        this.pools = node(engine);
    }

    /** Another node, on the same engine or on one with faults. */
    UserPools node(Stores stores) {
        return builder(stores).build();
    }

    UserPoolsBuilder builder(Stores stores) {
        SecureRandom random = new UnsafeSeededRandom(SEEDS.getAndIncrement());
        return UserPools.builder()
                .stores(stores)
                .masterKeys(new FixedMasterKeys().load())
                .clock(clock)
                .random(random)
                .region("eu-west-1")
                .issuer(pool -> URI.create("https://login.example/" + pool))
                .opener(settings -> {
                    opened.incrementAndGet();
                    return UserPool.builder(settings.build())
                            .stores(stores)
                            .masterKeys(new FixedMasterKeys().load())
                            .sender(sender)
                            .clock(clock)
                            .random(random)
                            .hasher(CHEAP)
                            .build();
                });
    }

    PoolId pool() {
        return pools.create(
                        pool -> pool.name("Photos").settings(settings -> settings.usernameKind(UsernameKind.USERNAME)))
                .orElseThrow()
                .id();
    }

    ClientId client(PoolId pool) {
        return pools.createClient(pool, Bench::elliptic).orElseThrow().id();
    }

    static void elliptic(ClientDefinition.Builder client) {
        client.name("web").settings(settings -> settings.signingAlgorithm(SigningAlgorithm.ES256));
    }

    /** A user who signs in with {@link #PASSWORD}. */
    void user(PoolId pool, String name) {
        UserPool open = pools.pool(pool).orElseThrow();
        open.admin()
                .create(CreateUserRequest.builder(name)
                        .attributes(Map.of("email", name + "@example.org"))
                        .temporaryPassword(Secret.of("temporary pass phrase"))
                        .suppressMessage()
                        .build())
                .orElseThrow();
        open.admin().setPassword(name, Secret.of(PASSWORD), true).orElseThrow();
    }

    static SignInOutcome start(UserPool pool, ClientId client, String name) {
        return pool.signIn().start(new SignInRequest(AuthFlow.USER_PASSWORD_AUTH, client, name, Secret.of(PASSWORD)));
    }

    TokenSet tokens(PoolId pool, ClientId client, String name) {
        return start(pools.pool(pool).orElseThrow(), client, name).orElseThrow();
    }

    static ErrorCode code(Outcome<?> outcome) {
        return outcome.asRefusal()
                .orElseThrow(() -> new AssertionError("was not refused"))
                .code();
    }

    static String rule(Outcome<?> outcome) {
        return outcome.asRefusal()
                .orElseThrow(() -> new AssertionError("was not refused"))
                .rules()
                .get(0);
    }

    static void absent(Outcome<?> outcome) {
        assertThat(code(outcome)).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
    }
}
