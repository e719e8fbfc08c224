package dev.gatehouse.userpool.internal.account;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.name.CanonicalName;
import dev.gatehouse.name.Names;
import dev.gatehouse.user.AliasKind;
import dev.gatehouse.userpool.settings.UserPoolSettings;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a change of attributes does to the names that find a user. Only what the change touches: a setting that came
 * later does not make an unrelated change claim or lose a name.
 *
 * @param claim names to have afterwards, in the order of their kinds
 * @param drop kinds of name to have no more
 */
public record WantedNames(List<WantedName> claim, Set<AliasKind> drop) {
    private static final String TRUE = "true";
    private static final List<AliasKind> BY_ATTRIBUTE =
            List.of(AliasKind.EMAIL, AliasKind.PHONE_NUMBER, AliasKind.PREFERRED_USERNAME);

    public WantedNames {
        claim = List.copyOf(claim);
        drop = Set.copyOf(drop);
    }

    /** Returns whether names of a kind find users in a pool. */
    public static boolean finds(UserPoolSettings settings, AliasKind kind) {
        return settings.usernameKind().alias() == kind || settings.aliases().contains(kind);
    }

    /**
     * Compares a user's attributes before and after a change.
     *
     * @return the names, or {@code INVALID_PARAMETER} if one cannot be a name or is the user's only one
     */
    public static Outcome<WantedNames> of(
            UserPoolSettings settings, Map<String, String> before, Map<String, String> after) {
        List<WantedName> claim = new ArrayList<>();
        Set<AliasKind> drop = EnumSet.noneOf(AliasKind.class);
        for (AliasKind kind : BY_ATTRIBUTE) {
            Optional<String> old = name(settings, kind, before);
            Optional<String> wanted = name(settings, kind, after);
            if (Objects.equals(old, wanted)) {
                continue;
            }
            if (wanted.isEmpty()) {
                if (settings.usernameKind().alias() == kind) {
                    return Outcome.refused(
                            Refusal.of(ErrorCode.INVALID_PARAMETER, "attribute.required:" + attribute(kind)));
                }
                drop.add(kind);
                continue;
            }
            Outcome<CanonicalName> canonical = canonical(kind, wanted.get());
            Optional<Refusal> refusal = canonical.asRefusal();
            if (refusal.isPresent()) {
                return Outcome.refused(refusal.get());
            }
            claim.add(new WantedName(kind, wanted.get(), canonical.orElseThrow()));
        }
        return Outcome.success(new WantedNames(claim, drop));
    }

    /** Returns these names and one before them. */
    public WantedNames with(WantedName first) {
        List<WantedName> all = new ArrayList<>();
        all.add(first);
        all.addAll(claim);
        return new WantedNames(all, drop);
    }

    /** An address is a name where it is the user name, or once it is verified where it is an alias. */
    private static Optional<String> name(UserPoolSettings settings, AliasKind kind, Map<String, String> attributes) {
        String attribute = attribute(kind);
        boolean counts = settings.usernameKind().alias() == kind
                || (settings.aliases().contains(kind)
                        && (kind == AliasKind.PREFERRED_USERNAME
                                || TRUE.equals(attributes.get(attribute + "_verified"))));
        return Optional.ofNullable(attributes.get(attribute)).filter(value -> counts);
    }

    /** Returns the form under which a name of a kind finds its user. */
    public static Outcome<CanonicalName> canonical(AliasKind kind, String raw) {
        return switch (kind) {
            case EMAIL -> Names.email(raw);
            case PHONE_NUMBER -> Names.phoneNumber(raw);
            case PREFERRED_USERNAME -> Names.preferredUsername(raw);
            case USERNAME -> Names.username(raw);
            case EXTERNAL_SUBJECT -> throw new IllegalArgumentException("not a name that is typed");
        };
    }

    private static String attribute(AliasKind kind) {
        return switch (kind) {
            case EMAIL -> "email";
            case PHONE_NUMBER -> "phone_number";
            case PREFERRED_USERNAME -> "preferred_username";
            case USERNAME, EXTERNAL_SUBJECT -> throw new IllegalArgumentException("not an attribute");
        };
    }

    @Override
    public String toString() {
        return "WantedNames[" + claim + ", " + drop + "]";
    }
}
