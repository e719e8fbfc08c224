package dev.gatehouse.examples.server.config;

import dev.gatehouse.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The configuration, each value in its type. Immutable. Every method throws {@link ConfigException} for a value without its form. */
public final class ServerSettings {
    private static final Pattern REGION = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    private static final List<String> LEVELS = List.of("error", "warn", "info", "debug", "trace");

    private final Configuration configuration;

    private ServerSettings(Configuration configuration) {
        this.configuration = configuration;
    }

    /**
     * Returns the settings of a configuration whose every value has its form.
     *
     * @throws ConfigException naming the first value that has not
     */
    public static ServerSettings of(Configuration configuration) {
        ServerSettings settings = new ServerSettings(configuration);
        settings.check();
        return settings;
    }

    /** Returns these settings with other values of some keys, and where they came from. */
    public ServerSettings with(Map<ConfigKey, String> others, String origin) {
        return of(configuration.with(others, origin));
    }

    private void check() {
        Object unused = List.of(
                data(),
                listenAddress(),
                port(),
                publicOrigin(),
                referenceIssuer(),
                certificates(),
                region(),
                account(),
                database(),
                databaseConnections(),
                masterKeyFile(),
                outboxFolder(),
                objectsFolder(),
                buckets(),
                proxiesForwarded(),
                bodyBytes(),
                number(ConfigKey.LIMITS_HEADERS, 1, 1_000),
                number(ConfigKey.LIMITS_HEADER_BYTES, 1_024, 1 << 20),
                requestTime(),
                responseTime(),
                connections(),
                workers(),
                metrics(),
                maintenance(),
                shutdown(),
                logLevel());
        if (configuration.text(ConfigKey.ROOT_ACCESS_KEY_ID).isEmpty()
                && !(configuration.text(ConfigKey.ROOT_SECRET_KEY).isEmpty()
                        && configuration.text(ConfigKey.ROOT_SECRET_KEY_FILE).isEmpty())) {
            throw configuration.fault(ConfigKey.ROOT_ACCESS_KEY_ID, "set where root.secret-key is");
        }
    }

    public Path data() {
        return Path.of(configuration.text(ConfigKey.DATA));
    }

    public String listenAddress() {
        return matching(ConfigKey.LISTEN_ADDRESS, text -> !text.isEmpty(), "an address, such as 127.0.0.1");
    }

    public int port() {
        return number(ConfigKey.LISTEN_PORT, 0, 65_535);
    }

    /** Returns the public origin, where one is set. */
    public Optional<URI> publicOrigin() {
        String text = configuration.text(ConfigKey.PUBLIC_ORIGIN);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String wanted = "a scheme, a host and perhaps a port without a path, such as https://auth.example.com";
        try {
            URI uri = URI.create(text);
            boolean bare = uri.getHost() != null
                    && (uri.getRawPath() == null || uri.getRawPath().isEmpty())
                    && uri.getRawQuery() == null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null
                    && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
            if (!bare) {
                throw configuration.fault(ConfigKey.PUBLIC_ORIGIN, wanted);
            }
            return Optional.of(uri);
        } catch (IllegalArgumentException e) {
            throw configuration.fault(ConfigKey.PUBLIC_ORIGIN, wanted);
        }
    }

    /** Returns whether tokens name the reference service's issuer. */
    public boolean referenceIssuer() {
        return one(ConfigKey.ISSUER_SHAPE, "origin", "reference").equals("reference");
    }

    /** Returns whether the keys at the issuers carry certificates. */
    public boolean certificates() {
        return one(ConfigKey.ISSUER_X5C, "false", "true").equals("true");
    }

    public String region() {
        return matching(
                ConfigKey.REGION,
                text -> REGION.matcher(text).matches(),
                "1 to 32 lower-case letters, digits and inner hyphens, such as eu-west-1");
    }

    public String account() {
        return matching(ConfigKey.ACCOUNT, text -> ACCOUNT.matcher(text).matches(), "12 digits");
    }

    /** Returns which database it is. */
    public DatabaseUrl database() {
        String text = configuration.text(ConfigKey.DATABASE_URL);
        return DatabaseUrl.of(text.isEmpty() ? "sqlite:" + data().resolve("gatehouse.db") : text)
                .orElseThrow(() -> configuration.fault(
                        ConfigKey.DATABASE_URL,
                        "sqlite:PATH, jdbc:postgresql://host:port/database or"
                                + " cassandra://host:port/keyspace?dc=datacentre, without a password in it"));
    }

    public Optional<String> databaseUser() {
        return Optional.of(configuration.text(ConfigKey.DATABASE_USER)).filter(text -> !text.isEmpty());
    }

    public Optional<Secret> databasePassword() {
        return Optional.of(configuration.text(ConfigKey.DATABASE_PASSWORD))
                .filter(text -> !text.isEmpty())
                .map(Secret::of);
    }

