package dev.gatehouse.examples.server.house;

import dev.gatehouse.PoolId;
import dev.gatehouse.examples.server.config.ServerSettings;
import java.net.URI;
import java.util.Optional;

/**
 * The issuers of the server's user pools, in the shape that the configuration names. Immutable.
 *
 * @param base what stands before the pool's id, ending in a slash
 */
public record PoolIssuers(String base) {
    /**
     * Returns the issuers of a server.
     *
     * @param origin by which clients reach the server
     */
    public static PoolIssuers of(ServerSettings settings, URI origin) {
        return new PoolIssuers(
                settings.referenceIssuer()
                        ? "https://cognito-idp." + settings.region() + ".amazonaws.com/"
                        : origin + "/");
    }

    /** Returns the issuer of a pool's tokens. */
    public URI issuer(PoolId pool) {
        return URI.create(base + pool);
    }

    /** Returns the key of a pool's logins at an identity pool: the issuer without its scheme. */
    public String provider(PoolId pool) {
        return bare() + pool;
    }

    /** Returns the pool whose logins have this key, if it is one of these issuers'. */
    Optional<PoolId> pool(String provider) {
        String id = provider.startsWith(bare()) ? provider.substring(bare().length()) : "";
        return id.matches("[\\w-]{1,44}_[0-9a-zA-Z]{1,10}") ? Optional.of(new PoolId(id)) : Optional.empty();
    }

    private String bare() {
        return base.substring(base.indexOf("://") + 3);
    }
}
