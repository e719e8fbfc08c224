package dev.gatehouse.credentials.pool;

import dev.gatehouse.PoolId;
import dev.gatehouse.RoleName;
import dev.gatehouse.credentials.role.PrincipalTagMap;
import dev.gatehouse.credentials.role.RoleMapping;
import dev.gatehouse.throttle.RateLimit;
import dev.gatehouse.token.SigningAlgorithm;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The settings of one identity pool. Immutable; defaults are in the package's manual page. */
public final class IdentityPoolSettings {
    private static final int MOST_REGION = 64;
    private static final Pattern DEVELOPER_PROVIDER = Pattern.compile("[A-Za-z0-9._-]{1,128}");
    private static final int MOST_MAPPINGS = 10;

    private final PoolId id;
    private final Map<String, LoginProvider> providers;
    private final boolean allowGuests;
    private final boolean allowClassicFlow;
    private final Optional<String> developerProvider;
    private final Optional<RoleName> authenticatedRole;
    private final Optional<RoleName> unauthenticatedRole;
    private final Map<String, RoleMapping> roleMappings;
    private final Map<String, PrincipalTagMap> principalTags;
    private final boolean allowUnscopedGuests;
    private final Duration sessionDuration;
    private final Duration guestLife;
    private final RateLimit guestRate;
    private final RateLimit guestRatePerSource;
    private final String tokenIssuer;
    private final SigningAlgorithm tokenAlgorithm;
    private final Duration revocationBound;
    private final Duration clockTolerance;

    private IdentityPoolSettings(Builder builder) {
        this.id = builder.id;
        if (id.value().indexOf(':') > MOST_REGION) {
            throw new IllegalArgumentException("the region in a pool's id has at most 64 characters");
        }
        this.providers = Map.copyOf(builder.providers);
        this.allowGuests = builder.allowGuests;
        this.allowClassicFlow = builder.allowClassicFlow;
        this.developerProvider = Optional.ofNullable(builder.developerProvider);
        developerProvider.ifPresent(this::requireDeveloperProvider);
        this.authenticatedRole = Optional.ofNullable(builder.authenticatedRole);
        this.unauthenticatedRole = Optional.ofNullable(builder.unauthenticatedRole);
        if (builder.roleMappings.size() > MOST_MAPPINGS) {
            throw new IllegalArgumentException("at most " + MOST_MAPPINGS + " providers have a role mapping");
        }
        this.roleMappings = Map.copyOf(builder.roleMappings);
        this.principalTags = Map.copyOf(builder.principalTags);
        this.allowUnscopedGuests = builder.allowUnscopedGuests;
        this.sessionDuration =
                within(builder.sessionDuration, Duration.ofMinutes(15), Duration.ofHours(1), "sessionDuration");
        this.guestLife = within(builder.guestLife, Duration.ofDays(1), Duration.ofDays(3_650), "guestLife");
        this.guestRate = builder.guestRate;
        this.guestRatePerSource = builder.guestRatePerSource;
        this.tokenIssuer = builder.tokenIssuer;
        this.tokenAlgorithm = builder.tokenAlgorithm;
        this.revocationBound =
                within(builder.revocationBound, Duration.ofMillis(1), Duration.ofMinutes(5), "revocationBound");
        this.clockTolerance = within(builder.clockTolerance, Duration.ZERO, Duration.ofSeconds(60), "clockTolerance");
    }

    private void requireDeveloperProvider(String name) {
        if (!DEVELOPER_PROVIDER.matcher(name).matches()) {
            throw new IllegalArgumentException("a developer provider has 1 to 128 letters, digits, '.', '_' and '-'");
        }
        if (providers.containsKey(name) || name.equals(IdentityTokens.PROVIDER)) {
            throw new IllegalArgumentException("the developer provider has the name of another provider");
        }
    }

