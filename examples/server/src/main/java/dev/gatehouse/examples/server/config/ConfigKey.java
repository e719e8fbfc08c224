package dev.gatehouse.examples.server.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Every key that there is. Its name is the one in the file; {@link #variable()} is the one in the environment. */
public enum ConfigKey {
    DATA(
            "data",
            "gatehouse-data",
            "folder in which everything rests that has no place of its own; made if missing, for its owner only"),
    LISTEN_ADDRESS(
            "listen.address",
            "127.0.0.1",
            "address to listen on; others than loopback need TLS in front, since passwords and tokens pass in clear"),
    LISTEN_PORT("listen.port", "8420", "port to listen on; 0 takes any free one"),
    PUBLIC_ORIGIN(
            "public.origin",
            "",
            "scheme, host and port by which clients reach the server, such as https://auth.example.com;"
                    + " http://<listen.address>:<listen.port> if empty"),
    ISSUER_SHAPE(
            "issuer.shape",
            "origin",
            "issuer of tokens: origin for <public.origin>/<pool id>, reference for"
                    + " https://cognito-idp.<region>.amazonaws.com/<pool id>"),
    ISSUER_X5C(
            "issuer.x5c",
            "false",
            "whether the keys at the issuer carry a certificate too (x5c), for peers that read keys from certificates"
                    + " alone"),
    REGION("region", "local", "first part of pool ids, and the region that clients sign for"),
    ACCOUNT("account", "000000000000", "account in ARNs, 12 digits"),
    DATABASE_URL(
            "database.url", "", "sqlite:PATH or jdbc:postgresql://host/database; sqlite:<data>/gatehouse.db if empty"),
    DATABASE_USER("database.user", "", "user of PostgreSQL; the URL's own if empty"),
    DATABASE_PASSWORD("database.password", "", "password of PostgreSQL", true),
    DATABASE_CONNECTIONS("database.connections", "10", "most connections to PostgreSQL, 1 to 200"),
    MASTER_KEY_FILE(
            "master-key.file",
            "",
            "file of the keys that seal every secret at rest, made if missing; <data>/master.keys if empty"),
    OUTBOX_FOLDER("outbox.folder", "", "folder that messages are put into, one .eml each; <data>/outbox if empty"),
    OUTBOX_FROM("outbox.from", "no-reply@localhost", "sender of messages"),
    OBJECTS_FOLDER("objects.folder", "", "folder of the S3-compatible store; <data>/objects if empty"),
    OBJECTS_BUCKETS("objects.buckets", "", "buckets of the S3-compatible store, comma-separated; no store if empty"),
    ROOT_ACCESS_KEY_ID(
            "root.access-key-id",
            "",
            "access key id of the root user, who may do everything; nobody administers over the wire if empty"),
    ROOT_SECRET_KEY("root.secret-key", "", "secret access key of the root user, 40 characters or more", true),
    ROOT_SECRET_KEY_FILE("root.secret-key-file", "", "file with the root user's secret access key alone in it"),
    CORS_ORIGINS(
            "cors.origins",
            "",
            "origins whose pages may call, comma-separated, such as https://app.example.com, or *; none if empty"),
    PROXIES_TRUSTED(
            "proxies.trusted",
            "",
            "addresses or CIDR blocks of proxies whose forwarded headers count, comma-separated; none if empty"),
    PROXIES_HEADER(
            "proxies.header",
            "x-forwarded",
            "what trusted proxies send: x-forwarded for X-Forwarded-For and -Proto, forwarded for Forwarded (RFC"
                    + " 7239)"),
    LIMITS_BODY_BYTES("limits.body-bytes", "67108864", "largest request body; 1 MiB at most on the wire protocols"),
    LIMITS_HEADERS("limits.headers", "100", "most header lines of a request, 1 to 1000"),
    LIMITS_HEADER_BYTES("limits.header-bytes", "32768", "most bytes of all header lines, 1024 to 1048576"),
    LIMITS_REQUEST_SECONDS("limits.request-seconds", "30", "time to send a request"),
    LIMITS_RESPONSE_SECONDS("limits.response-seconds", "120", "time to make and take an answer"),
    LIMITS_CONNECTIONS("limits.connections", "2000", "most connections open at once"),
    WORKERS("workers", "32", "requests answered at once, 1 to 1024"),
    METRICS("metrics", "false", "whether GET /metrics answers with figures for Prometheus"),
    MAINTENANCE_SECONDS(
            "maintenance.seconds", "1", "time between two rounds of delivery, key rotation and sweeping, 1 to 60"),
    SHUTDOWN_SECONDS("shutdown.seconds", "20", "time that requests in flight have to finish after SIGTERM, 0 to 3600"),
    LOG_LEVEL("log.level", "info", "error, warn, info, debug or trace");

    private static final String PREFIX = "GATEHOUSE_";

    private final String key;
    private final String standard;
    private final String description;
    private final boolean secret;

    ConfigKey(String key, String standard, String description) {
        this(key, standard, description, false);
    }

    ConfigKey(String key, String standard, String description, boolean secret) {
        this.key = key;
        this.standard = standard;
        this.description = description;
        this.secret = secret;
    }

    /** Returns the name in the file and on the command line. */
    public String key() {
        return key;
    }

    /** Returns the value that stands where nothing is set. */
    public String standard() {
        return standard;
    }

    public String description() {
        return description;
    }

    /** Returns whether the value is never printed, and never taken from the command line. */
    public boolean secret() {
        return secret;
    }

    /** Returns the name in the environment. */
    public String variable() {
        return PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    static Optional<ConfigKey> ofKey(String name) {
        return Arrays.stream(values()).filter(known -> known.key.equals(name)).findFirst();
    }

    static Optional<ConfigKey> ofVariable(String name) {
        return Arrays.stream(values())
                .filter(known -> known.variable().equals(name))
                .findFirst();
    }
}
