package dev.gatehouse.benchmarks.policy;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.entity.Entities;
import com.cedarpolicy.model.entity.Entity;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.exception.CacheException;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.PrimString;
import com.cedarpolicy.value.Value;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Cedar, its native engine behind its Java binding: one policy for each folder, parsed once and kept in its cache. */
final class CedarDecisions {
    private final BasicAuthorizationEngine engine = new BasicAuthorizationEngine();
    private final PolicySet policies;
    private final AuthorizationRequest request;
    private final Entities own;

    CedarDecisions(int statements) {
        Set<Policy> all = new HashSet<>();
        for (int i = 0; i < statements; i++) {
            String condition = "when { resource.path like \"" + Folders.folder(i) + "*\" };";
            all.add(new Policy(
                    "permit(principal == User::\"photographer\", action == Action::\"" + Folders.ACTION
                            + "\", resource) " + condition,
                    "p" + i));
        }
        policies = new PolicySet(all);
        request = new AuthorizationRequest(
                uid("User::\"photographer\""),
                uid("Action::\"" + Folders.ACTION + "\""),
                uid("Photo::\"one\""),
                Map.<String, Value>of());
        own = photo(Folders.last(statements));
        try {
            policies.cache();
        } catch (CacheException e) {
            throw new IllegalStateException(e);
        }
        Folders.require(allowed() && !allowed(photo(Folders.foreign())));
    }

    private static EntityUID uid(String text) {
        return EntityUID.parse(text).orElseThrow();
    }

    private static Entities photo(String path) {
        return new Entities(Set.of(new Entity(uid("Photo::\"one\""), Map.of("path", new PrimString(path)), Set.of())));
    }

    boolean allowed() {
        return allowed(own);
    }

    private boolean allowed(Entities entities) {
        try {
            return engine.isAuthorized(request, policies, entities)
                    .success
                    .orElseThrow()
                    .isAllowed();
        } catch (AuthException e) {
            throw new IllegalStateException(e);
        }
    }
}
