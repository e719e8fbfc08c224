package dev.gatehouse.testkit;

import dev.gatehouse.ClientId;
import dev.gatehouse.FamilyId;
import dev.gatehouse.UserId;
import dev.gatehouse.WriteId;
import dev.gatehouse.password.PasswordHash;
import dev.gatehouse.spi.store.Alias;
import dev.gatehouse.spi.store.AliasClaim;
import dev.gatehouse.spi.store.AliasKey;
import dev.gatehouse.spi.store.AttemptKey;
import dev.gatehouse.spi.store.Authenticator;
import dev.gatehouse.spi.store.AuthenticatorKey;
import dev.gatehouse.spi.store.FamilyKey;
import dev.gatehouse.spi.store.GroupKey;
import dev.gatehouse.spi.store.GroupRow;
import dev.gatehouse.spi.store.Member;
import dev.gatehouse.spi.store.MemberKey;
import dev.gatehouse.spi.store.OneTime;
import dev.gatehouse.spi.store.OneTimeKey;
import dev.gatehouse.spi.store.OutboxKey;
import dev.gatehouse.spi.store.OutboxMessage;
import dev.gatehouse.spi.store.PasswordAuthenticator;
import dev.gatehouse.spi.store.PendingChange;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.spi.store.TokenFamily;
import dev.gatehouse.spi.store.UserKey;
import dev.gatehouse.spi.store.UserRow;
import dev.gatehouse.throttle.AttemptState;
import dev.gatehouse.user.AliasKind;
import dev.gatehouse.user.Group;
import dev.gatehouse.user.User;
import dev.gatehouse.user.UserStatus;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keys and values of every store: plain ones to race with, and shapes that use every member. */
final class Samples {
    static final Instant NOW = Instant.parse("2026-03-04T05:06:07.089Z");
    static final Instant EARLY = Instant.parse("1970-01-01T00:00:00.001Z");
    static final Instant LATE = Instant.parse("9999-12-31T23:59:59.999Z");
    static final String TEXT =
            "a\u0000\t\n\"'\\%_\u00e9e\u0301\u00df\u0130\u05d0\u202e\u4e2d\uffff\ud83d\ude00\udbff\udffd ";
    /** Everything that is hard to keep in a key; U+0000 is not, since no key holds it. */
    static final String KEY_TEXT = TEXT.substring(2);

    static final int MANY = 1_000_000;

    private Samples() {}

    static StoreSample<UserKey, UserRow> users() {
        UserRow plain = UserRow.builder().build();
        User user =
                User.builder().id(new UserId("u")).username("u").createdAt(NOW).build();
        User full = user.toBuilder()
                .username(TEXT)
                .status(UserStatus.FORCE_CHANGE_PASSWORD)
                .enabled(false)
                .attributes(Map.of("email", TEXT, "custom:" + TEXT, "", "empty", ""))
                .createdAt(EARLY)
                .modifiedAt(LATE)
                .build();
        Map<AliasKind, AliasClaim> aliases = new EnumMap<>(AliasKind.class);
        for (AliasKind kind : AliasKind.values()) {
            aliases.put(kind, new AliasClaim(TEXT + kind, write(aliases.size())));
        }
        UserRow everything = UserRow.builder()
                .state(UserRow.State.DELETING)
                .profile(full)
                .aliases(aliases)
                .pending(Map.of("email", new PendingChange(TEXT, "nonce"), TEXT, new PendingChange("", "")))
                .memberships(Map.of("editors", write(7), TEXT, write(8)))
                .sessionEpoch(Long.MAX_VALUE)
                .expiresAt(LATE)
                .build();
        return new StoreSample<>(
                Stores::users,
                (pool, n) -> new UserKey(pool, new UserId("user-" + n)),
                MANY,
                pool -> List.of(new UserKey(pool, new UserId("Ada")), new UserKey(pool, new UserId("ada"))),
                n -> plain.toBuilder().profile(user).sessionEpoch(n).build(),
                List.of(
                        plain,
                        everything,
                        plain.toBuilder().state(UserRow.State.TOMBSTONE).build()),
                List.of(at -> plain.toBuilder().expiresAt(at).build()));
    }

