package dev.gatehouse.userpool.settings;

import dev.gatehouse.ClientId;
import dev.gatehouse.Done;
import dev.gatehouse.Outcome;
import dev.gatehouse.Secret;
import dev.gatehouse.token.SigningAlgorithm;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An app client of a user pool: who signs users in, how, and how long its tokens live. Immutable. */
public final class AppClient {
    /** The most secrets of a client. */
    public static final int MAX_SECRETS = 2;

    private final ClientId id;
    private final Set<AuthFlow> authFlows;
    private final Duration idTokenLife;
    private final Duration accessTokenLife;
    private final Duration refreshTokenLife;
    private final Optional<Duration> rotationGrace;
    private final SigningAlgorithm signingAlgorithm;
    private final Optional<Set<String>> readableAttributes;
    private final Optional<Set<String>> writableAttributes;
    private final Optional<Masking> masking;
    private final boolean tokenRevocation;
    private final Duration signInSessionLife;
    private final List<ClientSecret> secrets;

    private AppClient(Builder builder) {
        this.id = builder.id;
        this.authFlows = Set.copyOf(builder.authFlows);
        this.idTokenLife = within(builder.idTokenLife, Duration.ofMinutes(5), Duration.ofDays(1), "id-token-life");
        this.accessTokenLife =
                within(builder.accessTokenLife, Duration.ofMinutes(5), Duration.ofDays(1), "access-token-life");
        this.refreshTokenLife =
                within(builder.refreshTokenLife, Duration.ofHours(1), Duration.ofDays(3_650), "refresh-token-life");
        this.rotationGrace = builder.rotationGrace.map(
                grace -> within(grace, Duration.ZERO, Duration.ofSeconds(60), "rotation-grace"));
        this.signingAlgorithm = builder.signingAlgorithm;
        this.readableAttributes = builder.readableAttributes.map(Set::copyOf);
        this.writableAttributes = builder.writableAttributes.map(Set::copyOf);
        this.masking = builder.masking;
        this.tokenRevocation = builder.tokenRevocation;
        this.signInSessionLife = within(
                builder.signInSessionLife, Duration.ofMinutes(3), Duration.ofMinutes(15), "sign-in-session-life");
        this.secrets = List.copyOf(builder.secrets);
        if (secrets.size() > MAX_SECRETS
                || secrets.stream().map(ClientSecret::id).distinct().count() != secrets.size()) {
            throw new InvalidSettingException(
                    "secrets", "a client has at most two secrets, each with an id of its own");
        }
    }

