package dev.gatehouse.policy;

import dev.gatehouse.Outcome;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is known of requests that are yet to come: their principal, and some of their context. Immutable and thread-safe.
 *
 * <p>A context key is <em>known</em> with its values, known to be <em>missing</em>, or <em>open</em>: any later request
 * may have any value for it, or none. Keys that are not mentioned are open, unless {@link Builder#nothingElse()} says
 * that requests will carry the named keys and no others.
 */
public final class KnownContext {
    private final AuthorizationRequest known;
    private final Set<String> missing;
    private final boolean closed;

    private KnownContext(AuthorizationRequest known, Set<String> missing, boolean closed) {
        this.known = known;
        this.missing = Set.copyOf(missing);
        this.closed = closed;
    }

    /** Returns a builder for an anonymous principal, of whose requests nothing is known. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a request with what is known and no more; its action and resource mean nothing. */
    AuthorizationRequest known() {
        return known;
    }

    /** Returns whether a later request may have any value, or none, for a key in lower case. */
    boolean isOpen(String lowerKey) {
        return !closed && known.values(lowerKey).isEmpty() && !missing.contains(lowerKey);
    }

    /** Returns the same context but that the key, in lower case, is missing. */
    KnownContext without(String lowerKey) {
        Set<String> more = new HashSet<>(missing);
        more.add(lowerKey);
        return new KnownContext(known.without(lowerKey), more, closed);
    }

    /** Names no values, which may tell about a person. */
    @Override
    public String toString() {
        return "KnownContext[" + known + ", missing=" + missing.size() + ", closed=" + closed + "]";
    }

    /** Builds a context. Not thread-safe. */
    public static final class Builder {
        private final AuthorizationRequest.Builder request = AuthorizationRequest.builder("any:any", "*");
        private final Set<String> missing = new HashSet<>();
        private boolean closed;

        private Builder() {}

        /** Sets an AWS principal; see {@link AuthorizationRequest.Builder#principal(String)}. */
        public Builder principal(String arn) {
            request.principal(arn);
            return this;
        }

        /** Sets the principal. */
        public Builder principal(PrincipalKind kind, String name) {
            request.principal(kind, name);
            return this;
        }

        /** Adds {@code aws:PrincipalTag/key} for each tag of the principal; other tags stay open. */
        public Builder principalTags(Map<String, String> tags) {
            request.principalTags(tags);
            return this;
        }

        /**
         * Adds a context key with its values; an empty list counts as a missing key.
         *
         * @throws IllegalArgumentException if the key is there already, in any case of letters
         */
        public Builder context(String key, List<String> values) {
            request.context(key, values);
            return values.isEmpty() ? missing(key) : this;
        }

        /** Adds a context key with one value; see {@link #context(String, List)}. */
        public Builder context(String key, String value) {
            return context(key, List.of(value));
        }

        /** Says that no request will have this key, unless it is known already. */
        public Builder missing(String key) {
            missing.add(AsciiCase.lower(key));
            return this;
        }

        /** Says that requests will have no keys but those that are known. */
        public Builder nothingElse() {
            this.closed = true;
            return this;
        }

        /**
         * Returns the context.
         *
         * @throws dev.gatehouse.IdentityException where {@link #tryBuild()} refuses
         */
        public KnownContext build() {
            return tryBuild().orElseThrow();
        }

        /** Returns the context, or the refusal of {@link AuthorizationRequest.Builder#tryBuild()}, whose limits hold. */
        public Outcome<KnownContext> tryBuild() {
            return request.tryBuild().map(known -> new KnownContext(known, missing, closed));
        }
    }
}
