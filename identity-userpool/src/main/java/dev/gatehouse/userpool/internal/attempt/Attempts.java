package dev.gatehouse.userpool.internal.attempt;

import dev.gatehouse.Done;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.UserId;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.store.AttemptKey;
import dev.gatehouse.spi.store.AttemptStore;
import dev.gatehouse.spi.store.Versioned;
import dev.gatehouse.throttle.AttemptState;
import dev.gatehouse.throttle.Throttle;
import dev.gatehouse.userpool.internal.context.PoolContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Counts an attempt before its secret is compared, so that no race and no crash gives a guess back (CVE-2019-5421).
 * The counter belongs to the user, not to the spelling of its name, the client or the session; an absent user has a
 * counter too, under the decoy id that the directory gives it. Thread-safe.
 *
 * <p>Store verbs of {@link #count}: one find and one insert or replace when nobody else counts at the same moment,
 * one find alone when blocked. Counters commit on their own connection, never in a joined transaction.
 */
public final class Attempts {
    private static final int TRIES = 3;

    private final PoolContext context;

    public Attempts(PoolContext context) {
        this.context = context;
    }

    /** An attempt that was counted. Only {@link #clear} and {@link #count} read it. */
    public record Counted(AttemptKey key, WriteId version) {}

    /**
     * Counts one attempt.
     *
     * @param subject the user, or the decoy that stands for an absent one
     * @return the counted attempt, or a refusal: {@code TOO_MANY_FAILED_ATTEMPTS} ({@code LIMIT_EXCEEDED} for
     *     messages) with the time to wait and nothing written; {@code TOO_MANY_REQUESTS} after three lost races
     */
    public Outcome<Counted> count(AttemptPurpose purpose, UserId subject) {
        AttemptKey key = key(purpose, subject);
        AttemptStore store = context.stores().attempts();
        for (int tries = 0; tries < TRIES; tries++) {
            Optional<Versioned<AttemptState>> found = store.find(key);
            Outcome<AttemptState> next = next(purpose, found);
            if (next.asRefusal().isPresent()) {
                return Outcome.refused(next.asRefusal().get());
            }
            WriteId write = context.newWrite();
            boolean won = found.isPresent()
                    ? store.replace(key, found.get().version(), next.orElseThrow(), write)
                    : store.insert(key, next.orElseThrow(), write);
            if (won) {
                return Outcome.success(new Counted(key, write));
            }
        }
        return Outcome.refused(Refusal.retryAfter(ErrorCode.TOO_MANY_REQUESTS, Duration.ofSeconds(1)));
    }

    /**
     * Says what {@link #count} would say, and counts nothing: for what is counted later. One find.
     *
     * @return done, or the refusal of a blocked attempt
     */
    public Outcome<Done> judge(AttemptPurpose purpose, UserId subject) {
        return next(purpose, context.stores().attempts().find(key(purpose, subject)))
                .map(next -> Done.DONE);
    }

    private Outcome<AttemptState> next(AttemptPurpose purpose, Optional<Versioned<AttemptState>> found) {
        Instant now = context.now();
        Throttle.Verdict verdict = purpose.throttle(context.settings()).judge(found.map(Versioned::value), now);
        return verdict instanceof Throttle.Verdict.Blocked blocked
                ? Outcome.refused(Refusal.retryAfter(purpose.blocked(), Duration.between(now, blocked.until())))
                : Outcome.success(((Throttle.Verdict.Admit) verdict).next());
    }

    /**
     * Forgets the attempts after a success. Does nothing if another attempt was counted meanwhile: that one has not
     * succeeded yet.
     */
    public void clear(Counted counted) {
        context.stores().attempts().delete(counted.key(), counted.version());
    }

    private AttemptKey key(AttemptPurpose purpose, UserId subject) {
        byte[] digest = context.secret().mac("attempt", purpose.label(), subject.value());
        return new AttemptKey(
                context.pool(), Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
    }
}
