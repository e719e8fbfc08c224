package dev.gatehouse.store.jdbc;

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
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The stores of one engine.
 *
 * @param users on the joined lane, as are aliases, authenticators, outbox, identities and logins; the others always
 *     commit on connections of their own
 */
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

    static StoreSet of(Dialect dialect, Lane lane, InstantSource clock) {
        return new StoreSet(
                new Users(dialect, lane, clock),
                new Aliases(dialect, lane, clock),
                new Authenticators(dialect, lane, clock),
                new TokenFamilies(dialect, lane, clock),
                new OneTimes(dialect, lane, clock),
                new Attempts(dialect, lane, clock),
                new Roles(dialect, lane, clock),
                new Pools(dialect, lane, clock),
                new SigningKeys(dialect, lane, clock),
                new JdbcRevocationLog(dialect, lane, clock),
                new Outbox(dialect, lane, clock),
                new Identities(dialect, lane, clock),
                new Logins(dialect, lane, clock),
                new Groups(dialect, lane, clock),
                new Members(dialect, lane, clock),
                new Settings(dialect, lane, clock));
    }

    /** Returns these stores, with those that may join a transaction on {@code joined}. */
    StoreSet joining(Dialect dialect, Lane joined, InstantSource clock) {
        return new StoreSet(
                new Users(dialect, joined, clock),
                new Aliases(dialect, joined, clock),
                new Authenticators(dialect, joined, clock),
                tokenFamilies,
                oneTimes,
                attempts,
                roles,
                pools,
                signingKeys,
                revocations,
                new Outbox(dialect, joined, clock),
                new Identities(dialect, joined, clock),
                new Logins(dialect, joined, clock),
                groups,
                members,
                settings);
    }

    private static final class Users extends JdbcRows<UserKey, UserRow> implements UserStore {
        Users(Dialect dialect, Lane lane, InstantSource clock) {
            super(RowTypes.USERS, dialect, lane, clock);
        }
    }

    private static final class Aliases extends JdbcRows<AliasKey, Alias> implements AliasStore {
        Aliases(Dialect dialect, Lane lane, InstantSource clock) {
            super(RowTypes.ALIASES, dialect, lane, clock);
        }
    }

    private static final class Authenticators extends JdbcRows<AuthenticatorKey, Authenticator>
            implements AuthenticatorStore {
        Authenticators(Dialect dialect, Lane lane, InstantSource clock) {
            super(RowTypes.AUTHENTICATORS, dialect, lane, clock);
        }

        @Override
        public Page<Row<AuthenticatorKey, Authenticator>> ofUser(
                PoolId pool, UserId user, Optional<Cursor> cursor, int limit) {
            return page(List.of(pool.value(), user.value()), cursor, limit);
        }
    }

    private static final class TokenFamilies extends JdbcRows<FamilyKey, TokenFamily> implements TokenFamilyStore {
        TokenFamilies(Dialect dialect, Lane lane, InstantSource clock) {
            super(RowTypes.TOKEN_FAMILIES, dialect, lane, clock);
        }

        @Override
        public Page<Row<FamilyKey, TokenFamily>> ofUser(PoolId pool, UserId user, Optional<Cursor> cursor, int limit) {
            return page(List.of(pool.value(), user.value()), cursor, limit);
        }

        @Override
        public boolean revoke(FamilyKey key, WriteId write) {
            return mark(key, write);
        }
    }

    private static final class OneTimes extends JdbcRows<OneTimeKey, OneTime> implements OneTimeStore {
        OneTimes(Dialect dialect, Lane lane, InstantSource clock) {
            super(RowTypes.ONE_TIMES, dialect, lane, clock);
        }
    }

    private static final class Attempts extends JdbcRows<AttemptKey, AttemptState> implements AttemptStore {
        Attempts(Dialect dialect, Lane lane, InstantSource clock) {
            super(RowTypes.ATTEMPTS, dialect, lane, clock);
        }
    }

    private static final class Roles extends JdbcRows<RoleKey, Role> implements RoleStore {
        Roles(Dialect dialect, Lane lane, InstantSource clock) {
            super(RowTypes.ROLES, dialect, lane, clock);
        }
    }

    private static final class Pools extends JdbcRows<PoolKey, PoolRow> implements PoolStore {
        Pools(Dialect dialect, Lane lane, InstantSource clock) {
            super(RowTypes.POOLS, dialect, lane, clock);
        }
    }

    private static final class SigningKeys extends JdbcRows<SigningKeyKey, SigningKeyRow> implements SigningKeyStore {
        SigningKeys(Dialect dialect, Lane lane, InstantSource clock) {
            super(RowTypes.SIGNING_KEYS, dialect, lane, clock);
        }
    }

    private static final class Outbox extends JdbcRows<OutboxKey, OutboxMessage> implements OutboxStore {
        Outbox(Dialect dialect, Lane lane, InstantSource clock) {
            super(RowTypes.OUTBOX, dialect, lane, clock);
        }
    }

    private static final class Identities extends JdbcRows<IdentityKey, Identity> implements IdentityStore {
        Identities(Dialect dialect, Lane lane, InstantSource clock) {
            super(RowTypes.IDENTITIES, dialect, lane, clock);
        }
    }

    private static final class Logins extends JdbcRows<LoginKey, Login> implements LoginStore {
        Logins(Dialect dialect, Lane lane, InstantSource clock) {
            super(RowTypes.LOGINS, dialect, lane, clock);
        }
    }

    private static final class Groups extends JdbcRows<GroupKey, GroupRow> implements GroupStore {
        Groups(Dialect dialect, Lane lane, InstantSource clock) {
            super(RowTypes.GROUPS, dialect, lane, clock);
        }
    }

    private static final class Members extends JdbcRows<MemberKey, Member> implements MemberStore {
        Members(Dialect dialect, Lane lane, InstantSource clock) {
            super(RowTypes.MEMBERS, dialect, lane, clock);
        }

        @Override
        public Page<Row<MemberKey, Member>> ofGroup(PoolId pool, String group, Optional<Cursor> cursor, int limit) {
            return page(List.of(pool.value(), group), cursor, limit);
        }
    }

    private static final class Settings extends JdbcRows<SettingKey, Setting> implements SettingStore {
        Settings(Dialect dialect, Lane lane, InstantSource clock) {
            super(RowTypes.SETTINGS, dialect, lane, clock);
        }

        @Override
        public Page<Row<SettingKey, Setting>> ofKind(PoolId pool, String kind, Optional<Cursor> cursor, int limit) {
            return page(List.of(pool.value(), kind), cursor, limit);
        }
    }
}
