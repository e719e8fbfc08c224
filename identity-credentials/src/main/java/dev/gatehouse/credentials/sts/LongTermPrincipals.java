package dev.gatehouse.credentials.sts;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Where the token service finds long-term principals. Thread-safe. */
@FunctionalInterface
public interface LongTermPrincipals {
    /** Returns whose access key this is; empty if it is nobody's. The id comes from outside, and has 20 characters. */
    Optional<LongTermPrincipal> find(String accessKeyId);

    /** Returns that there are none. */
    static LongTermPrincipals none() {
        return accessKeyId -> Optional.empty();
    }

    /**
     * Returns these and no others.
     *
     * @throws IllegalArgumentException if a name or an access key id comes twice
     */
    static LongTermPrincipals of(Collection<LongTermPrincipal> principals) {
        Map<String, LongTermPrincipal> byKey = new HashMap<>();
        principals.forEach(principal -> byKey.put(principal.accessKeyId(), principal));
        long names = principals.stream().map(LongTermPrincipal::name).distinct().count();
        if (byKey.size() < principals.size() || names < principals.size()) {
            throw new IllegalArgumentException("a long-term principal's name or access key id comes twice");
        }
        return accessKeyId -> Optional.ofNullable(byKey.get(accessKeyId));
    }
}
