package dev.gatehouse.userpool.internal.group;

import dev.gatehouse.user.Group;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The claims that groups put into tokens (reference service, section 4): {@code cognito:groups} into both, {@code
 * cognito:roles} and {@code cognito:preferred_role} into the ID token.
 */
public final class GroupClaims {
    private GroupClaims() {}

    /** Adds the names of groups, the best first. */
    public static void addNames(List<Group> groups, Map<String, Object> claims) {
        if (!groups.isEmpty()) {
            claims.put("cognito:groups", groups.stream().map(Group::name).toList());
        }
    }

    /** Adds the roles of groups, the best first, and the preferred one where one is best. */
    public static void addRoles(List<Group> groups, Map<String, Object> claims) {
        List<Group> giving =
                groups.stream().filter(group -> group.roleArn().isPresent()).toList();
        if (giving.isEmpty()) {
            return;
        }
        claims.put("cognito:roles", roles(giving));
        preferred(giving).ifPresent(role -> claims.put("cognito:preferred_role", role));
    }

    /** The role of the best precedence; none where two groups of it give different roles. */
    private static Optional<String> preferred(List<Group> giving) {
        Group best = giving.get(0);
        List<String> roles = roles(giving.stream()
                .filter(group -> group.precedence().equals(best.precedence()))
                .toList());
        return roles.size() == 1 ? Optional.of(roles.get(0)) : Optional.empty();
    }

    private static List<String> roles(List<Group> giving) {
        return giving.stream()
                .flatMap(group -> group.roleArn().stream())
                .distinct()
                .toList();
    }
}
