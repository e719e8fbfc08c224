package dev.gatehouse.credentials.pool;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.IdentityId;
import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.store.Identity;
import dev.gatehouse.spi.store.IdentityKey;
import dev.gatehouse.spi.store.Login;
import dev.gatehouse.spi.store.LoginKey;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.spi.store.Versioned;
import dev.gatehouse.user.ExternalIdentity;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Finds and creates identities by the write protocol "GetId, one login". */
final class Identities {
    private static final int TRIES = 3;
    private static final int MOST_MERGES = 16;
    private static final Duration ONE_DAY = Duration.ofDays(1);

    private final PoolId pool;
    private final String region;
    private final Duration guestLife;
    private final Duration touchInterval;
    private final Stores stores;
    private final InstantSource clock;
    private final SecureRandom random;

    Identities(IdentityPoolSettings settings, Stores stores, InstantSource clock, SecureRandom random) {
        this.pool = settings.id();
        int colon = pool.value().indexOf(':');
        this.region = colon < 0 ? "local" : pool.value().substring(0, colon);
        this.guestLife = settings.guestLife();
        Duration quarter = guestLife.dividedBy(4); // a day's interval would never touch a guest that lives one day
        this.touchInterval = quarter.compareTo(ONE_DAY) < 0 ? quarter : ONE_DAY;
        this.stores = stores;
        this.clock = clock;
        this.random = random;
    }

    /** Returns the identity of a guest that never came before. */
    IdentityId newGuest() {
        IdentityId id = newId();
        Instant now = now();
        Identity guest = Identity.builder()
                .createdAt(now)
                .modifiedAt(now)
                .expiresAt(now.plus(guestLife))
                .build();
        if (!stores.identities().insert(key(id), guest, WriteId.random(random))) {
            throw new IllegalStateException("an identity id came twice: the source of randomness is broken");
        }
        return id;
    }

    /** Returns the identity that a login finds, made now if there is none. */
    Outcome<IdentityId> of(ExternalIdentity login) {
        LoginKey key = new LoginKey(pool, login.provider(), login.subject());
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Optional<Versioned<Login>> found = stores.logins().find(key);
            Optional<IdentityId> settled = found.isPresent() ? settle(key, found.get()) : claim(key);
            if (settled.isPresent()) {
                return Outcome.success(settled.get());
            }
        }
        return Outcome.refused(ErrorCode.TOO_MANY_REQUESTS);
    }

    /** Returns the identity that counts for a login, or empty if it never got one. Reads only. */
    Optional<Found> known(ExternalIdentity login) {
        LoginKey key = new LoginKey(pool, login.provider(), login.subject());
        return stores.logins().find(key).flatMap(row -> {
            IdentityId id = row.value().identity();
            return stores.identities()
                    .find(key(id))
                    .filter(own -> names(own.value(), key, row.version()))
                    .flatMap(own -> root(new Found(id, own)));
        });
    }

    /** Returns a stored identity, following merges, or empty if there is none or it was deleted. */
    Optional<Found> find(IdentityId id) {
        return stores.identities().find(key(id)).flatMap(row -> root(new Found(id, row)));
    }

    private Optional<Found> root(Found start) {
        Found at = start;
        for (int step = 0; step <= MOST_MERGES; step++) {
            Identity identity = at.row().value();
            if (identity.state() == Identity.State.DELETED || expired(identity)) {
                return Optional.empty();
            }
            if (identity.mergedInto().isEmpty()) {
                return Optional.of(at);
            }
            IdentityId next = identity.mergedInto().get();
            Optional<Versioned<Identity>> row = stores.identities().find(key(next));
            if (row.isEmpty()) {
                return Optional.empty();
            }
            at = new Found(next, row.get());
        }
        return Optional.empty();
    }

    /** A stored identity under its own id. */
    record Found(IdentityId id, Versioned<Identity> row) {}

    /** Keeps a guest that is in use from being swept; at most one write a day, and losing a race to one is fine. */
    void touch(Found guest) {
        Instant later = now().plus(guestLife);
        Instant due = later.minus(touchInterval);
        Identity identity = guest.row().value();
        if (identity.expiresAt().filter(end -> !end.isAfter(due)).isPresent()) {
            Identity next = identity.toBuilder().expiresAt(later).build();
            stores.identities().replace(key(guest.id()), guest.row().version(), next, WriteId.random(random));
        }
    }

    private boolean expired(Identity identity) {
        return identity.expiresAt().map(end -> !now().isBefore(end)).orElse(false);
    }

    /** Claims a login that nobody has, and makes its identity; empty if another caller was first. */
    private Optional<IdentityId> claim(LoginKey key) {
        IdentityId id = newId();
        WriteId claim = WriteId.random(random);
        if (!stores.logins().insert(key, new Login(id), claim)) {
            return Optional.empty();
        }
        return complete(key, id, claim);
    }

    /** Returns the identity that a login row stands for, repairing what a halted caller left. */
    private Optional<IdentityId> settle(LoginKey key, Versioned<Login> login) {
        IdentityId id = login.value().identity();
        Optional<Versioned<Identity>> row = stores.identities().find(key(id));
        if (row.isEmpty()) {
            return complete(key, id, login.version());
        }
        Found own = new Found(id, row.get());
        Optional<IdentityId> honoured =
                names(row.get().value(), key, login.version()) ? root(own).map(Found::id) : Optional.empty();
        if (honoured.isPresent()) {
            return honoured;
        }
        return fence(key(id), row.get()) ? renew(key, login) : Optional.empty();
    }

    private Optional<IdentityId> complete(LoginKey key, IdentityId id, WriteId claim) {
        Instant now = now();
        Identity identity = Identity.builder()
                .logins(Map.of(key.provider(), new Identity.LoginEntry(key.subject(), claim)))
                .createdAt(now)
                .modifiedAt(now)
                .build();
        boolean made = stores.identities().insert(key(id), identity, WriteId.random(random));
        return made ? Optional.of(id) : Optional.empty();
    }

    /** Gives a login whose identity does not count a new identity of its own. */
    private Optional<IdentityId> renew(LoginKey key, Versioned<Login> login) {
        IdentityId id = newId();
        WriteId claim = WriteId.random(random);
        if (!stores.logins().replace(key, login.version(), new Login(id), claim)) {
            return Optional.empty();
        }
        return complete(key, id, claim);
    }

    /** Makes any write that was decided on what we just read lose; a tombstone needs none. */
    private boolean fence(IdentityKey key, Versioned<Identity> row) {
        return row.value().state() == Identity.State.DELETED
                || stores.identities().replace(key, row.version(), row.value(), WriteId.random(random));
    }

    private static boolean names(Identity identity, LoginKey key, WriteId claim) {
        Identity.LoginEntry entry = identity.logins().get(key.provider());
        return entry != null && entry.claim().equals(claim) && entry.subject().equals(key.subject());
    }

    private IdentityKey key(IdentityId id) {
        return new IdentityKey(pool, id);
    }

    private IdentityId newId() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        bytes[6] = (byte) ((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte) ((bytes[8] & 0x3f) | 0x80);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new IdentityId(region + ":" + new UUID(buffer.getLong(), buffer.getLong()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
