package dev.gatehouse.credentials.pool;

import dev.gatehouse.Done;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.Refusal;
import dev.gatehouse.RoleName;
import dev.gatehouse.WriteId;
import dev.gatehouse.policy.DocumentKind;
import dev.gatehouse.policy.PolicyDocument;
import dev.gatehouse.spi.store.Role;
import dev.gatehouse.spi.store.RoleKey;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.spi.store.Versioned;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The registry of an identity pool's roles. Every document is parsed before it is stored, so a stored role always
 * evaluates. Thread-safe.
 */
public final class Roles {
    private static final int TRIES = 3;
    private static final int MOST_POLICIES = 10;

    private final PoolId pool;
    private final Duration bound;
    private final Stores stores;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Map<RoleName, Seen> seen = new ConcurrentHashMap<>();

    /** A role and when it was read. Only roles that exist are kept, so the map is as small as the registry. */
    private record Seen(Role role, Instant at) {}

    Roles(IdentityPoolSettings settings, Stores stores, InstantSource clock, SecureRandom random) {
        this.pool = settings.id();
        this.bound = settings.revocationBound();
        this.stores = stores;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Returns a role, if it exists, as it was at most {@link IdentityPoolSettings#revocationBound} ago: what the
     * credential guard asks for every request.
     */
    public Optional<Role> find(RoleName name) {
        Instant now = clock.instant();
        Seen known = seen.get(name);
        if (known != null
                && !now.isBefore(known.at())
                && now.isBefore(known.at().plus(bound))) {
            return Optional.of(known.role());
        }
        Optional<Role> read = stores.roles().find(new RoleKey(pool, name)).map(Versioned::value);
        read.ifPresentOrElse(role -> seen.put(name, new Seen(role, now)), () -> seen.remove(name));
        return read;
    }

    /**
     * Registers a role, or changes it; its incarnation and epoch stay.
     *
     * <p>Refusals: {@code MALFORMED_POLICY_DOCUMENT} (with the path of the fault, or {@code trust.aud} or
     * {@code trust.amr} where the trust policy would let any pool or any guest in), {@code LIMIT_EXCEEDED} (over 10
     * policies), {@code CONCURRENT_MODIFICATION}.
     */
    public Outcome<Done> put(RoleDefinition definition) {
        Optional<Refusal> fault = fault(definition);
        if (fault.isPresent()) {
            return Outcome.refused(fault.get());
        }
        RoleKey key = new RoleKey(pool, definition.name());
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Optional<Versioned<Role>> standing = stores.roles().find(key);
            WriteId write = WriteId.random(random);
            Role next = role(definition, standing.map(Versioned::value), write);
            boolean done = standing.isEmpty()
                    ? stores.roles().insert(key, next, write)
                    : stores.roles().replace(key, standing.get().version(), next, write);
            if (done) {
                seen.remove(definition.name());
                return Outcome.done();
            }
        }
        return Outcome.refused(ErrorCode.CONCURRENT_MODIFICATION);
    }

    /**
     * Removes a role. Credentials vended for it are refused from then on, within the guard's bound. A role of the
     * same name made later is another one. Refusal: {@code CONCURRENT_MODIFICATION}.
     */
    public Outcome<Done> delete(RoleName name) {
        RoleKey key = new RoleKey(pool, name);
        for (int attempt = 0; attempt < TRIES; attempt++) {
            seen.remove(name);
            Optional<Versioned<Role>> standing = stores.roles().find(key);
            if (standing.isEmpty() || stores.roles().delete(key, standing.get().version())) {
                return Outcome.done();
            }
        }
        return Outcome.refused(ErrorCode.CONCURRENT_MODIFICATION);
    }

    private Role role(RoleDefinition definition, Optional<Role> standing, WriteId write) {
        return Role.builder()
                .arn(definition.arn())
                .incarnation(standing.map(Role::incarnation).orElse(write))
                .trustPolicy(definition.trustPolicy())
                .permissionPolicies(definition.permissionPolicies())
                .permissionsBoundary(definition.permissionsBoundary())
                .maxSessionDuration(definition.maxSessionDuration())
                .epoch(standing.map(Role::epoch).orElse(0L))
                .createdAt(standing.map(Role::createdAt)
                        .orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.MILLIS)))
                .build();
    }

    private Optional<Refusal> fault(RoleDefinition definition) {
        if (definition.permissionPolicies().size() > MOST_POLICIES) {
            return Optional.of(Refusal.of(ErrorCode.LIMIT_EXCEEDED, "role.policies"));
        }
        Outcome<PolicyDocument> trust = PolicyDocument.parse(DocumentKind.TRUST, definition.trustPolicy());
        List<String> permissions =
                new ArrayList<>(definition.permissionPolicies().values());
        definition.permissionsBoundary().ifPresent(permissions::add);
        return permissions.stream()
                .map(json -> PolicyDocument.parse(DocumentKind.IDENTITY, json).asRefusal())
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> trust.fold(TrustRules::broken, Optional::of));
    }
}
