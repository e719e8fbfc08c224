package dev.gatehouse.userpool.settings;

import dev.gatehouse.ClientId;
import dev.gatehouse.token.SigningAlgorithm;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** An app client of a user pool: who signs users in, how, and how long its tokens live. Immutable. */
public final class AppClient {
    private final ClientId id;
    private final Set<AuthFlow> authFlows;
    private final Duration idTokenLife;
    private final Duration accessTokenLife;
    private final Duration refreshTokenLife;
    private final Optional<Duration> rotationGrace;
    private final SigningAlgorithm signingAlgorithm;
    private final Optional<Set<String>> readableAttributes;
    private final Optional<Set<String>> writableAttributes;

    private AppClient(Builder builder) {
        this.id = builder.id;
        this.authFlows = Set.copyOf(builder.authFlows);
        this.idTokenLife = within(builder.idTokenLife, Duration.ofMinutes(5), Duration.ofDays(1), "idTokenLife");
        this.accessTokenLife =
                within(builder.accessTokenLife, Duration.ofMinutes(5), Duration.ofDays(1), "accessTokenLife");
        this.refreshTokenLife =
                within(builder.refreshTokenLife, Duration.ofHours(1), Duration.ofDays(3_650), "refreshTokenLife");
        this.rotationGrace = builder.rotationGrace.map(
                grace -> within(grace, Duration.ZERO, Duration.ofSeconds(60), "rotationGrace"));
        this.signingAlgorithm = builder.signingAlgorithm;
        this.readableAttributes = builder.readableAttributes.map(Set::copyOf);
        this.writableAttributes = builder.writableAttributes.map(Set::copyOf);
    }

    private static Duration within(Duration value, Duration least, Duration most, String what) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(what + " must be between " + least + " and " + most);
        }
        return value;
    }

    /** Returns a builder of a client that signs in with passwords and rotates refresh tokens with 10 s of grace. */
    public static Builder builder(ClientId id) {
        return new Builder(id);
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

        public AppClient build() {
            return new AppClient(this);
        }
    }
}
