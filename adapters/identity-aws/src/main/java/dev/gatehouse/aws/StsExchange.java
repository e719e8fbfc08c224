package dev.gatehouse.aws;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.spi.VendorException;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a form until there is an answer that stands: again after throttling, a failure of the server or none at all,
 * with growing pauses, within a number of attempts and a deadline. Repeating is harmless: the STS keeps nothing.
 */
final class StsExchange {
    private static final Logger LOG = LoggerFactory.getLogger(StsExchange.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final StsEndpoint endpoint;
    private final Duration deadline;
    private final Duration attemptTimeout;
    private final int attempts;
    private final Pace pace;
    private final SecureRandom random;

    StsExchange(
            StsEndpoint endpoint,
            Duration deadline,
            Duration attemptTimeout,
            int attempts,
            Pace pace,
            SecureRandom random) {
        this.endpoint = endpoint;
        this.deadline = deadline;
        this.attemptTimeout = attemptTimeout;
        this.attempts = attempts;
        this.pace = pace;
        this.random = random;
    }

    String host() {
        return endpoint.host();
    }

    /** An attempt that may be repeated. */
    private static final class Again extends Exception {
        private static final long serialVersionUID = 1L;
        private final boolean throttled;

        Again(String what, boolean throttled, @Nullable Throwable cause) {
            super(what, cause);
            this.throttled = throttled;
        }
    }

    Outcome<TemporaryCredentials> send(byte[] form) {
        long start = pace.nanos();
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            Duration left = deadline.minusNanos(pace.nanos() - start);
            try {
                return attempt(form, shorter(left.toMillis() < 1 ? Duration.ofMillis(1) : left, attemptTimeout));
            } catch (Again again) {
                Duration wait = jittered(pause);
                boolean over = attempt == attempts
                        || deadline.minusNanos(pace.nanos() - start).compareTo(wait.plusMillis(1)) <= 0;
                LOG.warn("sts attempt failed: {} {} {}", endpoint.host(), attempt, again.getMessage());
                if (over) {
                    return givenUp(again);
                }
                rest(wait);
                pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
            }
        }
    }

    private Outcome<TemporaryCredentials> givenUp(Again last) {
        if (last.throttled) {
            return Outcome.refused(Refusal.retryAfter(ErrorCode.TOO_MANY_REQUESTS, LONGEST_PAUSE));
        }
        String what = "the STS at " + endpoint.host() + " failed: " + last.getMessage();
        Throwable cause = last.getCause();
        throw cause == null ? new VendorException(what) : new VendorException(what, cause);
    }

    private Outcome<TemporaryCredentials> attempt(byte[] form, Duration timeout) throws Again {
        HttpResponse<byte[]> answer;
        try {
            answer = endpoint.post(form, timeout);
        } catch (InterruptedIOException | SSLException | BoundedBody.TooLarge e) {
            throw new VendorException("no usable answer of the STS at " + endpoint.host(), e);
        } catch (IOException e) {
            throw new Again("no answer", false, e);
        }
        if (answer.statusCode() == 200) {
            return vended(answer.body());
        }
        Optional<StsFault> fault = StsXml.fault(answer.body());
        String what = "status " + answer.statusCode()
                + fault.map(named -> " " + named.code()).orElse("");
        if (StsFaults.isThrottling(answer.statusCode(), fault)) {
            throw new Again(what, true, null);
        }
        if (StsFaults.isOutage(answer.statusCode(), fault)) {
            throw new Again(what, false, null);
        }
        return Outcome.refused(fault.flatMap(StsFaults::refusal)
                .orElseThrow(() -> new VendorException("the STS at " + endpoint.host() + " answered " + what)));
    }

    private Outcome<TemporaryCredentials> vended(byte[] body) {
        try {
            return Outcome.success(StsXml.credentials(body));
        } catch (StsXml.Malformed e) {
            throw new VendorException("the STS at " + endpoint.host() + " answered nonsense", e);
        }
    }

    /** Between half of a pause and all of it, so that nodes that were refused together do not come back together. */
    private Duration jittered(Duration pause) {
        long half = pause.toMillis() / 2;
        return Duration.ofMillis(half + random.nextInt((int) half + 1));
    }

    private void rest(Duration wait) {
        try {
            pace.pause(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VendorException("interrupted while waiting for the STS", e);
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
