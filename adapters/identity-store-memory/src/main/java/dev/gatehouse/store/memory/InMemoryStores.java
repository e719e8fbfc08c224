package dev.gatehouse.store.memory;

import dev.gatehouse.Cursor;
import dev.gatehouse.Page;
import dev.gatehouse.PoolId;
import dev.gatehouse.UserId;
import dev.gatehouse.WriteId;
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
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * All stores, in the memory of this process: for tests, examples and a first try. Nothing survives the process and
 * nothing needs to be closed. Thread-safe.
 */
public final class InMemoryStores implements Stores {
    private final Users users = new Users();
    private final Aliases aliases = new Aliases();
    private final Authenticators authenticators = new Authenticators();
    private final TokenFamilies tokenFamilies = new TokenFamilies();
    private final OneTimes oneTimes = new OneTimes();
    private final Attempts attempts = new Attempts();
    private final Roles roles = new Roles();
    private final Pools pools = new Pools();
    private final SigningKeys signingKeys = new SigningKeys();
    private final InMemoryRevocationLog revocations = new InMemoryRevocationLog();
    private final Outbox outbox = new Outbox();
    private final Identities identities = new Identities();
    private final Logins logins = new Logins();
    private final Groups groups = new Groups();
    private final Members members = new Members();
    private final Settings settings = new Settings();

    /** Makes empty stores. */
    public InMemoryStores() {}

    @Override
    public UserStore users() {
        return users;
    }

    @Override
    public AliasStore aliases() {
        return aliases;
    }

    @Override
    public AuthenticatorStore authenticators() {
        return authenticators;
    }

    @Override
    public TokenFamilyStore tokenFamilies() {
        return tokenFamilies;
    }

    @Override
    public OneTimeStore oneTimes() {
        return oneTimes;
    }

    @Override
    public AttemptStore attempts() {
        return attempts;
    }

    @Override
    public RoleStore roles() {
        return roles;
    }

    @Override
    public PoolStore pools() {
        return pools;
    }

    @Override
    public SigningKeyStore signingKeys() {
        return signingKeys;
    }

    @Override
    public RevocationLog revocations() {
        return revocations;
    }

    @Override
    public OutboxStore outbox() {
        return outbox;
    }

    @Override
    public IdentityStore identities() {
        return identities;
    }

    @Override
    public LoginStore logins() {
        return logins;
    }

    @Override
    public GroupStore groups() {
        return groups;
    }

    @Override
    public MemberStore members() {
        return members;
    }

    @Override
    public SettingStore settings() {
        return settings;
    }

    private static final class Users extends InMemoryRows<UserKey, UserRow> implements UserStore {
        Users() {
            super(key -> List.of(key.user().value()), UserRow::expiresAt);
        }
    }

    private static final class Aliases extends InMemoryRows<AliasKey, Alias> implements AliasStore {
        Aliases() {
            super(key -> List.of(key.kind().name(), key.canonical()), alias -> Optional.empty());
        }
    }

    private static final class Authenticators extends InMemoryRows<AuthenticatorKey, Authenticator>
            implements AuthenticatorStore {
        Authenticators() {
            super(key -> List.of(key.user().value(), key.name()), authenticator -> Optional.empty());
        }

        @Override
        public Page<Row<AuthenticatorKey, Authenticator>> ofUser(
                PoolId pool, UserId user, Optional<Cursor> cursor, int limit) {
            return page(pool, List.of(user.value()), cursor, limit);
        }
    }

    private static final class TokenFamilies extends InMemoryRows<FamilyKey, TokenFamily> implements TokenFamilyStore {
        TokenFamilies() {
            super(key -> List.of(key.user().value(), key.family().value()), family -> Optional.of(family.expiresAt()));
        }

        @Override
        public Page<Row<FamilyKey, TokenFamily>> ofUser(PoolId pool, UserId user, Optional<Cursor> cursor, int limit) {
            return page(pool, List.of(user.value()), cursor, limit);
        }

        @Override
        public boolean revoke(FamilyKey key, WriteId write) {
            return change(key, family -> family.toBuilder().revoked(true).build(), write);
        }

        @Override
        boolean isFinal(TokenFamily family) {
            return family.revoked();
        }
    }

    private static final class OneTimes extends InMemoryRows<OneTimeKey, OneTime> implements OneTimeStore {
        OneTimes() {
            super(key -> List.of(key.digest()), oneTime -> Optional.of(oneTime.expiresAt()));
        }
    }

    private static final class Attempts extends InMemoryRows<AttemptKey, AttemptState> implements AttemptStore {
        Attempts() {
            super(key -> List.of(key.digest()), state -> Optional.of(state.expiresAt()));
        }
    }

    private static final class Roles extends InMemoryRows<RoleKey, Role> implements RoleStore {
        Roles() {
            super(key -> List.of(key.role().value()), role -> Optional.empty());
        }
    }

    private static final class Pools extends InMemoryRows<PoolKey, PoolRow> implements PoolStore {
        Pools() {
            super(key -> List.of(), pool -> Optional.empty());
        }
    }

    private static final class SigningKeys extends InMemoryRows<SigningKeyKey, SigningKeyRow>
            implements SigningKeyStore {
        SigningKeys() {
            super(key -> List.of(HexFormat.of().toHexDigits(key.generation())), SigningKeyRow::expiresAt);
        }
    }

    private static final class Outbox extends InMemoryRows<OutboxKey, OutboxMessage> implements OutboxStore {
        Outbox() {
            super(key -> List.of(key.id()), message -> Optional.of(message.expiresAt()));
        }
    }

    private static final class Identities extends InMemoryRows<IdentityKey, Identity> implements IdentityStore {
        Identities() {
            super(key -> List.of(key.identity().value()), Identity::expiresAt);
        }
    }

    private static final class Logins extends InMemoryRows<LoginKey, Login> implements LoginStore {
        Logins() {
            super(key -> List.of(key.provider(), key.subject()), login -> Optional.empty());
        }
    }

    private static final class Groups extends InMemoryRows<GroupKey, GroupRow> implements GroupStore {
        Groups() {
            super(key -> List.of(key.group()), group -> Optional.empty());
        }
    }

    private static final class Members extends InMemoryRows<MemberKey, Member> implements MemberStore {
        Members() {
            super(key -> List.of(key.group(), key.user().value()), member -> Optional.empty());
        }

        @Override
        public Page<Row<MemberKey, Member>> ofGroup(PoolId pool, String group, Optional<Cursor> cursor, int limit) {
            return page(pool, List.of(group), cursor, limit);
        }
    }

    private static final class Settings extends InMemoryRows<SettingKey, Setting> implements SettingStore {
        Settings() {
            super(key -> List.of(key.kind(), key.name()), setting -> Optional.empty());
        }

        @Override
        public Page<Row<SettingKey, Setting>> ofKind(PoolId pool, String kind, Optional<Cursor> cursor, int limit) {
            return page(pool, List.of(kind), cursor, limit);
        }
    }
}
