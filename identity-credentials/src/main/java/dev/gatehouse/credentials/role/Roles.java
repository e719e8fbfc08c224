package dev.gatehouse.credentials.role;

import dev.gatehouse.Cursor;
import dev.gatehouse.Done;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Page;
import dev.gatehouse.PoolId;
import dev.gatehouse.Refusal;
import dev.gatehouse.RoleName;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.revocation.RevocationFollower;
import dev.gatehouse.spi.store.PolicyReference;
import dev.gatehouse.spi.store.Revocation;
import dev.gatehouse.spi.store.Role;
import dev.gatehouse.spi.store.RoleKey;
import dev.gatehouse.spi.store.Row;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.spi.store.Versioned;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The registry of an identity pool's roles. Every document is parsed before it is stored, so a stored role always
 * evaluates. Thread-safe.
 */
public final class Roles implements RoleSource {
    /** How long a line of the revocation log stays: longer than any session. */
    private static final Duration LOG_LIFE = Duration.ofDays(2);

    private static final int TRIES = 3;

    private final PoolId pool;
    private final Stores stores;
    private final RevocationFollower revocations;
    private final InstantSource clock;
    private final SecureRandom random;
    private final SharedPolicies policies;
    private final RoleRows rows;
    private final Fresh<RoleName, Role> seen;

    /**
     * Returns the registry of a pool.
     *
     * @param bound how old what {@link #find} and {@link #sharedPolicy} answer may be
     * @param revocations follows the pool's revocation log
     */
    public Roles(
            PoolId pool,
            Duration bound,
            Stores stores,
            RevocationFollower revocations,
            InstantSource clock,
            SecureRandom random) {
        this.pool = pool;
        this.stores = stores;
        this.revocations = revocations;
        this.clock = clock;
        this.random = random;
        this.policies = new SharedPolicies(pool, stores, new Fresh<>(bound, clock), clock, random);
        this.rows = new RoleRows(policies, clock);
        this.seen = new Fresh<>(bound, clock);
    }

    /** Returns the shared policies that roles can attach. */
    public SharedPolicies policies() {
        return policies;
    }

    /**
     * Returns a role, if it exists, as it was within the bound: what the credential guard asks for every request.
     */
    @Override
    public Optional<Role> find(RoleName name) {
        return seen.find(
                name, wanted -> stores.roles().find(new RoleKey(pool, wanted)).map(Versioned::value));
    }

    @Override
    public Optional<String> sharedPolicy(PolicyReference policy) {
        return policies.document(policy);
    }

    /** Returns how a shared policy is named in a session from now on; empty if there is none of this name. */
    public Optional<PolicyReference> reference(String policyName) {
        return policies.reference(policyName);
    }

    /** Returns roles in an order of the store's own; {@link RoleDefinition#of} reads one. */
    public Page<Role> list(Optional<Cursor> cursor, int limit) {
        Page<Row<RoleKey, Role>> page = stores.roles().page(pool, cursor, limit);
        return new Page<>(page.items().stream().map(Row::value).toList(), page.next());
    }

    /**
     * Registers a role, or replaces all that its definition says; its incarnation and epoch stay.
     *
     * <p>Refusals: {@code MALFORMED_POLICY_DOCUMENT} (with the path of the fault, or {@code trust.aud},
     * {@code trust.amr}), {@code LIMIT_EXCEEDED} with {@code role.policies} (over 10 inline
     * or 10 shared policies), {@code RESOURCE_NOT_FOUND} with {@code role.shared-policy},
     * {@code CONCURRENT_MODIFICATION}.
     */
    public Outcome<Done> put(RoleDefinition definition) {
        return write(definition.name(), standing -> rows.registered(definition, standing))
                .map(role -> Done.DONE);
    }

    /**
     * Changes what {@code change} names and leaves the rest. A shared policy that stays attached stays the one that it
     * was: one made later under its name is not attached by it.
     *
     * <p>Refusals: {@code RESOURCE_NOT_FOUND} with {@code role.name}, and those of {@link #put}.
     */
    public Outcome<Done> update(RoleName name, UnaryOperator<RoleDefinition.Builder> change) {
        return write(
                        name,
                        standing -> standing.map(role -> rows.changed(
                                        change.apply(RoleDefinition.of(role).toBuilder())
                                                .build(),
                                        role))
                                .orElseGet(
                                        () -> Outcome.refused(Refusal.of(ErrorCode.RESOURCE_NOT_FOUND, "role.name"))))
                .map(role -> Done.DONE);
    }

    /**
     * Removes a role. Credentials vended for it are refused from then on, within the bound. A role of the same name made
     * later is another one. Refusal: {@code CONCURRENT_MODIFICATION}.
     */
    public Outcome<Done> delete(RoleName name) {
        RoleKey key = new RoleKey(pool, name);
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Optional<Versioned<Role>> standing = stores.roles().find(key);
            boolean gone = standing.isEmpty()
                    || stores.roles().delete(key, standing.get().version());
            seen.forget(name);
            if (gone) {
                return Outcome.done();
            }
        }
        return Outcome.refused(ErrorCode.CONCURRENT_MODIFICATION);
    }

    /**
     * Revokes every session of a role that is out; guards refuse them within the bound. The role's epoch is raised first,
     * then logged; a caller that learns of no end repeats it. Chained sessions of other roles live on.
     *
     * <p>Refusals: {@code RESOURCE_NOT_FOUND} with {@code role.name}, {@code CONCURRENT_MODIFICATION}.
     */
    public Outcome<Done> revokeSessions(RoleName name) {
        revocations.refresh(); // an epoch logged for a former role of this name counts too
        long logged = revocations.roleEpoch(name);
        Outcome<Role> raised = write(
                name,
                standing -> standing.map(role -> Outcome.success(role.toBuilder()
                                .epoch(Math.max(role.epoch(), logged) + 1)
                                .build()))
                        .orElseGet(() -> Outcome.refused(Refusal.of(ErrorCode.RESOURCE_NOT_FOUND, "role.name"))));
        return raised.map(role -> {
            Instant now = clock.instant();
            Revocation line = new Revocation(Revocation.Kind.ROLE, name.value(), role.epoch(), now.plus(LOG_LIFE));
            stores.revocations().append(pool, line, now, WriteId.random(random));
            return Done.DONE;
        });
    }

    /** Returns the role as it was written. */
    private Outcome<Role> write(RoleName name, Function<Optional<Role>, Outcome<Role>> next) {
        RoleKey key = new RoleKey(pool, name);
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Optional<Versioned<Role>> standing = stores.roles().find(key);
            WriteId write = WriteId.random(random);
            Outcome<Role> judged = next.apply(standing.map(Versioned::value));
            if (judged.asRefusal().isPresent()) {
                return judged;
            }
            Role role = standing.isPresent()
                    ? judged.orElseThrow()
                    : judged.orElseThrow().toBuilder().incarnation(write).build();
            boolean done = standing.isEmpty()
                    ? stores.roles().insert(key, role, write)
                    : stores.roles().replace(key, standing.get().version(), role, write);
            seen.forget(name);
            if (done) {
                return Outcome.success(role);
            }
        }
        return Outcome.refused(ErrorCode.CONCURRENT_MODIFICATION);
    }

    @Override
    public String toString() {
        return "Roles[" + pool + "]";
    }
}
