package dev.gatehouse.benchmarks;

import dev.gatehouse.ClientId;
import dev.gatehouse.PoolId;
import dev.gatehouse.Secret;
import dev.gatehouse.password.PasswordHasher;
import dev.gatehouse.seal.MasterKeys;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.store.jdbc.JdbcStores;
import dev.gatehouse.store.memory.InMemoryStores;
import dev.gatehouse.token.SigningAlgorithm;
import dev.gatehouse.userpool.UserPool;
import dev.gatehouse.userpool.session.RefreshToken;
import dev.gatehouse.userpool.session.TokenSet;
import dev.gatehouse.userpool.settings.AppClient;
import dev.gatehouse.userpool.settings.AuthFlow;
import dev.gatehouse.userpool.settings.UserPoolSettings;
import dev.gatehouse.userpool.signin.SignInRequest;
import dev.gatehouse.userpool.signup.RegisterRequest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;

/**
 * An application with one user pool, in a process of its own: opens it, registers a user if there is none, signs him
 * in with the default password hash or goes on with the session that the process before it began, and prints the
 * milliseconds from its first line until the pool was open and until the tokens were there, the milliseconds of processor
 * time that its thread took until then, and the bytes of heap that stay after a collection.
 */
public final class FirstToken {
    private static final ClientId WEB = new ClientId("web");
    private static final String NAME = "alice@example.com";
    private static final String PASSWORD = "a photograph of nothing at all";

    private FirstToken() {}

    /** Takes {@code memory} or a file for SQLite, the algorithm, and {@code password} or {@code refresh}. */
    public static void main(String[] args) throws IOException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long beginCpu = threads.getCurrentThreadCpuTime();
        long begin = System.nanoTime();
        InstantSource clock = InstantSource.system();
        SecureRandom random = new SecureRandom();
        boolean memory = args[0].equals("memory");
        Stores stores = memory ? InMemory.open() : OnSqlite.open(Path.of(args[0]), clock);
        UserPoolSettings settings = UserPoolSettings.builder(
                        new PoolId("local_photos"), URI.create("https://auth.example.com"))
                .client(AppClient.builder(WEB)
                        .signingAlgorithm(SigningAlgorithm.valueOf(args[1]))
                        .build())
                .build();
        UserPool pool = UserPool.builder(settings)
                .stores(stores)
                .hasher(PasswordHasher.builder(random).build())
                .masterKeys(MasterKeys.of(1, Map.of(1, new byte[MasterKeys.KEY_LENGTH])))
                .sender(message -> {})
                .clock(clock)
                .random(random)
                .build();
        long open = System.nanoTime();
        TokenSet tokens = args[2].equals("refresh")
                ? pool.sessions().refresh(kept(args[0]), WEB).orElseThrow()
                : signedIn(pool);
        long token = System.nanoTime();
        long tokenCpu = threads.getCurrentThreadCpuTime();
        System.gc();
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        System.out.println((open - begin) / 1_000_000 + " " + (token - begin) / 1_000_000 + " "
                + (tokenCpu - beginCpu) / 1_000_000 + " " + heap);
        if (!memory) {
            Files.writeString(session(args[0]), tokens.refreshToken().value());
            OnSqlite.close(stores);
        }
    }

    private static TokenSet signedIn(UserPool pool) {
        if (pool.admin().get(NAME).asRefusal().isPresent()) {
            pool.signUp()
                    .register(RegisterRequest.builder(WEB)
                            .username(NAME)
                            .password(Secret.of(PASSWORD))
                            .build())
                    .orElseThrow();
            pool.admin().confirmSignUp(NAME).orElseThrow();
        }
        return pool.signIn()
                .start(new SignInRequest(AuthFlow.USER_PASSWORD_AUTH, WEB, NAME, Secret.of(PASSWORD)))
                .orElseThrow();
    }

    private static RefreshToken kept(String database) throws IOException {
        return RefreshToken.of(Files.readString(session(database)));
    }

    private static Path session(String database) {
        return Path.of(database + ".session");
    }

    /** Loaded only where its artifact is on the class path. */
    private static final class InMemory {
        static Stores open() {
            return new InMemoryStores();
        }
    }

    /** Loaded only where its artifact is on the class path. */
    private static final class OnSqlite {
        static Stores open(Path file, InstantSource clock) {
            return JdbcStores.sqlite(file, clock);
        }

        static void close(Stores stores) {
            ((JdbcStores) stores).close();
        }
    }
}
