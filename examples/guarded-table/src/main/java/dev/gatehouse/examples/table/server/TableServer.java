package dev.gatehouse.examples.table.server;

import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.ClientId;
import dev.gatehouse.IdentityId;
import dev.gatehouse.PoolId;
import dev.gatehouse.RoleName;
import dev.gatehouse.Secret;
import dev.gatehouse.credentials.pool.IdentityPool;
import dev.gatehouse.credentials.role.RoleDefinition;
import dev.gatehouse.credentials.signature.SignatureSettings;
import dev.gatehouse.embedded.Gatehouse;
import dev.gatehouse.spi.DeliveryException;
import dev.gatehouse.userpool.admin.CreateUserRequest;
import dev.gatehouse.userpool.session.TokenSet;
import dev.gatehouse.userpool.settings.AppClient;
import dev.gatehouse.userpool.settings.AuthFlow;
import dev.gatehouse.userpool.settings.UserPoolSettings;
import dev.gatehouse.userpool.signin.SignInRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The whole example: users, an identity pool, a role, and one table on loopback behind the credential guard. */
public final class TableServer implements AutoCloseable {
    /** The one table. */
    public static final String TABLE = "Notes";

    /** The region that clients sign for. */
    public static final String REGION = "local";

    private static final PoolId USER_POOL = new PoolId("local_notes");
    private static final PoolId IDENTITY_POOL = new PoolId("local:5d5a9f0e-0c55-4a6e-9d3c-1f0d9b1f7a21");
    private static final URI ISSUER = URI.create("https://notes.example/local_notes");
    private static final String LOGIN = "notes.example/local_notes";
    private static final ClientId CLIENT = new ClientId("notesapp");
    private static final RoleName NOTE_TAKER = new RoleName("NoteTaker");

    private final HttpServer http;
    private final ExecutorService workers = Executors.newFixedThreadPool(8);
    private final Gatehouse house;

    private TableServer(HttpServer http, Gatehouse house) {
        this.http = http;
        this.house = house;
    }

    /**
     * Starts the server.
     *
     * @param folder where users and keys rest
     * @param port the table's port; 0 for any free one
     */
    public static TableServer start(Path folder, int port, InstantSource clock) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 64);
        TableServer server = new TableServer(http, open(folder, clock));
        server.registerRole();
        http.createContext(
                "/",
                new TableHandler(
                        server.house.guard(
                                SignatureSettings.service("dynamodb", REGION).build()),
                        new NoteTable()));
        http.setExecutor(server.workers);
        http.start();
        return server;
    }

    private static Gatehouse open(Path folder, InstantSource clock) {
        return Gatehouse.builder(folder)
                .userPool(UserPoolSettings.builder(USER_POOL, ISSUER)
                        .client(AppClient.builder(CLIENT).build())
                        .build())
                .identityPool(IDENTITY_POOL, pool -> pool.authenticatedRole(NOTE_TAKER))
                .sender(message -> {
                    throw new DeliveryException("this example sends no messages");
                })
                .clock(clock)
                .build();
    }

    private void registerRole() throws IOException {
        house.identityPool()
                .roles()
                .put(RoleDefinition.builder(NOTE_TAKER)
                        .trustPolicy(document("trust-authenticated.json"))
                        .permissionPolicy("own-rows", document("own-rows.json"))
                        .build())
                .orElseThrow();
        house.maintain(100);
    }

    private static String document(String name) throws IOException {
        try (InputStream in = TableServer.class.getResourceAsStream("/policies/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the policy " + name + " is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("{table}", arn(TABLE))
                    .replace("{identity-pool}", IDENTITY_POOL.value());
        }
    }

    static String arn(String table) {
        return "arn:aws:dynamodb:" + REGION + ":000000000000:table/" + table;
    }

    /** Makes a user who can sign in at once: what an administrator does. */
    public void addUser(String address, String password) {
        house.userPool()
                .admin()
                .create(CreateUserRequest.builder(address)
                        .attributes(Map.of("email", address))
                        .verified(Set.of("email"))
                        .temporaryPassword(Secret.of("for once: " + password))
                        .suppressMessage()
                        .build())
                .orElseThrow();
        house.userPool().admin().setPassword(address, Secret.of(password), true).orElseThrow();
    }

    /** Signs a user in and returns temporary credentials: what an application's login page does. */
    public IdentityPool.IdentityCredentials signIn(String address, String password) {
        house.maintain(100); // an application's scheduler does this every second
        TokenSet tokens = house.userPool()
                .signIn()
                .start(new SignInRequest(AuthFlow.USER_PASSWORD_AUTH, CLIENT, address, Secret.of(password)))
                .orElseThrow();
        Map<String, String> logins = Map.of(LOGIN, tokens.idToken().value());
        IdentityId identity = house.identityPool().getId(logins).orElseThrow();
        return house.identityPool().getCredentials(identity, logins).orElseThrow();
    }

    /** Does what a scheduler would: refreshes the view of revocations, for one. */
    public void maintain() {
        house.maintain(100);
    }

    /** Returns where the table is served. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    @Override
    public void close() {
        http.stop(0);
        workers.shutdownNow();
        house.close();
    }
}