    public int databaseConnections() {
        return number(ConfigKey.DATABASE_CONNECTIONS, 1, 200);
    }

    public Path masterKeyFile() {
        return path(ConfigKey.MASTER_KEY_FILE, "master.keys");
    }

    public Path outboxFolder() {
        return path(ConfigKey.OUTBOX_FOLDER, "outbox");
    }

    public String outboxFrom() {
        return configuration.text(ConfigKey.OUTBOX_FROM);
    }

    public Path objectsFolder() {
        return path(ConfigKey.OBJECTS_FOLDER, "objects");
    }

    public List<String> buckets() {
        return list(ConfigKey.OBJECTS_BUCKETS);
    }

    /** Returns the root user's access key id, where one is set. */
    public Optional<String> rootAccessKeyId() {
        return Optional.of(configuration.text(ConfigKey.ROOT_ACCESS_KEY_ID)).filter(text -> !text.isEmpty());
    }

    /** Returns the root user's secret; its own value, or what is in its file. */
    public Secret rootSecretKey() {
        String file = configuration.text(ConfigKey.ROOT_SECRET_KEY_FILE);
        String text = configuration.text(ConfigKey.ROOT_SECRET_KEY);
        if (file.isEmpty() == text.isEmpty()) {
            throw configuration.fault(
                    ConfigKey.ROOT_SECRET_KEY,
                    "set, or root.secret-key-file, where root.access-key-id is; one of both, not both");
        }
        if (file.isEmpty()) {
            return Secret.of(text);
        }
        try {
            return Secret.of(
                    Files.readString(Path.of(file), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw configuration.fault(ConfigKey.ROOT_SECRET_KEY_FILE, "a file that can be read");
        }
    }

    public List<String> corsOrigins() {
        return list(ConfigKey.CORS_ORIGINS);
    }

    public List<String> trustedProxies() {
        return list(ConfigKey.PROXIES_TRUSTED);
    }

    /** Returns whether proxies send {@code Forwarded}, not {@code X-Forwarded-For}. */
    public boolean proxiesForwarded() {
        return one(ConfigKey.PROXIES_HEADER, "x-forwarded", "forwarded").equals("forwarded");
    }

    public int bodyBytes() {
        return number(ConfigKey.LIMITS_BODY_BYTES, 1 << 20, Integer.MAX_VALUE - 8);
    }

    public int headers() {
        return number(ConfigKey.LIMITS_HEADERS, 1, 1_000);
    }

    public int headerBytes() {
        return number(ConfigKey.LIMITS_HEADER_BYTES, 1_024, 1 << 20);
    }

    public Duration requestTime() {
        return seconds(ConfigKey.LIMITS_REQUEST_SECONDS, 1, 86_400);
    }

    public Duration responseTime() {
        return seconds(ConfigKey.LIMITS_RESPONSE_SECONDS, 1, 86_400);
    }

    public int connections() {
        return number(ConfigKey.LIMITS_CONNECTIONS, 1, 1_000_000);
    }

    public int workers() {
        return number(ConfigKey.WORKERS, 1, 1_024);
    }

    public boolean metrics() {
        return one(ConfigKey.METRICS, "false", "true").equals("true");
    }

    public Duration maintenance() {
        return seconds(ConfigKey.MAINTENANCE_SECONDS, 1, 60);
    }

    public Duration shutdown() {
        return seconds(ConfigKey.SHUTDOWN_SECONDS, 0, 3_600);
    }

    public String logLevel() {
        return one(ConfigKey.LOG_LEVEL, LEVELS.toArray(String[]::new));
    }

    private Path path(ConfigKey key, String standard) {
        String text = configuration.text(key);
        return text.isEmpty() ? data().resolve(standard) : Path.of(text);
    }

    private List<String> list(ConfigKey key) {
        return Arrays.stream(configuration.text(key).split(",", -1))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    private String matching(ConfigKey key, Predicate<String> form, String wanted) {
        String text = configuration.text(key);
        if (!form.test(text)) {
            throw configuration.fault(key, wanted);
        }
        return text;
    }

    private String one(ConfigKey key, String... allowed) {
        return matching(key, text -> List.of(allowed).contains(text), String.join(" or ", allowed));
    }

    private Duration seconds(ConfigKey key, int least, int most) {
        return Duration.ofSeconds(number(key, least, most));
    }

    private int number(ConfigKey key, int least, int most) {
        String text = matching(key, t -> t.matches("[0-9]{1,10}"), "a number from " + least + " to " + most);
        long number = Long.parseLong(text);
        if (number < least || number > most) {
            throw configuration.fault(key, "a number from " + least + " to " + most);
        }
        return (int) number;
    }

    @Override
    public String toString() {
        return configuration.toString();
    }
}
