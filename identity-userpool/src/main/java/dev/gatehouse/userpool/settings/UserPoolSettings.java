package dev.gatehouse.userpool.settings;

import dev.gatehouse.ClientId;
import dev.gatehouse.PoolId;
import dev.gatehouse.password.PasswordPolicy;
import dev.gatehouse.throttle.Throttle;
import dev.gatehouse.token.SigningAlgorithm;
import dev.gatehouse.user.AliasKind;
import dev.gatehouse.user.Schema;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one user pool. Immutable. {@link #builder} starts from the preset STRICT (NIST SP 800-63B-4, ASVS
 * 5.0); {@link #reference} gives the hosted service's limits.
 */
public final class UserPoolSettings {
    private final PoolId id;
    private final URI issuer;
    private final UsernameKind usernameKind;
    private final Set<AliasKind> aliases;
    private final Schema schema;
    private final PasswordPolicy passwordPolicy;
    private final Masking masking;
    private final boolean selfSignUp;
    private final Duration codeLife;
    private final Duration codeResendWindow;
    private final Duration unconfirmedLife;
    private final Throttle passwordThrottle;
    private final Throttle codeThrottle;
    private final Throttle messageThrottle;
    private final Duration clockTolerance;
    private final Duration revocationBound;
    private final Duration jwksMaxAge;
    private final Duration keyLife;
    private final Map<ClientId, AppClient> clients;

    private UserPoolSettings(Builder builder) {
        this.id = Objects.requireNonNull(builder.id, "id");
        this.issuer = Objects.requireNonNull(builder.issuer, "issuer");
        this.usernameKind = builder.usernameKind;
        this.aliases = Set.copyOf(builder.aliases);
        this.schema = builder.schema;
        this.passwordPolicy = builder.passwordPolicy;
        this.masking = builder.masking;
        this.selfSignUp = builder.selfSignUp;
        this.codeLife = positive(builder.codeLife, Duration.ofDays(1), "code-life");
        this.codeResendWindow = positive(builder.codeResendWindow, codeLife, "code-resend-window");
        this.unconfirmedLife = positive(builder.unconfirmedLife, Duration.ofDays(365), "unconfirmed-life");
        this.passwordThrottle = builder.passwordThrottle;
        this.codeThrottle = builder.codeThrottle;
        this.messageThrottle = builder.messageThrottle;
        this.clockTolerance = positive(builder.clockTolerance, Duration.ofSeconds(60), "clock-tolerance");
        this.revocationBound = positive(builder.revocationBound, Duration.ofMinutes(5), "revocation-bound");
        this.jwksMaxAge = positive(builder.jwksMaxAge, Duration.ofDays(1), "jwks-max-age");
        this.keyLife = positive(builder.keyLife, Duration.ofDays(3_650), "key-life");
        this.clients = Map.copyOf(builder.clients);
        if (usernameKind != UsernameKind.USERNAME && !aliases.isEmpty()) {
            throw new InvalidSettingException("aliases", "aliases need a pool whose users choose a user name");
        }
        if (aliases.contains(AliasKind.USERNAME) || aliases.contains(AliasKind.EXTERNAL_SUBJECT)) {
            throw new InvalidSettingException(
                    "aliases", "an alias is an e-mail address, a phone number or a preferred user name");
        }
    }

    private static Duration positive(Duration value, Duration most, String what) {
        if (value.isNegative() || value.isZero() || value.compareTo(most) > 0) {
            throw new InvalidSettingException(what, what + " must be positive and at most " + most);
        }
        return value;
    }

    /**
     * Returns a builder of the preset STRICT.
     *
     * @param id the pool's id, such as {@code local_photos}
     * @param issuer the {@code iss} claim and the base of the JWKS URL
     */
    public static Builder builder(PoolId id, URI issuer) {
        return new Builder(id, issuer);
    }

    /** Returns a builder of the preset REFERENCE: the hosted service's masking, password rules and code lives. */
    public static Builder reference(PoolId id, URI issuer) {
        return new Builder(id, issuer).reference();
    }

    /** Returns a builder that starts from these settings. */
    public Builder toBuilder() {
        Builder builder = new Builder(id, issuer);
        builder.usernameKind = usernameKind;
        builder.aliases = aliases;
        builder.schema = schema;
        builder.passwordPolicy = passwordPolicy;
        builder.masking = masking;
        builder.selfSignUp = selfSignUp;
        builder.codeLife = codeLife;
        builder.codeResendWindow = codeResendWindow;
        builder.unconfirmedLife = unconfirmedLife;
        builder.passwordThrottle = passwordThrottle;
        builder.codeThrottle = codeThrottle;
        builder.messageThrottle = messageThrottle;
        builder.clockTolerance = clockTolerance;
        builder.revocationBound = revocationBound;
        builder.jwksMaxAge = jwksMaxAge;
        builder.keyLife = keyLife;
        builder.clients.putAll(clients);
        return builder;
    }

    public PoolId id() {
        return id;
    }

    public URI issuer() {
        return issuer;
    }

    public UsernameKind usernameKind() {
        return usernameKind;
    }

    /** Returns the verified attributes that a user may sign in with besides its user name. */
    public Set<AliasKind> aliases() {
        return aliases;
    }

    public Schema schema() {
        return schema;
    }

    public PasswordPolicy passwordPolicy() {
        return passwordPolicy;
    }

    public Masking masking() {
        return masking;
    }

    /** Returns what callers of a client may learn about users: what the client says, or else the pool. */
    public Masking masking(ClientId client) {
        return client(client).flatMap(AppClient::masking).orElse(masking);
    }

    /** Returns whether users may sign up by themselves. */
    public boolean selfSignUp() {
        return selfSignUp;
    }

    /** Returns how long a code is valid from the moment it is sent. */
    public Duration codeLife() {
        return codeLife;
    }

    /** Returns for how long after a code was made a resend sends that same code again. */
    public Duration codeResendWindow() {
        return codeResendWindow;
    }

    /** Returns how long a sign-up that nobody confirms keeps its name. */
    public Duration unconfirmedLife() {
        return unconfirmedLife;
    }

    public Throttle passwordThrottle() {
        return passwordThrottle;
    }

    public Throttle codeThrottle() {
        return codeThrottle;
    }

    /** Returns the throttle of messages that one name can cause. */
    public Throttle messageThrottle() {
        return messageThrottle;
    }

    /** Returns how far the clocks of two nodes may differ. */
    public Duration clockTolerance() {
        return clockTolerance;
    }

    /** Returns how old the view of revocations may be: the longest time that a revoked access token is accepted. */
    public Duration revocationBound() {
        return revocationBound;
    }

    /** Returns how long others may cache the JWKS; a new key is published at least this long before it signs. */
    public Duration jwksMaxAge() {
        return jwksMaxAge;
    }

    /** Returns how long a key signs before the next one takes over. */
    public Duration keyLife() {
        return keyLife;
    }

    public Map<ClientId, AppClient> clients() {
        return clients;
    }

    /** Returns an app client of this pool, if it has one of that id. */
    public Optional<AppClient> client(ClientId client) {
        return Optional.ofNullable(clients.get(client));
    }

    /** Returns the algorithms that the clients' tokens are signed with; RS256 as long as there is no client. */
    public Set<SigningAlgorithm> algorithms() {
        if (clients.isEmpty()) {
            return Set.of(SigningAlgorithm.RS256);
        }
        return clients.values().stream()
                .map(AppClient::signingAlgorithm)
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
    }

    @Override
    public String toString() {
        return "UserPoolSettings[" + id + "]";
    }

    /** Builds {@link UserPoolSettings}. Not thread-safe. */
    public static final class Builder {
        private final @Nullable PoolId id;
        private final @Nullable URI issuer;
        private UsernameKind usernameKind = UsernameKind.EMAIL;
        private Set<AliasKind> aliases = Set.of();
        private Schema schema = Schema.standard();
        private PasswordPolicy passwordPolicy = PasswordPolicy.nist();
        private Masking masking = Masking.STRICT;
        private boolean selfSignUp = true;
        private Duration codeLife = Duration.ofMinutes(10);
        private Duration codeResendWindow = Duration.ofMinutes(1);
        private Duration unconfirmedLife = Duration.ofDays(1);
        private Throttle passwordThrottle = Throttle.passwords();
        private Throttle codeThrottle = Throttle.passwords();
        private Throttle messageThrottle = Throttle.of(5, Duration.ofMinutes(15), Duration.ofHours(1));
        private Duration clockTolerance = Duration.ofSeconds(5);
        private Duration revocationBound = Duration.ofSeconds(5);
        private Duration jwksMaxAge = Duration.ofMinutes(5);
        private Duration keyLife = Duration.ofDays(90);
        private final Map<ClientId, AppClient> clients = new LinkedHashMap<>();

        private Builder(PoolId id, URI issuer) {
            this.id = id;
            this.issuer = issuer;
        }

        /** Sets masking, password rules and code lives as the hosted service has them. */
        public Builder reference() {
            return masking(Masking.REFERENCE)
                    .passwordPolicy(PasswordPolicy.reference())
                    .codeLife(Duration.ofDays(1));
        }

        public Builder usernameKind(UsernameKind value) {
            this.usernameKind = value;
            return this;
        }

        public Builder aliases(Set<AliasKind> value) {
            this.aliases = Set.copyOf(value);
            return this;
        }

        public Builder schema(Schema value) {
            this.schema = value;
            return this;
        }

        public Builder passwordPolicy(PasswordPolicy value) {
            this.passwordPolicy = value;
            return this;
        }

        public Builder masking(Masking value) {
            this.masking = value;
            return this;
        }

        public Builder selfSignUp(boolean value) {
            this.selfSignUp = value;
            return this;
        }

        public Builder codeLife(Duration value) {
            this.codeLife = value;
            return this;
        }

        public Builder codeResendWindow(Duration value) {
            this.codeResendWindow = value;
            return this;
        }

        public Builder unconfirmedLife(Duration value) {
            this.unconfirmedLife = value;
            return this;
        }

        public Builder passwordThrottle(Throttle value) {
            this.passwordThrottle = value;
            return this;
        }

        public Builder codeThrottle(Throttle value) {
            this.codeThrottle = value;
            return this;
        }

        public Builder messageThrottle(Throttle value) {
            this.messageThrottle = value;
            return this;
        }

        public Builder clockTolerance(Duration value) {
            this.clockTolerance = value;
            return this;
        }

        public Builder revocationBound(Duration value) {
            this.revocationBound = value;
            return this;
        }

        public Builder jwksMaxAge(Duration value) {
            this.jwksMaxAge = value;
            return this;
        }

        public Builder keyLife(Duration value) {
            this.keyLife = value;
            return this;
        }

        /** Adds an app client, or replaces the one of the same id. */
        public Builder client(AppClient client) {
            clients.put(client.id(), client);
            return this;
        }

        /**
         * Returns the settings.
         *
         * @throws InvalidSettingException if a setting is out of bounds or two contradict each other
         */
        public UserPoolSettings build() {
            return new UserPoolSettings(this);
        }
    }
}
