package dev.gatehouse.benchmarks;

import dev.gatehouse.ClientId;
import dev.gatehouse.PoolId;
import dev.gatehouse.RoleName;
import dev.gatehouse.Secret;
import dev.gatehouse.credentials.role.RoleDefinition;
import dev.gatehouse.embedded.Gatehouse;
import dev.gatehouse.password.PasswordHasher;
import dev.gatehouse.seal.MasterKeys;
import dev.gatehouse.spi.store.InterceptedStores;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.token.SigningAlgorithm;
import dev.gatehouse.userpool.session.TokenSet;
import dev.gatehouse.userpool.settings.AppClient;
import dev.gatehouse.userpool.settings.AuthFlow;
import dev.gatehouse.userpool.settings.UserPoolSettings;
import dev.gatehouse.userpool.signin.SignInRequest;
import dev.gatehouse.userpool.signup.RegisterRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Both pools with a few users, on one engine. Password hashes are as cheap as they go; tokens are ES256. */
final class House implements AutoCloseable {
    /** How many users there are. */
    static final int USERS = 32;

    static final ClientId WEB = new ClientId("web");
    static final String LOGIN = "auth.example.test/local_photos";

    private static final String PASSWORD = "a photograph of nothing at all";
    private static final PoolId IDENTITIES = new PoolId("eu-west-1:1cd55b65-2d71-441c-83c0-a5de48b83f77");
    private static final RoleName ROLE = new RoleName("Users");

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
        gatehouse.identityPool().roles().put(role()).orElseThrow();
        gatehouse.maintain(1000);
    }

    private Gatehouse open(Stores rows) {
        UserPoolSettings settings = UserPoolSettings.builder(new PoolId("local_photos"), URI.create("https://" + LOGIN))
                .client(AppClient.builder(WEB)
                        .signingAlgorithm(SigningAlgorithm.ES256)
                        .build())
                .build();
        return Gatehouse.builder(Path.of("nothing-is-written"))
                .userPool(settings)
                .identityPool(IDENTITIES, pool -> pool.authenticatedRole(ROLE))
                .stores(rows)
                .masterKeys(() -> MasterKeys.of(1, Map.of(1, new byte[MasterKeys.KEY_LENGTH])))
                .sender(message -> {})
                .clock(clock)
                .random(random)
                .hasher(PasswordHasher.builder(random).unsafeCost(8, 1, 1).build())
                .build();
    }

    private static RoleDefinition role() {
        return RoleDefinition.builder(ROLE)
                .trustPolicy("""
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                        "Principal":{"Federated":"cognito-identity.amazonaws.com"},
                        "Action":"sts:AssumeRoleWithWebIdentity","Condition":{
                        "StringEquals":{"cognito-identity.amazonaws.com:aud":"%s"},
                        "ForAnyValue:StringLike":{"cognito-identity.amazonaws.com:amr":"authenticated"}}}]}""".formatted(IDENTITIES))
                .permissionPolicy("objects", """
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject",
                        "Resource":"arn:aws:s3:::photos/${cognito-identity.amazonaws.com:sub}/*"}]}""")
                .build();
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
