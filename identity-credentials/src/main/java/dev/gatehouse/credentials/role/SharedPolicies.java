package dev.gatehouse.credentials.role;

import dev.gatehouse.Cursor;
import dev.gatehouse.Done;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Page;
import dev.gatehouse.PoolId;
import dev.gatehouse.Refusal;
import dev.gatehouse.WriteId;
import dev.gatehouse.policy.PolicyDocument;
import dev.gatehouse.spi.store.PolicyReference;
import dev.gatehouse.spi.store.Role;
import dev.gatehouse.spi.store.RoleKey;
import dev.gatehouse.spi.store.Row;
import dev.gatehouse.spi.store.Setting;
import dev.gatehouse.spi.store.SettingKey;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.spi.store.Versioned;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The shared (managed) policies of an identity pool: documents that roles attach, take as boundary, and that session
 * requests name by ARN. Thread-safe.
 */
public final class SharedPolicies {
    private static final String KIND = "shared-policy";
    private static final int TRIES = 3;
    private static final int PAGE = 1_000;

    private final PoolId pool;
    private final Stores stores;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Fresh<String, Setting> seen;

    SharedPolicies(PoolId pool, Stores stores, Fresh<String, Setting> seen, InstantSource clock, SecureRandom random) {
        this.pool = pool;
        this.stores = stores;
        this.seen = seen;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Makes a policy, or changes it; its incarnation stays, and whatever names it follows within the bound.
     *
     * @param name 1 to 128 characters of {@code [A-Za-z0-9_+=,.@-]}
     * @param document an identity policy of at most 6,144 characters without white space
     * @return done, or {@code INVALID_PARAMETER} with {@code policy.name}, {@code MALFORMED_POLICY_DOCUMENT} with the
     *     path of the fault, {@code CONCURRENT_MODIFICATION} after three lost races
     */
    public Outcome<Done> put(String name, String document) {
        if (!PolicyReference.isName(name)) {
            return Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, "policy.name"));
        }
        return PolicyDocument.parse(document).then(parsed -> write(name, document));
    }

    private Outcome<Done> write(String name, String document) {
        SettingKey key = key(name);
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Optional<Versioned<Setting>> standing = stores.settings().find(key);
            WriteId write = WriteId.random(random);
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            Setting next = standing.map(row -> row.value().toBuilder())
                    .orElseGet(() -> Setting.builder().incarnation(write).createdAt(now))
                    .body(document)
                    .modifiedAt(now)
                    .build();
            boolean done = standing.isEmpty()
                    ? stores.settings().insert(key, next, write)
                    : stores.settings().replace(key, standing.get().version(), next, write);
            seen.forget(name);
            if (done) {
                return Outcome.done();
            }
        }
        return Outcome.refused(ErrorCode.CONCURRENT_MODIFICATION);
    }

    /** Returns a policy's document as it is stored now; empty if there is none. */
    public Optional<String> find(String name) {
        return PolicyReference.isName(name)
                ? stores.settings().find(key(name)).map(row -> row.value().body())
                : Optional.empty();
    }

    /** Returns the policies' names, in an order of the store's own. */
    public Page<String> list(Optional<Cursor> cursor, int limit) {
        Page<Row<SettingKey, Setting>> page = stores.settings().ofKind(pool, KIND, cursor, limit);
        return new Page<>(page.items().stream().map(row -> row.key().name()).toList(), page.next());
    }

    /**
     * Removes a policy that no role names. Reads all roles: for administration. A session that names it is refused from
     * then on, within the bound; so is a role that attached it meanwhile, until it is detached.
     *
     * @return done, also if there is none, or {@code INVALID_PARAMETER} with {@code policy.name}, {@code
     *     RESOURCE_CONFLICT} with {@code policy.attached}, or {@code CONCURRENT_MODIFICATION} after three lost races
     */
    public Outcome<Done> delete(String name) {
        if (!PolicyReference.isName(name)) {
            return Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, "policy.name"));
        }
        SettingKey key = key(name);
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Optional<Versioned<Setting>> standing = stores.settings().find(key);
            if (standing.isEmpty()) {
                return Outcome.done();
            }
            if (isNamed(new PolicyReference(name, standing.get().value().incarnation()))) {
                return Outcome.refused(Refusal.of(ErrorCode.RESOURCE_CONFLICT, "policy.attached"));
            }
            boolean done = stores.settings().delete(key, standing.get().version());
            seen.forget(name);
            if (done) {
                return Outcome.done();
            }
        }
        return Outcome.refused(ErrorCode.CONCURRENT_MODIFICATION);
    }

    private boolean isNamed(PolicyReference policy) {
        Optional<Cursor> cursor = Optional.empty();
        do {
            Page<Row<RoleKey, Role>> page = stores.roles().page(pool, cursor, PAGE);
            if (page.items().stream().anyMatch(row -> references(row.value()).anyMatch(policy::equals))) {
                return true;
            }
            cursor = page.next();
        } while (cursor.isPresent());
        return false;
    }

    private static Stream<PolicyReference> references(Role role) {
        return Stream.concat(role.sharedPolicies().stream(), role.sharedBoundary().stream());
    }

    /** Returns how a policy is named from now on, by what is stored now. */
    Optional<PolicyReference> reference(String name) {
        return PolicyReference.isName(name)
                ? stores.settings()
                        .find(key(name))
                        .map(row -> new PolicyReference(name, row.value().incarnation()))
                : Optional.empty();
    }

    /** Returns the document of this incarnation, as it was within the bound. */
    Optional<String> document(PolicyReference policy) {
        return seen.find(
                        policy.name(), name -> stores.settings().find(key(name)).map(Versioned::value))
                .filter(setting -> setting.incarnation().equals(policy.incarnation()))
                .map(Setting::body);
    }

    private SettingKey key(String name) {
        return new SettingKey(pool, KIND, name);
    }

    @Override
    public String toString() {
        return "SharedPolicies[" + pool + "]";
    }
}
