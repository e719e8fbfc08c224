package dev.gatehouse.spi.codec;

import dev.gatehouse.spi.store.Alias;
import dev.gatehouse.spi.store.AliasKey;
import dev.gatehouse.spi.store.AttemptKey;
import dev.gatehouse.spi.store.Authenticator;
import dev.gatehouse.spi.store.AuthenticatorKey;
import dev.gatehouse.spi.store.FamilyKey;
import dev.gatehouse.spi.store.GroupKey;
import dev.gatehouse.spi.store.GroupRow;
import dev.gatehouse.spi.store.Identity;
import dev.gatehouse.spi.store.IdentityKey;
import dev.gatehouse.spi.store.Login;
import dev.gatehouse.spi.store.LoginKey;
import dev.gatehouse.spi.store.Member;
import dev.gatehouse.spi.store.MemberKey;
import dev.gatehouse.spi.store.OneTime;
import dev.gatehouse.spi.store.OneTimeKey;
import dev.gatehouse.spi.store.OutboxKey;
import dev.gatehouse.spi.store.OutboxMessage;
import dev.gatehouse.spi.store.PoolKey;
import dev.gatehouse.spi.store.PoolRow;
import dev.gatehouse.spi.store.Role;
import dev.gatehouse.spi.store.RoleKey;
import dev.gatehouse.spi.store.Setting;
import dev.gatehouse.spi.store.SettingKey;
import dev.gatehouse.spi.store.SigningKeyKey;
import dev.gatehouse.spi.store.SigningKeyRow;
import dev.gatehouse.spi.store.TokenFamily;
import dev.gatehouse.spi.store.UserKey;
import dev.gatehouse.spi.store.UserRow;
import dev.gatehouse.throttle.AttemptState;
import java.util.List;

/** Every store that holds rows, one constant each. The revocation log is in {@link RevocationCodec}. */
public final class RowTypes {
    /** Users and tombstones; swept where they carry an expiry. */
    public static final RowType<UserKey, UserRow> USERS = UserCodec.USERS;

    /** Names that find a user; never swept. */
    public static final RowType<AliasKey, Alias> ALIASES = UserCodec.ALIASES;

    /** What users prove themselves with; never swept: an ended temporary password stays, so that sign-in can say so. */
    public static final RowType<AuthenticatorKey, Authenticator> AUTHENTICATORS = UserCodec.AUTHENTICATORS;

    /** Lineages of refresh tokens. */
    public static final RowType<FamilyKey, TokenFamily> TOKEN_FAMILIES = SessionCodec.TOKEN_FAMILIES;

    /** Values that may be used once. */
    public static final RowType<OneTimeKey, OneTime> ONE_TIMES = SessionCodec.ONE_TIMES;

    /** Counters of attempts. */
    public static final RowType<AttemptKey, AttemptState> ATTEMPTS = SessionCodec.ATTEMPTS;

    /** Roles; never swept. */
    public static final RowType<RoleKey, Role> ROLES = PoolCodec.ROLES;

    /** Pools; never swept. */
    public static final RowType<PoolKey, PoolRow> POOLS = PoolCodec.POOLS;

    /** Signing keys; the text of a generation has 19 digits, so that keys sort by it. */
    public static final RowType<SigningKeyKey, SigningKeyRow> SIGNING_KEYS = PoolCodec.SIGNING_KEYS;

    /** Messages to send. */
    public static final RowType<OutboxKey, OutboxMessage> OUTBOX = SessionCodec.OUTBOX;

    /** Identities; swept where they carry an expiry. */
    public static final RowType<IdentityKey, Identity> IDENTITIES = PoolCodec.IDENTITIES;

    /** Logins that find an identity; never swept. */
    public static final RowType<LoginKey, Login> LOGINS = PoolCodec.LOGINS;

    /** Groups; never swept. */
    public static final RowType<GroupKey, GroupRow> GROUPS = GroupCodec.GROUPS;

    /** Lists of members; never swept: maintenance drops entries that stopped counting. */
    public static final RowType<MemberKey, Member> MEMBERS = GroupCodec.MEMBERS;

    /** What pools, clients, providers and shared policies are configured to be; never swept. */
    public static final RowType<SettingKey, Setting> SETTINGS = PoolCodec.SETTINGS;

    private RowTypes() {}

    /** Returns all of them. */
    public static List<RowType<?, ?>> all() {
        return List.of(
                USERS,
                ALIASES,
                AUTHENTICATORS,
                TOKEN_FAMILIES,
                ONE_TIMES,
                ATTEMPTS,
                ROLES,
                POOLS,
                SIGNING_KEYS,
                OUTBOX,
                IDENTITIES,
                LOGINS,
                GROUPS,
                MEMBERS,
                SETTINGS);
    }
}
