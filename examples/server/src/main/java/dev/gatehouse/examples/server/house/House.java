package dev.gatehouse.examples.server.house;

import dev.gatehouse.credentials.directory.IdentityPoolDefinition;
import dev.gatehouse.credentials.directory.IdentityPools;
import dev.gatehouse.credentials.directory.UserPoolLogin;
import dev.gatehouse.credentials.pool.IdentityPool;
import dev.gatehouse.credentials.pool.IdentityPoolSettings;
import dev.gatehouse.embedded.FileMasterKeySource;
import dev.gatehouse.examples.server.config.ServerSettings;
import dev.gatehouse.mail.EmlFolderSender;
import dev.gatehouse.mail.MessageTexts;
import dev.gatehouse.password.PasswordHasher;
import dev.gatehouse.seal.MasterKeys;
import dev.gatehouse.spi.message.MessageSender;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.token.RevocationView;
import dev.gatehouse.userpool.UserPool;
import dev.gatehouse.userpool.directory.UserPools;
import dev.gatehouse.userpool.settings.UserPoolSettings;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** All pools of one configuration, open. Thread-safe. Several processes may have one open at once. */
public final class House implements AutoCloseable {
    private static final int STS_GENERATION = 1;

    private final String account;
    private final Database database;
    private final Stores stores;
    private final MasterKeys keys;
    private final InstantSource clock;
    private final SecureRandom random;
    private final PoolIssuers issuers;
    private final PasswordHasher hasher;
    private final MessageSender sender;
    private final UserPools userPools;
    private final IdentityPools identityPools;
    private final Upkeep upkeep;
    private final ReentrantLock maintaining = new ReentrantLock();

    private House(ServerSettings settings, URI origin, Database database, InstantSource clock, SecureRandom random) {
        this.account = settings.account();
        this.database = database;
        this.stores = database.stores();
        this.clock = clock;
        this.random = random;
        this.keys = new FileMasterKeySource(settings.masterKeyFile(), random).load();
        this.issuers = PoolIssuers.of(settings, origin);
        this.hasher = PasswordHasher.builder(random).build();
        this.sender = new EmlFolderSender(
                settings.outboxFolder(), settings.outboxFrom(), MessageTexts.english("Gatehouse"), clock);
        this.userPools = UserPools.builder()
                .stores(stores)
                .masterKeys(keys)
                .clock(clock)
                .random(random)
                .region(settings.region())
                .issuer(issuers::issuer)
                .opener(this::userPool)
                .build();
        this.identityPools = IdentityPools.builder()
                .stores(stores)
                .masterKeys(keys)
                .clock(clock)
                .random(random)
                .region(settings.region())
                .providers(new UserPoolLogins(userPools, issuers))
                .opener(this::identityPool)
                .build();
        this.upkeep = new Upkeep(userPools, identityPools);
    }

    /**
     * Opens the pools of a configuration; folders, a SQLite file and the master key are made if missing.
     *
     * @param origin by which clients reach the server
     * @throws dev.gatehouse.spi.StoreException if the database cannot be reached
     * @throws dev.gatehouse.spi.KeySourceException if the master key cannot be read, or is not the database's
     */
    public static House open(ServerSettings settings, URI origin, InstantSource clock, SecureRandom random) {
        Folders.make(settings.data());
        Folders.makeParent(settings.masterKeyFile());
        Database database = Database.open(settings, clock);
        try {
            return new House(settings, origin, database, clock, random);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private UserPool userPool(UserPoolSettings.Builder settings) {
        return UserPool.builder(settings.build())
                .stores(stores)
                .masterKeys(keys)
                .sender(sender)
                .hasher(hasher)
                .clock(clock)
                .random(random)
                .build();
    }

    private IdentityPool identityPool(IdentityPoolSettings.Builder values) {
        IdentityPoolSettings settings = values.build();
        IdentityPool.Builder builder = IdentityPool.builder(settings)
                .stores(stores)
                .masterKeys(keys)
                .localSts(STS_GENERATION)
                .clock(clock)
                .random(random);
        List<UserPoolLogin> logins = identityPools
                .describe(settings.id())
                .map(IdentityPoolDefinition::userPools)
                .fold(found -> found, refusal -> List.of());
        families(logins).ifPresent(builder::families);
        return builder.build();
    }

    /** Returns the sign-ins of several user pools as one view. */
    private Optional<RevocationView> families(List<UserPoolLogin> logins) {
        return logins.stream()
                .flatMap(login -> issuers.pool(login.provider()).stream())
                .distinct()
                .<RevocationView>map(id -> new UserPoolFamilies(userPools, id))
                .reduce(RevocationView::withFamiliesOf);
    }

    public UserPools userPools() {
        return userPools;
    }

    public IdentityPools identityPools() {
        return identityPools;
    }

    /** Returns the account in ARNs. */
    public String account() {
        return account;
    }

    public PoolIssuers issuers() {
        return issuers;
    }

    /** Returns whether the database answers, by one read. */
    public boolean answers() {
        return userPools.list(1, Optional.empty()).fold(page -> true, refusal -> false);
    }

    /** Does a bounded piece of what must be done now and then; for a scheduler, every second or so. One call at a time. */
    public void maintain() {
        maintaining.lock();
        try {
            upkeep.run();
        } finally {
            maintaining.unlock();
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
