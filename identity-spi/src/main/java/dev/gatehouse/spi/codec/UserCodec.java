package dev.gatehouse.spi.codec;

import dev.gatehouse.PoolId;
import dev.gatehouse.UserId;
import dev.gatehouse.WriteId;
import dev.gatehouse.password.PasswordHash;
import dev.gatehouse.spi.StoreException;
import dev.gatehouse.spi.store.Alias;
import dev.gatehouse.spi.store.AliasClaim;
import dev.gatehouse.spi.store.AliasKey;
import dev.gatehouse.spi.store.Authenticator;
import dev.gatehouse.spi.store.AuthenticatorKey;
import dev.gatehouse.spi.store.PasswordAuthenticator;
import dev.gatehouse.spi.store.PendingChange;
import dev.gatehouse.spi.store.UserKey;
import dev.gatehouse.spi.store.UserRow;
import dev.gatehouse.user.AliasKind;
import dev.gatehouse.user.User;
import dev.gatehouse.user.UserStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The stores of a user: profile, names and authenticators. */
final class UserCodec {
    static final RowType<UserKey, UserRow> USERS = new RowType<>(
            "users",
            1,
            List.of("pool", "user_id"),
            true,
            key -> List.of(key.pool().value(), key.user().value()),
            key -> new UserKey(new PoolId(key.get(0)), new UserId(key.get(1))),
            UserRow::expiresAt,
            UserCodec::write,
            UserCodec::read);

    static final RowType<AliasKey, Alias> ALIASES = new RowType<>(
            "aliases",
            1,
            List.of("pool", "kind", "canonical"),
            false,
            key -> List.of(key.pool().value(), key.kind().name(), key.canonical()),
            key -> new AliasKey(new PoolId(key.get(0)), AliasKind.valueOf(key.get(1)), key.get(2)),
            alias -> Optional.empty(),
            (alias, body) -> body.text("user", alias.user().value())
                    .text("raw", alias.raw())
                    .number("ruleVersion", alias.ruleVersion())
                    .time("claimedAt", alias.claimedAt()),
            body -> new Alias(
                    body.as("user", UserId::new),
                    body.text("raw"),
                    body.smallNumber("ruleVersion"),
                    body.time("claimedAt")));

    // A temporary password that has ended stays, so that sign-in can say so; hence not expiring.
    static final RowType<AuthenticatorKey, Authenticator> AUTHENTICATORS = new RowType<>(
            "authenticators",
            1,
            List.of("pool", "user_id", "name"),
            false,
            key -> List.of(key.pool().value(), key.user().value(), key.name()),
            key -> new AuthenticatorKey(new PoolId(key.get(0)), new UserId(key.get(1)), key.get(2)),
            authenticator -> Optional.empty(),
            UserCodec::write,
            UserCodec::readAuthenticator);

    private UserCodec() {}

    private static void write(UserRow row, JsonBody body) {
        body.text("state", row.state().name());
        row.profile().ifPresent(profile -> body.object("profile", profile, UserCodec::write));
        body.objects(
                "aliases",
                row.aliases(),
                AliasKind::name,
                (claim, inner) -> inner.text("canonical", claim.canonical())
                        .text("claim", claim.claim().value()));
        body.objects(
                "pending",
                row.pending(),
                attribute -> attribute,
                (pending, inner) -> inner.text("value", pending.value()).text("nonce", pending.nonce()));
        Map<String, String> memberships = new HashMap<>();
        row.memberships().forEach((group, incarnation) -> memberships.put(group, incarnation.value()));
        body.texts("memberships", memberships);
        body.number("sessionEpoch", row.sessionEpoch()).text("expiresAt", row.expiresAt());
    }

    private static UserRow read(JsonMembers body) {
        UserRow.Builder row = UserRow.builder()
                .state(body.as("state", UserRow.State::valueOf))
                .aliases(body.objects(
                        "aliases",
                        AliasKind::valueOf,
                        claim -> new AliasClaim(claim.text("canonical"), claim.as("claim", WriteId::new))))
                .pending(body.objects(
                        "pending",
                        attribute -> attribute,
                        pending -> new PendingChange(pending.text("value"), pending.text("nonce"))))
                .memberships(memberships(body))
                .sessionEpoch(body.number("sessionEpoch"))
                .expiresAt(body.optionalTime("expiresAt"));
        return body.has("profile")
                ? row.profile(readUser(body.object("profile"))).build()
                : row.build();
    }

    private static Map<String, WriteId> memberships(JsonMembers body) {
        Map<String, WriteId> memberships = new HashMap<>();
        if (body.has("memberships")) {
            body.texts("memberships").forEach((group, incarnation) -> memberships.put(group, new WriteId(incarnation)));
        }
        return memberships;
    }

    private static void write(User user, JsonBody body) {
        body.text("id", user.id().value())
                .text("username", user.username())
                .text("status", user.status().name())
                .flag("enabled", user.enabled())
                .texts("attributes", user.attributes())
                .time("createdAt", user.createdAt())
                .time("modifiedAt", user.modifiedAt());
    }

    private static User readUser(JsonMembers body) {
        return User.builder()
                .id(body.as("id", UserId::new))
                .username(body.text("username"))
                .status(body.as("status", UserStatus::valueOf))
                .enabled(body.flag("enabled"))
                .attributes(body.texts("attributes"))
                .createdAt(body.time("createdAt"))
                .modifiedAt(body.time("modifiedAt"))
                .build();
    }

    private static void write(Authenticator authenticator, JsonBody body) {
        if (authenticator instanceof PasswordAuthenticator password) {
            body.text("kind", "password")
                    .text("hash", password.hash().encoded())
                    .list("history", password.history(), PasswordHash::encoded)
                    .time("setAt", password.setAt())
                    .text("expiresAt", password.expiresAt());
        } else {
            throw new IllegalArgumentException("no stored form for this kind of authenticator");
        }
    }

    private static Authenticator readAuthenticator(JsonMembers body) {
        String kind = body.text("kind");
        if (!kind.equals("password")) {
            throw new StoreException("a stored authenticator is of a kind that this version does not know");
        }
        return PasswordAuthenticator.builder()
                .hash(body.as("hash", PasswordHash::of))
                .history(body.list("history", PasswordHash::of))
                .setAt(body.time("setAt"))
                .expiresAt(body.optionalTime("expiresAt"))
                .build();
    }
}
