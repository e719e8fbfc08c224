package dev.gatehouse.http;

import dev.gatehouse.token.JwksFetcher;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Fetches JWKS documents with one {@link HttpClient}. Thread-safe. */
public final class HttpJwksFetcher implements JwksFetcher {
    private final HttpClient client;

    private HttpJwksFetcher(HttpClient client) {
        this.client = client;
    }

    /** Returns a fetcher with a client of its own, which follows no redirect. */
    public static HttpJwksFetcher create() {
        return new HttpJwksFetcher(HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(5))
                .build());
    }

    /**
     * Returns a fetcher that uses the application's client: its proxy, its trust store, its executor.
     *
     * @throws IllegalArgumentException if the client follows redirects, by which a key server could reach into the
     *     application's own network
     */
    public static HttpJwksFetcher using(HttpClient client) {
        if (client.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("the client must not follow redirects");
        }
        return new HttpJwksFetcher(client);
    }

    @Override
    public byte[] fetch(URI uri, int maxBytes, Duration timeout) throws IOException {
        requireSafe(uri);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(timeout)
                .header("Accept", "application/jwk-set+json, application/json")
                .build();
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, info -> new BoundedBody(info.statusCode(), maxBytes));
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS).body();
        } catch (TimeoutException e) {
            throw late(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof HttpTimeoutException sooner // the client's own clock may be first
                    ? late(sooner)
                    : new IOException("the key server gave no usable answer", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while fetching keys");
        } finally {
            answer.cancel(true);
        }
    }

    private static IOException late(Exception cause) {
        return new IOException("the key server did not answer in time", cause);
    }

    private static void requireSafe(URI uri) throws IOException {
        boolean https = "https".equalsIgnoreCase(uri.getScheme());
        boolean local = "http".equalsIgnoreCase(uri.getScheme())
                && uri.getHost() != null
                && InetAddress.getByName(uri.getHost()).isLoopbackAddress();
        if (!https && !local) {
            throw new IOException("keys are fetched by https, or by http from this machine only");
        }
    }
}
