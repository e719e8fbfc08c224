package dev.gatehouse.spi.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.ClientId;
import dev.gatehouse.FamilyId;
import dev.gatehouse.IdentityId;
import dev.gatehouse.PoolId;
import dev.gatehouse.RoleName;
import dev.gatehouse.UserId;
import dev.gatehouse.WriteId;
import dev.gatehouse.password.PasswordHash;
import dev.gatehouse.spi.StoreException;
import dev.gatehouse.spi.store.Alias;
import dev.gatehouse.spi.store.AliasClaim;
import dev.gatehouse.spi.store.AliasKey;
import dev.gatehouse.spi.store.AttemptKey;
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
import dev.gatehouse.spi.store.PasswordAuthenticator;
import dev.gatehouse.spi.store.PendingChange;
import dev.gatehouse.spi.store.PolicyReference;
import dev.gatehouse.spi.store.PoolKey;
import dev.gatehouse.spi.store.PoolRow;
import dev.gatehouse.spi.store.Revocation;
import dev.gatehouse.spi.store.Role;
import dev.gatehouse.spi.store.RoleKey;
import dev.gatehouse.spi.store.RowKey;
import dev.gatehouse.spi.store.Setting;
import dev.gatehouse.spi.store.SettingKey;
import dev.gatehouse.spi.store.SigningKeyKey;
import dev.gatehouse.spi.store.SigningKeyRow;
import dev.gatehouse.spi.store.TokenFamily;
import dev.gatehouse.spi.store.UserKey;
import dev.gatehouse.spi.store.UserRow;
import dev.gatehouse.throttle.AttemptState;
import dev.gatehouse.token.SigningAlgorithm;
import dev.gatehouse.user.AliasKind;
import dev.gatehouse.user.Group;
import dev.gatehouse.user.User;
import dev.gatehouse.user.UserStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** Every value that a store holds comes back as it went in. */
class RowTypesTest {
    private static final PoolId POOL = new PoolId("eu-west-1_Ab3");

