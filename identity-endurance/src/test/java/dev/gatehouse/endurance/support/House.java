package dev.gatehouse.endurance.support;

import dev.gatehouse.ClientId;
import dev.gatehouse.Done;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.Refusal;
import dev.gatehouse.Secret;
import dev.gatehouse.UserId;
import dev.gatehouse.password.PasswordHasher;
import dev.gatehouse.spi.message.MessageSender;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.testkit.FixedMasterKeys;
import dev.gatehouse.testkit.RecordingSender;
import dev.gatehouse.throttle.Throttle;
import dev.gatehouse.token.SigningAlgorithm;
import dev.gatehouse.user.AliasKind;
import dev.gatehouse.user.User;
import dev.gatehouse.userpool.UserPool;
import dev.gatehouse.userpool.recovery.RecoveryRequest;
import dev.gatehouse.userpool.session.TokenSet;
import dev.gatehouse.userpool.settings.AppClient;
import dev.gatehouse.userpool.settings.AuthFlow;
import dev.gatehouse.userpool.settings.UserPoolSettings;
import dev.gatehouse.userpool.settings.UsernameKind;
import dev.gatehouse.userpool.signin.SignInOutcome;
import dev.gatehouse.userpool.signin.SignInRequest;
import dev.gatehouse.userpool.signup.ConfirmRequest;
import dev.gatehouse.userpool.signup.RegisterRequest;
import dev.gatehouse.userpool.signup.Registered;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** One user pool on one engine, with cheap hashes and throttles that let tests through. */
public final class House {
    public static final ClientId WEB = new ClientId("web");
    /** Forgives no repeat of a refresh token. */
    public static final ClientId STRICT = new ClientId("strict");

    public static final String PASSWORD = "a long enough pass phrase";
    public static final String OTHER_PASSWORD = "another long pass phrase";

    /** Longer than a claim of somebody else is left alone. */
    public static final Duration POLITENESS = Duration.ofSeconds(31);

    /** The client's grace for a repeated refresh, and what the pool adds for clocks. */
    public static final Duration GRACE = Duration.ofSeconds(16);

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final PasswordHasher CHEAP =
            PasswordHasher.builder(RANDOM).unsafeCost(8, 1, 1).build();
    private static final Throttle LOOSE = Throttle.of(1_000, Duration.ofSeconds(1), Duration.ofHours(1));
    private static final AtomicInteger POOLS = new AtomicInteger();

    public final Engine.Open engine;
    public final UserPool pool;
    public final RecordingSender sender;

    private House(Engine.Open engine, UserPool pool, RecordingSender sender) {
        this.engine = engine;
        this.pool = pool;
        this.sender = sender;
    }

    /** Settings of a pool whose users sign in with their e-mail address. */
    public static UserPoolSettings.Builder emails() {
        return settings(newPool()).usernameKind(UsernameKind.EMAIL);
    }

    /** The same, with a name that depends on the engine alone, and keys that are cheap to make. */
    public static UserPoolSettings.Builder emails(Engine.Open engine) {
        return settings(engine.newPool(), SigningAlgorithm.EDDSA).usernameKind(UsernameKind.EMAIL);
    }

    /** Settings of a pool with user names, where verified e-mail addresses are names too. */
    public static UserPoolSettings.Builder names() {
        return names(newPool());
    }

    /** The same, with a name that depends on the engine alone, and keys that are cheap to make. */
    public static UserPoolSettings.Builder names(Engine.Open engine) {
        return settings(engine.newPool(), SigningAlgorithm.EDDSA)
                .usernameKind(UsernameKind.USERNAME)
                .aliases(Set.of(AliasKind.EMAIL));
    }

    public static UserPoolSettings.Builder names(PoolId pool) {
        return settings(pool).usernameKind(UsernameKind.USERNAME).aliases(Set.of(AliasKind.EMAIL));
    }

    public static PoolId newPool() {
        return new PoolId("local_house" + POOLS.incrementAndGet());
    }

    private static UserPoolSettings.Builder settings(PoolId pool) {
        return settings(pool, SigningAlgorithm.ES256);
    }

    private static UserPoolSettings.Builder settings(PoolId pool, SigningAlgorithm algorithm) {
        return UserPoolSettings.builder(pool, URI.create("https://login.example/" + pool))
                .passwordThrottle(LOOSE)
                .codeThrottle(LOOSE)
                .messageThrottle(LOOSE)
                .client(client(WEB, algorithm, Duration.ofSeconds(10)))
                .client(client(STRICT, algorithm, Duration.ZERO));
    }

