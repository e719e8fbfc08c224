package dev.gatehouse.credentials.directory;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.credentials.pool.IdentityPool;
import dev.gatehouse.credentials.pool.IdentityPoolSettings;
import dev.gatehouse.credentials.pool.LoginProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes running pools of definitions. Thread-safe, as its functions are.
 *
 * @param bound how long a change may take to be seen, for the pool's own views too
 */
record Opening(Duration bound, ProviderSource providers, Function<IdentityPoolSettings.Builder, IdentityPool> opener) {

    boolean resolves(IdentityPoolDefinition.Builder values) {
        return resolved(values).isPresent();
    }

    Outcome<IdentityPool> pool(IdentityPoolDefinition definition) {
        IdentityPoolSettings.Builder settings = IdentityPoolSettings.builder(definition.id())
                .revocationBound(bound)
                .sessionDuration(definition.sessionDuration())
                .guestLife(definition.guestLife());
        if (definition.allowGuests()) {
            settings.allowGuests();
        }
        if (definition.allowClassicFlow()) {
            settings.allowClassicFlow();
        }
        if (definition.allowUnscopedGuests()) {
            settings.allowUnscopedGuests();
        }
        definition.roleMappings().forEach(settings::roleMapping);
        definition.principalTags().forEach(settings::principalTags);
        definition.developerProvider().ifPresent(settings::developerProvider);
        definition.authenticatedRole().ifPresent(settings::authenticatedRole);
        definition.unauthenticatedRole().ifPresent(settings::unauthenticatedRole);
        Optional<List<LoginProvider>> resolved = resolved(definition.values());
        if (resolved.isEmpty()) {
            return Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, "pool.provider-unknown"));
        }
        resolved.get().forEach(settings::provider);
        return Outcome.success(opener.apply(settings));
    }

    /** Returns the providers of a definition, or empty if the application does not know one of them. */
    private Optional<List<LoginProvider>> resolved(IdentityPoolDefinition.Builder values) {
        List<Optional<LoginProvider>> all = new ArrayList<>();
        values.userPools.forEach(login -> all.add(
                providers.userPool(login).filter(provider -> provider.name().equals(login.provider()))));
        values.providers.forEach((name, application) -> all.add(providers
                .provider(name, application)
                .filter(provider -> provider.name().equals(name))));
        return all.stream().allMatch(Optional::isPresent)
                ? Optional.of(all.stream().flatMap(Optional::stream).toList())
                : Optional.empty();
    }
}
