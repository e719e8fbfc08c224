package dev.gatehouse.credentials.pool;

import dev.gatehouse.IdentityId;
import dev.gatehouse.PoolId;
import dev.gatehouse.policy.AuthorizationRequest;
import dev.gatehouse.policy.DocumentKind;
import dev.gatehouse.policy.PolicyDocument;
import dev.gatehouse.policy.PolicyEvaluator;
import dev.gatehouse.policy.PrincipalKind;
import dev.gatehouse.spi.store.Role;
import dev.gatehouse.user.ExternalIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An identity as {@code sts:AssumeRoleWithWebIdentity} sees it: the federated principal
 * {@code cognito-identity.amazonaws.com} with its condition keys {@code :aud}, {@code :sub} and {@code :amr}.
 */
final class WebIdentity {
    static final String PROVIDER = "cognito-identity.amazonaws.com";

    private static final String ACTION = "sts:AssumeRoleWithWebIdentity";
    static final String AUDIENCE = PROVIDER + ":aud";
    private static final String SUBJECT = PROVIDER + ":sub";
    static final String METHODS = PROVIDER + ":amr";

    private final String audience;
    private final String subject;
    private final List<String> methods;

    private WebIdentity(String audience, String subject, List<String> methods) {
        this.audience = audience;
        this.subject = subject;
        this.methods = List.copyOf(methods);
    }

    static WebIdentity of(PoolId pool, IdentityId identity, Optional<ExternalIdentity> login) {
        List<String> methods = new ArrayList<>();
        methods.add(login.isPresent() ? "authenticated" : "unauthenticated");
        login.ifPresent(proved -> {
            methods.add(proved.provider());
            methods.addAll(proved.methods());
        });
        return new WebIdentity(pool.value(), identity.value(), methods);
    }

    /** Returns whether the role's trust policy lets this identity in. */
    boolean mayAssume(Role role) {
        PolicyDocument trust =
                PolicyDocument.parse(DocumentKind.TRUST, role.trustPolicy()).orElseThrow();
        AuthorizationRequest request = AuthorizationRequest.builder(ACTION, role.arn())
                .principal(PrincipalKind.FEDERATED, PROVIDER)
                .context(AUDIENCE, audience)
                .context(SUBJECT, subject)
                .context(METHODS, methods)
                .build();
        return PolicyEvaluator.trust("trust", trust).evaluate(request).allowed();
    }

    /** Returns the condition keys that hold for the whole session. */
    Map<String, String> sessionContext() {
        return Map.of(AUDIENCE, audience, SUBJECT, subject);
    }
}
