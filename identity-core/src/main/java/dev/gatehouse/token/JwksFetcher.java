package dev.gatehouse.token;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/**
 * Fetches a JWKS document. Core does no I/O; the implementation comes from an adapter or the application.
 */
@FunctionalInterface
public interface JwksFetcher {
    /**
     * Returns the body of the answer to one GET. Must not follow redirects, must stop reading after
     * {@code maxBytes}, and must give up, connection and body together, after {@code timeout}. Called from the
     * thread that verifies, at most once at a time for one source.
     *
     * @throws IOException if there is no complete answer with status 200 within the limits
     */
    byte[] fetch(URI uri, int maxBytes, Duration timeout) throws IOException;
}
