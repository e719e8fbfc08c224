package dev.gatehouse.web.jdk;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.gatehouse.web.http.HttpHandler;
import dev.gatehouse.web.http.RequestReader;
import dev.gatehouse.web.http.ServerLimits;
import dev.gatehouse.web.http.TrustedProxies;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A handler on the JDK's own HTTP server. It runs on the application's executor; the JDK adds one thread that watches
 * connections and one that watches times. Thread-safe.
 *
 * <p>A request occupies a thread of the executor from its first byte to the end of its answer, slow clients included, so
 * the executor's size is the number of requests at once. When it rejects a request, the connection is closed.
 *
 * <p>{@link ServerLimits} on times and connections are kept by the JDK, for the whole JVM, with the values that the first
 * server brings or that are set as system properties before: {@code sun.net.httpserver.maxReqTime},
 * {@code maxRspTime}, {@code idleInterval}, {@code maxReqHeaders}, {@code maxReqHeaderSize},
 * {@code maxIdleConnections}, {@code nodelay} and {@code jdk.httpserver.maxConnections}. A server of the JDK that was
 * made before, without this class, has fixed them already. Times are whole seconds, looked at every second. Beyond the
 * limits of headers of the JVM, the connection ends without an answer.
 */
public final class JdkHttpServer implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final HttpServer server;
    private final ExchangeHandler exchanges;
    private final InFlight inFlight;
    private final AtomicBoolean stopped = new AtomicBoolean();

    private JdkHttpServer(HttpServer server, ExchangeHandler exchanges, InFlight inFlight) {
        this.server = server;
        this.exchanges = exchanges;
        this.inFlight = inFlight;
    }

    /**
     * Returns a builder.
     *
     * @param handler answers every request
     * @param executor runs requests; the application's, ended by it after the server
     */
    public static Builder builder(HttpHandler handler, Executor executor) {
        return new Builder(handler, executor);
    }

    /** Returns where it listens, with the port that was chosen where none was given. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    /**
     * Ends the server: from now on a new request is answered with 503 and the end of its connection; those in flight
     * finish, within the time; then the listener and every connection are closed. A second call does nothing more.
     *
     * <p>The listener stays open so long because the JDK's server closes it only together with a fixed time to wait: on
     * JDK 17, that waits to its end even if nothing is in flight.
     *
     * @param grace how long to wait; not at all if it is zero
     * @return whether every request in flight was finished
     * @throws InterruptedException if interrupted while waiting; everything is closed all the same
     */
    public boolean stop(Duration grace) throws InterruptedException {
        exchanges.drain();
        try {
            return inFlight.awaitNone(grace);
        } finally {
            if (!stopped.getAndSet(true)) {
                server.stop(0);
            }
        }
    }

    /** Ends the server with 10 seconds of grace. */
    @Override
    public void close() {
        try {
            boolean unused = stop(GRACE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Builds and starts a {@link JdkHttpServer}. Not thread-safe. */
    public static final class Builder {
        private static final int BACKLOG = 256;

        private final HttpHandler handler;
        private final Executor executor;
        private InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        private ServerLimits limits = ServerLimits.defaults();
        private TrustedProxies proxies = TrustedProxies.none();
        private @Nullable SSLContext tls;

        private Builder(HttpHandler handler, Executor executor) {
            this.handler = handler;
            this.executor = executor;
        }

        /** Sets where to listen; a free port of the loopback interface by default. */
        public Builder address(InetSocketAddress value) {
            this.address = value;
            return this;
        }

        /** Sets the limits; {@link ServerLimits#defaults()} by default. */
        public Builder limits(ServerLimits value) {
            this.limits = value;
            return this;
        }

        /** Sets whose forwarded headers count; nobody's by default. */
        public Builder trustedProxies(TrustedProxies value) {
            this.proxies = value;
            return this;
        }

        /** Serves HTTPS with this context's keys; plain HTTP by default. */
        public Builder tls(SSLContext value) {
            this.tls = value;
            return this;
        }

        /**
         * Binds and starts the server.
         *
         * @throws IOException if the address cannot be bound
         */
        public JdkHttpServer start() throws IOException {
            JvmServerSettings.apply(limits);
            HttpServer server = create();
            InFlight inFlight = new InFlight();
            ExchangeHandler exchanges = new ExchangeHandler(handler, new RequestReader(limits, proxies), inFlight);
            server.createContext("/", exchanges);
            server.setExecutor(executor);
            server.start();
            return new JdkHttpServer(server, exchanges, inFlight);
        }

        private HttpServer create() throws IOException {
            Optional<SSLContext> context = Optional.ofNullable(tls);
            if (context.isEmpty()) {
                return HttpServer.create(address, BACKLOG);
            }
            HttpsServer server = HttpsServer.create(address, BACKLOG);
            server.setHttpsConfigurator(new HttpsConfigurator(context.get()));
            return server;
        }
    }
}
