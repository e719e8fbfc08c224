package dev.gatehouse.examples.server.house;

import dev.gatehouse.ClientId;
import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.RoleName;
import dev.gatehouse.credentials.directory.IdentityPoolDefinition;
import dev.gatehouse.credentials.directory.UserPoolLogin;
import dev.gatehouse.credentials.role.RoleDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Identity pools whose users have a folder each, named by their identity id, in one bucket. Thread-safe.
 *
 * @param house where pools are made
 * @param bucket where the folders are
 */
public record OwnFolders(House house, String bucket) {
    private static final RoleName OWNER = new RoleName("GatehouseOwner");
    private static final RoleName GUEST = new RoleName("GatehouseGuest");

    /**
     * Makes an identity pool with its two roles.
     *
     * @param guests whether guests may read what lies under {@code public/}
     * @return the pool's id, or the refusal of the directory
     */
    public Outcome<PoolId> create(String name, PoolId userPool, ClientId client, boolean guests) {
        return house.identityPools()
                .create(pool -> pool.name(name)
                        .allowGuests(guests)
                        .authenticatedRole(OWNER)
                        .unauthenticatedRole(GUEST)
                        .userPool(new UserPoolLogin(house.issuers().provider(userPool), client.value(), true)))
                .map(IdentityPoolDefinition::id)
                .then(id -> house.identityPools()
                        .pool(id)
                        .then(pool -> pool.roles()
                                .put(role(id, OWNER, "trust-authenticated.json", "own-folder.json"))
                                .then(done -> pool.roles()
                                        .put(role(id, GUEST, "trust-unauthenticated.json", "read-public.json"))))
                        .map(done -> id));
    }

    private RoleDefinition role(PoolId pool, RoleName role, String trust, String permissions) {
        return RoleDefinition.builder(role)
                .account(house.account())
                .trustPolicy(document(trust, pool))
                .permissionPolicy("permissions", document(permissions, pool))
                .build();
    }

    private String document(String name, PoolId pool) {
        try (InputStream in = OwnFolders.class.getResourceAsStream("/policies/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the policy " + name + " is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("{bucket}", bucket)
                    .replace("{identity-pool}", pool.value());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
