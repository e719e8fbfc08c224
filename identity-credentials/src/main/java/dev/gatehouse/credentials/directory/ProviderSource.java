package dev.gatehouse.credentials.directory;

import dev.gatehouse.credentials.pool.LoginProvider;
import java.util.Optional;

/**
 * Turns the providers that a stored pool names into ones that verify tokens. The application knows its user pools and
 * federations; a definition holds only their names. Implementations are thread-safe and do no I/O.
 */
public interface ProviderSource {
    /**
     * Returns the provider of a user pool's logins, or empty if there is no such pool or client. With
     * {@link UserPoolLogin#serverSideTokenCheck} it has a {@linkplain LoginProvider#withLiveCheck live check}.
     */
    Optional<LoginProvider> userPool(UserPoolLogin login);

    /**
     * Returns a public or federated provider; none unless overridden.
     *
     * @param name the key of its logins
     * @param application the application's id at that provider, or the ARN by which the definition names it
     */
    default Optional<LoginProvider> provider(String name, String application) {
        return Optional.empty();
    }
}
