package dev.gatehouse.examples.server.serve;

import dev.gatehouse.examples.server.config.ConfigException;
import dev.gatehouse.examples.server.config.ServerSettings;
import dev.gatehouse.examples.server.house.House;
import dev.gatehouse.web.http.Health;
import dev.gatehouse.web.http.HttpHandler;
import dev.gatehouse.web.http.HttpResponse;
import dev.gatehouse.web.http.ServerLimits;
import dev.gatehouse.web.http.TrustedProxies;
import dev.gatehouse.web.jdk.JdkHttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that answers. Closing it stops new requests, lets those in flight finish, delivers what is due once more and
 * closes the database, in this order, so that nothing acknowledged is lost. Thread-safe.
 */
public final class RunningServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningServer.class);

    private final ServerSettings settings;
    private final JdkHttpServer http;
    private final ExecutorService workers;
    private final ScheduledExecutorService scheduler;
    private final House house;
    private final Health health;
    private final URI origin;
    private final AtomicBoolean closed = new AtomicBoolean();

    private RunningServer(
            ServerSettings settings,
            JdkHttpServer http,
            ExecutorService workers,
            ScheduledExecutorService scheduler,
            House house,
            Health health,
            URI origin) {
        this.settings = settings;
        this.http = http;
        this.workers = workers;
        this.scheduler = scheduler;
        this.house = house;
        this.health = health;
        this.origin = origin;
    }

    /**
     * Starts a server. It listens first, since its port may be part of the issuer, and answers 503 until the pools are
     * open.
     *
     * @throws ConfigException if the address cannot be listened on, or a setting cannot be used
     * @throws dev.gatehouse.spi.StoreException if the database cannot be reached
     */
    public static RunningServer start(ServerSettings settings, InstantSource clock, SecureRandom random) {
        ExecutorService workers = Executors.newFixedThreadPool(settings.workers());
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
        AtomicReference<HttpHandler> front =
                new AtomicReference<>(request -> HttpResponse.empty(503).with("Retry-After", "1"));
        JdkHttpServer http = null;
        House house = null;
        try {
            http = listen(
                    settings,
                    workers,
                    request -> Objects.requireNonNull(front.get()).handle(request));
            URI origin = origin(settings, http);
            house = House.open(settings, origin, clock, random);
            House opened = house;
            Health health = new Health(opened::answers);
            front.set(new Front(settings, opened, clock, random).handler(health));
            RunningServer server = new RunningServer(settings, http, workers, scheduler, opened, health, origin);
            long period = settings.maintenance().toMillis();
            ScheduledFuture<?> unused =
                    scheduler.scheduleWithFixedDelay(server::maintain, 0, period, TimeUnit.MILLISECONDS);
            return server;
        } catch (RuntimeException e) {
            if (http != null) {
                http.close();
            }
            workers.shutdownNow();
            scheduler.shutdownNow();
            if (house != null) {
                house.close();
            }
            throw e;
        }
    }

    private static JdkHttpServer listen(ServerSettings settings, ExecutorService workers, HttpHandler handler) {
        try {
            InetAddress address = InetAddress.getByName(settings.listenAddress());
            return JdkHttpServer.builder(handler, workers)
                    .address(new InetSocketAddress(address, settings.port()))
                    .limits(ServerLimits.builder()
                            .bodyBytes(settings.bodyBytes())
                            .headers(settings.headers())
                            .headerBytes(settings.headerBytes())
                            .requestTime(settings.requestTime())
                            .responseTime(settings.responseTime())
                            .connections(settings.connections())
                            .build())
                    .trustedProxies(proxies(settings))
                    .start();
        } catch (UnknownHostException e) {
            throw new ConfigException(
                    "The address " + settings.listenAddress() + " is unknown: set listen.address.", e);
        } catch (IOException e) {
            throw new ConfigException(
                    "Cannot listen on " + settings.listenAddress() + " port " + settings.port() + " (" + e.getMessage()
                            + "): stop what listens there, or set listen.port to another one.",
                    e);
        }
    }

    private static TrustedProxies proxies(ServerSettings settings) {
        String[] blocks = settings.trustedProxies().toArray(String[]::new);
        if (blocks.length == 0) {
            return TrustedProxies.none();
        }
        try {
            return settings.proxiesForwarded() ? TrustedProxies.forwarded(blocks) : TrustedProxies.xForwarded(blocks);
        } catch (IllegalArgumentException e) {
            throw new ConfigException("proxies.trusted has an item that is no address or block: " + e.getMessage(), e);
        }
    }

    private static URI origin(ServerSettings settings, JdkHttpServer http) {
        return settings.publicOrigin()
                .orElseGet(() ->
                        Origins.of(settings.listenAddress(), http.address().getPort()));
    }

    private void maintain() {
        try {
            house.maintain();
        } catch (RuntimeException e) {
            // a scheduled task that throws never runs again; the next round goes on where this one failed
            LOG.warn("a round of maintenance failed", e);
        }
    }

    /** Returns by what clients reach the server. */
    public URI origin() {
        return origin;
    }

    /** Returns where it listens: the address of this machine. */
    public URI address() {
        return Origins.of(settings.listenAddress(), http.address().getPort());
    }

    public House house() {
        return house;
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        health.drain();
        boolean finished = stopRequests(settings.shutdown());
        workers.shutdown();
        scheduler.shutdown();
        try {
            if (!scheduler.awaitTermination(settings.shutdown().toSeconds() + 1, TimeUnit.SECONDS)) {
                LOG.warn("maintenance did not end in time; it goes on at the next start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        house.close();
        LOG.info("stopped; {}", finished ? "every request was answered" : "some requests were cut off");
    }

    private boolean stopRequests(Duration grace) {
        try {
            return http.stop(grace);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
