package dev.gatehouse.examples.server.serve;

import dev.gatehouse.credentials.guard.CredentialGuard;
import dev.gatehouse.credentials.signature.SignatureSettings;
import dev.gatehouse.credentials.signature.SignatureVerifier;
import dev.gatehouse.credentials.sts.RootKey;
import dev.gatehouse.examples.server.config.ConfigException;
import dev.gatehouse.examples.server.config.ServerSettings;
import dev.gatehouse.examples.server.house.House;
import dev.gatehouse.web.http.CorsSettings;
import dev.gatehouse.web.http.Health;
import dev.gatehouse.web.http.HttpHandler;
import dev.gatehouse.web.http.Metrics;
import dev.gatehouse.web.http.RequestIds;
import dev.gatehouse.web.http.Routes;
import dev.gatehouse.web.object.FileObjectStorage;
import dev.gatehouse.web.object.S3Handler;
import dev.gatehouse.web.wire.IssuerDocuments;
import dev.gatehouse.web.wire.WireProtocol;
import dev.gatehouse.web.wire.admin.AdministrationGuard;
import dev.gatehouse.web.wire.sts.StsEndpoint;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;

/** Everything that the server answers, as one handler. */
final class Front {
    /** A pool's id has an underscore, which no bucket's name may have. */
    private static final Pattern ISSUER = Pattern.compile("/[A-Za-z0-9-]+_[0-9A-Za-z]+/\\.well-known/.*");

    private final ServerSettings settings;
    private final House house;
    private final InstantSource clock;
    private final SecureRandom random;
    private final List<RootKey> rootKeys;

    Front(ServerSettings settings, House house, InstantSource clock, SecureRandom random) {
        this.settings = settings;
        this.house = house;
        this.clock = clock;
        this.random = random;
        this.rootKeys = settings.rootAccessKeyId().map(this::rootKey).stream().toList();
    }

    private RootKey rootKey(String accessKeyId) {
        try {
            return RootKey.of(settings.account(), accessKeyId, settings.rootSecretKey());
        } catch (IllegalArgumentException e) {
            throw new ConfigException("root.access-key-id and its secret cannot be used: " + e.getMessage() + ".", e);
        }
    }

    HttpHandler handler(Health health) {
        RequestIds ids = RequestIds.random(random);
        HttpHandler json = json();
        HttpHandler sts = sts();
        IssuerDocuments documents = new IssuerDocuments(house.userPools());
        HttpHandler issuers = settings.certificates() ? documents.withCertificates() : documents;
        Routes.Builder routes = Routes.builder(ids)
                .route("POST", "/", request -> StsEndpoint.speaks(request) ? sts.handle(request) : json.handle(request))
                .route("GET", "/", request -> StsEndpoint.speaks(request) ? sts.handle(request) : Landing.page())
                .route("GET", "/health/live", health.liveness())
                .route("GET", "/health/ready", health.readiness());
        if (settings.buckets().isEmpty()) {
            routes.route("GET", "/*", issuers);
        } else {
            HttpHandler objects = objects(ids);
            routes.anyMethod(
                    "/*",
                    request -> ISSUER.matcher(request.path()).matches()
                            ? issuers.handle(request)
                            : objects.handle(request));
        }
        if (settings.metrics()) {
            Metrics metrics = new Metrics();
            routes.listener(metrics).route("GET", "/metrics", metrics);
        }
        if (!settings.corsOrigins().isEmpty()) {
            routes.cors("/*", cors());
        }
        return routes.build();
    }

    private HttpHandler json() {
        return WireProtocol.builder()
                .userPools(house.userPools())
                .identityPools(house.identityPools())
                .arns(settings.region(), settings.account())
                .authorization(AdministrationGuard.builder(settings.region())
                        .pools(house.identityPools().sessions())
                        .rootKeys(rootKeys)
                        .clock(clock)
                        .build())
                .random(random)
                .build();
    }

    private HttpHandler sts() {
        return StsEndpoint.builder(settings.region(), house.identityPools().tokenServices())
                .pools(house.identityPools().sessions())
                .rootKeys(rootKeys)
                .clock(clock)
                .random(random)
                .build();
    }

    private HttpHandler objects(RequestIds ids) {
        FileObjectStorage storage = FileObjectStorage.open(settings.objectsFolder(), clock);
        try {
            settings.buckets().forEach(storage::createBucket);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(
                    "objects.buckets has a name that is none of a bucket: " + e.getMessage() + ".", e);
        }
        SignatureVerifier signatures =
                new SignatureVerifier(SignatureSettings.s3(settings.region()).build(), clock);
        return S3Handler.of(new CredentialGuard(house.identityPools().sessions(), signatures, clock), storage, ids);
    }

    private CorsSettings cors() {
        try {
            return settings.corsOrigins().contains("*")
                    ? CorsSettings.anyOrigin().build()
                    : CorsSettings.origins(settings.corsOrigins().toArray(String[]::new))
                            .build();
        } catch (IllegalArgumentException e) {
            throw new ConfigException("cors.origins has an item that is no origin: " + e.getMessage() + ".", e);
        }
    }
}
