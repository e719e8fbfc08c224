package dev.gatehouse.userpool.session;

import dev.gatehouse.ClientId;
import dev.gatehouse.PoolId;
import dev.gatehouse.UserId;
import dev.gatehouse.WriteId;
import dev.gatehouse.password.PasswordHasher;
import dev.gatehouse.seal.PoolSecret;
import dev.gatehouse.seal.Sealer;
import dev.gatehouse.spi.hook.Hooks;
import dev.gatehouse.spi.key.PoolKeys;
import dev.gatehouse.spi.revocation.RevocationFollower;
import dev.gatehouse.spi.store.RepeatingStores;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.spi.store.UserKey;
import dev.gatehouse.spi.store.UserRow;
import dev.gatehouse.spi.store.Versioned;
import dev.gatehouse.testkit.FakeClock;
import dev.gatehouse.testkit.FixedMasterKeys;
import dev.gatehouse.testkit.UnsafeSeededRandom;
import dev.gatehouse.token.SigningAlgorithm;
import dev.gatehouse.token.SigningEngine;
import dev.gatehouse.token.TokenSigner;
import dev.gatehouse.user.User;
import dev.gatehouse.user.UserStatus;
import dev.gatehouse.userpool.internal.context.PoolContext;
import dev.gatehouse.userpool.internal.directory.Directory;
import dev.gatehouse.userpool.internal.directory.Found;
import dev.gatehouse.userpool.internal.group.GroupDirectory;
import dev.gatehouse.userpool.internal.keys.OwnKeys;
import dev.gatehouse.userpool.internal.session.FamilyRevoker;
import dev.gatehouse.userpool.settings.AppClient;
import dev.gatehouse.userpool.settings.UserPoolSettings;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A pool with two clients and one confirmed user, on any stores. */
final class SessionWorld {
    static final ClientId WEB = new ClientId("web");
    static final ClientId STRICT = new ClientId("strict");
    static final ClientId STILL = new ClientId("still");
    static final UserId ALICE = new UserId("alice-sub");

    final FakeClock clock;
    final SecureRandom random = new UnsafeSeededRandom(7);
    final Stores engine;
    final PoolContext context;
    final PoolKeys keys;
    final RevocationFollower revocations;
    final OwnTokens tokens;
    final Sessions sessions;

    SessionWorld(Stores engine) {
        this(engine, engine, new FakeClock(), new PoolId("local_photos"), Hooks.none());
    }

    SessionWorld(Stores engine, Stores faulty, FakeClock clock, PoolId pool, Hooks hooks) {
        this.engine = engine;
        this.clock = clock;
        this.context = new PoolContext(
                settings(pool),
                RepeatingStores.around(faulty, clock),
                PoolSecret.of(new byte[PoolSecret.LENGTH]),
                new Sealer(new FixedMasterKeys().load(), random),
                PasswordHasher.builder(random).unsafeCost(8, 1, 1).build(),
                hooks,
                clock,
                random,
                false);
        this.keys = OwnKeys.open(context.with(engine), SigningEngine.standard());
        this.revocations = new RevocationFollower(
                engine.revocations(), pool, context.settings().revocationBound(), Duration.ofSeconds(5), clock);
        this.tokens = new OwnTokens(context, keys, revocations);
        this.sessions = new Sessions(
                context,
                new TokenSigner(keys::ring, clock),
                new GroupDirectory(context),
                new FamilyRevoker(context),
                tokens);
        insert(ALICE);
    }

    private static UserPoolSettings settings(PoolId pool) {
        return UserPoolSettings.builder(pool, URI.create("https://auth.example.test/" + pool))
                .client(client(WEB).build())
                .client(client(STRICT).rotationGrace(Duration.ZERO).build())
                .client(client(STILL).allowRefreshTokenReuse().build())
                .build();
    }

    private static AppClient.Builder client(ClientId id) {
        return AppClient.builder(id).signingAlgorithm(SigningAlgorithm.ES256);
    }

    private void insert(UserId id) {
        User user = User.builder()
                .id(id)
                .username(id.value())
                .status(UserStatus.CONFIRMED)
                .attributes(Map.of("email", "alice@example.test", "email_verified", "true", "custom:plan", "gold"))
                .createdAt(context.now())
                .build();
        engine.users()
                .insert(
                        new UserKey(context.pool(), id),
                        UserRow.builder().profile(Optional.of(user)).build(),
                        WriteId.random(random));
    }

    Found alice() {
        return new Directory(context.with(engine)).find(ALICE).orElseThrow();
    }

    AppClient app(ClientId id) {
        return context.settings().client(id).orElseThrow();
    }

    TokenSet signedIn(ClientId client) {
        return sessions.begin(alice(), app(client)).orElseThrow();
    }

    void change(UnaryOperator<UserRow> change) {
        UserKey key = new UserKey(context.pool(), ALICE);
        Versioned<UserRow> row = engine.users().find(key).orElseThrow();
        engine.users().replace(key, row.version(), change.apply(row.value()), WriteId.random(random));
    }
}
