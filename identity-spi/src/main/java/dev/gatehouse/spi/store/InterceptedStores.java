package dev.gatehouse.spi.store;

import dev.gatehouse.Cursor;
import dev.gatehouse.Page;
import dev.gatehouse.PoolId;
import dev.gatehouse.UserId;
import dev.gatehouse.WriteId;
import dev.gatehouse.throttle.AttemptState;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Stores whose every verb passes through a {@link StoreInterceptor}: to repeat it, time it, count it, or fail it in a
 * test. Thread-safe, as the stores and the interceptor behind it.
 */
public final class InterceptedStores implements Stores {
    private final Stores stores;
    private final StoreInterceptor interceptor;

    private InterceptedStores(Stores stores, StoreInterceptor interceptor) {
        this.stores = stores;
        this.interceptor = interceptor;
    }

    /** Returns stores whose verbs are carried out by {@code interceptor} on {@code stores}. */
    public static InterceptedStores around(Stores stores, StoreInterceptor interceptor) {
        return new InterceptedStores(stores, interceptor);
    }

    @Override
    public UserStore users() {
        return new Users(stores.users(), interceptor);
    }

    @Override
    public AliasStore aliases() {
        return new Aliases(stores.aliases(), interceptor);
    }

    @Override
    public AuthenticatorStore authenticators() {
        return new Authenticators(stores.authenticators(), interceptor);
    }

    @Override
    public TokenFamilyStore tokenFamilies() {
        return new TokenFamilies(stores.tokenFamilies(), interceptor);
    }

    @Override
    public OneTimeStore oneTimes() {
        return new OneTimes(stores.oneTimes(), interceptor);
    }

    @Override
    public AttemptStore attempts() {
        return new Attempts(stores.attempts(), interceptor);
    }

    @Override
    public RoleStore roles() {
        return new Roles(stores.roles(), interceptor);
    }

    @Override
    public PoolStore pools() {
        return new Pools(stores.pools(), interceptor);
    }

    @Override
    public SigningKeyStore signingKeys() {
        return new SigningKeys(stores.signingKeys(), interceptor);
    }

    @Override
    public RevocationLog revocations() {
        return new Revocations(stores.revocations(), interceptor);
    }

    @Override
    public OutboxStore outbox() {
        return new Outbox(stores.outbox(), interceptor);
    }

    @Override
    public IdentityStore identities() {
        return new Identities(stores.identities(), interceptor);
    }

    @Override
    public LoginStore logins() {
        return new Logins(stores.logins(), interceptor);
    }

    @Override
    public GroupStore groups() {
        return new Groups(stores.groups(), interceptor);
    }

    @Override
    public MemberStore members() {
        return new Members(stores.members(), interceptor);
    }

    @Override
    public SettingStore settings() {
        return new Settings(stores.settings(), interceptor);
    }

    private static final class Users extends InterceptedRows<UserKey, UserRow, UserStore> implements UserStore {
        Users(UserStore store, StoreInterceptor interceptor) {
            super("users", store, interceptor);
        }
    }

    private static final class Aliases extends InterceptedRows<AliasKey, Alias, AliasStore> implements AliasStore {
        Aliases(AliasStore store, StoreInterceptor interceptor) {
            super("aliases", store, interceptor);
        }
    }

    private static final class Authenticators
            extends InterceptedRows<AuthenticatorKey, Authenticator, AuthenticatorStore> implements AuthenticatorStore {
        Authenticators(AuthenticatorStore store, StoreInterceptor interceptor) {
            super("authenticators", store, interceptor);
        }

        @Override
        public Page<Row<AuthenticatorKey, Authenticator>> ofUser(
                PoolId pool, UserId user, Optional<Cursor> cursor, int limit) {
            return call("ofUser", () -> store.ofUser(pool, user, cursor, limit));
        }
    }

    private static final class TokenFamilies extends InterceptedRows<FamilyKey, TokenFamily, TokenFamilyStore>
            implements TokenFamilyStore {
        TokenFamilies(TokenFamilyStore store, StoreInterceptor interceptor) {
            super("tokenFamilies", store, interceptor);
        }

        @Override
        public Page<Row<FamilyKey, TokenFamily>> ofUser(PoolId pool, UserId user, Optional<Cursor> cursor, int limit) {
            return call("ofUser", () -> store.ofUser(pool, user, cursor, limit));
        }

        @Override
        public boolean revoke(FamilyKey key, WriteId write) {
            return call("revoke", () -> store.revoke(key, write));
        }
    }

