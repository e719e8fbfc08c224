package dev.gatehouse.policy;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What someone wants to do: principal, action, resource and the context that conditions and variables read. Immutable
 * and thread-safe.
 *
 * <p>Action and context key names are compared without regard to ASCII case, everything else exactly. The key
 * {@code aws:PrincipalArn} is set from an AWS principal. The context is trusted: the caller must fill it from what it
 * verified, never from names that a client chose.
 */
public final class AuthorizationRequest {
    static final int MAX_PRINCIPAL_LENGTH = 2_048;
    static final int MAX_ACTION_LENGTH = 256;
    static final int MAX_RESOURCE_LENGTH = 2_048;
    static final int MAX_KEY_LENGTH = 512;
    static final int MAX_VALUE_LENGTH = 8_192;
    static final int MAX_VALUES = 1_024;
    static final int MAX_CONTEXT_LENGTH = 65_536;
    private static final String PRINCIPAL_ARN = "aws:principalarn";
    private static final String PRINCIPAL_TAG = "aws:PrincipalTag/";

    /** A request of nobody for nothing, where a pattern without variables is matched. */
    static final AuthorizationRequest NONE = builder("any:any", "*").build();

    private final PrincipalKind principalKind;
    private final String principal;
    private final String action;
    private final String lowerAction;
    private final String service;
    private final String resource;
    private final Map<String, List<String>> context;

    private AuthorizationRequest(Builder builder, String action, String resource) {
        this.principalKind = builder.principalKind;
        this.principal = builder.principal;
        this.action = action;
        this.lowerAction = AsciiCase.lower(action);
        this.service = lowerAction.substring(0, Math.max(0, lowerAction.indexOf(':')));
        this.resource = resource;
        Map<String, List<String>> values = new HashMap<>(builder.context);
        if (principalKind == PrincipalKind.AWS && !principal.isEmpty()) {
            values.putIfAbsent(PRINCIPAL_ARN, List.of(principal));
        }
        this.context = values;
    }

    /**
     * Returns a builder for an anonymous principal and an empty context.
     *
     * @param action {@code service:Action}
     * @param resource the ARN of what is acted on
     */
    public static Builder builder(String action, String resource) {
        return new Builder(action, resource);
    }

    /** Returns the kind of the principal. */
    public PrincipalKind principalKind() {
        return principalKind;
    }

    /** Returns the principal's ARN or name; empty for an anonymous one. */
    public String principal() {
        return principal;
    }

    /** Returns the action as it was given. */
    public String action() {
        return action;
    }

    /** Returns the resource's ARN. */
    public String resource() {
        return resource;
    }

    String lowerAction() {
        return lowerAction;
    }

    String service() {
        return service;
    }

    /** Returns the values of a key in lower case; empty where the request has none. */
    List<String> values(String lowerKey) {
        return context.getOrDefault(lowerKey, List.of());
    }

    /** Returns the value of a key in lower case, or null where the request has none or several. */
    @Nullable
    String singleValue(String lowerKey) {
        List<String> values = values(lowerKey);
        return values.size() == 1 ? values.get(0) : null;
    }

    /** Returns a request for another action and resource in the same context, in which {@code lowerKey} has a value. */
    AuthorizationRequest asking(String otherAction, String otherResource, String lowerKey) {
        return copy(otherAction, otherResource, lowerKey)
                .context(lowerKey, "any")
                .build();
    }

    /** Returns the same request without a key. */
    AuthorizationRequest without(String lowerKey) {
        return copy(action, resource, lowerKey).build();
    }

    /** Returns a builder of a request for another action and resource by the same principal in the same context. */
    Builder again(String otherAction, String otherResource) {
        return copy(otherAction, otherResource, "");
    }

    private Builder copy(String otherAction, String otherResource, String leftOut) {
        Builder builder = new Builder(otherAction, otherResource).principal(principalKind, principal);
        context.forEach((key, values) -> {
            if (!key.equals(leftOut)) {
                builder.context(key, values);
            }
        });
        return builder;
    }

    /** Names no action, resource or context, which may carry what a client sent. */
    @Override
    public String toString() {
        return "AuthorizationRequest[" + principalKind + ", keys=" + context.size() + "]";
    }

    /** Builds a request. Not thread-safe. */
    public static final class Builder {
        private final String action;
        private final String resource;
        private final Map<String, List<String>> context = new HashMap<>();
        private PrincipalKind principalKind = PrincipalKind.AWS;
        private String principal = "";

        private Builder(String action, String resource) {
            this.action = action;
            this.resource = resource;
        }

        /** Sets an AWS principal, such as {@code arn:aws:sts::123456789012:assumed-role/Role/session}. */
        public Builder principal(String arn) {
            return principal(PrincipalKind.AWS, arn);
        }

        /** Sets the principal. */
        public Builder principal(PrincipalKind kind, String name) {
            this.principalKind = kind;
            this.principal = name;
            return this;
        }

        /** Adds {@code aws:PrincipalTag/key} for each tag of the principal. */
        public Builder principalTags(Map<String, String> tags) {
            tags.forEach((key, value) -> context(PRINCIPAL_TAG + key, value));
            return this;
        }

        /**
         * Adds a context key with its values; an empty list counts as a missing key.
         *
         * @throws IllegalArgumentException if the key is there already, in any case of letters
         */
        public Builder context(String key, List<String> values) {
            if (context.putIfAbsent(AsciiCase.lower(key), List.copyOf(values)) != null) {
                throw new IllegalArgumentException("a context key is given twice");
            }
            return this;
        }

        /** Adds a context key with one value; see {@link #context(String, List)}. */
        public Builder context(String key, String value) {
            return context(key, List.of(value));
        }

        /**
         * Returns the request.
         *
         * @throws dev.gatehouse.IdentityException where {@link #tryBuild()} refuses
         */
        public AuthorizationRequest build() {
            return tryBuild().orElseThrow();
        }

        /**
         * Returns the request, or {@link ErrorCode#INVALID_PARAMETER} if a part is empty or over its limit: principal
         * and resource 2,048 characters, action 256, key 512, value 8,192; 1,024 values in all and 65,536 characters in
         * the context.
         */
        public Outcome<AuthorizationRequest> tryBuild() {
            if (action.length() > MAX_ACTION_LENGTH || action.indexOf(':') < 1) {
                return refused("policy.request.action");
            }
            if (resource.isEmpty() || resource.length() > MAX_RESOURCE_LENGTH) {
                return refused("policy.request.resource");
            }
            if (principal.length() > MAX_PRINCIPAL_LENGTH) {
                return refused("policy.request.principal");
            }
            return contextFits()
                    ? Outcome.success(new AuthorizationRequest(this, action, resource))
                    : refused("policy.request.context");
        }

        private boolean contextFits() {
            long total = 0;
            long count = 0;
            for (Map.Entry<String, List<String>> entry : context.entrySet()) {
                int key = entry.getKey().length();
                if (key == 0 || key > MAX_KEY_LENGTH) {
                    return false;
                }
                total += key;
                count += Math.max(1, entry.getValue().size());
                for (String value : entry.getValue()) {
                    if (value.length() > MAX_VALUE_LENGTH) {
                        return false;
                    }
                    total += value.length();
                }
            }
            return total <= MAX_CONTEXT_LENGTH && count <= MAX_VALUES;
        }

        private static Outcome<AuthorizationRequest> refused(String rule) {
            return Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, rule));
        }
    }
}
