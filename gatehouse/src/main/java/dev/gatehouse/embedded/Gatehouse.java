package dev.gatehouse.embedded;

import dev.gatehouse.FamilyId;
import dev.gatehouse.PoolId;
import dev.gatehouse.UserId;
import dev.gatehouse.credentials.guard.CredentialGuard;
import dev.gatehouse.credentials.pool.IdentityPool;
import dev.gatehouse.credentials.pool.IdentityPoolSettings;
import dev.gatehouse.credentials.pool.LoginProvider;
import dev.gatehouse.credentials.signature.SignatureSettings;
import dev.gatehouse.credentials.signature.SignatureVerifier;
import dev.gatehouse.credentials.sts.SessionPools;
import dev.gatehouse.password.PasswordHasher;
import dev.gatehouse.seal.MasterKeys;
import dev.gatehouse.spi.hook.Hooks;
import dev.gatehouse.spi.key.MasterKeySource;
import dev.gatehouse.spi.message.MessageSender;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.store.jdbc.JdbcStores;
import dev.gatehouse.token.SigningEngine;
import dev.gatehouse.user.ExternalIdentity;
import dev.gatehouse.userpool.UserPool;
import dev.gatehouse.userpool.settings.UserPoolSettings;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A user pool and, if wanted, an identity pool, wired together: the user pool's ID tokens are logins of the identity
 * pool, whose credentials the guard enforces. Thread-safe. Close it when the application ends.
 */
public final class Gatehouse implements AutoCloseable {
    private final UserPool userPool;
    private final Optional<IdentityPool> identities;
    private final InstantSource clock;
    private final Runnable engine;

    private Gatehouse(UserPool userPool, Optional<IdentityPool> identities, InstantSource clock, Runnable engine) {
        this.userPool = userPool;
        this.identities = identities;
        this.clock = clock;
        this.engine = engine;
    }

    /**
     * Returns a builder over an embedded SQLite database in {@code folder}, whose master key file lies beside it.
     *
     * @param folder created if missing; back up {@code gatehouse.db} and {@code master.keys} apart from each other
     */
    public static Builder builder(Path folder) {
        return new Builder(folder);
    }

    public UserPool userPool() {
        return userPool;
    }

    /**
     * Returns the identity pool.
     *
     * @throws IllegalStateException if none was configured
     */
    public IdentityPool identityPool() {
        return identities.orElseThrow(
                () -> new IllegalStateException("no identity pool: call identityPool(..) on the builder"));
    }

    /**
     * Returns a guard that enforces the identity pool's credentials on requests to one service of the application.
     *
     * @param settings the service and region that clients sign for
     */
    public CredentialGuard guard(SignatureSettings settings) {
        return new CredentialGuard(
                SessionPools.only(identityPool().sessions().orElseThrow()),
                new SignatureVerifier(settings, clock),
                clock);
    }

    /**
     * Does a bounded piece of everything that must be done now and then: delivers messages, refreshes the view of
     * revocations, rotates keys, finishes deletions, sweeps expired rows. Call it every second or so from a scheduler
     * of the application, on every node.
     *
     * @param budget how many messages, and how many rows of each kind, at most
     * @throws dev.gatehouse.spi.StoreException if the database cannot be reached; the next call goes on
     */
    public void maintain(int budget) {
        userPool.maintenance().run(budget);
        identities.ifPresent(pool -> pool.maintain(budget));
    }

    /** Closes the embedded database; stores that the application brought stay open. */
    @Override
    public void close() {
        engine.run();
    }

    @Override
    public String toString() {
        return "Gatehouse[" + userPool.settings().id() + "]";
    }

    /** Builds a {@link Gatehouse}. Not thread-safe. */
    public static final class Builder {
        private final Path folder;
        private @Nullable UserPoolSettings userPool;
        private @Nullable MessageSender sender;
        private @Nullable PoolId identityPool;
        private Consumer<IdentityPoolSettings.Builder> identitySettings = settings -> {};
        private @Nullable Stores stores;
        private @Nullable MasterKeySource masterKeys;
        private @Nullable PasswordHasher hasher;
        private @Nullable SigningEngine signingEngine;
        private Hooks hooks = Hooks.none();
        private boolean serverSideTokenCheck;
        private int stsGeneration = 1;
        private InstantSource clock = SystemDefaults.clock();
        private SecureRandom random = SystemDefaults.random();

        private Builder(Path folder) {
            this.folder = folder;
        }

        /** Sets the user pool's settings. Required. */
        public Builder userPool(UserPoolSettings settings) {
            this.userPool = settings;
            return this;
        }

        /** Sets who sends messages. Required. */
        public Builder sender(MessageSender value) {
            this.sender = value;
            return this;
        }

