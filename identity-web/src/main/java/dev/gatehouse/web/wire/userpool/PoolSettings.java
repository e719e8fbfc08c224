package dev.gatehouse.web.wire.userpool;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.password.PasswordPolicy;
import dev.gatehouse.user.AliasKind;
import dev.gatehouse.userpool.directory.UserPoolDefinition;
import dev.gatehouse.userpool.settings.UsernameKind;
import dev.gatehouse.web.wire.model.Input;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Reads the settings of a user pool from the wire. What an input does not name stays as it is. */
final class PoolSettings {
    private PoolSettings() {}

    /** Returns what a new pool is made of: the preset REFERENCE, and what the input names. */
    static Outcome<Consumer<UserPoolDefinition.Builder>> create(Input input) {
        return Unavailable.inPool(input)
                .then(done -> Schemas.read(input.structures("Schema")))
                .then(schema -> names(input).map(names -> pool -> {
                    pool.reference();
                    pool.name(input.text("PoolName"));
                    pool.settings(settings -> {
                        settings.usernameKind(names);
                        settings.aliases(aliases(input));
                        settings.schema(schema);
                    });
                    apply(input, pool);
                }));
    }

    /** Returns what an update changes. */
    static Outcome<Consumer<UserPoolDefinition.Builder>> update(Input input) {
        return Unavailable.inPool(input).map(done -> pool -> {
            input.maybe("PoolName").ifPresent(pool::name);
            apply(input, pool);
        });
    }

    private static void apply(Input input, UserPoolDefinition.Builder pool) {
        input.maybe("DeletionProtection").ifPresent(word -> pool.deletionProtection(word.equals("ACTIVE")));
        if (input.has("UserPoolTags")) {
            pool.tags(input.map("UserPoolTags"));
        }
        input.input("AdminCreateUserConfig")
                .flatMap(config -> config.truth("AllowAdminCreateUserOnly"))
                .ifPresent(closed -> pool.settings(settings -> settings.selfSignUp(!closed)));
        input.input("Policies")
                .flatMap(policies -> policies.input("PasswordPolicy"))
                .ifPresent(policy -> pool.passwordPolicy(standing -> passwords(policy, standing)));
    }

    private static PasswordPolicy passwords(Input input, PasswordPolicy standing) {
        PasswordPolicy.Builder policy = standing.toBuilder();
        input.whole("MinimumLength").map(Long::intValue).ifPresent(policy::minLength);
        input.truth("RequireUppercase").ifPresent(policy::requireUppercase);
        input.truth("RequireLowercase").ifPresent(policy::requireLowercase);
        input.truth("RequireNumbers").ifPresent(policy::requireNumber);
        input.truth("RequireSymbols").ifPresent(policy::requireSymbol);
        input.whole("PasswordHistorySize").map(Long::intValue).ifPresent(policy::historySize);
        input.whole("TemporaryPasswordValidityDays")
                .filter(days -> days > 0) // 0 leaves it, as with the reference service
                .map(Duration::ofDays)
                .ifPresent(policy::temporaryPasswordValidity);
        return policy.build();
    }

    /** What users sign up with: an e-mail address, a phone number, or a user name with aliases beside it. */
    private static Outcome<UsernameKind> names(Input input) {
        Set<String> attributes = new HashSet<>(input.texts("UsernameAttributes"));
        if (attributes.isEmpty()) {
            return Outcome.success(UsernameKind.USERNAME);
        }
        if (attributes.size() > 1 || !input.texts("AliasAttributes").isEmpty()) {
            return Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, "pool.username-attributes"));
        }
        return Outcome.success(attributes.contains("email") ? UsernameKind.EMAIL : UsernameKind.PHONE_NUMBER);
    }

    private static Set<AliasKind> aliases(Input input) {
        List<String> attributes = input.texts("AliasAttributes");
        return attributes.stream()
                .map(attribute -> AliasKind.valueOf(attribute.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toSet());
    }
}
