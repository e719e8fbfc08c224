package dev.gatehouse.credentials.internal.policy;

import dev.gatehouse.policy.AuthorizationRequest;
import dev.gatehouse.policy.PolicyEvaluator;
import dev.gatehouse.policy.PrincipalKind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Somebody asks to assume a role: the request as the role's trust policy and the caller's own policies see it. Passing
 * tags and setting a source identity are actions of their own, asked of the same policies. Not thread-safe.
 */
public final class Assumption {
    /** The federated principal that every identity pool is. */
    public static final String PROVIDER = "cognito-identity.amazonaws.com";

    /** The condition key of the identity pool's id. */
    public static final String AUDIENCE = PROVIDER + ":aud";

    /** The condition key of the identity's id. */
    public static final String SUBJECT = PROVIDER + ":sub";

    /** The condition key of how the identity proved itself. */
    public static final String METHODS = PROVIDER + ":amr";

    private static final String ASSUME = "sts:AssumeRole";
    private static final String ASSUME_WITH_WEB_IDENTITY = "sts:AssumeRoleWithWebIdentity";
    private static final String TAG = "sts:TagSession";
    private static final String SET_SOURCE = "sts:SetSourceIdentity";

    private final String action;
    private final PrincipalKind kind;
    private final String principal;
    private final Map<String, List<String>> context = new HashMap<>();
    private boolean tagged;
    private boolean inherits;
    private boolean sourced;
    private boolean sourceIsNew;

    private Assumption(String action, PrincipalKind kind, String principal, Instant now) {
        this.action = action;
        this.kind = kind;
        this.principal = principal;
        Instant time = now.truncatedTo(ChronoUnit.SECONDS);
        key("aws:CurrentTime", time.toString());
        key("aws:EpochTime", Long.toString(time.getEpochSecond()));
    }

    /** A web identity asks: {@code sts:AssumeRoleWithWebIdentity} by the federated principal. */
    public static Assumption byWebIdentity(String audience, String subject, List<String> methods, Instant now) {
        Assumption made = new Assumption(ASSUME_WITH_WEB_IDENTITY, PrincipalKind.FEDERATED, PROVIDER, now);
        made.key(AUDIENCE, audience);
        made.key(SUBJECT, subject);
        made.context.put(METHODS, List.copyOf(methods));
        made.key("aws:FederatedProvider", PROVIDER);
        return made;
    }

    /**
     * A session or a user asks: {@code sts:AssumeRole}.
     *
     * @param callerKeys what policies may ask of the caller
     */
    public static Assumption byPrincipal(String arn, Map<String, String> callerKeys, Instant now) {
        Assumption made = new Assumption(ASSUME, PrincipalKind.AWS, arn, now);
        callerKeys.forEach(made::key);
        return made;
    }

    /** Names the session. */
    public Assumption sessionName(String value) {
        key("sts:RoleSessionName", value);
        return this;
    }

    /** Gives the external id that was agreed on with whom the caller acts for. */
    public Assumption externalId(Optional<String> value) {
        value.ifPresent(id -> key("sts:ExternalId", id));
        return this;
    }

    /**
     * Passes tags.
     *
     * @param passed the tags of this request
     * @param transitive which of them the next session inherits
     * @param inherited whether the session gets tags of the caller's besides
     */
    public Assumption tags(Map<String, String> passed, Set<String> transitive, boolean inherited) {
        inherits = inherited;
        tagged = !passed.isEmpty();
        if (tagged) {
            new TreeMap<>(passed).forEach((name, value) -> key("aws:RequestTag/" + name, value));
            context.put("aws:TagKeys", passed.keySet().stream().sorted().toList());
            if (!transitive.isEmpty()) {
                context.put(
                        "sts:TransitiveTagKeys", transitive.stream().sorted().toList());
            }
        }
        return this;
    }

    /** Says who is behind the session, and whether it is this request that says so first. */
    public Assumption sourceIdentity(Optional<String> value, boolean isNew) {
        sourced = value.isPresent();
        sourceIsNew = sourced && isNew;
        value.ifPresent(name -> key("sts:SourceIdentity", name));
        return this;
    }

    /** Says where the request came from; replaces nothing that was said before. */
    public Assumption source(Map<String, String> keys) {
        keys.forEach((name, value) -> context.putIfAbsent(name, List.of(value)));
        return this;
    }

    /** Returns the first action that the role's trust policy does not allow, or empty if it allows all. */
    public Optional<String> refusedByTrust(PolicyEvaluator trust, String roleArn) {
        Set<String> further = new HashSet<>();
        if (tagged || inherits) {
            further.add(TAG);
        }
        if (sourced) {
            further.add(SET_SOURCE);
        }
        return refused(trust, roleArn, further);
    }

    /** Returns the first action that the caller's own policies do not allow, or empty if they allow all. */
    public Optional<String> refusedByCaller(PolicyEvaluator policies, String roleArn) {
        Set<String> further = new HashSet<>();
        if (tagged) {
            further.add(TAG);
        }
        if (sourceIsNew) {
            further.add(SET_SOURCE);
        }
        return refused(policies, roleArn, further);
    }

    private Optional<String> refused(PolicyEvaluator policies, String roleArn, Set<String> further) {
        for (String asked : List.of(action, TAG, SET_SOURCE)) {
            if ((asked.equals(action) || further.contains(asked)) && !allowed(policies, asked, roleArn)) {
                return Optional.of(asked);
            }
        }
        return Optional.empty();
    }

    private boolean allowed(PolicyEvaluator policies, String asked, String roleArn) {
        AuthorizationRequest.Builder builder =
                AuthorizationRequest.builder(asked, roleArn).principal(kind, principal);
        context.forEach(builder::context);
        return builder.tryBuild()
                .map(request -> policies.evaluate(request).allowed())
                .fold(decided -> decided, tooLarge -> false);
    }

    private void key(String name, String value) {
        context.put(name, List.of(value));
    }
}
