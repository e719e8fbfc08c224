package dev.gatehouse.user;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who an identity provider says somebody is, after its token or assertion was verified. The key is provider and
 * subject together, never an e-mail address (CVE-2024-21632). Immutable; {@code toString} prints no claim.
 */
public final class ExternalIdentity {
    private final String provider;
    private final String subject;
    private final List<String> methods;
    private final Map<String, Object> claims;
    private final Optional<String> originFamily;

    private ExternalIdentity(Builder builder) {
        this.provider = bounded(builder.provider, 128, "provider");
        this.subject = bounded(builder.subject, 512, "subject");
        this.methods = List.copyOf(builder.methods);
        this.claims = Map.copyOf(builder.claims);
        this.originFamily = Optional.ofNullable(builder.originFamily);
    }

    private static String bounded(String value, int most, String what) {
        if (value.isEmpty() || value.length() > most) {
            throw new IllegalArgumentException(what + " must have 1 to " + most + " characters");
        }
        return value;
    }

    /**
     * Returns a builder.
     *
     * @param provider the provider's name, 1 to 128 characters
     * @param subject the provider's own, stable name for the user, 1 to 512 characters
     */
    public static Builder builder(String provider, String subject) {
        return new Builder(provider, subject);
    }

    public String provider() {
        return provider;
    }

    public String subject() {
        return subject;
    }

    /** Returns how the user signed in there, for the {@code amr} condition key; beside the provider's name. */
    public List<String> methods() {
        return methods;
    }

    /** Returns the verified claims, for rules and principal tags. */
    public Map<String, Object> claims() {
        return claims;
    }

    /** Returns the sign-in behind the token: the {@code origin_jti} of a user pool's token. */
    public Optional<String> originFamily() {
        return originFamily;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ExternalIdentity that
                && provider.equals(that.provider)
                && subject.equals(that.subject)
                && methods.equals(that.methods)
                && claims.equals(that.claims)
                && originFamily.equals(that.originFamily);
    }

    @Override
    public int hashCode() {
        return Objects.hash(provider, subject);
    }

    @Override
    public String toString() {
        return "ExternalIdentity[" + provider + "]";
    }

    /** Builds an {@link ExternalIdentity}. Not thread-safe. */
    public static final class Builder {
        private final String provider;
        private final String subject;
        private List<String> methods = List.of();
        private Map<String, Object> claims = Map.of();
        private @Nullable String originFamily;

        private Builder(String provider, String subject) {
            this.provider = provider;
            this.subject = subject;
        }

        public Builder methods(List<String> value) {
            this.methods = value;
            return this;
        }

        public Builder claims(Map<String, Object> value) {
            this.claims = value;
            return this;
        }

        public Builder originFamily(Optional<String> value) {
            this.originFamily = value.orElse(null);
            return this;
        }

        /**
         * Returns the identity.
         *
         * @throws IllegalArgumentException if provider or subject is empty or too long
         */
        public ExternalIdentity build() {
            return new ExternalIdentity(this);
        }
    }
}
