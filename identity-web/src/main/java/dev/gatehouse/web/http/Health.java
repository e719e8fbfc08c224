package dev.gatehouse.web.http;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two questions of an orchestrator: is the process alive, and may it be sent requests. The answers are 200 or 503 with
 * {@code {"status":"up"}}, {@code "down"} or {@code "draining"} and nothing else. Thread-safe.
 */
public final class Health {
    private static final Logger LOG = LoggerFactory.getLogger(Health.class);

    private final BooleanSupplier probe;
    private final AtomicBoolean draining = new AtomicBoolean();

    /**
     * Returns health by a probe.
     *
     * @param probe answers whether requests can be served, such as by one read of a store; called at every question, so
     *     it is quick; what it throws counts as no
     */
    public Health(BooleanSupplier probe) {
        this.probe = probe;
    }

    /** Makes {@link #readiness} answer 503 from now on, so that no new requests are sent here before the end. */
    public void drain() {
        draining.set(true);
    }

    /** Returns the handler that answers whether the process is alive: it is, if it answers. */
    public HttpHandler liveness() {
        return request -> answer(200, "up");
    }

    /** Returns the handler that asks the probe. */
    public HttpHandler readiness() {
        return request -> {
            if (draining.get()) {
                return answer(503, "draining");
            }
            return ready() ? answer(200, "up") : answer(503, "down");
        };
    }

    private boolean ready() {
        try {
            return probe.getAsBoolean();
        } catch (RuntimeException e) {
            LOG.warn("the readiness probe failed: {}", FaultText.of(e));
            return false;
        }
    }

    private static HttpResponse answer(int status, String word) {
        return HttpResponse.text(status, "application/json", "{\"status\":\"" + word + "\"}")
                .with("Cache-Control", "no-store");
    }
}
