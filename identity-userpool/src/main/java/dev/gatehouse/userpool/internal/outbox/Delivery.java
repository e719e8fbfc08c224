package dev.gatehouse.userpool.internal.outbox;

import dev.gatehouse.Cursor;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Page;
import dev.gatehouse.Refusal;
import dev.gatehouse.Secret;
import dev.gatehouse.UserId;
import dev.gatehouse.WriteId;
import dev.gatehouse.internal.json.JsonException;
import dev.gatehouse.seal.SealException;
import dev.gatehouse.spi.message.Message;
import dev.gatehouse.spi.message.MessageSender;
import dev.gatehouse.spi.store.OutboxKey;
import dev.gatehouse.spi.store.OutboxMessage;
import dev.gatehouse.spi.store.Row;
import dev.gatehouse.userpool.internal.attempt.AttemptPurpose;
import dev.gatehouse.userpool.internal.attempt.Attempts;
import dev.gatehouse.userpool.internal.code.CodeBinding;
import dev.gatehouse.userpool.internal.code.Codes;
import dev.gatehouse.userpool.internal.context.PoolContext;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers what waits in the outbox, at least once. Safe on all nodes at once: a node claims a message by moving its
 * next attempt {@link #LEASE} ahead, and one node wins; a node that dies while sending leaves the message to be sent
 * again. A sender's failure puts the message off by 5 s, 10 s, 20 s … up to 5 minutes until it expires. Thread-safe.
 */
public final class Delivery {
    /** How long a claimed message is left alone. */
    static final Duration LEASE = Duration.ofMinutes(2);

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final int PAGE = 100;
    private static final int SCANNED_PER_MESSAGE = 20;
    private static final int MOST_DOUBLINGS = 6;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);

    private final PoolContext context;
    private final MessageSender sender;
    private final Codes codes;
    private final Relevance relevance;
    private final Attempts attempts;
    private volatile Optional<Cursor> resume = Optional.empty();

    public Delivery(PoolContext context, MessageSender sender) {
        this.context = context;
        this.sender = sender;
        this.codes = new Codes(context);
        this.relevance = new Relevance(context);
        this.attempts = new Attempts(context);
    }

    /**
     * What one call did.
     *
     * @param sent how many messages the sender took
     * @param dropped decoys, messages that nobody should get any more, and those of joined flows over their limit
     * @param failed how many wait for another try
     */
    public record Report(int sent, int dropped, int failed) {}

    private enum Fate {
        SENT,
        DROPPED,
        FAILED,
        NOT_OURS
    }

    /**
     * Delivers at most {@code budget} messages. Goes on where the last call stopped, so that messages that wait do
     * not starve those behind them.
     *
     * @param budget how many messages at most, at least 1; also bounds how many rows are looked at
     */
    public Report run(int budget) {
        if (budget < 1) {
            throw new IllegalArgumentException("budget must be at least 1");
        }
        Map<Fate, Integer> counts = new EnumMap<>(Fate.class);
        long scans = (long) budget * SCANNED_PER_MESSAGE + PAGE;
        int done = 0;
        Optional<Cursor> cursor = resume;
        boolean wrapped = cursor.isEmpty();
        while (done < budget && scans > 0) {
            Page<Row<OutboxKey, OutboxMessage>> page =
                    context.stores().outbox().page(context.pool(), cursor, Math.min(PAGE, budget - done));
            scans -= Math.max(1, page.items().size());
            for (Row<OutboxKey, OutboxMessage> row : page.items()) {
                Fate fate = handle(row);
                counts.merge(fate, 1, Integer::sum);
                done += fate == Fate.NOT_OURS ? 0 : 1;
            }
            cursor = page.next();
            if (cursor.isEmpty()) {
                if (wrapped) {
                    break;
                }
                wrapped = true;
            }
        }
        resume = cursor;
        return new Report(
                counts.getOrDefault(Fate.SENT, 0),
                counts.getOrDefault(Fate.DROPPED, 0),
                counts.getOrDefault(Fate.FAILED, 0));
    }

    private Fate handle(Row<OutboxKey, OutboxMessage> row) {
        Instant now = context.now();
        OutboxMessage message = row.value();
        if (!now.isBefore(message.expiresAt())) {
            LOG.warn(
                    "message given up: pool={} message={} kind={}",
                    context.pool(),
                    row.key().id(),
                    message.kind());
            return delete(row.key(), row.version(), Fate.DROPPED);
        }
        if (now.isBefore(message.nextAttemptAt())) {
            return Fate.NOT_OURS;
        }
        OutboxMessage claimed = message.toBuilder()
                .attempts(message.attempts() + 1)
                .nextAttemptAt(now.plus(LEASE))
                .build();
        WriteId claim = context.newWrite();
        if (!context.stores().outbox().replace(row.key(), row.version(), claimed, claim)) {
            return Fate.NOT_OURS;
        }
        return deliver(row.key(), claimed, claim);
    }

    private Fate deliver(OutboxKey key, OutboxMessage message, WriteId claim) {
        Letter letter;
        try {
            letter = Letter.open(context, key, message);
        } catch (SealException | JsonException e) {
            LOG.error("message does not open: pool={} message={}", context.pool(), key.id(), e);
            return Fate.FAILED;
        }
        return letter.counter()
                .map(counter -> count(key, message, claim, letter, counter))
                .orElseGet(() -> deliver(key, message, claim, letter));
    }

    /**
     * Counts a message of a joined flow, a decoy like a real one, and goes on if it is not over the limit. The row
     * says that it was counted before the sender is asked, so that failures to send count nothing; a node that dies
     * between the two writes counts once too often, never too rarely.
     */
    private Fate count(OutboxKey key, OutboxMessage message, WriteId claim, Letter letter, UserId counter) {
        Optional<Refusal> refusal =
                attempts.count(AttemptPurpose.MESSAGE, counter).asRefusal();
        if (refusal.filter(told -> told.code() == ErrorCode.TOO_MANY_REQUESTS).isPresent()) {
            return putOff(key, message, claim);
        }
        if (refusal.isPresent()) {
            LOG.info("message over its limit: pool={} message={} kind={}", context.pool(), key.id(), message.kind());
            return delete(key, claim, Fate.DROPPED);
        }
        Letter counted = letter.counted();
        OutboxMessage next =
                message.toBuilder().sealedBody(counted.seal(context, key)).build();
        WriteId write = context.newWrite();
        return context.stores().outbox().replace(key, claim, next, write)
                ? deliver(key, next, write, counted)
                : Fate.NOT_OURS;
    }

    private Fate deliver(OutboxKey key, OutboxMessage message, WriteId claim, Letter letter) {
        Optional<Intent> intent = letter.intent().filter(relevance::stillWanted);
        if (intent.isEmpty()) {
            return delete(key, claim, Fate.DROPPED);
        }
        return send(key, intent.get()) ? delete(key, claim, Fate.SENT) : putOff(key, message, claim);
    }

    private boolean send(OutboxKey key, Intent intent) {
        Optional<Secret> code = intent.secret();
        if (intent.purpose().isPresent()) {
            code = codes.mint(
                    new CodeBinding(intent.user(), intent.purpose().get(), intent.destination(), intent.nonce()));
            if (code.isEmpty()) {
                return false;
            }
        }
        try {
            sender.send(Message.of(
                    key.id(),
                    context.pool(),
                    intent.kind(),
                    intent.channel(),
                    intent.destination(),
                    intent.username(),
                    code));
            return true;
        } catch (RuntimeException e) {
            // A DeliveryException, or a fault of the application's sender, which must not hold up other messages.
            // Its text may name the address, so only its type is logged.
            LOG.warn(
                    "message not delivered: pool={} message={} kind={} cause={}",
                    context.pool(),
                    key.id(),
                    intent.kind(),
                    e.getCause() == null
                            ? e.getClass().getName()
                            : e.getCause().getClass().getName());
            return false;
        }
    }

    private Fate putOff(OutboxKey key, OutboxMessage message, WriteId claim) {
        int doublings = Math.min(message.attempts() - 1, MOST_DOUBLINGS);
        OutboxMessage later = message.toBuilder()
                .nextAttemptAt(context.now().plus(FIRST_WAIT.multipliedBy(1L << doublings)))
                .build();
        // A lost replace means that the lease ran out and another node has the message.
        boolean ours = context.stores().outbox().replace(key, claim, later, context.newWrite());
        return ours ? Fate.FAILED : Fate.NOT_OURS;
    }

    private Fate delete(OutboxKey key, WriteId version, Fate fate) {
        // A lost delete means that the lease ran out and another node has the message: it is sent at least once.
        return context.stores().outbox().delete(key, version) ? fate : Fate.NOT_OURS;
    }
}
