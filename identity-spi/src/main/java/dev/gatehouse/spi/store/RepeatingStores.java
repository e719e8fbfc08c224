package dev.gatehouse.spi.store;

import dev.gatehouse.Cursor;
import dev.gatehouse.Page;
import dev.gatehouse.PoolId;
import dev.gatehouse.UserId;
import dev.gatehouse.WriteId;
import dev.gatehouse.throttle.AttemptState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Stores that resolve unknown outcomes: a verb that ends in {@link dev.gatehouse.spi.StoreException} is repeated at
 * once, under the same write id, at most 5 times and for at most 60 s by the given clock, and never sleeps between.
 * If the outcome is still unknown, or if the row has moved on meanwhile so that it can no longer be told, the
 * exception is raised. Every answer that is given is the one that a store without failures would have given; only
 * {@code sweep} may count too little. Thread-safe, as the stores behind it.
 */
public final class RepeatingStores implements Stores {
    private final Stores stores;
    private final Repeats repeats;

    private RepeatingStores(Stores stores, Repeats repeats) {
        this.stores = stores;
        this.repeats = repeats;
    }

    /**
     * Returns stores that repeat the verbs of {@code stores}.
     *
     * @param clock measures the 60 s
     */
    public static RepeatingStores around(Stores stores, InstantSource clock) {
        return new RepeatingStores(stores, new Repeats(clock));
    }

    @Override
    public UserStore users() {
        return new Users(stores.users(), repeats);
    }

    @Override
    public AliasStore aliases() {
        return new Aliases(stores.aliases(), repeats);
    }

    @Override
    public AuthenticatorStore authenticators() {
        return new Authenticators(stores.authenticators(), repeats);
    }

    @Override
    public TokenFamilyStore tokenFamilies() {
        return new TokenFamilies(stores.tokenFamilies(), repeats);
    }

    @Override
    public OneTimeStore oneTimes() {
        return new OneTimes(stores.oneTimes(), repeats);
    }

    @Override
    public AttemptStore attempts() {
        return new Attempts(stores.attempts(), repeats);
    }

    @Override
    public RoleStore roles() {
        return new Roles(stores.roles(), repeats);
    }

    @Override
    public PoolStore pools() {
        return new Pools(stores.pools(), repeats);
    }

    @Override
    public SigningKeyStore signingKeys() {
        return new SigningKeys(stores.signingKeys(), repeats);
    }

    @Override
    public RevocationLog revocations() {
        return new Revocations(stores.revocations(), repeats);
    }

    @Override
    public OutboxStore outbox() {
        return new Outbox(stores.outbox(), repeats);
    }

    @Override
    public IdentityStore identities() {
        return new Identities(stores.identities(), repeats);
    }

    @Override
    public LoginStore logins() {
        return new Logins(stores.logins(), repeats);
    }

    private static final class Users extends RepeatingRows<UserKey, UserRow, UserStore> implements UserStore {
        Users(UserStore store, Repeats repeats) {
            super(store, repeats);
        }
    }

    private static final class Aliases extends RepeatingRows<AliasKey, Alias, AliasStore> implements AliasStore {
        Aliases(AliasStore store, Repeats repeats) {
            super(store, repeats);
        }
    }

    private static final class Authenticators extends RepeatingRows<AuthenticatorKey, Authenticator, AuthenticatorStore>
            implements AuthenticatorStore {
        Authenticators(AuthenticatorStore store, Repeats repeats) {
            super(store, repeats);
        }

        @Override
        public Page<Row<AuthenticatorKey, Authenticator>> ofUser(
                PoolId pool, UserId user, Optional<Cursor> cursor, int limit) {
            return repeats.read(() -> store.ofUser(pool, user, cursor, limit));
        }
    }

    private static final class TokenFamilies extends RepeatingRows<FamilyKey, TokenFamily, TokenFamilyStore>
            implements TokenFamilyStore {
        TokenFamilies(TokenFamilyStore store, Repeats repeats) {
            super(store, repeats);
        }

        @Override
        public Page<Row<FamilyKey, TokenFamily>> ofUser(PoolId pool, UserId user, Optional<Cursor> cursor, int limit) {
            return repeats.read(() -> store.ofUser(pool, user, cursor, limit));
        }

        @Override
        public boolean revoke(FamilyKey key, WriteId write) {
            return repeats.read(() -> store.revoke(key, write));
        }
    }

    private static final class OneTimes extends RepeatingRows<OneTimeKey, OneTime, OneTimeStore>
            implements OneTimeStore {
        OneTimes(OneTimeStore store, Repeats repeats) {
            super(store, repeats);
        }

        @Override
        public boolean take(OneTimeKey key, Versioned<OneTime> found, WriteId write) {
            return repeats.write(() -> store.take(key, found, write));
        }
    }

    private static final class Attempts extends RepeatingRows<AttemptKey, AttemptState, AttemptStore>
            implements AttemptStore {
        Attempts(AttemptStore store, Repeats repeats) {
            super(store, repeats);
        }
    }

    private static final class Roles extends RepeatingRows<RoleKey, Role, RoleStore> implements RoleStore {
        Roles(RoleStore store, Repeats repeats) {
            super(store, repeats);
        }
    }

    private static final class Pools extends RepeatingRows<PoolKey, PoolRow, PoolStore> implements PoolStore {
        Pools(PoolStore store, Repeats repeats) {
            super(store, repeats);
        }
    }

    private static final class SigningKeys extends RepeatingRows<SigningKeyKey, SigningKeyRow, SigningKeyStore>
            implements SigningKeyStore {
        SigningKeys(SigningKeyStore store, Repeats repeats) {
            super(store, repeats);
        }
    }

    private static final class Outbox extends RepeatingRows<OutboxKey, OutboxMessage, OutboxStore>
            implements OutboxStore {
        Outbox(OutboxStore store, Repeats repeats) {
            super(store, repeats);
        }
    }

    private static final class Identities extends RepeatingRows<IdentityKey, Identity, IdentityStore>
            implements IdentityStore {
        Identities(IdentityStore store, Repeats repeats) {
            super(store, repeats);
        }
    }

    private static final class Logins extends RepeatingRows<LoginKey, Login, LoginStore> implements LoginStore {
        Logins(LoginStore store, Repeats repeats) {
            super(store, repeats);
        }
    }

    private record Revocations(RevocationLog log, Repeats repeats) implements RevocationLog {
        @Override
        public void append(PoolId pool, Revocation revocation, Instant at, WriteId write) {
            repeats.read(() -> {
                log.append(pool, revocation, at, write);
                return true;
            });
        }

        @Override
        public Page<Revocation> since(PoolId pool, Instant from, Optional<Cursor> cursor, int limit) {
            return repeats.read(() -> log.since(pool, from, cursor, limit));
        }

        @Override
        public int sweep(Instant now, int limit) {
            return repeats.read(() -> log.sweep(now, limit));
        }
    }
}
