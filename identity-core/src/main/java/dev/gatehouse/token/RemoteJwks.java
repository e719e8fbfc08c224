package dev.gatehouse.token;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A key set fetched from a URL and kept. It is fetched when first needed, when older than {@code maxAge}, and for an
 * unknown key id; never more often than once per {@code coolDown}, whatever tokens arrive. One caller fetches at a
 * time, inside its own call; the others are answered from what is known, or, while nothing is, wait for that one fetch,
 * 3 seconds at most. While the other side is out of reach the last set serves on, up to {@code outageLimit}; once it
 * answers again, a key it no longer lists is gone. As long as no set was ever fetched, {@link #find} and {@link #only}
 * throw {@link KeysUnavailableException}: an outage is no answer about a token. Call {@link #refresh} from a scheduler
 * to keep fetches off the request path. Thread-safe.
 */
public final class RemoteJwks implements JwkSource {
    /** The longest document read, in bytes. */
    public static final int MAX_BYTES = StaticJwks.MAX_BYTES;

    private static final Logger LOG = LoggerFactory.getLogger(RemoteJwks.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);
    private static final Duration MAX_AGE = Duration.ofMinutes(5);
    private static final Duration COOL_DOWN = Duration.ofSeconds(30);
    private static final Duration OUTAGE_LIMIT = Duration.ofHours(24);
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final URI uri;
    private final JwksFetcher fetcher;
    private final InstantSource clock;
    private final Duration maxAge;
    private final Duration coolDown;
    private final Duration outageLimit;
    private final AtomicReference<@Nullable CountDownLatch> flight = new AtomicReference<>();
    private volatile @Nullable Exception lastFault;
    private volatile @Nullable Loaded loaded;
    private volatile Instant nextFetch = Instant.MIN;

    private record Loaded(StaticJwks keys, Instant staleFrom, Instant deadFrom, long freshUntil) {
        Loaded(StaticJwks keys, Instant staleFrom, Instant deadFrom) {
            this(keys, staleFrom, deadFrom, staleFrom.toEpochMilli());
        }
    }

    private RemoteJwks(
            URI uri,
            JwksFetcher fetcher,
            InstantSource clock,
            Duration maxAge,
            Duration coolDown,
            Duration outageLimit) {
        this.uri = uri;
        this.fetcher = fetcher;
        this.clock = clock;
        this.maxAge = maxAge;
        this.coolDown = coolDown;
        this.outageLimit = outageLimit;
        SigningEngine.standard().proveAll(); // its keys come with the first request
    }

    /** Returns a source with the defaults: age 5 minutes, cool-down 30 seconds, outage limit 24 hours. */
    public static RemoteJwks of(URI uri, JwksFetcher fetcher, InstantSource clock) {
        return of(uri, fetcher, clock, MAX_AGE, COOL_DOWN, OUTAGE_LIMIT);
    }

    /**
     * Returns a source.
     *
     * @param uri absolute, {@code https}, or {@code http} to the loopback interface; without user info
     * @param maxAge how long a set is served without asking again; positive. A key removed at the other side is
     *     refused after this at the latest, as long as the other side answers
     * @param coolDown the least time between two fetches, failed ones included; positive, at most {@code maxAge}
     * @param outageLimit how old a set may become while fetches fail; at least {@code maxAge}
     * @throws IllegalArgumentException if a limit is out of range or the URI is of another kind
     */
    public static RemoteJwks of(
            URI uri,
            JwksFetcher fetcher,
            InstantSource clock,
            Duration maxAge,
            Duration coolDown,
            Duration outageLimit) {
        String host = uri.getHost();
        boolean safe = host != null
                && uri.getRawUserInfo() == null
                && ("https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && LOOPBACK.contains(host)));
        if (!safe) {
            throw new IllegalArgumentException("a JWKS URL is https, or http to the loopback interface");
        }
        if (coolDown.isZero()
                || coolDown.isNegative()
                || maxAge.compareTo(coolDown) < 0
                || outageLimit.compareTo(maxAge) < 0) {
            throw new IllegalArgumentException("0 < coolDown <= maxAge <= outageLimit must hold");
        }
        return new RemoteJwks(uri, fetcher, clock, maxAge, coolDown, outageLimit);
    }

    /**
     * {@inheritDoc}
     *
     * @throws KeysUnavailableException if no key set was ever fetched and the fetch failed, now or within the cool-down
     */
    @Override
    public Optional<VerificationKey> find(String kid, SigningAlgorithm algorithm) {
        Loaded current = loaded;
        if (current != null && clock.millis() < current.freshUntil()) {
            Optional<VerificationKey> known = current.keys().find(kid, algorithm);
            if (known.isPresent()) {
                return known;
            }
        }
        Optional<VerificationKey> found = fresh().flatMap(keys -> keys.find(kid, algorithm));
        if (found.isPresent() || !refresh()) {
            return found;
        }
        return usable().flatMap(keys -> keys.find(kid, algorithm));
    }

    /**
     * {@inheritDoc}
     *
     * @throws KeysUnavailableException if no key set was ever fetched and the fetch failed, now or within the cool-down
     */
    @Override
    public Optional<VerificationKey> only(SigningAlgorithm algorithm) {
        return fresh().flatMap(keys -> keys.only(algorithm));
    }

    /**
     * Fetches the set now, unless another caller is at it or the cool-down has not passed. Returns whether a new set
     * was loaded. A failure is logged and leaves the last set.
     */
    public boolean refresh() {
        CountDownLatch ours = new CountDownLatch(1);
        if (clock.instant().isBefore(nextFetch) || !flight.compareAndSet(null, ours)) {
            return false;
        }
        try {
            Instant now = clock.instant();
            if (now.isBefore(nextFetch)) {
                return false;
            }
            nextFetch = now.plus(coolDown);
            StaticJwks keys = StaticJwks.parse(fetcher.fetch(uri, MAX_BYTES, TIMEOUT));
            Loaded old = loaded;
            StaticJwks kept = old == null ? keys : keys.keeping(old.keys());
            loaded = new Loaded(kept, now.plus(maxAge), now.plus(outageLimit));
            lastFault = null;
            return true;
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn(
                    "jwks fetch failed host={} fault={}",
                    uri.getHost(),
                    e.getClass().getSimpleName());
            lastFault = e;
            return false;
        } finally {
            flight.set(null);
            ours.countDown();
        }
    }

    private Optional<StaticJwks> fresh() {
        Loaded current = loaded;
        if (current == null || !clock.instant().isBefore(current.staleFrom())) {
            boolean fetched = refresh();
            if (!fetched && loaded == null) {
                awaitFirstSet();
            }
        }
        return usable();
    }

    /** Waits for the fetch of another caller, if there is one. */
    private void awaitFirstSet() {
        CountDownLatch others = flight.get();
        boolean ended;
        try {
            ended = others == null || others.await(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeysUnavailableException("interrupted while waiting for the keys of " + uri.getHost(), e);
        }
        if (loaded == null) {
            String why = ended ? "no keys were ever fetched from " : "no keys in time from ";
            throw new KeysUnavailableException(why + uri.getHost(), lastFault);
        }
    }

    private Optional<StaticJwks> usable() {
        Loaded current = loaded;
        if (current == null || !clock.instant().isBefore(current.deadFrom())) {
            return Optional.empty();
        }
        return Optional.of(current.keys());
    }

    @Override
    public String toString() {
        return "RemoteJwks[" + uri.getHost() + "]";
    }
}
