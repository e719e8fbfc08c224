package dev.gatehouse.store.cassandra;

import dev.gatehouse.Cursor;
import dev.gatehouse.Page;
import dev.gatehouse.PoolId;
import dev.gatehouse.UserId;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.codec.RowTypes;
import dev.gatehouse.spi.store.Alias;
import dev.gatehouse.spi.store.AliasKey;
import dev.gatehouse.spi.store.AliasStore;
import dev.gatehouse.spi.store.AttemptKey;
import dev.gatehouse.spi.store.AttemptStore;
import dev.gatehouse.spi.store.Authenticator;
import dev.gatehouse.spi.store.AuthenticatorKey;
import dev.gatehouse.spi.store.AuthenticatorStore;
import dev.gatehouse.spi.store.FamilyKey;
import dev.gatehouse.spi.store.GroupKey;
import dev.gatehouse.spi.store.GroupRow;
import dev.gatehouse.spi.store.GroupStore;
import dev.gatehouse.spi.store.Identity;
import dev.gatehouse.spi.store.IdentityKey;
import dev.gatehouse.spi.store.IdentityStore;
import dev.gatehouse.spi.store.Login;
import dev.gatehouse.spi.store.LoginKey;
import dev.gatehouse.spi.store.LoginStore;
import dev.gatehouse.spi.store.Member;
import dev.gatehouse.spi.store.MemberKey;
import dev.gatehouse.spi.store.MemberStore;
import dev.gatehouse.spi.store.OneTime;
import dev.gatehouse.spi.store.OneTimeKey;
import dev.gatehouse.spi.store.OneTimeStore;
import dev.gatehouse.spi.store.OutboxKey;
import dev.gatehouse.spi.store.OutboxMessage;
import dev.gatehouse.spi.store.OutboxStore;
import dev.gatehouse.spi.store.PoolKey;
import dev.gatehouse.spi.store.PoolRow;
import dev.gatehouse.spi.store.PoolStore;
import dev.gatehouse.spi.store.RevocationLog;
import dev.gatehouse.spi.store.Role;
import dev.gatehouse.spi.store.RoleKey;
import dev.gatehouse.spi.store.RoleStore;
import dev.gatehouse.spi.store.Row;
import dev.gatehouse.spi.store.Setting;
import dev.gatehouse.spi.store.SettingKey;
import dev.gatehouse.spi.store.SettingStore;
import dev.gatehouse.spi.store.SigningKeyKey;
import dev.gatehouse.spi.store.SigningKeyRow;
import dev.gatehouse.spi.store.SigningKeyStore;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.spi.store.TokenFamily;
import dev.gatehouse.spi.store.TokenFamilyStore;
import dev.gatehouse.spi.store.UserKey;
import dev.gatehouse.spi.store.UserRow;
import dev.gatehouse.spi.store.UserStore;
import dev.gatehouse.throttle.AttemptState;
import java.util.List;
import java.util.Optional;

