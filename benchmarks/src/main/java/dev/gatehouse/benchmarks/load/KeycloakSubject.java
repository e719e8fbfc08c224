package dev.gatehouse.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Keycloak as it comes, on PostgreSQL: a realm with a client and some users. */
final class KeycloakSubject {
    static final String VERSION = "26.7.4";
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";
    private static final String REALM = "/realms/load/protocol/openid-connect/";

    private final Server server;

    private KeycloakSubject(Server server) {
        this.server = server;
    }

    /** Unpacks the distribution into {@code folder} and starts it. */
    static KeycloakSubject start(Path zip, Path folder, int postgresPort) throws IOException, InterruptedException {
        unpack(zip, folder);
        Path home = folder.resolve("keycloak-" + VERSION);
        Path realms = Files.createDirectories(home.resolve("data").resolve("import"));
        Files.writeString(realms.resolve("load-realm.json"), realm());
        int port = Server.freePort();
        Map<String, String> environment = Map.of(
                "KC_DB", "postgres",
                "KC_DB_URL", "jdbc:postgresql://127.0.0.1:" + postgresPort + "/keycloak",
                "KC_DB_USERNAME", "postgres",
                "KC_DB_PASSWORD", "postgres",
                "JAVA_HOME", System.getProperty("java.home"));
        List<String> command = List.of(
                "sh",
                home.resolve("bin").resolve("kc.sh").toString(),
                "start",
                "--import-realm",
                "--cache=local",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--hostname-strict=false");
        Path log = folder.resolve("keycloak.log");
        return new KeycloakSubject(
                Server.start("Keycloak " + VERSION, command, environment, port, "/realms/load", log));
    }

    private static String realm() {
        String all = IntStream.range(0, Load.USERS)
                .mapToObj(i -> "{\"username\":\"user" + i + "\",\"enabled\":true,\"email\":\"user" + i
                        + "@example.com\",\"emailVerified\":true,\"firstName\":\"A\",\"lastName\":\"B\","
                        + "\"credentials\":[{\"type\":\"password\",\"value\":\"" + Load.PASSWORD + "\"}]}")
                .collect(Collectors.joining(","));
        return "{\"realm\":\"load\",\"enabled\":true,\"sslRequired\":\"none\",\"accessTokenLifespan\":3600,"
                + "\"ssoSessionIdleTimeout\":36000,\"clients\":[{\"clientId\":\"web\",\"enabled\":true,"
                + "\"publicClient\":true,\"directAccessGrantsEnabled\":true},{\"clientId\":\"machine\","
                + "\"enabled\":true,\"serviceAccountsEnabled\":true,\"secret\":\"a-secret-of-the-load\"}],"
                + "\"users\":[" + all + "]}";
    }

    private static void unpack(Path zip, Path folder) throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException("an entry leaves the folder");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(in, target);
                }
            }
        }
    }

    Server server() {
        return server;
    }

    /** A session for each connection, refreshed again and again: each answer brings the next refresh token. */
    List<Operation> refreshes(int connections) throws IOException {
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            operations.add(new Refreshing(Texts.member(signIn(i), "refresh_token")));
        }
        return operations;
    }

    private static final class Refreshing implements Operation {
        private String token;

        Refreshing(String token) {
            this.token = token;
        }

        @Override
        public void once(Connection connection) throws IOException {
            token = Texts.member(
                    connection.send(
                            "POST",
                            REALM + "token",
                            FORM,
                            "client_id=web&grant_type=refresh_token&refresh_token=" + token),
                    "refresh_token");
        }
    }

    /** Each user's own claims. */
    List<Operation> userInfos(int connections) throws IOException {
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            String header = "Authorization: Bearer " + Texts.member(signIn(i), "access_token") + "\r\n";
            operations.add(connection ->
                    Texts.require(connection.send("GET", REALM + "userinfo", header, ""), "\"preferred_username\""));
        }
        return operations;
    }

    /** A token for a machine. */
    List<Operation> clientCredentials(int connections) {
        Operation operation = connection -> Texts.require(
                connection.send(
                        "POST",
                        REALM + "token",
                        FORM,
                        "client_id=machine&client_secret=a-secret-of-the-load&grant_type=client_credentials"),
                "\"access_token\"");
        return IntStream.range(0, connections).mapToObj(i -> operation).toList();
    }

    private Connection.Reply signIn(int session) throws IOException {
        try (Connection connection = new Connection(server.port())) {
            String body = "client_id=web&grant_type=password&scope=openid&username=user" + session % Load.USERS
                    + "&password=" + Load.PASSWORD.replace(' ', '+');
            return connection.send("POST", REALM + "token", FORM, body);
        }
    }
}
