package dev.gatehouse.userpool;

import dev.gatehouse.Outcome;
import dev.gatehouse.password.PasswordHasher;
import dev.gatehouse.seal.MasterKeys;
import dev.gatehouse.seal.Sealer;
import dev.gatehouse.spi.hook.Hooks;
import dev.gatehouse.spi.key.PoolKeys;
import dev.gatehouse.spi.key.PoolSecrets;
import dev.gatehouse.spi.message.MessageSender;
import dev.gatehouse.spi.revocation.RevocationFollower;
import dev.gatehouse.spi.store.RepeatingStores;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.token.RevocationView;
import dev.gatehouse.token.SigningCertificate;
import dev.gatehouse.token.SigningEngine;
import dev.gatehouse.token.TokenSigner;
import dev.gatehouse.token.TokenVerifier;
import dev.gatehouse.user.User;
import dev.gatehouse.userpool.admin.CreateUserRequest;
import dev.gatehouse.userpool.admin.UserAdministration;
import dev.gatehouse.userpool.group.Groups;
import dev.gatehouse.userpool.internal.context.PoolContext;
import dev.gatehouse.userpool.internal.group.GroupDirectory;
import dev.gatehouse.userpool.internal.keys.OwnKeys;
import dev.gatehouse.userpool.internal.outbox.Delivery;
import dev.gatehouse.userpool.internal.session.FamilyRevoker;
import dev.gatehouse.userpool.maintenance.Maintenance;
import dev.gatehouse.userpool.profile.Profile;
import dev.gatehouse.userpool.recovery.Recovery;
import dev.gatehouse.userpool.session.OwnTokens;
import dev.gatehouse.userpool.session.Sessions;
import dev.gatehouse.userpool.settings.UserPoolSettings;
import dev.gatehouse.userpool.signin.SignIn;
import dev.gatehouse.userpool.signup.RegisterRequest;
import dev.gatehouse.userpool.signup.Registered;
import dev.gatehouse.userpool.signup.SignUp;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One user pool. Thread-safe; opens nothing but rows in its stores, and closes nothing. */
public final class UserPool {
    private final PoolContext context;
    private final PoolKeys keys;
    private final RevocationFollower revocations;
    private final OwnTokens tokens;
    private final SignUp signUp;
    private final SignIn signIn;
    private final Sessions sessions;
    private final Recovery recovery;
    private final Profile profile;
    private final UserAdministration admin;
    private final Groups groups;
    private final Maintenance maintenance;

    private UserPool(PoolContext context, MessageSender sender, SigningEngine engine) {
        UserPoolSettings settings = context.settings();
        this.context = context;
        this.keys = OwnKeys.open(context, engine);
        this.revocations = new RevocationFollower(
                context.stores().revocations(),
                settings.id(),
                settings.revocationBound(),
                settings.clockTolerance(),
                context.clock());
        this.tokens = new OwnTokens(context, keys, revocations);
        GroupDirectory directory = new GroupDirectory(context);
        this.groups = new Groups(context, directory);
        this.sessions = new Sessions(
                context, new TokenSigner(keys::ring, context.clock()), directory, new FamilyRevoker(context), tokens);
        this.signUp = new SignUp(context);
        this.signIn = new SignIn(context, sessions);
        this.recovery = new Recovery(context);
        this.profile = new Profile(context, tokens);
        this.admin = new UserAdministration(context);
        this.maintenance = new Maintenance(context, new Delivery(context, sender), keys, revocations);
    }

    /** Returns a builder; everything without a default must be set. */
    public static Builder builder(UserPoolSettings settings) {
        return new Builder(settings);
    }

    public UserPoolSettings settings() {
        return context.settings();
    }

    public SignUp signUp() {
        return signUp;
    }

    public SignIn signIn() {
        return signIn;
    }

    public Sessions sessions() {
        return sessions;
    }

    public Recovery recovery() {
        return recovery;
    }

    public Profile profile() {
        return profile;
    }

    public UserAdministration admin() {
        return admin;
    }

    public Groups groups() {
        return groups;
    }

    /** Returns what the application's scheduler calls. */
    public Maintenance maintenance() {
        return maintenance;
    }

    /** Returns the public keys as a JWKS document (RFC 7517 §5), to serve with {@code max-age} {@link UserPoolSettings#jwksMaxAge}. */
    public String jwks() {
        return keys.ring().jwks(context.now());
    }

    /**
     * Returns the document of {@link #jwks} with a self-signed certificate in each key that can have one ({@code x5c} and
     * {@code x5t#S256}, RFC 7517 §4.7, §4.9), for peers that read keys from certificates alone. The certificates are made
     * on the first call, are the same on every node, and end with their key.
     */
    public String jwksWithCertificates() {
        return keys.ring().jwksWithCertificates(context.now(), context.pool());
    }

