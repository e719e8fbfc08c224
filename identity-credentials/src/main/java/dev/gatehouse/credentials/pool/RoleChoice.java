package dev.gatehouse.credentials.pool;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.RoleName;
import dev.gatehouse.credentials.role.MappingRule;
import dev.gatehouse.credentials.role.RoleMapping;
import dev.gatehouse.credentials.role.Roles;
import dev.gatehouse.spi.store.Role;
import dev.gatehouse.user.ExternalIdentity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which role a caller gets (Amazon Cognito Developer Guide, "Using role-based access control"). A role that a claim or
 * the caller names is named by its whole ARN: one of another account with the same name is another role.
 */
final class RoleChoice {
    private static final Pattern ARN =
            Pattern.compile("arn:[a-z-]{1,32}:iam::[0-9]{12}:role/(?:[!-~]{1,510}/)?([A-Za-z0-9_+=,.@-]{1,64})");
    private static final int MAX_ARN = 2_048;
    private static final String ROLES = "cognito:roles";
    private static final String PREFERRED = "cognito:preferred_role";

    private final Roles roles;

    RoleChoice(Roles roles) {
        this.roles = roles;
    }

    /** A role under its name. */
    record Chosen(RoleName name, Role role) {}

    /**
     * Returns the role, or {@code INVALID_IDENTITY_POOL_CONFIGURATION} with {@code role.none}, {@code NOT_AUTHORIZED} with
     * {@code role.custom} or {@code role.ambiguous}, {@code INVALID_PARAMETER} with {@code role.custom-arn}.
     *
     * @param login what the caller proved; empty for a guest
     * @param custom the ARN of the role that the caller asked for
     */
    Outcome<Chosen> choose(IdentityPoolSettings settings, Optional<ExternalIdentity> login, Optional<String> custom) {
        if (custom.isPresent()
                && (custom.get().length() > MAX_ARN
                        || !ARN.matcher(custom.get()).matches())) {
            return refused(ErrorCode.INVALID_PARAMETER, "role.custom-arn");
        }
        Optional<RoleMapping> mapping = login.flatMap(
                proved -> Optional.ofNullable(settings.roleMappings().get(proved.provider())));
        if (mapping.isEmpty()) {
            return custom.isPresent()
                    ? refused(ErrorCode.NOT_AUTHORIZED, "role.custom")
                    : named(login.isPresent() ? settings.authenticatedRole() : settings.unauthenticatedRole());
        }
        Map<String, Object> claims = login.get().claims();
        return switch (mapping.get().type()) {
            case TOKEN -> byToken(settings, mapping.get(), claims, custom);
            case RULES -> byRules(settings, mapping.get(), claims, custom);
        };
    }

    private Outcome<Chosen> byToken(
            IdentityPoolSettings settings, RoleMapping mapping, Map<String, Object> claims, Optional<String> custom) {
        List<String> granted = texts(claims.get(ROLES)).distinct().toList();
        if (custom.isPresent()) {
            return granted.contains(custom.get())
                    ? byArn(custom.get())
                    : refused(ErrorCode.NOT_AUTHORIZED, "role.custom");
        }
        Optional<String> preferred = texts(claims.get(PREFERRED)).findFirst();
        if (preferred.isPresent()) {
            return byArn(preferred.get());
        }
        return granted.size() == 1 ? byArn(granted.get(0)) : ambiguous(settings, mapping);
    }

    private Outcome<Chosen> byRules(
            IdentityPoolSettings settings, RoleMapping mapping, Map<String, Object> claims, Optional<String> custom) {
        List<RoleName> matching = mapping.rules().stream()
                .filter(rule -> rule.matches(claims))
                .map(MappingRule::role)
                .toList();
        if (custom.isPresent()) {
            return byArn(custom.get())
                    .then(chosen -> matching.contains(chosen.name())
                            ? Outcome.success(chosen)
                            : refused(ErrorCode.NOT_AUTHORIZED, "role.custom"));
        }
        return matching.isEmpty() ? ambiguous(settings, mapping) : named(Optional.of(matching.get(0)));
    }

    private Outcome<Chosen> ambiguous(IdentityPoolSettings settings, RoleMapping mapping) {
        return switch (mapping.ambiguous()) {
            case AUTHENTICATED_ROLE -> named(settings.authenticatedRole());
            case DENY -> refused(ErrorCode.NOT_AUTHORIZED, "role.ambiguous");
        };
    }

    private Outcome<Chosen> named(Optional<RoleName> name) {
        return name.flatMap(wanted -> roles.find(wanted).map(role -> new Chosen(wanted, role)))
                .map(Outcome::success)
                .orElseGet(() -> refused(ErrorCode.INVALID_IDENTITY_POOL_CONFIGURATION, "role.none"));
    }

    private Outcome<Chosen> byArn(String arn) {
        Matcher parts = ARN.matcher(arn.length() > MAX_ARN ? "" : arn);
        return named(parts.matches() ? Optional.of(new RoleName(parts.group(1))) : Optional.empty())
                .then(chosen -> chosen.role().arn().equals(arn)
                        ? Outcome.success(chosen)
                        : refused(ErrorCode.INVALID_IDENTITY_POOL_CONFIGURATION, "role.none"));
    }

    private static Stream<String> texts(@Nullable Object claim) {
        if (claim instanceof List<?> many) {
            return many.stream().map(String::valueOf);
        }
        return claim instanceof String one ? Stream.of(one) : Stream.empty();
    }

    private static <T> Outcome<T> refused(ErrorCode code, String rule) {
        return Outcome.refused(Refusal.of(code, rule));
    }
}
