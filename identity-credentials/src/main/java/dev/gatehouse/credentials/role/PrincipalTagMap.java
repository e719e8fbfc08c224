package dev.gatehouse.credentials.role;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.credentials.internal.policy.SessionTags;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which claims of a provider's logins become session tags, for attribute-based access control: policies ask
 * {@code aws:PrincipalTag/<key>}. The role's trust policy must allow {@code sts:TagSession}. Immutable.
 */
public final class PrincipalTagMap {
    private static final int MAX_CLAIM = 256;

    private final Map<String, String> claims;
    private final Set<String> transitive;

    private PrincipalTagMap(Map<String, String> claims, Set<String> transitive) {
        this.claims = Map.copyOf(claims);
        this.transitive = Set.copyOf(transitive);
    }

    /** The reference service's default: {@code username} is the claim {@code sub}, {@code client} is {@code aud}. */
    public static PrincipalTagMap defaults() {
        return new PrincipalTagMap(Map.of("username", "sub", "client", "aud"), Set.of());
    }

    /**
     * Returns a map.
     *
     * @param claims the claim's name by the tag's key; 1 to 50, keys of 1 to 128 characters of letters, digits, spaces
     *     and {@code _.:/=+-@}, not of {@code aws:}, no two that differ only by case
     * @throws IllegalArgumentException if a limit is broken
     */
    public static PrincipalTagMap of(Map<String, String> claims) {
        boolean named = claims.values().stream().allMatch(claim -> !claim.isEmpty() && claim.length() <= MAX_CLAIM);
        Map<String, String> keys = claims.keySet().stream().collect(Collectors.toMap(key -> key, key -> ""));
        if (claims.isEmpty() || !named || SessionTags.fault(keys, Set.of()).isPresent()) {
            throw new IllegalArgumentException("a tag map has 1 to 50 keys that can be those of session tags");
        }
        return new PrincipalTagMap(claims, Set.of());
    }

    /**
     * Returns this map with tags that sessions of further roles inherit.
     *
     * @throws IllegalArgumentException if the map has no such key
     */
    public PrincipalTagMap transitive(Set<String> keys) {
        if (!claims.keySet().containsAll(keys)) {
            throw new IllegalArgumentException("a transitive key is not in the map");
        }
        return new PrincipalTagMap(claims, keys);
    }

    /** Returns the claim's name by the tag's key. */
    public Map<String, String> claims() {
        return claims;
    }

    /** Returns which tags are transitive. */
    public Set<String> transitive() {
        return transitive;
    }

    /**
     * Returns the tags of a verified login. An absent claim gives no tag. A list of one element counts as the element.
     *
     * @return the tags, or {@code INVALID_PARAMETER} with {@code tags.value} for a claim that no tag can hold: a tag that
     *     is dropped could be the one by which a policy denies
     */
    public Outcome<Map<String, String>> tags(Map<String, Object> verified) {
        Map<String, String> tags = new TreeMap<>();
        for (Map.Entry<String, String> entry : claims.entrySet()) {
            Object claim = verified.get(entry.getValue());
            if (claim == null) {
                continue;
            }
            Optional<String> text = text(claim);
            if (text.isEmpty() || !SessionTags.isValue(text.get())) {
                return Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, "tags.value"));
            }
            tags.put(entry.getKey(), text.get());
        }
        return Outcome.success(tags);
    }

    private static Optional<String> text(@Nullable Object claim) {
        if (claim instanceof List<?> many && many.size() == 1) {
            return text(many.get(0));
        }
        return claim instanceof String || claim instanceof Number || claim instanceof Boolean
                ? Optional.of(claim.toString())
                : Optional.empty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PrincipalTagMap that
                && claims.equals(that.claims)
                && transitive.equals(that.transitive);
    }

    @Override
    public int hashCode() {
        return Objects.hash(claims, transitive);
    }

    @Override
    public String toString() {
        return "PrincipalTagMap" + claims.keySet();
    }
}