    static StoreSample<AliasKey, Alias> aliases() {
        UserId user = new UserId("u");
        return new StoreSample<>(
                Stores::aliases,
                (pool, n) -> new AliasKey(pool, AliasKind.USERNAME, "name-" + n),
                MANY,
                pool -> List.of(
                        new AliasKey(pool, AliasKind.USERNAME, "ada"),
                        new AliasKey(pool, AliasKind.USERNAME, "Ada"),
                        new AliasKey(pool, AliasKind.USERNAME, "ada "),
                        new AliasKey(pool, AliasKind.EMAIL, "ada"),
                        new AliasKey(pool, AliasKind.USERNAME, "ad\u00e4"),
                        new AliasKey(pool, AliasKind.USERNAME, "ada\u0308"),
                        new AliasKey(pool, AliasKind.USERNAME, "\ud83d\ude00"),
                        new AliasKey(pool, AliasKind.USERNAME, "\ud83d\ude01"),
                        new AliasKey(pool, AliasKind.USERNAME, "\udbff\udfff"),
                        new AliasKey(pool, AliasKind.USERNAME, KEY_TEXT),
                        new AliasKey(pool, AliasKind.USERNAME, KEY_TEXT + "\u0001"),
                        new AliasKey(pool, AliasKind.USERNAME, KEY_TEXT + "\u001f"),
                        new AliasKey(pool, AliasKind.USERNAME, KEY_TEXT + "\\s")),
                n -> new Alias(user, "name", n, NOW),
                List.of(new Alias(user, "", 0, EARLY), new Alias(user, TEXT, Integer.MAX_VALUE, LATE)),
                List.of());
    }

    static StoreSample<AuthenticatorKey, Authenticator> authenticators() {
        UserId user = new UserId("u");
        PasswordHash hash = PasswordHash.of("$argon2id$" + "x".repeat(PasswordHash.MAX_LENGTH - 10));
        PasswordAuthenticator plain = PasswordAuthenticator.builder()
                .hash(PasswordHash.of("$a"))
                .setAt(NOW)
                .build();
        return new StoreSample<>(
                Stores::authenticators,
                (pool, n) -> new AuthenticatorKey(pool, new UserId("user-" + n), "password"),
                MANY,
                pool -> List.of(
                        new AuthenticatorKey(pool, user, "device:a"), new AuthenticatorKey(pool, user, "device:A")),
                n -> plain.toBuilder().hash(PasswordHash.of("$a" + n)).build(),
                List.of(
                        plain,
                        plain.toBuilder()
                                .hash(hash)
                                .history(List.of(PasswordHash.of("$2"), PasswordHash.of("$1"), hash))
                                .setAt(EARLY)
                                .expiresAt(LATE)
                                .build()),
                List.of());
    }

    static StoreSample<FamilyKey, TokenFamily> tokenFamilies() {
        TokenFamily plain = family();
        return new StoreSample<>(
                Stores::tokenFamilies,
                (pool, n) -> new FamilyKey(pool, new UserId("u"), new FamilyId("family-" + n)),
                MANY,
                pool -> List.of(
                        new FamilyKey(pool, new UserId("u"), new FamilyId("f")),
                        new FamilyKey(pool, new UserId("u"), new FamilyId("F")),
                        new FamilyKey(pool, new UserId("uf"), new FamilyId("f"))),
                n -> plain.toBuilder().generation(n).build(),
                List.of(
                        plain,
                        plain.toBuilder()
                                .sealedKey(bytes())
                                .generation(Long.MAX_VALUE)
                                .sessionEpoch(Long.MAX_VALUE)
                                .scopes(Set.of("openid", TEXT))
                                .rotatedAt(EARLY)
                                .authenticatedAt(LATE)
                                .revoked(true)
                                .build()),
                List.of(at -> plain.toBuilder().expiresAt(at).build()));
    }

    static TokenFamily family() {
        return TokenFamily.builder()
                .client(new ClientId("c"))
                .sealedKey(new byte[0])
                .rotatedAt(NOW)
                .authenticatedAt(NOW)
                .expiresAt(LATE)
                .build();
    }

