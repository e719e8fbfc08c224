package dev.gatehouse.userpool.internal.directory;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.UserId;
import dev.gatehouse.name.CanonicalName;
import dev.gatehouse.spi.store.AliasKey;
import dev.gatehouse.spi.store.UserKey;
import dev.gatehouse.spi.store.UserRow;
import dev.gatehouse.spi.store.Versioned;
import dev.gatehouse.user.AliasKind;
import dev.gatehouse.userpool.internal.context.PoolContext;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds users. A typed name costs one alias read and one user read for each kind of name that it can be (one, or two
 * where preferred user names count), whether or not it finds anybody. A user that is being deleted, or whose sign-up
 * ran out, is absent. Thread-safe.
 */
public final class Directory {
    /** The longest name that is looked at, in characters. */
    public static final int MAX_NAME = 512;

    private final PoolContext context;
    private final Claims claims;

    public Directory(PoolContext context) {
        this.context = context;
        this.claims = new Claims(context);
    }

    public Claims claims() {
        return claims;
    }

    /**
     * Returns what a name stands for, as a user typed it: by the pool's settings an e-mail address, a phone number,
     * a user name or a preferred one; where addresses are the names, also a user's id.
     *
     * @return who it stands for, or {@code INVALID_PARAMETER} if nobody can have such a name here
     */
    public Outcome<Resolved> resolve(String typed) {
        return TypedName.of(context.settings(), typed).map(this::resolve);
    }

    /** Returns what a name or a user's id stands for, for callers that may know who exists. */
    public Outcome<Resolved> resolveForAdministrator(String typed) {
        if (typed.isEmpty() || typed.length() > MAX_NAME) {
            return Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, "name.length"));
        }
        Optional<Found> byId = TypedName.isId(typed) ? find(new UserId(typed)) : Optional.empty();
        if (byId.isPresent()) {
            TypedName name = new TypedName(List.of(), new CanonicalName(typed, 0), typed);
            return Outcome.success(new Resolved(byId.get().id(), byId, name, Optional.empty()));
        }
        return resolve(typed);
    }

    /** Returns the live user that a name or an id stands for, or {@code USER_NOT_FOUND}. */
    public Outcome<Found> findForAdministrator(String typed) {
        return resolveForAdministrator(typed)
                .then(resolved -> resolved.user()
                        .map(Outcome::success)
                        .orElseGet(() -> Outcome.refused(ErrorCode.USER_NOT_FOUND)));
    }

    /** Returns a live user. */
    public Optional<Found> find(UserId id) {
        return context.stores()
                .users()
                .find(new UserKey(context.pool(), id))
                .filter(row -> Found.live(row.value(), context.now()))
                .map(row -> new Found(id, row.value(), row.version()));
    }

    /** Returns the key of a name in this pool. */
    public AliasKey key(AliasKind kind, String canonical) {
        return new AliasKey(context.pool(), kind, canonical);
    }

    /** Returns a new user's id: a random UUID of version 4 (RFC 9562, section 5.4). */
    public UserId newId() {
        byte[] bytes = new byte[16];
        context.random().nextBytes(bytes);
        bytes[6] = (byte) ((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte) ((bytes[8] & 0x3f) | 0x80);
        ByteBuffer halves = ByteBuffer.wrap(bytes);
        return new UserId(new UUID(halves.getLong(), halves.getLong()).toString());
    }

    private Resolved resolve(TypedName typed) {
        if (typed.kinds().isEmpty()) {
            return byId(typed);
        }
        Optional<Found> user = Optional.empty();
        for (AliasKind kind : typed.kinds()) {
            // Every kind is looked at, so that the number of reads tells nothing.
            Optional<Found> owner = claims.look(key(kind, typed.name().value())).owner();
            user = user.isPresent() ? user : owner;
        }
        AliasKind first = typed.kinds().get(0);
        UserId subject = user.map(Found::id)
                .orElseGet(() -> claims.decoy(key(first, typed.name().value())));
        return new Resolved(subject, user, typed, Addresses.kind(first));
    }

    private Resolved byId(TypedName typed) {
        UserId id = new UserId(typed.raw());
        Optional<Versioned<UserRow>> row = context.stores().users().find(new UserKey(context.pool(), id));
        Optional<Found> user = row.filter(found -> Found.live(found.value(), context.now()))
                .map(found -> new Found(id, found.value(), found.version()));
        return new Resolved(id, user, typed, Optional.empty());
    }
}
