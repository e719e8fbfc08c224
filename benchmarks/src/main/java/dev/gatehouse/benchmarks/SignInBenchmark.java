package dev.gatehouse.benchmarks;

import dev.gatehouse.ClientId;
import dev.gatehouse.PoolId;
import dev.gatehouse.Secret;
import dev.gatehouse.password.PasswordHasher;
import dev.gatehouse.seal.MasterKeys;
import dev.gatehouse.spi.store.InterceptedStores;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.token.SigningAlgorithm;
import dev.gatehouse.userpool.UserPool;
import dev.gatehouse.userpool.session.TokenSet;
import dev.gatehouse.userpool.settings.AppClient;
import dev.gatehouse.userpool.settings.AuthFlow;
import dev.gatehouse.userpool.settings.UserPoolSettings;
import dev.gatehouse.userpool.signin.SignInRequest;
import dev.gatehouse.userpool.signup.RegisterRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.Signature;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A whole sign-in with ES256, from the user name and password as typed to two signed tokens and a refresh token, its
 * password hash made as cheap as it goes. The floor makes two bare signatures over equally many bytes and as many raw
 * reads and writes, each committed, as the sign-in asks verbs of its stores.
 */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class SignInBenchmark {
    private static final int USERS = 32;
    private static final ClientId WEB = new ClientId("web");
    private static final String PASSWORD = "a photograph of nothing at all";

    /** Where the rows are. */
    @Param({"memory", "sqlite", "postgresql"})
    public String stores = "memory";

    private final VerbCount verbs = new VerbCount();
    private final SecureRandom random = new SecureRandom();
    private Engine engine;
    private UserPool pool;
    private Signature bare;
    private List<byte[]> signed;
    private int reads;
    private int writes;
    private int next;

    /** Opens the engine, signs users up, and counts the verbs of one sign-in. */
    @Setup
    public void prepare() throws GeneralSecurityException, IOException, SQLException {
        InstantSource clock = InstantSource.system();
        engine = Engine.open(stores, clock);
        UserPool counted = pool(InterceptedStores.around(engine.stores(), verbs), clock);
        for (int i = 0; i < USERS; i++) {
            counted.signUp()
                    .register(RegisterRequest.builder(WEB)
                            .username(name(i))
                            .password(Secret.of(PASSWORD))
                            .build())
                    .orElseThrow();
            counted.admin().confirmSignUp(name(i)).orElseThrow();
        }
        signIn(counted, name(0));
        verbs.reset();
        TokenSet tokens = signIn(counted, name(0));
        reads = verbs.reads();
        writes = verbs.writes();
        signed = List.of(
                signedPart(tokens.idToken().value()),
                signedPart(tokens.accessToken().value()));
        bare = new Party(SigningAlgorithm.ES256).bareSigner();
        pool = pool(engine.stores(), clock);
    }

    /** Closes the engine. */
    @TearDown
    public void close() throws IOException, SQLException {
        engine.close();
    }

    private UserPool pool(Stores rows, InstantSource clock) {
        UserPoolSettings settings = UserPoolSettings.builder(
                        new PoolId("local_photos"), URI.create("https://auth.example.test/local_photos"))
                .client(AppClient.builder(WEB)
                        .signingAlgorithm(SigningAlgorithm.ES256)
                        .build())
                .build();
        return UserPool.builder(settings)
                .stores(rows)
                .masterKeys(MasterKeys.of(1, Map.of(1, new byte[MasterKeys.KEY_LENGTH])))
                .sender(message -> {})
                .clock(clock)
                .random(random)
                .hasher(PasswordHasher.builder(random).unsafeCost(8, 1, 1).build())
                .build();
    }

    private static String name(int user) {
        return "user-" + user + "@photos.example.test";
    }

    private static byte[] signedPart(String token) {
        return token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
    }

    private static TokenSet signIn(UserPool pool, String name) {
        return pool.signIn()
                .start(new SignInRequest(AuthFlow.USER_PASSWORD_AUTH, WEB, name, Secret.of(PASSWORD)))
                .orElseThrow();
    }

    /** Two signatures and the raw rows. */
    @Benchmark
    public int floor(CpuTime cpu) throws GeneralSecurityException, SQLException {
        cpu.operations++;
        engine.raw(reads, writes);
        int length = 0;
        for (byte[] bytes : signed) {
            bare.update(bytes);
            length += bare.sign().length;
        }
        return length;
    }

    /** The sign-in; its success clears the counter of attempts. */
    @Benchmark
    public TokenSet gatehouse(CpuTime cpu) {
        cpu.operations++;
        return signIn(pool, name(next++ & USERS - 1));
    }
}
