package dev.gatehouse.credentials.directory;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Refusal;
import dev.gatehouse.credentials.pool.IdentityTokens;
import dev.gatehouse.spi.internal.setting.Tags;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a definition must be before it is stored, so that every stored pool opens. */
final class DefinitionRules {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_\\s+=,.@-]{1,128}");
    private static final Pattern DEVELOPER = Pattern.compile("[A-Za-z0-9._-]{1,128}");
    private static final int MOST_PROVIDERS = 50;
    private static final int MOST_MAPPINGS = 10;
    private static final int MOST_TEXT = 2_048;

    private DefinitionRules() {}

    /** Returns what is wrong with a definition that is to replace {@code standing}, or to be new. */
    static Optional<Refusal> broken(
            IdentityPoolDefinition.Builder values, IdentityPoolDefinition.@Nullable Builder standing) {
        if (!NAME.matcher(values.name).matches()) {
            return refused("pool.name");
        }
        String developer = values.developerProvider;
        boolean renamed =
                standing != null && standing.developerProvider != null && !standing.developerProvider.equals(developer);
        if (renamed || (developer != null && !DEVELOPER.matcher(developer).matches())) {
            return refused("pool.developer-provider");
        }
        if (!providersFit(values)) {
            return refused("pool.providers");
        }
        Set<String> providers = providers(values);
        if (values.roleMappings.size() > MOST_MAPPINGS || !providers.containsAll(values.roleMappings.keySet())) {
            return refused("pool.role-mappings");
        }
        if (!providers.containsAll(values.principalTags.keySet())) {
            return refused("pool.principal-tags");
        }
        if (!Tags.fit(values.tags)) {
            return refused("pool.tags");
        }
        if (outside(values.sessionDuration, Duration.ofMinutes(15), Duration.ofHours(1))) {
            return refused("pool.session-duration");
        }
        if (outside(values.guestLife, Duration.ofDays(1), Duration.ofDays(3_650))) {
            return refused("pool.guest-life");
        }
        return DefinitionCodec.fits(values) ? Optional.empty() : refused("pool.size");
    }

    private static boolean providersFit(IdentityPoolDefinition.Builder values) {
        Set<String> names = providers(values);
        int given = values.providers.size() + values.userPools.size() + (values.developerProvider == null ? 0 : 1);
        return given <= MOST_PROVIDERS
                && names.size() == given
                && !names.contains(IdentityTokens.PROVIDER)
                && values.providers.entrySet().stream()
                        .allMatch(provider -> !provider.getKey().isEmpty()
                                && provider.getKey().length() <= 128
                                && provider.getValue().length() <= MOST_TEXT);
    }

    private static Set<String> providers(IdentityPoolDefinition.Builder values) {
        Set<String> names = new HashSet<>(values.providers.keySet());
        values.userPools.forEach(login -> names.add(login.provider()));
        if (values.developerProvider != null) {
            names.add(values.developerProvider);
        }
        return names;
    }

    private static boolean outside(Duration value, Duration least, Duration most) {
        return value.compareTo(least) < 0 || value.compareTo(most) > 0;
    }

    private static Optional<Refusal> refused(String rule) {
        return Optional.of(Refusal.of(ErrorCode.INVALID_PARAMETER, rule));
    }
}
