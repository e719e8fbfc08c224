package dev.gatehouse.userpool.internal.outbox;

import dev.gatehouse.UserId;
import dev.gatehouse.seal.SealPurpose;
import dev.gatehouse.spi.message.MessageKind;
import dev.gatehouse.spi.store.OutboxKey;
import dev.gatehouse.spi.store.OutboxMessage;
import dev.gatehouse.userpool.internal.context.PoolContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Puts messages into the outbox: always one insert, whether real or a decoy. Thread-safe. */
public final class Outbox {
    /** For how long a message with a code is worth sending: after that the user has asked again, or gone. */
    static final Duration CODE_LIFE = Duration.ofHours(1);
    /** For how long a notice is worth sending. */
    static final Duration NOTICE_LIFE = Duration.ofDays(3);

    private final PoolContext context;

    public Outbox(PoolContext context) {
        this.context = context;
    }

    /** Puts a message. */
    public void put(Intent intent) {
        write(intent.kind(), intent.purpose().isPresent() ? CODE_LIFE : NOTICE_LIFE, intent.encode());
    }

    /** Puts a message that is dropped when its turn comes. */
    public void putDecoy(MessageKind kind, UserId subject) {
        write(kind, CODE_LIFE, Intent.decoy(subject));
    }

    /** Puts the message, or a decoy if there is none to send. */
    public void putOrDecoy(Optional<Intent> intent, MessageKind kind, UserId subject) {
        intent.ifPresentOrElse(this::put, () -> putDecoy(kind, subject));
    }

    private void write(MessageKind kind, Duration life, byte[] body) {
        Instant now = context.now();
        String id = String.format("%012x-%s", now.toEpochMilli(), context.newNonce());
        OutboxMessage message = OutboxMessage.builder()
                .kind(kind.name())
                .sealedBody(context.sealer().seal(SealPurpose.MESSAGE, context.pool(), id, body))
                .createdAt(now)
                .nextAttemptAt(now)
                .expiresAt(now.plus(life))
                .build();
        if (!context.stores().outbox().insert(new OutboxKey(context.pool(), id), message, context.newWrite())) {
            throw new IllegalStateException("two messages with one random id");
        }
    }
}
