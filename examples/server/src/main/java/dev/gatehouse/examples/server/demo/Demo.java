package dev.gatehouse.examples.server.demo;

import dev.gatehouse.ClientId;
import dev.gatehouse.Cursor;
import dev.gatehouse.Outcome;
import dev.gatehouse.Page;
import dev.gatehouse.PoolId;
import dev.gatehouse.Secret;
import dev.gatehouse.examples.server.config.ConfigException;
import dev.gatehouse.examples.server.config.ConfigKey;
import dev.gatehouse.examples.server.config.ServerSettings;
import dev.gatehouse.examples.server.house.Folders;
import dev.gatehouse.examples.server.house.House;
import dev.gatehouse.examples.server.house.OwnFolders;
import dev.gatehouse.examples.server.serve.RunningServer;
import dev.gatehouse.userpool.UserPool;
import dev.gatehouse.userpool.admin.CreateUserRequest;
import dev.gatehouse.userpool.directory.ClientDefinition;
import dev.gatehouse.userpool.directory.UserPoolDefinition;
import dev.gatehouse.userpool.settings.AuthFlow;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Makes what the page of the demonstration speaks of, once; a second start finds it and sets new passwords. */
public final class Demo {
    private static final String NAME = "demo";
    private static final String BUCKET = "photos";
    private static final Set<AuthFlow> FLOWS =
            Set.of(AuthFlow.USER_PASSWORD_AUTH, AuthFlow.REFRESH_TOKEN_AUTH, AuthFlow.ADMIN_USER_PASSWORD_AUTH);

    private final House house;

    private Demo(House house) {
        this.house = house;
    }

    /**
     * Returns settings with which the page's commands work: a bucket, and a root key where none is set, kept in the data
     * folder.
     *
     * @throws ConfigException if the server would listen for others than this machine, who must not find known users
     */
    public static ServerSettings settings(ServerSettings configured, SecureRandom random) {
        if (!loopback(configured.listenAddress())) {
            throw new ConfigException("--demo prints passwords and is for this machine only: leave listen.address at"
                    + " 127.0.0.1, or serve without --demo.");
        }
        Map<ConfigKey, String> missing = new HashMap<>();
        if (configured.buckets().isEmpty()) {
            missing.put(ConfigKey.OBJECTS_BUCKETS, BUCKET);
        }
        if (configured.rootAccessKeyId().isEmpty()) {
            Folders.make(configured.data());
            missing.put(ConfigKey.ROOT_ACCESS_KEY_ID, DemoRootKey.ACCESS_KEY_ID);
            missing.put(
                    ConfigKey.ROOT_SECRET_KEY_FILE,
                    DemoRootKey.file(configured.data(), random).toString());
        }
        return configured.with(missing, "--demo");
    }

    private static boolean loopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Makes what is missing and returns the page. */
    public static String make(RunningServer server, ServerSettings settings, SecureRandom random) {
        Demo demo = new Demo(server.house());
        PoolId pool = demo.userPool();
        ClientId client = demo.client(pool);
        String bucket = settings.buckets().get(0);
        PoolId identities = demo.identityPool(pool, client, bucket);
        String alice = password(random);
        String bob = password(random);
        demo.user(pool, "alice@example.com", alice);
        demo.user(pool, "bob@example.com", bob);
        Map<String, String> values = new HashMap<>();
        values.put("origin", server.address().toString());
        values.put("issuer", server.house().issuers().issuer(pool).toString());
        values.put("provider", server.house().issuers().provider(pool));
        values.put("region", settings.region());
        values.put("account", settings.account());
        values.put("pool", pool.value());
        values.put("client", client.value());
        values.put("identityPool", identities.value());
        values.put("bucket", bucket);
        values.put("alicePassword", alice);
        values.put("bobPassword", bob);
        values.put("rootKey", settings.rootAccessKeyId().orElseThrow());
        values.put("rootSecret", settings.rootSecretKey().use(String::valueOf));
        values.put("outbox", settings.outboxFolder().toString());
        return DemoPage.filled(values);
    }

    private PoolId userPool() {
        return found(
                        cursor -> house.userPools().list(60, cursor),
                        (UserPoolDefinition pool) -> pool.name().equals(NAME))
                .map(UserPoolDefinition::id)
                .orElseGet(() -> house.userPools()
                        .create(pool -> pool.name(NAME).reference())
                        .orElseThrow()
                        .id());
    }

    private ClientId client(PoolId pool) {
        return found(
                        cursor -> house.userPools().listClients(pool, 60, cursor),
                        (ClientDefinition client) -> client.name().equals(NAME))
                .map(ClientDefinition::id)
                .orElseGet(() -> house.userPools()
                        .createClient(pool, client -> client.name(NAME).settings(settings -> settings.authFlows(FLOWS)))
                        .orElseThrow()
                        .id());
    }

    private PoolId identityPool(PoolId pool, ClientId client, String bucket) {
        String provider = house.issuers().provider(pool);
        return found(
                        cursor -> house.identityPools().list(60, cursor),
                        (dev.gatehouse.credentials.directory.IdentityPoolDefinition known) -> known.name()
                                        .equals(NAME)
                                && known.userPools().stream()
                                        .anyMatch(login -> login.provider().equals(provider)))
                .map(known -> known.id())
                .orElseGet(() -> new OwnFolders(house, bucket)
                        .create(NAME, pool, client, true)
                        .orElseThrow());
    }

    private void user(PoolId pool, String email, String password) {
        UserPool users = house.userPools().pool(pool).orElseThrow();
        try (Secret secret = Secret.of(password)) {
            if (users.admin().get(email).asRefusal().isPresent()) {
                Object unused = users.admin()
                        .create(CreateUserRequest.builder(email)
                                .attributes(Map.of("email", email))
                                .verified(Set.of("email"))
                                .temporaryPassword(secret)
                                .suppressMessage()
                                .build())
                        .orElseThrow();
            }
            Object unused = users.admin().setPassword(email, secret, true).orElseThrow();
        }
    }

    private static <T> Optional<T> found(Function<Optional<Cursor>, Outcome<Page<T>>> list, Predicate<T> wanted) {
        Optional<Cursor> next = Optional.empty();
        do {
            Page<T> page = list.apply(next).orElseThrow();
            Optional<T> found = page.items().stream().filter(wanted).findFirst();
            if (found.isPresent()) {
                return found;
            }
            next = page.next();
        } while (next.isPresent());
        return Optional.empty();
    }

    /** Returns a password that the reference's rules take. */
    private static String password(SecureRandom random) {
        byte[] bytes = new byte[6];
        random.nextBytes(bytes);
        return "Demo-" + HexFormat.of().formatHex(bytes) + "-1a";
    }
}
