package dev.gatehouse.userpool.support;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.UserId;
import dev.gatehouse.spi.key.PoolKeys;
import dev.gatehouse.spi.revocation.RevocationFollower;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.throttle.Throttle;
import dev.gatehouse.token.AccessToken;
import dev.gatehouse.token.SigningAlgorithm;
import dev.gatehouse.token.SigningEngine;
import dev.gatehouse.token.TokenSigner;
import dev.gatehouse.userpool.admin.UserAdministration;
import dev.gatehouse.userpool.group.Groups;
import dev.gatehouse.userpool.internal.context.PoolContext;
import dev.gatehouse.userpool.internal.directory.Directory;
import dev.gatehouse.userpool.internal.directory.Found;
import dev.gatehouse.userpool.internal.group.GroupDirectory;
import dev.gatehouse.userpool.internal.keys.OwnKeys;
import dev.gatehouse.userpool.internal.session.FamilyRevoker;
import dev.gatehouse.userpool.maintenance.Maintenance;
import dev.gatehouse.userpool.profile.Profile;
import dev.gatehouse.userpool.session.OwnTokens;
import dev.gatehouse.userpool.session.Sessions;
import dev.gatehouse.userpool.session.TokenSet;
import dev.gatehouse.userpool.settings.AppClient;
import dev.gatehouse.userpool.settings.UserPoolSettings;
import java.time.Duration;
import java.util.Optional;

/** A pool with sessions, profile, administration and maintenance. */
public final class AccountBench {
    public static final Throttle LOOSE = Throttle.of(100_000, Duration.ofSeconds(1), Duration.ofHours(1));

    public final PoolBench pool;
    public final PoolContext context;
    public final Sessions sessions;
    public final OwnTokens tokens;
    public final Profile profile;
    public final UserAdministration admin;
    public final Groups groups;
    public final Maintenance maintenance;
    private final PoolKeys keys;
    private final RevocationFollower revocations;

    private AccountBench(PoolBench pool, PoolKeys keys, RevocationFollower revocations) {
        this.pool = pool;
        this.context = pool.context;
        this.keys = keys;
        this.revocations = revocations;
        this.tokens = new OwnTokens(context, keys, revocations);
        GroupDirectory directory = new GroupDirectory(context);
        this.groups = new Groups(context, directory);
        this.sessions = new Sessions(
                context, new TokenSigner(keys::ring, pool.clock), directory, new FamilyRevoker(context), tokens);
        this.profile = new Profile(context, tokens);
        this.admin = new UserAdministration(context);
        this.maintenance = new Maintenance(context, pool.delivery, keys, revocations);
    }

    public static AccountBench of(UserPoolSettings.Builder settings) {
        // Elliptic keys: an RSA key takes longer to make than most tests to run.
        return of(PoolBench.of(settings.client(AppClient.builder(PoolBench.CLIENT)
                .signingAlgorithm(SigningAlgorithm.ES256)
                .build())));
    }

    public static AccountBench of(PoolBench pool) {
        PoolContext context = pool.context;
        RevocationFollower revocations = new RevocationFollower(
                context.stores().revocations(),
                context.pool(),
                context.settings().revocationBound(),
                context.settings().clockTolerance(),
                pool.clock);
        return new AccountBench(pool, OwnKeys.open(context, SigningEngine.standard()), revocations);
    }

    /** The same pool over other stores, with the keys and the revocations of this node. */
    public AccountBench over(Stores others) {
        return new AccountBench(pool.over(others), keys, revocations);
    }

    /** Signs a user in as the sign-in flow does in its last step. */
    public TokenSet signIn(UserId user) {
        return signIn(user, PoolBench.CLIENT.value());
    }

    public TokenSet signIn(UserId user, String client) {
        Found found = new Directory(context).find(user).orElseThrow();
        AppClient app =
                context.settings().client(new dev.gatehouse.ClientId(client)).orElseThrow();
        return sessions.begin(found, app).orElseThrow();
    }

    public AccessToken token(UserId user) {
        return signIn(user).accessToken();
    }

    public String code(String address) {
        return pool.code(address);
    }

    public Optional<UserId> owner(String name) {
        return pool.user(name).map(Found::id);
    }

    /** Returns why it was refused; empty if it was not. */
    public static Optional<ErrorCode> refusal(Outcome<?> outcome) {
        return outcome.asRefusal().map(Refusal::code);
    }
}