/** The stores of one session. */
record StoreSet(
        UserStore users,
        AliasStore aliases,
        AuthenticatorStore authenticators,
        TokenFamilyStore tokenFamilies,
        OneTimeStore oneTimes,
        AttemptStore attempts,
        RoleStore roles,
        PoolStore pools,
        SigningKeyStore signingKeys,
        RevocationLog revocations,
        OutboxStore outbox,
        IdentityStore identities,
        LoginStore logins,
        GroupStore groups,
        MemberStore members,
        SettingStore settings)
        implements Stores {

    static StoreSet of(Engine engine) {
        return new StoreSet(
                new Users(engine),
                new Aliases(engine),
                new Authenticators(engine),
                new TokenFamilies(engine),
                new OneTimes(engine),
                new Attempts(engine),
                new Roles(engine),
                new Pools(engine),
                new SigningKeys(engine),
                new CassandraRevocationLog(engine),
                new Outbox(engine),
                new Identities(engine),
                new Logins(engine),
                new Groups(engine),
                new Members(engine),
                new Settings(engine));
    }

    private static final class Users extends CassandraRows<UserKey, UserRow> implements UserStore {
        Users(Engine engine) {
            super(RowTypes.USERS, engine);
        }
    }

    private static final class Aliases extends CassandraRows<AliasKey, Alias> implements AliasStore {
        Aliases(Engine engine) {
            super(RowTypes.ALIASES, engine);
        }
    }

    private static final class Authenticators extends CassandraRows<AuthenticatorKey, Authenticator>
            implements AuthenticatorStore {
        Authenticators(Engine engine) {
            super(RowTypes.AUTHENTICATORS, engine);
        }

        @Override
        public Page<Row<AuthenticatorKey, Authenticator>> ofUser(
                PoolId pool, UserId user, Optional<Cursor> cursor, int limit) {
            return partition(List.of(pool.value(), user.value()), cursor, limit);
        }
    }

    private static final class TokenFamilies extends CassandraRows<FamilyKey, TokenFamily> implements TokenFamilyStore {
        TokenFamilies(Engine engine) {
            super(RowTypes.TOKEN_FAMILIES, engine);
        }

        @Override
        public Page<Row<FamilyKey, TokenFamily>> ofUser(PoolId pool, UserId user, Optional<Cursor> cursor, int limit) {
            return partition(List.of(pool.value(), user.value()), cursor, limit);
        }

        @Override
        public boolean revoke(FamilyKey key, WriteId write) {
            return mark(key, write);
        }
    }

    private static final class OneTimes extends CassandraRows<OneTimeKey, OneTime> implements OneTimeStore {
        OneTimes(Engine engine) {
            super(RowTypes.ONE_TIMES, engine);
        }
    }

    private static final class Attempts extends CassandraRows<AttemptKey, AttemptState> implements AttemptStore {
        Attempts(Engine engine) {
            super(RowTypes.ATTEMPTS, engine);
        }
    }

    private static final class Roles extends CassandraRows<RoleKey, Role> implements RoleStore {
        Roles(Engine engine) {
            super(RowTypes.ROLES, engine);
        }
    }

    private static final class Pools extends CassandraRows<PoolKey, PoolRow> implements PoolStore {
        Pools(Engine engine) {
            super(RowTypes.POOLS, engine);
        }
    }

    private static final class SigningKeys extends CassandraRows<SigningKeyKey, SigningKeyRow>
            implements SigningKeyStore {
        SigningKeys(Engine engine) {
            super(RowTypes.SIGNING_KEYS, engine);
        }
    }

    private static final class Outbox extends CassandraRows<OutboxKey, OutboxMessage> implements OutboxStore {
        Outbox(Engine engine) {
            super(RowTypes.OUTBOX, engine);
        }
    }

    private static final class Identities extends CassandraRows<IdentityKey, Identity> implements IdentityStore {
        Identities(Engine engine) {
            super(RowTypes.IDENTITIES, engine);
        }
    }

    private static final class Logins extends CassandraRows<LoginKey, Login> implements LoginStore {
        Logins(Engine engine) {
            super(RowTypes.LOGINS, engine);
        }
    }

    private static final class Groups extends CassandraRows<GroupKey, GroupRow> implements GroupStore {
        Groups(Engine engine) {
            super(RowTypes.GROUPS, engine);
        }
    }

    private static final class Members extends CassandraRows<MemberKey, Member> implements MemberStore {
        Members(Engine engine) {
            super(RowTypes.MEMBERS, engine, List.of(1, 2));
        }

        @Override
        public Page<Row<MemberKey, Member>> ofGroup(PoolId pool, String group, Optional<Cursor> cursor, int limit) {
            return page(List.of(pool.value(), group), cursor, limit);
        }
    }

    private static final class Settings extends CassandraRows<SettingKey, Setting> implements SettingStore {
        Settings(Engine engine) {
            super(RowTypes.SETTINGS, engine, List.of(1, 2));
        }

        @Override
        public Page<Row<SettingKey, Setting>> ofKind(PoolId pool, String kind, Optional<Cursor> cursor, int limit) {
            return page(List.of(pool.value(), kind), cursor, limit);
        }
    }
}