    static StoreSample<OneTimeKey, OneTime> oneTimes() {
        OneTime plain = oneTime();
        return new StoreSample<>(
                Stores::oneTimes,
                (pool, n) -> new OneTimeKey(pool, "digest-" + n),
                MANY,
                pool -> List.of(new OneTimeKey(pool, "Aa_-"), new OneTimeKey(pool, "aa_-")),
                n -> plain.toBuilder().nonce("n" + n).build(),
                List.of(
                        plain,
                        plain.toBuilder()
                                .nonce(TEXT)
                                .mac(bytes())
                                .issuedAt(EARLY)
                                .takenBy(write(9))
                                .build()),
                List.of(at -> plain.toBuilder().expiresAt(at).build()));
    }

    static OneTime oneTime() {
        return OneTime.builder().nonce("").issuedAt(NOW).expiresAt(LATE).build();
    }

    static StoreSample<AttemptKey, AttemptState> attempts() {
        return new StoreSample<>(
                Stores::attempts,
                (pool, n) -> new AttemptKey(pool, "digest-" + n),
                MANY,
                pool -> List.of(new AttemptKey(pool, "Aa_-"), new AttemptKey(pool, "aa_-")),
                n -> new AttemptState(n, NOW, LATE),
                List.of(new AttemptState(0, EARLY, LATE), new AttemptState(Integer.MAX_VALUE, LATE, NOW)),
                List.of(at -> new AttemptState(1, EARLY, at)));
    }

    static StoreSample<OutboxKey, OutboxMessage> outbox() {
        OutboxMessage plain = OutboxMessage.builder()
                .kind("")
                .sealedBody(new byte[0])
                .createdAt(NOW)
                .nextAttemptAt(NOW)
                .expiresAt(LATE)
                .build();
        return new StoreSample<>(
                Stores::outbox,
                (pool, n) -> new OutboxKey(pool, "id-" + n),
                MANY,
                pool -> List.of(new OutboxKey(pool, "A"), new OutboxKey(pool, "a")),
                n -> plain.toBuilder().attempts(n).build(),
                List.of(
                        plain,
                        plain.toBuilder()
                                .kind("SIGN_UP_CODE")
                                .sealedBody(bytes())
                                .createdAt(EARLY)
                                .attempts(Integer.MAX_VALUE)
                                .nextAttemptAt(LATE)
                                .build()),
                List.of(at -> plain.toBuilder().expiresAt(at).build()));
    }

    static StoreSample<GroupKey, GroupRow> groups() {
        Group plain = Group.builder()
                .name("editors")
                .incarnation(write(1))
                .createdAt(NOW)
                .build();
        Group full = plain.toBuilder()
                .name("\u00c5\u4e2d")
                .description(TEXT)
                .precedence(Integer.MAX_VALUE)
                .roleArn("arn:aws:iam::000000000000:role/Editor")
                .createdAt(EARLY)
                .modifiedAt(LATE)
                .build();
        return new StoreSample<>(
                Stores::groups,
                (pool, n) -> new GroupKey(pool, "group-" + n),
                MANY,
                pool -> List.of(new GroupKey(pool, "a"), new GroupKey(pool, "A"), new GroupKey(pool, KEY_TEXT)),
                n -> new GroupRow(plain.toBuilder().precedence(n).build(), GroupRow.State.LIVE),
                List.of(
                        new GroupRow(plain, GroupRow.State.LIVE),
                        new GroupRow(full, GroupRow.State.DELETING),
                        new GroupRow(plain.toBuilder().precedence(0).build(), GroupRow.State.LIVE)),
                List.of());
    }

    static StoreSample<MemberKey, Member> members() {
        return new StoreSample<>(
                Stores::members,
                (pool, n) -> new MemberKey(pool, "group", new UserId("user-" + n)),
                MANY,
                pool -> List.of(
                        new MemberKey(pool, "g", new UserId("u")),
                        new MemberKey(pool, "G", new UserId("u")),
                        new MemberKey(pool, "gu", new UserId("u")),
                        new MemberKey(pool, KEY_TEXT, new UserId("u"))),
                n -> new Member(NOW.plusSeconds(n)),
                List.of(new Member(EARLY), new Member(LATE)),
                List.of());
    }

    static WriteId write(int n) {
        return new WriteId(String.format("%032x", n));
    }

    static byte[] bytes() {
        byte[] bytes = new byte[1_024];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }
}