    @Property(tries = 100)
    void everyRowRoundTrips(@ForAll long seed) {
        Draw draw = new Draw(seed);
        roundTrips(RowTypes.USERS, new UserKey(POOL, draw.user()), draw.userRow());
        roundTrips(
                RowTypes.ALIASES,
                new AliasKey(POOL, draw.one(AliasKind.values()), draw.text()),
                new Alias(draw.user(), draw.text(), draw.number(), draw.time()));
        roundTrips(
                RowTypes.AUTHENTICATORS,
                new AuthenticatorKey(POOL, draw.user(), draw.text()),
                PasswordAuthenticator.builder()
                        .hash(PasswordHash.of("$argon2id$" + draw.hex()))
                        .history(List.of(PasswordHash.of("$a$" + draw.hex()), PasswordHash.of("$b$" + draw.hex())))
                        .setAt(draw.time())
                        .expiresAt(draw.maybe(draw.time()))
                        .build());
        roundTrips(RowTypes.TOKEN_FAMILIES, new FamilyKey(POOL, draw.user(), new FamilyId(draw.hex())), draw.family());
        roundTrips(
                RowTypes.ONE_TIMES,
                new OneTimeKey(POOL, draw.text()),
                OneTime.builder()
                        .nonce(draw.text())
                        .mac(draw.bytes())
                        .issuedAt(draw.time())
                        .expiresAt(draw.time())
                        .takenBy(draw.maybe(draw.write()))
                        .build());
        roundTrips(
                RowTypes.ATTEMPTS,
                new AttemptKey(POOL, draw.text()),
                new AttemptState(draw.number(), draw.time(), draw.time()));
        roundTrips(RowTypes.ROLES, new RoleKey(POOL, new RoleName(draw.hex())), draw.role());
        roundTrips(
                RowTypes.POOLS,
                new PoolKey(POOL),
                PoolRow.builder()
                        .sealedSecret(draw.bytes())
                        .epoch(draw.big())
                        .createdAt(draw.time())
                        .build());
        roundTrips(
                RowTypes.SIGNING_KEYS,
                new SigningKeyKey(POOL, draw.big() & Long.MAX_VALUE),
                SigningKeyRow.builder()
                        .algorithm(draw.one(SigningAlgorithm.values()))
                        .kid(draw.text())
                        .sealedPrivateKey(draw.bytes())
                        .publicKey(draw.bytes())
                        .createdAt(draw.time())
                        .activeFrom(draw.time())
                        .expiresAt(draw.maybe(draw.time()))
                        .build());
        roundTrips(
                RowTypes.OUTBOX,
                new OutboxKey(POOL, draw.text()),
                OutboxMessage.builder()
                        .kind(draw.text())
                        .sealedBody(draw.bytes())
                        .createdAt(draw.time())
                        .attempts(draw.number())
                        .nextAttemptAt(draw.time())
                        .expiresAt(draw.time())
                        .build());
        roundTrips(RowTypes.IDENTITIES, new IdentityKey(POOL, draw.identity()), draw.identityRow());
        roundTrips(
                RowTypes.GROUPS,
                new GroupKey(POOL, draw.text()),
                new GroupRow(
                        Group.builder()
                                .name("g" + draw.hex())
                                .description(draw.text())
                                .precedence(draw.number() & Integer.MAX_VALUE)
                                .roleArn("arn:aws:iam::000000000000:role/" + draw.hex())
                                .incarnation(draw.write())
                                .createdAt(draw.time())
                                .modifiedAt(draw.time())
                                .build(),
                        draw.one(GroupRow.State.values())));
        roundTrips(RowTypes.MEMBERS, new MemberKey(POOL, draw.text(), draw.user()), new Member(draw.time()));
        roundTrips(RowTypes.LOGINS, new LoginKey(POOL, draw.text(), draw.text()), new Login(draw.identity()));
        roundTrips(
                RowTypes.SETTINGS,
                new SettingKey(POOL, "kind-" + draw.hex().substring(0, 3), "x" + draw.text()),
                Setting.builder()
                        .body(draw.text())
                        .incarnation(draw.write())
                        .createdAt(draw.time())
                        .modifiedAt(draw.time())
                        .build());
        Revocation line = new Revocation(draw.one(Revocation.Kind.values()), draw.text(), draw.big(), draw.time());
        assertThat(RevocationCodec.decode(RevocationCodec.encode(line))).isEqualTo(line);
    }

    private static <K extends RowKey, V> void roundTrips(RowType<K, V> type, K key, V value) {
        assertThat(type.decode(type.encode(value))).isEqualTo(value);
        assertThat(type.encode(type.decode(type.encode(value)))).isEqualTo(type.encode(value));
        List<String> texts = type.keyOf(key);
        assertThat(texts).hasSameSizeAs(type.keyNames());
        assertThat(texts).allSatisfy(text -> assertThat(text).doesNotContain("\0", "\u001f"));
        assertThat(type.keyFrom(texts)).isEqualTo(key);
        assertThat(type.expiry(value).isPresent())
                .satisfiesAnyOf(
                        present -> assertThat(present).isFalse(),
                        present -> assertThat(type.expiring()).isTrue());
    }

    @Property
    void twoKeysNeverShareTheirTexts(
            @ForAll @StringLength(max = 4) String left, @ForAll @StringLength(max = 4) String right) {
        String escapedLeft = left.replace('a', '\\').replaceAll("[\\ud800-\\udfff]", "\0");
        String escapedRight = right.replace('a', '\\').replaceAll("[\\ud800-\\udfff]", "\0");
        boolean sameTexts = RowTypes.LOGINS
                .keyOf(new LoginKey(POOL, escapedLeft, escapedRight))
                .equals(RowTypes.LOGINS.keyOf(new LoginKey(POOL, escapedRight, escapedLeft)));
        assertThat(sameTexts).isEqualTo(escapedLeft.equals(escapedRight));
    }