    /**
     * Returns the certificate of the key that signs this pool's tokens now: of RS256 if the pool signs with it, else of
     * ES256, else of EdDSA. It changes when the keys rotate. Empty for a pool that signs with ML-DSA only.
     */
    public Optional<SigningCertificate> signingCertificate() {
        return keys.ring().certificate(settings().algorithms(), context.now(), context.pool());
    }

    /** Returns the verifier of this pool's access tokens, which sees revocations within the pool's bound. */
    public TokenVerifier accessTokens() {
        return tokens.accessTokens();
    }

    /** Returns the verifier of this pool's ID tokens: what an identity pool takes as logins. */
    public TokenVerifier idTokens() {
        return tokens.idTokens();
    }

    /** Returns what this node knows to be revoked. */
    public RevocationView revocations() {
        return revocations;
    }

    /**
     * Returns the sign-up and administration flows on stores that join the application's own transaction. Only
     * registering, creating a user and changing attributes belong there; the rest stays with this pool. They write on
     * the caller's connection alone, so that an engine with one writer does not wait for itself.
     *
     * @param stores what {@code joining(connection)} of the store gave; its writes are not repeated when an outcome
     *     is unknown, since the transaction has then failed as a whole
     */
    public Joined joining(Stores stores) {
        PoolContext joined = context.joining(stores);
        return new Joined(new SignUp(joined), new UserAdministration(joined));
    }

    /** Flows inside the caller's transaction. */
    public static final class Joined {
        private final SignUp signUp;
        private final UserAdministration admin;

        private Joined(SignUp signUp, UserAdministration admin) {
            this.signUp = signUp;
            this.admin = admin;
        }

        /**
         * Registers a user, as {@link SignUp#register} does; the user exists once the caller commits. The message is
         * counted against the limit of its address when maintenance delivers it, and dropped if it is over it then;
         * {@link SignUp#resend} sends another. {@code LIMIT_EXCEEDED} is told if the limit is reached already.
         */
        public Outcome<Registered> register(RegisterRequest request) {
            return signUp.register(request);
        }

        /** Changes a user's attributes, as {@link UserAdministration#updateAttributes} does. */
        public Outcome<User> updateAttributes(String username, Map<String, String> changes, Set<String> removed) {
            return admin.updateAttributes(username, changes, removed);
        }

        /** Creates a user, as {@link UserAdministration#create} does. */
        public Outcome<User> create(CreateUserRequest request) {
            return admin.create(request);
        }
    }

    @Override
    public String toString() {
        return "UserPool[" + settings().id() + "]";
    }

    /** Builds a {@link UserPool}. Not thread-safe. */
    public static final class Builder {
        private final UserPoolSettings settings;
        private @Nullable Stores stores;
        private @Nullable MasterKeys masterKeys;
        private @Nullable MessageSender sender;
        private @Nullable InstantSource clock;
        private @Nullable SecureRandom random;
        private @Nullable PasswordHasher hasher;
        private @Nullable SigningEngine engine;
        private Hooks hooks = Hooks.none();

        private Builder(UserPoolSettings settings) {
            this.settings = settings;
        }

        public Builder stores(Stores value) {
            this.stores = value;
            return this;
        }

        public Builder masterKeys(MasterKeys value) {
            this.masterKeys = value;
            return this;
        }

        public Builder sender(MessageSender value) {
            this.sender = value;
            return this;
        }

        public Builder clock(InstantSource value) {
            this.clock = value;
            return this;
        }

        public Builder random(SecureRandom value) {
            this.random = value;
            return this;
        }

        /** Sets the password hasher; shared by pools, so that its memory budget holds for the process. */
        public Builder hasher(PasswordHasher value) {
            this.hasher = value;
            return this;
        }

        /** Sets what the pool signs and verifies tokens with; {@link SigningEngine#standard} unless set. */
        public Builder signingEngine(SigningEngine value) {
            this.engine = value;
            return this;
        }

        public Builder hooks(Hooks value) {
            this.hooks = value;
            return this;
        }

        /**
         * Opens the pool: creates its secret and first signing keys if it is new.
         *
         * @throws dev.gatehouse.spi.KeySourceException if the master keys are not those that sealed the pool
         * @throws dev.gatehouse.spi.StoreException if the stores cannot be reached
         */
        public UserPool build() {
            InstantSource time = required(clock, "clock");
            SecureRandom entropy = required(random, "random");
            Stores repeating = RepeatingStores.around(required(stores, "stores"), time);
            Sealer sealer = new Sealer(required(masterKeys, "masterKeys"), entropy);
            PasswordHasher passwords =
                    hasher == null ? PasswordHasher.builder(entropy).build() : hasher;
            PoolContext context = new PoolContext(
                    settings,
                    repeating,
                    PoolSecrets.open(settings.id(), repeating.pools(), sealer, time, entropy),
                    sealer,
                    passwords,
                    hooks,
                    time,
                    entropy,
                    false);
            return new UserPool(
                    context, required(sender, "sender"), engine == null ? SigningEngine.standard() : engine);
        }

        private static <T> T required(@Nullable T value, String what) {
            return Objects.requireNonNull(value, what);
        }
    }
}