    private static Duration within(Duration value, Duration least, Duration most, String what) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new InvalidSettingException(what, what + " must be between " + least + " and " + most);
        }
        return value;
    }

    /** Returns a builder of a client that signs in with passwords and rotates refresh tokens with 10 s of grace. */
    public static Builder builder(ClientId id) {
        return new Builder(id);
    }

    /** Returns a builder that starts from this client. */
    public Builder toBuilder() {
        Builder builder = new Builder(id);
        builder.authFlows = authFlows;
        builder.idTokenLife = idTokenLife;
        builder.accessTokenLife = accessTokenLife;
        builder.refreshTokenLife = refreshTokenLife;
        builder.rotationGrace = rotationGrace;
        builder.signingAlgorithm = signingAlgorithm;
        builder.readableAttributes = readableAttributes;
        builder.writableAttributes = writableAttributes;
        builder.masking = masking;
        builder.tokenRevocation = tokenRevocation;
        builder.signInSessionLife = signInSessionLife;
        builder.secrets = secrets;
        return builder;
    }

    public ClientId id() {
        return id;
    }

    public Set<AuthFlow> authFlows() {
        return authFlows;
    }

    /** Returns how long ID tokens live: 5 minutes to 1 day, 1 hour by default. */
    public Duration idTokenLife() {
        return idTokenLife;
    }

    /** Returns how long access tokens live: 5 minutes to 1 day, 1 hour by default. */
    public Duration accessTokenLife() {
        return accessTokenLife;
    }

    /** Returns how long after a sign-in its last refresh token ends: 1 hour to 10 years, 30 days by default. */
    public Duration refreshTokenLife() {
        return refreshTokenLife;
    }

    /** Returns for how long a rotated refresh token may be repeated, 0 to 60 s; empty if tokens do not rotate. */
    public Optional<Duration> rotationGrace() {
        return rotationGrace;
    }

    public SigningAlgorithm signingAlgorithm() {
        return signingAlgorithm;
    }

    /** Returns the attributes that users of this client see; all if empty. */
    public Optional<Set<String>> readableAttributes() {
        return readableAttributes;
    }

    /** Returns the attributes that users of this client may change; all mutable ones if empty. */
    public Optional<Set<String>> writableAttributes() {
        return writableAttributes;
    }

    /** Returns what callers of this client may learn about users; what the pool says if empty. */
    public Optional<Masking> masking() {
        return masking;
    }

    /** Returns whether single sign-ins can be revoked by their refresh token; true by default. */
    public boolean tokenRevocation() {
        return tokenRevocation;
    }

    /** Returns how long a user may take for a step of a sign-in: 3 to 15 minutes, 3 by default. */
    public Duration signInSessionLife() {
        return signInSessionLife;
    }

    /** Returns the secrets of a confidential client, at most {@value #MAX_SECRETS}; none of a public one. */
    public List<ClientSecret> secrets() {
        return secrets;
    }

    /**
     * Judges the proof that a client sends with a user name. Refusals: {@code NOT_AUTHORIZED} with
     * {@code client.secret-missing} (the client has a secret and nothing was sent), {@code client.secret-unexpected}
     * (it has none) or {@code client.secret-mismatch} (no secret of the client makes this hash).
     *
     * @param username the user name exactly as it was typed
     */
    public Outcome<Done> authenticate(String username, Optional<SecretHash> hash) {
        return authenticate(List.of(username), hash);
    }

    /**
     * Judges a proof that may be over any of several names of one user: at a refresh its user name or its id. Refusals
     * as {@link #authenticate(String, Optional)}.
     */
    public Outcome<Done> authenticate(List<String> names, Optional<SecretHash> hash) {
        return new ClientProof(id, secrets).hash(names, hash);
    }

    /** Judges a client that sends its secret itself. Refusals as {@link #authenticate(String, Optional)}. */
    public Outcome<Done> authenticateBySecret(Optional<Secret> secret) {
        return new ClientProof(id, secrets).secret(secret);
    }

    @Override
    public String toString() {
        return "AppClient[" + id + "]";
    }

    /** Builds an {@link AppClient}. Not thread-safe. */
    public static final class Builder {
        private final ClientId id;
        private Set<AuthFlow> authFlows = Set.of(AuthFlow.USER_PASSWORD_AUTH);
        private Duration idTokenLife = Duration.ofHours(1);
        private Duration accessTokenLife = Duration.ofHours(1);
        private Duration refreshTokenLife = Duration.ofDays(30);
        private Optional<Duration> rotationGrace = Optional.of(Duration.ofSeconds(10));
        private SigningAlgorithm signingAlgorithm = SigningAlgorithm.RS256;
        private Optional<Set<String>> readableAttributes = Optional.empty();
        private Optional<Set<String>> writableAttributes = Optional.empty();
        private Optional<Masking> masking = Optional.empty();
        private boolean tokenRevocation = true;
        private Duration signInSessionLife = Duration.ofMinutes(3);
        private List<ClientSecret> secrets = List.of();

        private Builder(ClientId id) {
            this.id = id;
        }

        public Builder authFlows(Set<AuthFlow> value) {
            this.authFlows = value;
            return this;
        }

        public Builder idTokenLife(Duration value) {
            this.idTokenLife = value;
            return this;
        }

        public Builder accessTokenLife(Duration value) {
            this.accessTokenLife = value;
            return this;
        }

        public Builder refreshTokenLife(Duration value) {
            this.refreshTokenLife = value;
            return this;
        }

        /** Rotates refresh tokens; a repeat inside {@code grace} gets the same successor. */
        public Builder rotationGrace(Duration grace) {
            this.rotationGrace = Optional.of(grace);
            return this;
        }

        /** Lets a refresh token be used many times. Looser than OAuth 2.1 allows for public clients. */
        public Builder allowRefreshTokenReuse() {
            this.rotationGrace = Optional.empty();
            return this;
        }

        public Builder signingAlgorithm(SigningAlgorithm value) {
            this.signingAlgorithm = value;
            return this;
        }

        public Builder readableAttributes(Set<String> value) {
            this.readableAttributes = Optional.of(value);
            return this;
        }

        public Builder writableAttributes(Set<String> value) {
            this.writableAttributes = Optional.of(value);
            return this;
        }

        /** Lets users of this client see all attributes. */
        public Builder allReadable() {
            this.readableAttributes = Optional.empty();
            return this;
        }

        /** Lets users of this client change every mutable attribute. */
        public Builder allWritable() {
            this.writableAttributes = Optional.empty();
            return this;
        }

        /** Sets what callers of this client may learn about users, whatever the pool says. */
        public Builder masking(Masking value) {
            this.masking = Optional.of(value);
            return this;
        }

        /** Leaves to the pool what callers of this client may learn about users: the default. */
        public Builder maskingOfPool() {
            this.masking = Optional.empty();
            return this;
        }

        public Builder tokenRevocation(boolean value) {
            this.tokenRevocation = value;
            return this;
        }

        public Builder signInSessionLife(Duration value) {
            this.signInSessionLife = value;
            return this;
        }

        /** Sets the secrets: none makes a public client. */
        public Builder secrets(List<ClientSecret> value) {
            this.secrets = List.copyOf(value);
            return this;
        }

        /**
         * Returns the client.
         *
         * @throws InvalidSettingException if a setting is out of bounds
         */
        public AppClient build() {
            return new AppClient(this);
        }
    }
}
