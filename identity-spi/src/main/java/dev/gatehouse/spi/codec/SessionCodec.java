package dev.gatehouse.spi.codec;

import dev.gatehouse.ClientId;
import dev.gatehouse.FamilyId;
import dev.gatehouse.PoolId;
import dev.gatehouse.UserId;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.store.AttemptKey;
import dev.gatehouse.spi.store.FamilyKey;
import dev.gatehouse.spi.store.OneTime;
import dev.gatehouse.spi.store.OneTimeKey;
import dev.gatehouse.spi.store.OutboxKey;
import dev.gatehouse.spi.store.OutboxMessage;
import dev.gatehouse.spi.store.TokenFamily;
import dev.gatehouse.throttle.AttemptState;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The stores of sign-in: token families, one-time values, attempts and messages. */
final class SessionCodec {
    static final RowType<FamilyKey, TokenFamily> TOKEN_FAMILIES = new RowType<>(
            "token_families",
            1,
            List.of("pool", "user_id", "family_id"),
            true,
            key -> List.of(key.pool().value(), key.user().value(), key.family().value()),
            key -> new FamilyKey(new PoolId(key.get(0)), new UserId(key.get(1)), new FamilyId(key.get(2))),
            family -> Optional.of(family.expiresAt()),
            SessionCodec::write,
            SessionCodec::readFamily);

    static final RowType<OneTimeKey, OneTime> ONE_TIMES = new RowType<>(
            "one_times",
            1,
            List.of("pool", "digest"),
            true,
            key -> List.of(key.pool().value(), key.digest()),
            key -> new OneTimeKey(new PoolId(key.get(0)), key.get(1)),
            value -> Optional.of(value.expiresAt()),
            (value, body) -> body.text("nonce", value.nonce())
                    .bytes("mac", value.mac())
                    .time("issuedAt", value.issuedAt())
                    .time("expiresAt", value.expiresAt())
                    .text("takenBy", value.takenBy()),
            body -> OneTime.builder()
                    .nonce(body.text("nonce"))
                    .mac(body.bytes("mac"))
                    .issuedAt(body.time("issuedAt"))
                    .expiresAt(body.time("expiresAt"))
                    .takenBy(body.optionalAs("takenBy", WriteId::new))
                    .build());

    static final RowType<AttemptKey, AttemptState> ATTEMPTS = new RowType<>(
            "attempts",
            1,
            List.of("pool", "digest"),
            true,
            key -> List.of(key.pool().value(), key.digest()),
            key -> new AttemptKey(new PoolId(key.get(0)), key.get(1)),
            state -> Optional.of(state.expiresAt()),
            (state, body) -> body.number("attempts", state.attempts())
                    .time("lastAt", state.lastAt())
                    .time("expiresAt", state.expiresAt()),
            body -> new AttemptState(body.smallNumber("attempts"), body.time("lastAt"), body.time("expiresAt")));

    static final RowType<OutboxKey, OutboxMessage> OUTBOX = new RowType<>(
            "outbox",
            1,
            List.of("pool", "id"),
            true,
            key -> List.of(key.pool().value(), key.id()),
            key -> new OutboxKey(new PoolId(key.get(0)), key.get(1)),
            message -> Optional.of(message.expiresAt()),
            (message, body) -> body.text("kind", message.kind())
                    .bytes("sealedBody", message.sealedBody())
                    .time("createdAt", message.createdAt())
                    .number("attempts", message.attempts())
                    .time("nextAttemptAt", message.nextAttemptAt())
                    .time("expiresAt", message.expiresAt()),
            body -> OutboxMessage.builder()
                    .kind(body.text("kind"))
                    .sealedBody(body.bytes("sealedBody"))
                    .createdAt(body.time("createdAt"))
                    .attempts(body.smallNumber("attempts"))
                    .nextAttemptAt(body.time("nextAttemptAt"))
                    .expiresAt(body.time("expiresAt"))
                    .build());

    private SessionCodec() {}

    private static void write(TokenFamily family, JsonBody body) {
        body.text("client", family.client().value())
                .bytes("sealedKey", family.sealedKey())
                .number("generation", family.generation())
                .time("rotatedAt", family.rotatedAt())
                .number("sessionEpoch", family.sessionEpoch())
                .sorted("scopes", family.scopes(), scope -> scope)
                .time("authenticatedAt", family.authenticatedAt())
                .time("expiresAt", family.expiresAt())
                .flag("revoked", family.revoked());
    }

    private static TokenFamily readFamily(JsonMembers body) {
        return TokenFamily.builder()
                .client(body.as("client", ClientId::new))
                .sealedKey(body.bytes("sealedKey"))
                .generation(body.number("generation"))
                .rotatedAt(body.time("rotatedAt"))
                .sessionEpoch(body.number("sessionEpoch"))
                .scopes(Set.copyOf(body.list("scopes", scope -> scope)))
                .authenticatedAt(body.time("authenticatedAt"))
                .expiresAt(body.time("expiresAt"))
                .revoked(body.flag("revoked"))
                .build();
    }
}
