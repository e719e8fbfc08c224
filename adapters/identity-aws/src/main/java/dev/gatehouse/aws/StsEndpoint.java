package dev.gatehouse.aws;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** Sends one form to an STS and brings back its answer, within a limit of size and one of time for all of it. */
final class StsEndpoint {
    static final int MAX_ANSWER = 64 * 1024;

    /** Literal addresses only: what a name resolves to can change between two looks at it. */
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}|\\[::1]");

    private final URI uri;
    private final HttpClient client;

    StsEndpoint(URI uri, HttpClient client) {
        this.uri = uri;
        this.client = client;
    }

    /** Returns whether tokens may be sent there: by TLS, or in the clear to this machine where that is allowed. */
    static boolean isSafe(URI uri, boolean plainLoopback) {
        String host = uri.getHost();
        if (host == null || uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null) {
            return false;
        }
        return switch (String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT)) {
            case "https" -> true;
            case "http" ->
                plainLoopback && LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
            default -> false;
        };
    }

    /** Returns the name for logs and messages. */
    String host() {
        return uri.getHost();
    }

    HttpResponse<byte[]> post(byte[] form, Duration timeout) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(timeout)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/xml, text/xml")
                .POST(HttpRequest.BodyPublishers.ofByteArray(form))
                .build();
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, info -> new BoundedBody(MAX_ANSWER));
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no answer in time", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IOException("no answer", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } finally {
            answer.cancel(true);
        }
    }
}