    private static AppClient client(ClientId id, SigningAlgorithm algorithm, Duration grace) {
        return AppClient.builder(id)
                .signingAlgorithm(algorithm)
                .rotationGrace(grace)
                .build();
    }

    /** Opens the pool; makes it if it is new. */
    public static UserPool open(UserPoolSettings settings, Stores stores, InstantSource clock, MessageSender sender) {
        return open(settings, stores, clock, RANDOM, sender);
    }

    /** Opens the pool on a source of randomness of the caller's own. */
    public static UserPool open(
            UserPoolSettings settings, Stores stores, InstantSource clock, SecureRandom random, MessageSender sender) {
        return UserPool.builder(settings)
                .stores(stores)
                .masterKeys(new FixedMasterKeys().load())
                .sender(sender)
                .clock(clock)
                .random(random)
                .hasher(CHEAP)
                .build();
    }

    public static House of(UserPoolSettings.Builder settings, Engine.Open engine) {
        RecordingSender sender = new RecordingSender();
        return new House(
                engine, open(settings.build(), engine.stores(), engine.clock(), engine.random(), sender), sender);
    }

    /** The same pool as seen by another node, or by a node with faults. */
    public House over(Stores others) {
        return new House(engine, open(pool.settings(), others, engine.clock(), engine.random(), sender), sender);
    }

    public void later(Duration duration) {
        engine.clock().advance(duration);
    }

    public static RegisterRequest application(String name, Map<String, String> attributes) {
        return RegisterRequest.builder(WEB)
                .username(name)
                .password(Secret.of(PASSWORD))
                .attributes(attributes)
                .build();
    }

    public Outcome<Registered> register(String email) {
        return pool.signUp().register(application(email, Map.of()));
    }

    public Outcome<Registered> register(String name, String email) {
        return pool.signUp().register(application(name, Map.of("email", email)));
    }

    public Outcome<Done> confirm(String name, String code) {
        return pool.signUp().confirm(ConfirmRequest.of(name, Secret.of(code)));
    }

    public Outcome<Done> recover(String name, String code, String password) {
        return pool.recovery().confirm(RecoveryRequest.of(name, Secret.of(code), Secret.of(password)));
    }

    /** Delivers what waits and returns the newest code to an address. */
    public String code(String address) {
        pool.maintenance().run(1_000);
        return sender.lastCode(address);
    }

    /** Asks for a code after the old one has ended, and returns the new one. */
    public String freshCode(String name, String address) {
        later(pool.settings().codeLife());
        pool.maintenance().run(1_000);
        pool.signUp().resend(name).orElseThrow();
        return code(address);
    }

    /** Registers and confirms a user of an e-mail pool. */
    public UserId member(String email) {
        UserId id = register(email).orElseThrow().user();
        confirm(email, code(email)).orElseThrow();
        return id;
    }

    /** Registers and confirms a user of a pool with user names. */
    public UserId member(String name, String email) {
        UserId id = register(name, email).orElseThrow().user();
        confirm(name, code(email)).orElseThrow();
        return id;
    }

    public Optional<User> user(String name) {
        return pool.admin().get(name).fold(Optional::of, refusal -> Optional.empty());
    }

    public SignInOutcome tryToSignIn(String name, String password) {
        return tryToSignIn(WEB, name, password);
    }

    public SignInOutcome tryToSignIn(ClientId client, String name, String password) {
        return pool.signIn().start(new SignInRequest(AuthFlow.USER_PASSWORD_AUTH, client, name, Secret.of(password)));
    }

    public boolean signsIn(String name, String password) {
        return tryToSignIn(name, password).fold(done -> true, challenge -> false, refused -> false);
    }

    public TokenSet signIn(String name) {
        return tryToSignIn(name, PASSWORD).orElseThrow();
    }

    public Outcome<TokenSet> refresh(TokenSet tokens) {
        return pool.sessions().refresh(tokens.refreshToken(), WEB);
    }

    /** Returns how many users say that an address is proved to be theirs. */
    public long verifiedOwners(String address) {
        return engine.stores().users().page(pool.settings().id(), Optional.empty(), 100).items().stream()
                .flatMap(row -> row.value().profile().stream())
                .filter(user -> user.attribute("email").filter(address::equals).isPresent())
                .filter(user ->
                        user.attribute("email_verified").filter("true"::equals).isPresent())
                .count();
    }

    public static boolean won(Outcome<?> outcome) {
        return outcome.asRefusal().isEmpty();
    }

    public static Optional<ErrorCode> refusal(Outcome<?> outcome) {
        return outcome.asRefusal().map(Refusal::code);
    }
}
