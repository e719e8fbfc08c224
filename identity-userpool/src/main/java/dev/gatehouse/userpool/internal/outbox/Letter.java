package dev.gatehouse.userpool.internal.outbox;

import dev.gatehouse.UserId;
import dev.gatehouse.internal.json.Json;
import dev.gatehouse.internal.json.JsonException;
import dev.gatehouse.seal.SealException;
import dev.gatehouse.seal.SealPurpose;
import dev.gatehouse.spi.message.MessageKind;
import dev.gatehouse.spi.store.OutboxKey;
import dev.gatehouse.spi.store.OutboxMessage;
import dev.gatehouse.userpool.internal.context.PoolContext;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What rests, sealed, in a row of the outbox.
 *
 * @param user who gets the message, or the decoy id of nobody
 * @param intent the message; empty for a decoy
 * @param counter what the message is still to be counted against; empty once it is counted, or was before it was put
 */
record Letter(UserId user, Optional<Intent> intent, Optional<UserId> counter) {
    private static final int MAX_BYTES = 16_384;

    /** Returns the letter as one that has been counted. */
    Letter counted() {
        return new Letter(user, intent, Optional.empty());
    }

    byte[] seal(PoolContext context, OutboxKey key) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("v", 1L);
        members.put("user", user.value());
        intent.ifPresentOrElse(message -> message.putMembers(members), () -> members.put("decoy", true));
        counter.ifPresent(id -> members.put("counter", id.value()));
        byte[] body = Json.write(members).getBytes(StandardCharsets.UTF_8);
        return context.sealer().seal(SealPurpose.MESSAGE, context.pool(), key.id(), body);
    }

    static Letter open(PoolContext context, OutboxKey key, OutboxMessage row) throws SealException, JsonException {
        byte[] body = context.sealer().open(SealPurpose.MESSAGE, context.pool(), key.id(), row.sealedBody());
        Map<String, @Nullable Object> members = Json.parseObject(body, MAX_BYTES);
        UserId user = new UserId(text(members, "user"));
        boolean decoy = Boolean.TRUE.equals(members.get("decoy"));
        return new Letter(
                user,
                decoy ? Optional.empty() : Optional.of(Intent.of(MessageKind.valueOf(row.kind()), user, members)),
                optional(members, "counter").map(UserId::new));
    }

    static String text(Map<String, @Nullable Object> members, String name) {
        return optional(members, name)
                .orElseThrow(() -> new IllegalStateException("an outbox body lacks the member " + name));
    }

    static Optional<String> optional(Map<String, @Nullable Object> members, String name) {
        return members.get(name) instanceof String value ? Optional.of(value) : Optional.empty();
    }

    @Override
    public String toString() {
        return "Letter[" + user + "]";
    }
}