    private static Duration within(Duration value, Duration least, Duration most, String what) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(what + " must be between " + least + " and " + most);
        }
        return value;
    }

    /**
     * Returns a builder.
     *
     * @param id the pool's id, in the reference service's form {@code region:uuid}
     */
    public static Builder builder(PoolId id) {
        return new Builder(id);
    }

    public PoolId id() {
        return id;
    }

    public Optional<LoginProvider> provider(String name) {
        return Optional.ofNullable(providers.get(name));
    }

    public boolean allowGuests() {
        return allowGuests;
    }

    /** Returns whether {@link IdentityPool#openIdToken} gives tokens, the first step of the basic flow. */
    public boolean allowClassicFlow() {
        return allowClassicFlow;
    }

    /** Returns the name of the developer's own provider. */
    public Optional<String> developerProvider() {
        return developerProvider;
    }

    public Optional<RoleName> authenticatedRole() {
        return authenticatedRole;
    }

    public Optional<RoleName> unauthenticatedRole() {
        return unauthenticatedRole;
    }

    /** Returns how logins come to their role, by provider; those of the others get the authenticated role. */
    public Map<String, RoleMapping> roleMappings() {
        return roleMappings;
    }

    /** Returns which claims become session tags, by provider; logins of the others get none. */
    public Map<String, PrincipalTagMap> principalTags() {
        return principalTags;
    }

    /** Returns whether guests' sessions are spared the fixed scope-down policy. */
    public boolean allowUnscopedGuests() {
        return allowUnscopedGuests;
    }

    /** Returns how long credentials live: 15 minutes to 1 hour. */
    public Duration sessionDuration() {
        return sessionDuration;
    }

    /** Returns how long a guest may stay away before its identity is swept; up to a day of it may count from an earlier use. */
    public Duration guestLife() {
        return guestLife;
    }

    /** Returns how many guests the pool makes. */
    public RateLimit guestRate() {
        return guestRate;
    }

    /** Returns how many guests the pool makes for one source, where the caller names it. */
    public RateLimit guestRatePerSource() {
        return guestRatePerSource;
    }

    /** Returns the {@code iss} of the pool's own tokens. */
    public String tokenIssuer() {
        return tokenIssuer;
    }

    /** Returns what the pool's own tokens are signed with. */
    public SigningAlgorithm tokenAlgorithm() {
        return tokenAlgorithm;
    }

    /** Returns how old the views of revocations and of roles may be: the longest time a revoked session is served. */
    public Duration revocationBound() {
        return revocationBound;
    }

    /** Returns how far the clocks of two nodes may differ. */
    public Duration clockTolerance() {
        return clockTolerance;
    }

    @Override
    public String toString() {
        return "IdentityPoolSettings[" + id + "]";
    }

    /** Builds {@link IdentityPoolSettings}. Not thread-safe. */
    public static final class Builder {
        private final PoolId id;
        private final Map<String, LoginProvider> providers = new LinkedHashMap<>();
        private boolean allowGuests;
        private boolean allowClassicFlow;
        private @Nullable String developerProvider;
        private @Nullable RoleName authenticatedRole;
        private @Nullable RoleName unauthenticatedRole;
        private final Map<String, RoleMapping> roleMappings = new LinkedHashMap<>();
        private final Map<String, PrincipalTagMap> principalTags = new LinkedHashMap<>();
        private boolean allowUnscopedGuests;
        private Duration sessionDuration = Duration.ofHours(1);
        private Duration guestLife = Duration.ofDays(90);
        private RateLimit guestRate = RateLimit.of(6_000, Duration.ofMinutes(1));
        private RateLimit guestRatePerSource = RateLimit.of(60, Duration.ofMinutes(1));
        private String tokenIssuer = "https://" + IdentityTokens.PROVIDER;
        private SigningAlgorithm tokenAlgorithm = SigningAlgorithm.RS256;
        private Duration revocationBound = Duration.ofSeconds(5);
        private Duration clockTolerance = Duration.ofSeconds(5);

        private Builder(PoolId id) {
            this.id = id;
        }

        /**
         * Accepts the logins of a provider.
         *
         * @throws IllegalArgumentException if there is one of its name
         */
        public Builder provider(LoginProvider provider) {
            if (providers.putIfAbsent(provider.name(), provider) != null) {
                throw new IllegalArgumentException("a provider is given twice");
            }
            return this;
        }

        /** Gives identities, and credentials of the unauthenticated role, to anybody. */
        public Builder allowGuests() {
            this.allowGuests = true;
            return this;
        }

        /** Lets {@link IdentityPool#openIdToken} give tokens: the basic flow, whose roles the client chooses. */
        public Builder allowClassicFlow() {
            this.allowClassicFlow = true;
            return this;
        }

        /**
         * Names the developer's own provider, whose users its backend vouches for. Keep the name: users under another
         * one are other users.
         */
        public Builder developerProvider(String name) {
            this.developerProvider = name;
            return this;
        }

        public Builder authenticatedRole(RoleName role) {
            this.authenticatedRole = role;
            return this;
        }

        public Builder unauthenticatedRole(RoleName role) {
            this.unauthenticatedRole = role;
            return this;
        }

        /** Sets how the logins of a provider come to their role; at most 10 providers. */
        public Builder roleMapping(String provider, RoleMapping mapping) {
            roleMappings.put(provider, mapping);
            return this;
        }

        /** Sets which claims of a provider's logins become session tags. */
        public Builder principalTags(String provider, PrincipalTagMap tags) {
            principalTags.put(provider, tags);
            return this;
        }

        /**
         * Spares guests' sessions the fixed scope-down policy, which allows the services that the reference service lets
         * guests use and nothing else: needed where the unauthenticated role speaks of actions of the application's own.
         */
        public Builder allowUnscopedGuests() {
            this.allowUnscopedGuests = true;
            return this;
        }

        public Builder sessionDuration(Duration value) {
            this.sessionDuration = value;
            return this;
        }

        public Builder guestLife(Duration value) {
            this.guestLife = value;
            return this;
        }

        /** Bounds how many guests the pool makes; 6,000 a minute unless set. */
        public Builder guestRate(RateLimit value) {
            this.guestRate = value;
            return this;
        }

        /** Bounds how many guests the pool makes for one source; 60 a minute unless set. */
        public Builder guestRatePerSource(RateLimit value) {
            this.guestRatePerSource = value;
            return this;
        }

        /** Sets the {@code iss} of the pool's own tokens; {@code https://cognito-identity.amazonaws.com} unless set. */
        public Builder tokenIssuer(String value) {
            this.tokenIssuer = value;
            return this;
        }

        /** Sets what the pool's own tokens are signed with; RS256 unless set. */
        public Builder tokenAlgorithm(SigningAlgorithm value) {
            this.tokenAlgorithm = value;
            return this;
        }

        public Builder revocationBound(Duration value) {
            this.revocationBound = value;
            return this;
        }

        public Builder clockTolerance(Duration value) {
            this.clockTolerance = value;
            return this;
        }

        /**
         * Returns the settings.
         *
         * @throws IllegalArgumentException if a setting is out of bounds
         */
        public IdentityPoolSettings build() {
            return new IdentityPoolSettings(this);
        }
    }
}