    @Test
    void theLongestLoginFits() {
        LoginKey key = new LoginKey(POOL, "\u20ac".repeat(128), "\u20ac".repeat(512));

        assertThat(RowTypes.LOGINS.keyFrom(RowTypes.LOGINS.keyOf(key))).isEqualTo(key);
        assertThatThrownBy(() -> RowTypes.LOGINS.keyOf(new LoginKey(POOL, "p", "\u20ac".repeat(900))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2560");
    }

    @Test
    void aSettingIsBoundedWhateverItsTextAndStillFitsItsRow() {
        String longest = "\u0001".repeat(Setting.MAX_BODY_CHARS);
        Setting setting = Setting.builder()
                .body(longest)
                .incarnation(new WriteId("0".repeat(32)))
                .createdAt(Instant.EPOCH)
                .modifiedAt(Instant.EPOCH)
                .build();

        assertThat(RowTypes.SETTINGS.decode(RowTypes.SETTINGS.encode(setting))).isEqualTo(setting);
        assertThatThrownBy(() -> setting.toBuilder().body(longest + " ").build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(setting.toString()).doesNotContain("\u0001");
        for (String kind : List.of("", "A", "1a", "a b", "a".repeat(33))) {
            assertThatThrownBy(() -> new SettingKey(POOL, kind, "n")).isInstanceOf(IllegalArgumentException.class);
        }
        for (String name : List.of("", "n".repeat(513))) {
            assertThatThrownBy(() -> new SettingKey(POOL, "k", name)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void keysFromOutsideAreChecked() {
        for (List<String> texts : List.of(
                List.of("pool"),
                List.of("pool", "a", "b", "c"),
                List.of("not a pool", "a", "b"),
                List.of("pool", "a\0", "b"),
                List.of("pool", "a\u001f", "b"),
                List.of("pool", "a\\x", "b"),
                List.of("pool", "a\\", "b"),
                List.of("pool", "\ud800", "b"))) {
            assertThatThrownBy(() -> RowTypes.LOGINS.keyFrom(texts)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> RowTypes.ALIASES.keyFrom(List.of("pool", "canary", "a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("canary")
                .hasNoCause();
        for (String generation : List.of("1", "+000000000000000001", "-000000000000000001", "x")) {
            assertThatThrownBy(() -> RowTypes.SIGNING_KEYS.keyFrom(List.of("pool", generation)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void unknownMembersAreIgnoredAndKnownOnesMustBeRight() {
        String good = RowTypes.LOGINS.encode(new Login(new IdentityId("i:1")));

        assertThat(RowTypes.LOGINS.decode(good.replace("}", ",\"newer\":{\"a\":[1]}}")))
                .isEqualTo(new Login(new IdentityId("i:1")));
        for (String bad :
                List.of("", "[]", "{}", "{\"identity\":1}", "{\"identity\":\"a b\"}", "{\"identity\":null}")) {
            assertThatThrownBy(() -> RowTypes.LOGINS.decode(bad)).isInstanceOf(StoreException.class);
        }
    }

    @Test
    void everyMemberOfEveryRowIsRequiredOrOptionalByName() {
        Draw draw = new Draw(7);
        String family = RowTypes.TOKEN_FAMILIES.encode(draw.family());

        for (String member : List.of("client", "sealedKey", "generation", "rotatedAt", "scopes", "revoked")) {
            assertThatThrownBy(() -> RowTypes.TOKEN_FAMILIES.decode(family.replace(member, member + "X")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("token_families." + member);
        }
    }

    @Test
    void anAuthenticatorOfAnUnknownKindIsNotGuessedAt() {
        assertThatThrownBy(() -> RowTypes.AUTHENTICATORS.decode("{\"kind\":\"retina\"}"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("kind");
    }

    @Test
    void anIdentityOfTheFirstFormatHasNoDeveloperLogins() {
        assertThat(RowTypes.IDENTITIES.format()).isEqualTo(2);
        assertThat(RowTypes.IDENTITIES
                        .decode("{\"state\":\"ACTIVE\",\"logins\":{},\"absorbing\":[],\"epoch\":0,"
                                + "\"createdAt\":\"2026-01-01T00:00:00Z\",\"modifiedAt\":\"2026-01-01T00:00:00Z\"}")
                        .developerLogins())
                .isEmpty();
    }

    @Test
    void aFaultNeverShowsTheContent() {
        assertThatThrownBy(() -> RowTypes.LOGINS.decode("{\"identity\":\"can ary\"}"))
                .message()
                .doesNotContain("ary");
    }

    @Test
    void theStoresHaveDistinctNames() {
        assertThat(RowTypes.all())
                .extracting(RowType::name)
                .doesNotHaveDuplicates()
                .hasSize(15);
        assertThat(RowTypes.all())
                .allSatisfy(type -> assertThat(type.keyNames().get(0)).isEqualTo("pool"));
    }

    /** Draws values from a seed. */
    private static final class Draw {
        private static final String ALPHABET = "abcXYZ019 \0\u001f\\/\"'|:\u00e9\u20ac\n\t%_;-";
        private final Random random;

        Draw(long seed) {
            this.random = new Random(seed);
        }

        String text() {
            StringBuilder out = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                out.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            return random.nextBoolean() ? out.append("\ud83d\ude00").toString() : out.toString();
        }

        String hex() {
            byte[] bytes = new byte[16];
            random.nextBytes(bytes);
            return HexFormat.of().formatHex(bytes);
        }

        byte[] bytes() {
            byte[] bytes = new byte[random.nextInt(70)];
            random.nextBytes(bytes);
            return bytes;
        }

        int number() {
            return random.nextInt();
        }

        long big() {
            return random.nextLong();
        }

        Instant time() {
            return Instant.ofEpochSecond(random.nextLong() % 31_000_000_000_000_000L, random.nextInt(1_000_000_000));
        }

        UserId user() {
            return new UserId(hex());
        }

        IdentityId identity() {
            return new IdentityId("eu:" + hex());
        }

        WriteId write() {
            return new WriteId(hex());
        }

        <T> Optional<T> maybe(T value) {
            return random.nextBoolean() ? Optional.of(value) : Optional.empty();
        }

        <T> T one(T[] values) {
            return values[random.nextInt(values.length)];
        }

        Map<String, String> texts() {
            Map<String, String> texts = new HashMap<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                texts.put(text(), text());
            }
            return texts;
        }

        UserRow userRow() {
            User profile = User.builder()
                    .id(user())
                    .username(text())
                    .status(one(UserStatus.values()))
                    .enabled(random.nextBoolean())
                    .attributes(texts())
                    .createdAt(time())
                    .modifiedAt(time())
                    .build();
            return UserRow.builder()
                    .state(one(UserRow.State.values()))
                    .profile(maybe(profile))
                    .aliases(Map.of(one(AliasKind.values()), new AliasClaim(text(), write())))
                    .pending(Map.of(text(), new PendingChange(text(), text())))
                    .memberships(Map.of(text(), write()))
                    .sessionEpoch(big())
                    .expiresAt(maybe(time()))
                    .build();
        }

        TokenFamily family() {
            return TokenFamily.builder()
                    .client(new ClientId(hex()))
                    .sealedKey(bytes())
                    .generation(big())
                    .rotatedAt(time())
                    .sessionEpoch(big())
                    .scopes(Set.copyOf(texts().keySet()))
                    .authenticatedAt(time())
                    .expiresAt(time())
                    .revoked(random.nextBoolean())
                    .build();
        }

        Role role() {
            return Role.builder()
                    .arn(text())
                    .incarnation(write())
                    .trustPolicy(text())
                    .permissionPolicies(texts())
                    .sharedPolicies(Set.of(new PolicyReference("p-" + big(), write())))
                    .permissionsBoundary(maybe(text()))
                    .sharedBoundary(maybe(new PolicyReference("b-" + big(), write())))
                    .maxSessionDuration(Duration.ofSeconds(number(), random.nextInt(1_000_000_000)))
                    .epoch(big())
                    .createdAt(time())
                    .build();
        }

        Identity identityRow() {
            return Identity.builder()
                    .state(one(Identity.State.values()))
                    .logins(Map.of(text(), new Identity.LoginEntry(text(), write())))
                    .developerLogins(Map.of(text(), new Identity.DeveloperLogin(text(), write())))
                    .mergedInto(maybe(identity()))
                    .absorbing(Set.of(identity()))
                    .epoch(big())
                    .createdAt(time())
                    .modifiedAt(time())
                    .expiresAt(maybe(time()))
                    .build();
        }
    }
}
