package dev.gatehouse.testkit;

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
import dev.gatehouse.spi.store.AuthenticatorStore;
import dev.gatehouse.spi.store.FamilyKey;
import dev.gatehouse.spi.store.GroupStore;
import dev.gatehouse.spi.store.IdentityStore;
import dev.gatehouse.spi.store.LoginStore;
import dev.gatehouse.spi.store.MemberStore;
import dev.gatehouse.spi.store.OneTime;
import dev.gatehouse.spi.store.OneTimeKey;
import dev.gatehouse.spi.store.OneTimeStore;
import dev.gatehouse.spi.store.OutboxStore;
import dev.gatehouse.spi.store.PoolStore;
import dev.gatehouse.spi.store.RevocationLog;
import dev.gatehouse.spi.store.RoleStore;
import dev.gatehouse.spi.store.Row;
import dev.gatehouse.spi.store.SettingStore;
import dev.gatehouse.spi.store.SigningKeyStore;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.spi.store.TokenFamily;
import dev.gatehouse.spi.store.TokenFamilyStore;
import dev.gatehouse.spi.store.UserStore;
import dev.gatehouse.spi.store.Versioned;
import dev.gatehouse.throttle.AttemptState;
import java.util.Optional;

/** Stores whose aliases, one-time values, token families and attempts are recorded. */
record RecordedStores(Stores stores, StoreHistory history) implements Stores {
    @Override
    public UserStore users() {
        return stores.users();
    }

    @Override
    public AliasStore aliases() {
        return new Aliases(stores.aliases(), history);
    }

    @Override
    public AuthenticatorStore authenticators() {
        return stores.authenticators();
    }

    @Override
    public TokenFamilyStore tokenFamilies() {
        return new TokenFamilies(stores.tokenFamilies(), history);
    }

    @Override
    public OneTimeStore oneTimes() {
        return new OneTimes(stores.oneTimes(), history);
    }

    @Override
    public AttemptStore attempts() {
        return new Attempts(stores.attempts(), history);
    }

    @Override
    public RoleStore roles() {
        return stores.roles();
    }

    @Override
    public PoolStore pools() {
        return stores.pools();
    }

    @Override
    public SigningKeyStore signingKeys() {
        return stores.signingKeys();
    }

    @Override
    public RevocationLog revocations() {
        return stores.revocations();
    }

    @Override
    public OutboxStore outbox() {
        return stores.outbox();
    }

    @Override
    public IdentityStore identities() {
        return stores.identities();
    }

    @Override
    public LoginStore logins() {
        return stores.logins();
    }

    @Override
    public GroupStore groups() {
        return stores.groups();
    }

    @Override
    public MemberStore members() {
        return stores.members();
    }

    @Override
    public SettingStore settings() {
        return stores.settings();
    }

    private static final class Aliases extends RecordedRows<AliasKey, Alias, AliasStore> implements AliasStore {
        Aliases(AliasStore store, StoreHistory history) {
            super("aliases", store, history, alias -> Optional.empty());
        }
    }

    private static final class Attempts extends RecordedRows<AttemptKey, AttemptState, AttemptStore>
            implements AttemptStore {
        Attempts(AttemptStore store, StoreHistory history) {
            super("attempts", store, history, state -> Optional.of(state.expiresAt()));
        }
    }

    private static final class OneTimes extends RecordedRows<OneTimeKey, OneTime, OneTimeStore>
            implements OneTimeStore {
        OneTimes(OneTimeStore store, StoreHistory history) {
            super("oneTimes", store, history, oneTime -> Optional.of(oneTime.expiresAt()));
        }

        @Override
        public boolean take(OneTimeKey key, Versioned<OneTime> found, WriteId write) {
            return record(key, new Ask.Take(found, write), () -> store.take(key, found, write));
        }
    }

    private static final class TokenFamilies extends RecordedRows<FamilyKey, TokenFamily, TokenFamilyStore>
            implements TokenFamilyStore {
        TokenFamilies(TokenFamilyStore store, StoreHistory history) {
            super("tokenFamilies", store, history, family -> Optional.of(family.expiresAt()));
        }

        @Override
        public Page<Row<FamilyKey, TokenFamily>> ofUser(PoolId pool, UserId user, Optional<Cursor> cursor, int limit) {
            return store.ofUser(pool, user, cursor, limit);
        }

        @Override
        public boolean revoke(FamilyKey key, WriteId write) {
            return record(key, new Ask.Revoke(), () -> store.revoke(key, write));
        }
    }
}
