package dev.gatehouse.userpool.support;

import dev.gatehouse.ClientId;
import dev.gatehouse.Done;
import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.Secret;
import dev.gatehouse.UserId;
import dev.gatehouse.password.PasswordHasher;
import dev.gatehouse.password.PasswordMatch;
import dev.gatehouse.seal.PoolSecret;
import dev.gatehouse.seal.Sealer;
import dev.gatehouse.spi.hook.Hooks;
import dev.gatehouse.spi.store.PasswordAuthenticator;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.spi.store.UserKey;
import dev.gatehouse.spi.store.UserRow;
import dev.gatehouse.spi.store.Versioned;
import dev.gatehouse.store.memory.InMemoryStores;
import dev.gatehouse.testkit.FakeClock;
import dev.gatehouse.testkit.FixedMasterKeys;
import dev.gatehouse.testkit.RecordingSender;
import dev.gatehouse.user.AliasKind;
import dev.gatehouse.userpool.internal.context.PoolContext;
import dev.gatehouse.userpool.internal.directory.Directory;
import dev.gatehouse.userpool.internal.directory.Found;
import dev.gatehouse.userpool.internal.directory.Resolved;
import dev.gatehouse.userpool.internal.outbox.Delivery;
import dev.gatehouse.userpool.internal.password.NewPasswords;
import dev.gatehouse.userpool.recovery.Recovery;
import dev.gatehouse.userpool.recovery.RecoveryRequest;
import dev.gatehouse.userpool.settings.AppClient;
import dev.gatehouse.userpool.settings.UserPoolSettings;
import dev.gatehouse.userpool.settings.UsernameKind;
import dev.gatehouse.userpool.signup.ConfirmRequest;
import dev.gatehouse.userpool.signup.RegisterRequest;
import dev.gatehouse.userpool.signup.Registered;
import dev.gatehouse.userpool.signup.SignUp;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** One pool with its clock, its sender and cheap hashes. */
public final class PoolBench {
    public static final ClientId CLIENT = new ClientId("photos");
    public static final String PASSWORD = "a long enough pass phrase";
    public static final String OTHER_PASSWORD = "another long pass phrase";

    private static final PasswordHasher CHEAP =
            PasswordHasher.builder(new SecureRandom()).unsafeCost(8, 1, 1).build();

    public final Stores stores;
    public final FakeClock clock;
    public final RecordingSender sender = new RecordingSender();
    public final PoolContext context;
    public final SignUp signUp;
    public final Recovery recovery;
    public final Delivery delivery;

    private PoolBench(PoolContext context, FakeClock clock) {
        this.stores = context.stores();
        this.clock = clock;
        this.context = context;
        this.signUp = new SignUp(context);
        this.recovery = new Recovery(context);
        this.delivery = new Delivery(context, sender);
    }

    /** Settings of a pool whose users sign in with their e-mail address. */
    public static UserPoolSettings.Builder emailPool() {
        return settings("local_emails").usernameKind(UsernameKind.EMAIL);
    }

    /** Settings of a pool with user names, where verified e-mail addresses are names too. */
    public static UserPoolSettings.Builder namePool() {
        return settings("local_names")
                .usernameKind(UsernameKind.USERNAME)
                .aliases(Set.of(AliasKind.EMAIL, AliasKind.PHONE_NUMBER));
    }

    private static UserPoolSettings.Builder settings(String pool) {
        return UserPoolSettings.builder(new PoolId(pool), URI.create("https://login.example/" + pool))
                .client(AppClient.builder(CLIENT).build());
    }

    public static PoolBench of(UserPoolSettings.Builder settings) {
        return of(settings, new InMemoryStores(), Hooks.none(), CHEAP);
    }

    public static PoolBench of(UserPoolSettings.Builder settings, Stores stores) {
        return of(settings, stores, Hooks.none(), CHEAP);
    }

    public static PoolBench of(UserPoolSettings.Builder settings, Hooks hooks) {
        return of(settings, new InMemoryStores(), hooks, CHEAP);
    }

    public static PoolBench of(UserPoolSettings.Builder settings, Stores stores, Hooks hooks, PasswordHasher hasher) {
        SecureRandom random = new SecureRandom();
        FakeClock clock = new FakeClock();
        return new PoolBench(
                new PoolContext(
                        settings.build(),
                        stores,
                        PoolSecret.random(random),
                        new Sealer(new FixedMasterKeys().load(), random),
                        hasher,
                        hooks,
                        clock,
                        random,
                        false),
                clock);
    }

    /** The same pool, clock and secret over other stores, as another node or a node with faults. */
    public PoolBench over(Stores others) {
        return new PoolBench(context.with(others), clock);
    }

    /** The same pool with other settings, as after a change of its definition. */
    public PoolBench with(UnaryOperator<UserPoolSettings.Builder> change) {
        return new PoolBench(
                new PoolContext(
                        change.apply(context.settings().toBuilder()).build(),
                        stores,
                        context.secret(),
                        context.sealer(),
                        context.hasher(),
                        context.hooks(),
                        clock,
                        context.random(),
                        false),
                clock);
    }

    /** The same pool as seen from inside the caller's transaction. */
    public PoolBench joined() {
        return new PoolBench(context.joining(stores), clock);
    }

    public RegisterRequest application(String name, Map<String, String> attributes) {
        return RegisterRequest.builder(CLIENT)
                .username(name)
                .password(Secret.of(PASSWORD))
                .attributes(attributes)
                .build();
    }

    public Outcome<Registered> register(String email) {
        return signUp.register(application(email, Map.of()));
    }

    public Outcome<Registered> register(String name, String email) {
        return signUp.register(application(name, Map.of("email", email)));
    }

    public Outcome<Done> confirm(String name, String code) {
        return signUp.confirm(ConfirmRequest.of(name, Secret.of(code)));
    }

    public Outcome<Done> recover(String name, String code, String password) {
        return recovery.confirm(RecoveryRequest.of(name, Secret.of(code), Secret.of(password)));
    }

    /** Delivers all messages and returns the newest code to an address. */
    public String code(String address) {
        delivery.run(1_000);
        return sender.lastCode(address);
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

    public Optional<Found> user(String name) {
        return new Directory(context).resolve(name).map(Resolved::user).orElseThrow();
    }

    public void changeRow(UserId id, UnaryOperator<UserRow> change) {
        UserKey key = new UserKey(context.pool(), id);
        Versioned<UserRow> row = stores.users().find(key).orElseThrow();
        stores.users().replace(key, row.version(), change.apply(row.value()), context.newWrite());
    }

    public boolean passwordIs(UserId id, String password) {
        return stores.authenticators()
                .find(new NewPasswords(context).key(id))
                .map(row -> (PasswordAuthenticator) row.value())
                .map(row ->
                        context.hasher().verify(Secret.of(password), row.hash()).orElseThrow())
                .filter(match -> match == PasswordMatch.MATCH)
                .isPresent();
    }

    /** Returns another six digits. */
    public static String wrong(String code) {
        return code.equals("000000") ? "000001" : "000000";
    }

    public void later(Duration duration) {
        clock.advance(duration);
    }
}