    private static final class OneTimes extends InterceptedRows<OneTimeKey, OneTime, OneTimeStore>
            implements OneTimeStore {
        OneTimes(OneTimeStore store, StoreInterceptor interceptor) {
            super("oneTimes", store, interceptor);
        }

        @Override
        public boolean take(OneTimeKey key, Versioned<OneTime> found, WriteId write) {
            return call("take", () -> store.take(key, found, write));
        }
    }

    private static final class Attempts extends InterceptedRows<AttemptKey, AttemptState, AttemptStore>
            implements AttemptStore {
        Attempts(AttemptStore store, StoreInterceptor interceptor) {
            super("attempts", store, interceptor);
        }
    }

    private static final class Roles extends InterceptedRows<RoleKey, Role, RoleStore> implements RoleStore {
        Roles(RoleStore store, StoreInterceptor interceptor) {
            super("roles", store, interceptor);
        }
    }

    private static final class Pools extends InterceptedRows<PoolKey, PoolRow, PoolStore> implements PoolStore {
        Pools(PoolStore store, StoreInterceptor interceptor) {
            super("pools", store, interceptor);
        }
    }

    private static final class SigningKeys extends InterceptedRows<SigningKeyKey, SigningKeyRow, SigningKeyStore>
            implements SigningKeyStore {
        SigningKeys(SigningKeyStore store, StoreInterceptor interceptor) {
            super("signingKeys", store, interceptor);
        }
    }

    private static final class Outbox extends InterceptedRows<OutboxKey, OutboxMessage, OutboxStore>
            implements OutboxStore {
        Outbox(OutboxStore store, StoreInterceptor interceptor) {
            super("outbox", store, interceptor);
        }
    }

    private static final class Identities extends InterceptedRows<IdentityKey, Identity, IdentityStore>
            implements IdentityStore {
        Identities(IdentityStore store, StoreInterceptor interceptor) {
            super("identities", store, interceptor);
        }
    }

    private static final class Logins extends InterceptedRows<LoginKey, Login, LoginStore> implements LoginStore {
        Logins(LoginStore store, StoreInterceptor interceptor) {
            super("logins", store, interceptor);
        }
    }

    private static final class Groups extends InterceptedRows<GroupKey, GroupRow, GroupStore> implements GroupStore {
        Groups(GroupStore store, StoreInterceptor interceptor) {
            super("groups", store, interceptor);
        }
    }

    private static final class Members extends InterceptedRows<MemberKey, Member, MemberStore> implements MemberStore {
        Members(MemberStore store, StoreInterceptor interceptor) {
            super("members", store, interceptor);
        }

        @Override
        public Page<Row<MemberKey, Member>> ofGroup(PoolId pool, String group, Optional<Cursor> cursor, int limit) {
            return call("ofGroup", () -> store.ofGroup(pool, group, cursor, limit));
        }
    }

    private static final class Settings extends InterceptedRows<SettingKey, Setting, SettingStore>
            implements SettingStore {
        Settings(SettingStore store, StoreInterceptor interceptor) {
            super("settings", store, interceptor);
        }

        @Override
        public Page<Row<SettingKey, Setting>> ofKind(PoolId pool, String kind, Optional<Cursor> cursor, int limit) {
            return call("ofKind", () -> store.ofKind(pool, kind, cursor, limit));
        }
    }

    private record Revocations(RevocationLog log, StoreInterceptor interceptor) implements RevocationLog {
        private <T> T call(String name, Supplier<T> verb) {
            return interceptor.call(new StoreVerb("revocations", name), verb);
        }

        @Override
        public void append(PoolId pool, Revocation revocation, Instant at, WriteId write) {
            call("append", () -> {
                log.append(pool, revocation, at, write);
                return true;
            });
        }

        @Override
        public Page<Revocation> since(PoolId pool, Instant from, Optional<Cursor> cursor, int limit) {
            return call("since", () -> log.since(pool, from, cursor, limit));
        }

        @Override
        public int sweep(Instant now, int limit) {
            return call("sweep", () -> log.sweep(now, limit));
        }
    }
}
