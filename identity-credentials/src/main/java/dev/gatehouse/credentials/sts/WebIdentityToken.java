package dev.gatehouse.credentials.sts;

import dev.gatehouse.IdentityId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a verified OpenID token of an identity pool says. Immutable; prints no claim. */
public final class WebIdentityToken {
    private final String audience;
    private final IdentityId subject;
    private final List<String> methods;
    private final Map<String, String> tags;
    private final Set<String> transitiveTagKeys;
    private final Optional<String> sourceIdentity;
    private final Optional<String> originFamily;

    private WebIdentityToken(Builder builder) {
        this.audience = builder.audience;
        this.subject = builder.subject;
        this.methods = builder.methods;
        this.tags = builder.tags;
        this.transitiveTagKeys = builder.transitiveTagKeys;
        this.sourceIdentity = Optional.ofNullable(builder.sourceIdentity);
        this.originFamily = Optional.ofNullable(builder.originFamily);
    }

    /**
     * Returns a builder.
     *
     * @param audience the claim {@code aud}: the pool's id
     * @param subject the claim {@code sub}: the identity's id
     * @param methods the claim {@code amr}: {@code authenticated} or {@code unauthenticated}, and providers
     */
    public static Builder builder(String audience, IdentityId subject, List<String> methods) {
        return new Builder(audience, subject, methods);
    }

    /** Returns the pool's id. */
    public String audience() {
        return audience;
    }

    /** Returns the identity's id. */
    public IdentityId subject() {
        return subject;
    }

    /** Returns how the identity proved itself. */
    public List<String> methods() {
        return methods;
    }

    /** Returns the session tags. */
    public Map<String, String> tags() {
        return tags;
    }

    /** Returns which of the tags are transitive. */
    public Set<String> transitiveTagKeys() {
        return transitiveTagKeys;
    }

    /** Returns the source identity. */
    public Optional<String> sourceIdentity() {
        return sourceIdentity;
    }

    /** Returns the {@code origin_jti} of the sign-in behind the token. */
    public Optional<String> originFamily() {
        return originFamily;
    }

    @Override
    public String toString() {
        return "WebIdentityToken[" + subject + "]";
    }

    /** Builds a {@link WebIdentityToken}. Not thread-safe. */
    public static final class Builder {
        private final String audience;
        private final IdentityId subject;
        private final List<String> methods;
        private Map<String, String> tags = Map.of();
        private Set<String> transitiveTagKeys = Set.of();
        private @Nullable String sourceIdentity;
        private @Nullable String originFamily;

        private Builder(String audience, IdentityId subject, List<String> methods) {
            this.audience = audience;
            this.subject = subject;
            this.methods = List.copyOf(methods);
        }

        /** Sets the tags: the claim {@code https://aws.amazon.com/tags}, {@code principal_tags}. */
        public Builder tags(Map<String, String> values, Set<String> transitive) {
            this.tags = Map.copyOf(values);
            this.transitiveTagKeys = Set.copyOf(transitive);
            return this;
        }

        /** Sets the source identity: the claim {@code https://aws.amazon.com/source_identity}. */
        public Builder sourceIdentity(Optional<String> value) {
            this.sourceIdentity = value.orElse(null);
            return this;
        }

        public Builder originFamily(Optional<String> value) {
            this.originFamily = value.orElse(null);
            return this;
        }

        public WebIdentityToken build() {
            return new WebIdentityToken(this);
        }
    }
}
