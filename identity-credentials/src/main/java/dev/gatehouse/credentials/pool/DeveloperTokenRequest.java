package dev.gatehouse.credentials.pool;

import dev.gatehouse.IdentityId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the developer's backend asks a token for. Immutable; never prints a login. */
public final class DeveloperTokenRequest {
    private final String user;
    private final Map<String, String> logins;
    private final Optional<IdentityId> identity;
    private final Map<String, String> principalTags;
    private final Duration life;

    private DeveloperTokenRequest(Builder builder) {
        this.user = builder.user;
        this.logins = Map.copyOf(builder.logins);
        this.identity = Optional.ofNullable(builder.identity);
        this.principalTags = Map.copyOf(builder.principalTags);
        this.life = builder.life;
    }

    /**
     * Returns a builder.
     *
     * @param user the backend's own, stable name for a user that it has signed in: 1 to 512 characters
     */
    public static Builder builder(String user) {
        return new Builder(user);
    }

    public String user() {
        return user;
    }

    /** Returns tokens of public providers that are to be linked too, by the provider's name. */
    public Map<String, String> logins() {
        return logins;
    }

    /** Returns the identity that the user is to be linked to; empty to find or make the user's own. */
    public Optional<IdentityId> identity() {
        return identity;
    }

    /** Returns tags for the session: at most 50, names of 1 to 128 characters, values of 1 to 256. */
    public Map<String, String> principalTags() {
        return principalTags;
    }

    /** Returns how long the token lives, 1 second to 24 hours. */
    public Duration life() {
        return life;
    }

    @Override
    public String toString() {
        return "DeveloperTokenRequest[" + identity + ", " + life + "]";
    }

    /** Builds a {@link DeveloperTokenRequest}. Not thread-safe. */
    public static final class Builder {
        private final String user;
        private final Map<String, String> logins = new HashMap<>();
        private final Map<String, String> principalTags = new HashMap<>();
        private @Nullable IdentityId identity;
        private Duration life = Duration.ofMinutes(15);

        private Builder(String user) {
            this.user = user;
        }

        /** Links a login of a public provider to the same identity. */
        public Builder login(String provider, String token) {
            logins.put(provider, token);
            return this;
        }

        /** Links the user to this identity, such as that of a guest who signed in just now. */
        public Builder identity(IdentityId value) {
            this.identity = value;
            return this;
        }

        public Builder principalTag(String name, String value) {
            principalTags.put(name, value);
            return this;
        }

        /** Sets how long the token lives; 15 minutes unless set. */
        public Builder life(Duration value) {
            this.life = value;
            return this;
        }

        /** Returns the request. */
        public DeveloperTokenRequest build() {
            return new DeveloperTokenRequest(this);
        }
    }
}
