package dev.gatehouse.credentials.internal.identity;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.IdentityId;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.WriteId;
import dev.gatehouse.seal.PoolSecret;
import dev.gatehouse.spi.store.AttemptKey;
import dev.gatehouse.spi.store.Identity;
import dev.gatehouse.spi.store.Versioned;
import dev.gatehouse.throttle.AttemptState;
import dev.gatehouse.throttle.RateLimit;
import dev.gatehouse.throttle.Throttle;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Makes guests, no faster than the pool allows, and keeps those that come back. Thread-safe. */
public final class Guests {
    private static final Duration ONE_DAY = Duration.ofDays(1);
    private static final int TRIES = 3;
    /** A pool's counter is split, so that guests who come at the same moment seldom meet on one row. */
    private static final int SHARDS = 16;

    private final IdentityContext context;
    private final PoolSecret secret;
    private final RateLimit ofPool;
    private final RateLimit ofSource;
    private final int shards;
    private final Duration touchInterval;

    public Guests(IdentityContext context, PoolSecret secret, RateLimit ofPool, RateLimit ofSource) {
        this.context = context;
        this.secret = secret;
        this.shards = ofPool.limit() >= SHARDS * SHARDS ? SHARDS : 1;
        this.ofPool = ofPool.dividedBy(shards);
        this.ofSource = ofSource;
        Duration quarter = context.guestLife().dividedBy(4); // a day's interval would never touch one that lives a day
        this.touchInterval = quarter.compareTo(ONE_DAY) < 0 ? quarter : ONE_DAY;
    }

    /**
     * Returns the identity of a guest that never came before, or {@code TOO_MANY_REQUESTS}.
     *
     * @param source where the request comes from, such as an address; stored as an HMAC
     */
    public Outcome<IdentityId> make(Optional<String> source) {
        return source.map(from -> count(ofSource, "source", from))
                .flatMap(Outcome::asRefusal)
                .or(() -> countForPool().asRefusal())
                .<Outcome<IdentityId>>map(Outcome::refused)
                .orElseGet(() -> Outcome.success(made()));
    }

    private IdentityId made() {
        IdentityId id = context.newId();
        Instant now = context.now();
        Identity guest = Identity.builder()
                .createdAt(now)
                .modifiedAt(now)
                .expiresAt(now.plus(context.guestLife()))
                .build();
        if (!context.stores().identities().insert(context.key(id), guest, context.newWrite())) {
            throw new IllegalStateException("an identity id came twice: the source of randomness is broken");
        }
        return id;
    }

    private Outcome<WriteId> countForPool() {
        int shard = shards == 1 ? 0 : context.random().nextInt(shards);
        return count(ofPool, "pool", Integer.toString(shard));
    }

    private Outcome<WriteId> count(RateLimit limit, String kind, String subject) {
        byte[] digest = secret.mac("guests", kind, subject);
        AttemptKey key = new AttemptKey(
                context.pool(), Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
        for (int tries = 0; tries < TRIES; tries++) {
            Optional<Versioned<AttemptState>> found =
                    context.stores().attempts().find(key);
            Instant now = context.now();
            Throttle.Verdict verdict = limit.judge(found.map(Versioned::value), now);
            if (verdict instanceof Throttle.Verdict.Blocked blocked) {
                return Outcome.refused(
                        Refusal.retryAfter(ErrorCode.TOO_MANY_REQUESTS, Duration.between(now, blocked.until())));
            }
            AttemptState next = ((Throttle.Verdict.Admit) verdict).next();
            WriteId write = context.newWrite();
            boolean won = found.isPresent()
                    ? context.stores().attempts().replace(key, found.get().version(), next, write)
                    : context.stores().attempts().insert(key, next, write);
            if (won) {
                return Outcome.success(write);
            }
        }
        return Outcome.refused(Refusal.retryAfter(ErrorCode.TOO_MANY_REQUESTS, Duration.ofSeconds(1)));
    }

    /** Keeps a guest that is in use from being swept; at most one write a day, and losing a race to one is fine. */
    public void touch(Found guest) {
        Instant later = context.now().plus(context.guestLife());
        Instant due = later.minus(touchInterval);
        Identity identity = guest.identity();
        if (identity.expiresAt().filter(end -> !end.isAfter(due)).isPresent()) {
            Identity next = identity.toBuilder().expiresAt(later).build();
            context.stores().identities().replace(context.key(guest.id()), guest.version(), next, context.newWrite());
        }
    }
}
