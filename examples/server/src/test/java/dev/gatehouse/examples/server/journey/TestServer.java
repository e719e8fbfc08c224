package dev.gatehouse.examples.server.journey;

import dev.gatehouse.ClientId;
import dev.gatehouse.PoolId;
import dev.gatehouse.Secret;
import dev.gatehouse.examples.server.config.Configuration;
import dev.gatehouse.examples.server.config.ServerSettings;
import dev.gatehouse.examples.server.house.House;
import dev.gatehouse.examples.server.house.OwnFolders;
import dev.gatehouse.examples.server.serve.RunningServer;
import dev.gatehouse.userpool.admin.CreateUserRequest;
import dev.gatehouse.userpool.directory.ClientDefinition;
import dev.gatehouse.userpool.settings.AuthFlow;
import dev.gatehouse.userpool.settings.Masking;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A server in this process on a folder of its own, with a pool, a client, an identity pool and a bucket. */
public final class TestServer implements AutoCloseable {
    public static final String ROOT_KEY = "AKIATESTTESTTESTTEST";
    public static final String ROOT_SECRET = "test-secret-test-secret-test-secret-test-secret";
    public static final String BUCKET = "photos";
    public static final String PASSWORD = "Correct-horse-9-battery";

    private static final Pattern CODE = Pattern.compile("code is ([0-9]{6})");
    private static final int ROUNDS = 200;

    private final Path folder;
    private final RunningServer server;
    private final PoolId pool;
    private final ClientId client;
    private final PoolId identityPool;

    private TestServer(Path folder, RunningServer server) {
        this.folder = folder;
        this.server = server;
        this.pool = house().userPools()
                .create(made -> made.name("journeys").reference())
                .orElseThrow()
                .id();
        this.client = client("web", false, Masking.REFERENCE).id();
        this.identityPool = new OwnFolders(house(), BUCKET)
                .create("journeys", pool, client, true)
                .orElseThrow();
    }

    public static TestServer start(Path folder, Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>(Map.of(
                "data",
                folder.toString(),
                "listen.port",
                "0",
                "objects.buckets",
                BUCKET,
                "root.access-key-id",
                ROOT_KEY));
        all.putAll(settings);
        Configuration configuration =
                Configuration.read(Optional.empty(), Map.of("GATEHOUSE_ROOT_SECRET_KEY", ROOT_SECRET), all);
        return new TestServer(
                folder,
                RunningServer.start(ServerSettings.of(configuration), InstantSource.system(), new SecureRandom()));
    }

    public House house() {
        return server.house();
    }

    public URI origin() {
        return server.origin();
    }

    public String pool() {
        return pool.value();
    }

    public String client() {
        return client.value();
    }

    public String identityPool() {
        return identityPool.value();
    }

    /** Returns the key of the pool's logins. */
    public String provider() {
        return house().issuers().provider(pool);
    }

    /** Makes another client of the pool. */
    public ClientDefinition client(String name, boolean secret, Masking masking) {
        return house().userPools()
                .createClient(pool, made -> {
                    made.name(name)
                            .settings(settings -> settings.masking(masking)
                                    .authFlows(Set.of(
                                            AuthFlow.USER_PASSWORD_AUTH,
                                            AuthFlow.REFRESH_TOKEN_AUTH,
                                            AuthFlow.ADMIN_USER_PASSWORD_AUTH)));
                    if (secret) {
                        made.generateSecret();
                    }
                })
                .orElseThrow();
    }

    /** Makes a user whose address is verified and whose password is {@link #PASSWORD}. */
    public void user(String email) {
        var admin = house().userPools().pool(pool).orElseThrow().admin();
        try (Secret password = Secret.of(PASSWORD)) {
            admin.create(CreateUserRequest.builder(email)
                            .attributes(Map.of("email", email))
                            .verified(Set.of("email"))
                            .temporaryPassword(password)
                            .suppressMessage()
                            .build())
                    .orElseThrow();
            admin.setPassword(email, password, true).orElseThrow();
        }
    }

    /** Returns the code of the newest message to an address, once the server has put one into its outbox. */
    public String code(String email) {
        for (int round = 0; round < ROUNDS; round++) {
            house().maintain();
            Optional<String> found = newest(email);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new AssertionError("no message with a code came to " + email);
    }

    private Optional<String> newest(String email) {
        try (Stream<Path> files = Files.list(folder.resolve("outbox"))) {
            List<Path> mails = files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted(Comparator.comparing(TestServer::written).reversed())
                    .toList();
            for (Path mail : mails) {
                String text = Files.readString(mail, StandardCharsets.UTF_8);
                Matcher code = CODE.matcher(text);
                if (text.contains("To: " + email) && code.find()) {
                    return Optional.of(code.group(1));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static java.time.Instant written(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
