package dev.gatehouse.credentials.role;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How the logins of one provider come to their role. Immutable. */
public final class RoleMapping {
    /** The most rules of one provider. */
    public static final int MOST_RULES = 25;

    private final Type type;
    private final AmbiguousRole ambiguous;
    private final List<MappingRule> rules;

    private RoleMapping(Type type, AmbiguousRole ambiguous, List<MappingRule> rules) {
        this.type = type;
        this.ambiguous = ambiguous;
        this.rules = List.copyOf(rules);
    }

    /** Where the role comes from; the reference service's {@code RoleMappingType}. */
    public enum Type {
        /** From the claims {@code cognito:roles} and {@code cognito:preferred_role}. */
        TOKEN,
        /** From rules on claims. */
        RULES
    }

    /** What happens where no role follows; the reference service's {@code AmbiguousRoleResolutionType}. */
    public enum AmbiguousRole {
        /** The pool's authenticated role is taken. */
        AUTHENTICATED_ROLE,
        /** No credentials are given. */
        DENY
    }

    /**
     * The role that the caller chose, if {@code cognito:roles} has it; else {@code cognito:preferred_role}; else the one
     * role of {@code cognito:roles}; else it is ambiguous.
     */
    public static RoleMapping token(AmbiguousRole ambiguous) {
        return new RoleMapping(Type.TOKEN, ambiguous, List.of());
    }

    /**
     * The role of the first rule that matches, or the one that the caller chose if a rule that matches names it; else it
     * is ambiguous.
     *
     * @throws IllegalArgumentException unless there are 1 to {@link #MOST_RULES}
     */
    public static RoleMapping rules(AmbiguousRole ambiguous, List<MappingRule> rules) {
        if (rules.isEmpty() || rules.size() > MOST_RULES) {
            throw new IllegalArgumentException("a role mapping has 1 to " + MOST_RULES + " rules");
        }
        return new RoleMapping(Type.RULES, ambiguous, rules);
    }

    public Type type() {
        return type;
    }

    public AmbiguousRole ambiguous() {
        return ambiguous;
    }

    /** Returns the rules in their order; none for {@link Type#TOKEN}. */
    public List<MappingRule> rules() {
        return rules;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RoleMapping that
                && type == that.type
                && ambiguous == that.ambiguous
                && rules.equals(that.rules);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, ambiguous, rules);
    }

    @Override
    public String toString() {
        return "RoleMapping[" + type + ", " + rules.size() + " rules, " + ambiguous + "]";
    }
}
