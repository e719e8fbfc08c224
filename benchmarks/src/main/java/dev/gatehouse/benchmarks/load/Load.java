package dev.gatehouse.benchmarks.load;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * The command: the standalone server and then Keycloak, each alone on the machine with the same PostgreSQL, under the same
 * number of connections. Arguments: seconds for each operation (60), connections (64).
 */
public final class Load {
    static final int USERS = 8;
    static final String PASSWORD = "A photograph of nothing at all, 9";

    private static final Path JAR = Path.of("examples", "server", "target", "gatehouse-server.jar");
    private static final Path KEYCLOAK = Path.of("benchmarks", "target", "keycloak-quarkus-dist.zip");
    private static final int WARM_SECONDS = 15;

    private final int seconds;
    private final int connections;
    private final List<Sustained> rows = new ArrayList<>();

    private Load(int seconds, int connections) {
        this.seconds = seconds;
        this.connections = connections;
    }

    /** Runs the command. */
    public static void main(String[] args) throws IOException, InterruptedException, SQLException, ExecutionException {
        int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 60;
        int connections = args.length > 1 ? Integer.parseInt(args[1]) : 64;
        if (!Files.exists(JAR) || !Files.exists(KEYCLOAK)) {
            throw new IllegalStateException(
                    JAR + " or " + KEYCLOAK + " is missing: see benchmarks/README.md, \"Load\"");
        }
        new Load(seconds, connections).run();
    }

    private void run() throws IOException, InterruptedException, SQLException, ExecutionException {
        Path folder = Files.createTempDirectory("gatehouse-load");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("max_connections", "300")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start()) {
            try (Connection connection = postgres.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE gatehouse");
                statement.execute("CREATE DATABASE keycloak");
            }
            gatehouse(GatehouseSubject.start(
                    JAR, Files.createDirectories(folder.resolve("gatehouse")), postgres.getPort()));
            keycloak(KeycloakSubject.start(KEYCLOAK, folder, postgres.getPort()));
        }
        StringBuilder table = new StringBuilder(Sustained.head());
        rows.forEach(row -> table.append(row.row()));
        System.out.println();
        System.out.print(table);
        System.out.println("Logs of both servers are in " + folder + ".");
    }

    private void gatehouse(GatehouseSubject subject) throws IOException, InterruptedException, ExecutionException {
        try (Server server = subject.server()) {
            measure("Gatehouse, InitiateAuth REFRESH_TOKEN_AUTH", server, subject.refreshes(connections));
            measure("Gatehouse, GetUser", server, subject.getUsers(connections));
            measure("Gatehouse, GetCredentialsForIdentity", server, subject.credentials(connections));
        }
    }

    private void keycloak(KeycloakSubject subject) throws IOException, InterruptedException, ExecutionException {
        try (Server server = subject.server()) {
            measure("Keycloak, refresh", server, subject.refreshes(connections));
            measure("Keycloak, userinfo", server, subject.userInfos(connections));
            measure("Keycloak, client credentials", server, subject.clientCredentials(connections));
        }
    }

    private void measure(String name, Server server, List<Operation> operations)
            throws InterruptedException, ExecutionException, IOException {
        Sustained row = Sustained.run(name, server, operations, WARM_SECONDS, seconds);
        System.out.print(row.row());
        rows.add(row);
    }
}