        /**
         * Adds an identity pool whose logins are the user pool's ID tokens, under the name of the pool's issuer
         * without its scheme.
         *
         * @param id the identity pool's id, {@code region:uuid}
         * @param settings sets roles, guests and more
         */
        public Builder identityPool(PoolId id, Consumer<IdentityPoolSettings.Builder> settings) {
            this.identityPool = id;
            this.identitySettings = settings;
            return this;
        }

        /**
         * Asks the user pool at every login whether the user is still signed in, at the price of two or three reads.
         * Without it a user who was signed out, disabled or deleted is refused within {@code revocationBound}.
         */
        public Builder serverSideTokenCheck() {
            this.serverSideTokenCheck = true;
            return this;
        }

        /** Uses stores of the application's own, such as PostgreSQL, instead of the embedded database. */
        public Builder stores(Stores value) {
            this.stores = value;
            return this;
        }

        /** Uses a key management service of the application's own instead of the file beside the database. */
        public Builder masterKeys(MasterKeySource value) {
            this.masterKeys = value;
            return this;
        }

        public Builder hasher(PasswordHasher value) {
            this.hasher = value;
            return this;
        }

        /** Sets what both pools sign and verify with, such as a native provider; {@link SigningEngine#standard} unless set. */
        public Builder signingEngine(SigningEngine value) {
            this.signingEngine = value;
            return this;
        }

        public Builder hooks(Hooks value) {
            this.hooks = value;
            return this;
        }

        /**
         * Derives credentials from another generation of the STS key: raise it by one to rotate. Credentials of the
         * generation before still work.
         */
        public Builder stsGeneration(int generation) {
            if (generation < 1) {
                throw new IllegalArgumentException("generations count from 1");
            }
            this.stsGeneration = generation;
            return this;
        }

        /** Uses another clock than the machine's. */
        public Builder clock(InstantSource value) {
            this.clock = value;
            return this;
        }

        public Builder random(SecureRandom value) {
            this.random = value;
            return this;
        }

        /**
         * Opens everything: creates the folder, the database, the master key and the first signing keys if they are
         * not there.
         *
         * @throws dev.gatehouse.spi.KeySourceException if the master key is unreadable or not the one that sealed the
         *     database
         * @throws dev.gatehouse.spi.StoreException if the database cannot be opened
         */
        public Gatehouse build() {
            UserPoolSettings settings = Objects.requireNonNull(userPool, "userPool");
            MessageSender messages = Objects.requireNonNull(sender, "sender");
            MasterKeySource source =
                    masterKeys == null ? new FileMasterKeySource(folder.resolve("master.keys"), random) : masterKeys;
            MasterKeys keys = source.load();
            Stores brought = stores;
            if (brought != null) {
                return open(settings, messages, keys, brought, () -> {});
            }
            JdbcStores embedded = JdbcStores.sqlite(folder.resolve("gatehouse.db"), clock);
            try {
                return open(settings, messages, keys, embedded, embedded::close);
            } catch (RuntimeException e) {
                embedded.close();
                throw e;
            }
        }

        private Gatehouse open(
                UserPoolSettings settings, MessageSender messages, MasterKeys keys, Stores engine, Runnable closing) {
            SigningEngine signing = signingEngine == null ? SigningEngine.standard() : signingEngine;
            UserPool pool = UserPool.builder(settings)
                    .stores(engine)
                    .masterKeys(keys)
                    .sender(messages)
                    .hasher(hasher == null ? PasswordHasher.builder(random).build() : hasher)
                    .hooks(hooks)
                    .signingEngine(signing)
                    .clock(clock)
                    .random(random)
                    .build();
            Optional<IdentityPool> identities =
                    Optional.ofNullable(identityPool).map(id -> identities(id, pool, engine, keys, signing));
            return new Gatehouse(pool, identities, clock, closing);
        }

        private IdentityPool identities(
                PoolId id, UserPool pool, Stores engine, MasterKeys keys, SigningEngine signing) {
            LoginProvider logins = LoginProvider.userPool(loginName(pool), pool.idTokens());
            IdentityPoolSettings.Builder settings = IdentityPoolSettings.builder(id)
                    .provider(serverSideTokenCheck ? logins.withLiveCheck(login -> live(pool, login)) : logins)
                    .revocationBound(pool.settings().revocationBound())
                    .clockTolerance(pool.settings().clockTolerance());
            identitySettings.accept(settings);
            return IdentityPool.builder(settings.build())
                    .stores(engine)
                    .masterKeys(keys)
                    .localSts(stsGeneration)
                    .families(pool.revocations())
                    .signingEngine(signing)
                    .clock(clock)
                    .random(random)
                    .build();
        }

        private static boolean live(UserPool pool, ExternalIdentity login) {
            return login.originFamily()
                    .filter(family -> pool.sessions().isLive(new UserId(login.subject()), new FamilyId(family)))
                    .isPresent();
        }

        private static String loginName(UserPool pool) {
            String issuer = pool.settings().issuer().toString();
            return issuer.substring(issuer.indexOf("://") + 3);
        }
    }
}
