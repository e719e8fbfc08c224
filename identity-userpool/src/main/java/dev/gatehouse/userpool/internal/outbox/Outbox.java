package dev.gatehouse.userpool.internal.outbox;

import dev.gatehouse.Outcome;
import dev.gatehouse.UserId;
import dev.gatehouse.spi.message.MessageKind;
import dev.gatehouse.spi.store.OutboxKey;
import dev.gatehouse.spi.store.OutboxMessage;
import dev.gatehouse.userpool.internal.attempt.AttemptPurpose;
import dev.gatehouse.userpool.internal.attempt.Attempts;
import dev.gatehouse.userpool.internal.context.PoolContext;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/** Puts messages into the outbox: always one insert, whether real or a decoy. Thread-safe. */
public final class Outbox {
    /** For how long a message with a code is worth sending: after that the user has asked again, or gone. */
    static final Duration CODE_LIFE = Duration.ofHours(1);
    /** For how long a notice is worth sending. */
    static final Duration NOTICE_LIFE = Duration.ofDays(3);

    private final PoolContext context;
    private final Attempts attempts;
    private final Optional<UserId> counter;

    public Outbox(PoolContext context) {
        this(context, new Attempts(context), Optional.empty());
    }

    private Outbox(PoolContext context, Attempts attempts, Optional<UserId> counter) {
        this.context = context;
        this.attempts = attempts;
        this.counter = counter;
    }

    /**
     * Admits one message against the limit of a counter, and returns where to put it. The message counts here; only
     * where the stores join the caller's transaction it counts when it is delivered, and is dropped if it is over the
     * limit then: a counter commits on a connection of its own, for which an engine with one writer would wait until
     * that transaction ends. Nothing is sent before it is counted, in either case.
     *
     * @param subject what the message is counted against: the decoy id of an address
     * @return the outbox for this message, or a refusal of {@link Attempts#count}
     */
    public Outcome<Outbox> admit(UserId subject) {
        return context.joined()
                ? attempts.judge(AttemptPurpose.MESSAGE, subject)
                        .map(below -> new Outbox(context, attempts, Optional.of(subject)))
                : attempts.count(AttemptPurpose.MESSAGE, subject).map(counted -> this);
    }

    /** Puts a message. */
    public void put(Intent intent) {
        write(
                intent.kind(),
                intent.purpose().isPresent() ? CODE_LIFE : NOTICE_LIFE,
                new Letter(intent.user(), Optional.of(intent), counter));
    }

    /** Puts a message that is dropped when its turn comes. */
    public void putDecoy(MessageKind kind, UserId subject) {
        write(kind, CODE_LIFE, new Letter(subject, Optional.empty(), counter));
    }

    /** Puts the message, or a decoy if there is none to send. */
    public void putOrDecoy(Optional<Intent> intent, MessageKind kind, UserId subject) {
        intent.ifPresentOrElse(this::put, () -> putDecoy(kind, subject));
    }

    private void write(MessageKind kind, Duration life, Letter letter) {
        Instant now = context.now();
        OutboxKey key = new OutboxKey(
                context.pool(), HexFormat.of().toHexDigits(now.toEpochMilli(), 12) + "-" + context.newNonce());
        OutboxMessage message = OutboxMessage.builder()
                .kind(kind.name())
                .sealedBody(letter.seal(context, key))
                .createdAt(now)
                .nextAttemptAt(now)
                .expiresAt(now.plus(life))
                .build();
        if (!context.stores().outbox().insert(key, message, context.newWrite())) {
            throw new IllegalStateException("two messages with one random id");
        }
    }
}
