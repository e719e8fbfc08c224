package dev.gatehouse.examples.photos.server;

import dev.gatehouse.ClientId;
import dev.gatehouse.PoolId;
import dev.gatehouse.RoleName;
import dev.gatehouse.credentials.role.RoleDefinition;
import dev.gatehouse.credentials.signature.SignatureSettings;
import dev.gatehouse.embedded.Gatehouse;
import dev.gatehouse.mail.EmlFolderSender;
import dev.gatehouse.mail.MessageTexts;
import dev.gatehouse.spi.StoreException;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.userpool.settings.AppClient;
import dev.gatehouse.userpool.settings.UserPoolSettings;
import dev.gatehouse.web.http.HttpHandler;
import dev.gatehouse.web.http.HttpResponse;
import dev.gatehouse.web.http.RequestIds;
import dev.gatehouse.web.http.Routes;
import dev.gatehouse.web.http.ServerLimits;
import dev.gatehouse.web.jdk.JdkHttpServer;
import dev.gatehouse.web.object.FileObjectStorage;
import dev.gatehouse.web.object.S3Handler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The photo app's server: two HTTP servers on loopback, one for accounts, one for photos, and the scheduler that
 * calls the library's maintenance. Everything rests in one folder.
 */
public final class PhotoServer implements AutoCloseable {
    /** The app client that this server is. */
    public static final ClientId CLIENT = new ClientId("photoweb");

    /** The one bucket. */
    public static final String BUCKET = "photo-bucket";

    /** The region that clients sign for. */
    public static final String REGION = "local";

    private static final Logger LOG = LoggerFactory.getLogger(PhotoServer.class);
    private static final PoolId USER_POOL = new PoolId("local_photos");
    private static final PoolId IDENTITY_POOL = new PoolId("local:1cd55b65-2d71-441c-83c0-a5de48b83f77");
    private static final RoleName SIGNED_IN = new RoleName("PhotoOwner");
    private static final RoleName GUEST = new RoleName("PhotoGuest");
    private static final int BUDGET = 100;

    private static final long LARGEST_PHOTO = 64L << 20;

    private final JdkHttpServer accounts;
    private final JdkHttpServer photos;
    private final ExecutorService workers;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final Gatehouse house;

    private PhotoServer(JdkHttpServer accounts, JdkHttpServer photos, ExecutorService workers, Gatehouse house) {
        this.accounts = accounts;
        this.photos = photos;
        this.workers = workers;
        this.house = house;
    }

    /**
     * Starts the server on free ports.
     *
     * @param folder where database, keys, photos and outgoing mail rest
     * @param stores a database of the caller's own; the embedded one if empty
     */
    public static PhotoServer start(
            Path folder, int accountPort, int photoPort, Optional<Stores> stores, InstantSource clock) {
        try {
            ExecutorService workers = Executors.newFixedThreadPool(8);
            // the issuer names the port, so the port comes first and the handlers follow
            AtomicReference<HttpHandler> accountHandler = new AtomicReference<>(request -> HttpResponse.empty(503));
            AtomicReference<HttpHandler> photoHandler = new AtomicReference<>(request -> HttpResponse.empty(503));
            JdkHttpServer accounts = JdkHttpServer.builder(
                            request ->
                                    Objects.requireNonNull(accountHandler.get()).handle(request),
                            workers)
                    .address(loopback(accountPort))
                    .limits(ServerLimits.builder().bodyBytes(16 * 1024).build())
                    .start();
            JdkHttpServer photos = JdkHttpServer.builder(
                            request ->
                                    Objects.requireNonNull(photoHandler.get()).handle(request),
                            workers)
                    .address(loopback(photoPort))
                    .limits(ServerLimits.builder().bodyBytes(LARGEST_PHOTO).build())
                    .start();
            URI issuer = URI.create("http://127.0.0.1:" + accounts.address().getPort() + "/" + USER_POOL);
            Gatehouse house = open(folder, issuer, stores, clock);
            PhotoServer server = new PhotoServer(accounts, photos, workers, house);
            server.registerRoles();
            accountHandler.set(server.accountRoutes(issuer));
            photoHandler.set(server.photoRoutes(folder, clock));
            server.scheduleMaintenance();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private Routes accountRoutes(URI issuer) {
        AccountHandler handler =
                new AccountHandler(house, CLIENT, issuer.toString().substring("http://".length()));
        return Routes.builder(RequestIds.random(new SecureRandom()))
                .route("GET", issuer.getPath() + "/.well-known/jwks.json", request -> handler.jwks())
                .route("POST", "/api/*", handler)
                .build();
    }

    private Routes photoRoutes(Path folder, InstantSource clock) {
        FileObjectStorage objects = FileObjectStorage.open(folder.resolve("photos"), clock);
        objects.createBucket(BUCKET);
        RequestIds ids = RequestIds.random(new SecureRandom());
        S3Handler handler = S3Handler.of(
                        house.guard(SignatureSettings.s3(REGION).build()), objects, ids)
                .explainingDenials(); // the story shows why
        return Routes.builder(ids).anyMethod("/*", handler).build();
    }

    private static Gatehouse open(Path folder, URI issuer, Optional<Stores> stores, InstantSource clock) {
        Gatehouse.Builder builder = Gatehouse.builder(folder)
                .userPool(UserPoolSettings.builder(USER_POOL, issuer)
                        .client(AppClient.builder(CLIENT).build())
                        .build())
                .identityPool(
                        IDENTITY_POOL,
                        pool -> pool.authenticatedRole(SIGNED_IN)
                                .unauthenticatedRole(GUEST)
                                .allowGuests())
                .sender(new EmlFolderSender(
                        folder.resolve("outbox"), "no-reply@photos.example", MessageTexts.english("Photos"), clock))
                .clock(clock);
        stores.ifPresent(builder::stores);
        return builder.build();
    }

    private void registerRoles() {
        house.identityPool()
                .roles()
                .put(RoleDefinition.builder(SIGNED_IN)
                        .trustPolicy(document("trust-authenticated.json"))
                        .permissionPolicy("own-folder", document("own-folder.json"))
                        .build())
                .orElseThrow();
        house.identityPool()
                .roles()
                .put(RoleDefinition.builder(GUEST)
                        .trustPolicy(document("trust-unauthenticated.json"))
                        .permissionPolicy("read-public", document("read-public.json"))
                        .build())
                .orElseThrow();
    }

    private static String document(String name) {
        try (InputStream in = PhotoServer.class.getResourceAsStream("/policies/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the policy " + name + " is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("{bucket}", BUCKET)
                    .replace("{identity-pool}", IDENTITY_POOL.value());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void scheduleMaintenance() {
        ScheduledFuture<?> unused = scheduler.scheduleWithFixedDelay(this::maintain, 0, 200, TimeUnit.MILLISECONDS);
    }

    private void maintain() {
        try {
            house.maintain(BUDGET);
        } catch (StoreException e) {
            LOG.warn("maintenance will go on when the store is back", e);
        } catch (RuntimeException e) {
            LOG.error("maintenance failed", e); // a scheduled task that throws would never run again
        }
    }

    /** Returns where accounts are served. */
    public URI accountsUri() {
        return URI.create("http://127.0.0.1:" + accounts.address().getPort());
    }

    /** Returns where photos are served. */
    public URI photosUri() {
        return URI.create("http://127.0.0.1:" + photos.address().getPort());
    }

    /** Returns the issuer of the tokens. */
    public String issuer() {
        return house.userPool().settings().issuer().toString();
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
        accounts.close();
        photos.close();
        workers.shutdownNow();
        try {
            if (!scheduler.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("maintenance did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        house.close();
    }
}
