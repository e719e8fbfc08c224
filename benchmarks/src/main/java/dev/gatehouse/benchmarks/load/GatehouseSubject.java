package dev.gatehouse.benchmarks.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** The standalone server on PostgreSQL, made ready by its own command line. */
final class GatehouseSubject {
    private static final String BUCKET = "photos";
    private static final String USER_POOL = "AWSCognitoIdentityProviderService.";
    private static final String IDENTITY_POOL = "AWSCognitoIdentityService.";

    private final Server server;
    private final String client;
    private final String identityPool;
    private final String provider;

    private GatehouseSubject(Server server, String client, String identityPool, String provider) {
        this.server = server;
        this.client = client;
        this.identityPool = identityPool;
        this.provider = provider;
    }

    /** Makes a user pool, a client, an identity pool and users, and starts the server. */
    static GatehouseSubject start(Path jar, Path folder, int postgresPort) throws IOException, InterruptedException {
        int port = Server.freePort();
        String origin = "http://127.0.0.1:" + port;
        Map<String, String> environment = new HashMap<>();
        environment.put("GATEHOUSE_DATA", folder.toString());
        environment.put("GATEHOUSE_LISTEN_PORT", Integer.toString(port));
        environment.put("GATEHOUSE_PUBLIC_ORIGIN", origin);
        environment.put("GATEHOUSE_DATABASE_URL", "jdbc:postgresql://127.0.0.1:" + postgresPort + "/gatehouse");
        environment.put("GATEHOUSE_DATABASE_USER", "postgres");
        environment.put("GATEHOUSE_DATABASE_PASSWORD", "postgres");
        environment.put("GATEHOUSE_DATABASE_CONNECTIONS", "20");
        environment.put("GATEHOUSE_WORKERS", "64");
        environment.put("GATEHOUSE_OBJECTS_BUCKETS", BUCKET);
        environment.put("GATEHOUSE_LOG_LEVEL", "warn");
        Commands commands = new Commands(jar, environment);
        commands.run("", "schema", "apply");
        String pool = first(commands.run("", "pool", "create", "load", "--preset", "reference"));
        String client = first(commands.run("", "client", "create", pool, "web"));
        String identityPool = first(commands.run(
                "", "identity-pool", "create", "load", "--user-pool", pool, "--client", client, "--bucket", BUCKET));
        for (int i = 0; i < Load.USERS; i++) {
            commands.run(Load.PASSWORD, "user", "create", pool, "user" + i + "@example.com", "--password-stdin");
        }
        Server server = Server.start(
                "Gatehouse", commands.line("serve"), environment, port, "/health/ready", folder.resolve("server.log"));
        return new GatehouseSubject(server, client, identityPool, "127.0.0.1:" + port + "/" + pool);
    }

    private static String first(String output) {
        return output.strip().split("\\s", 2)[0];
    }

    /** The jar's command line. */
    private record Commands(Path jar, Map<String, String> environment) {
        List<String> line(String... arguments) {
            List<String> line = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar.toString()));
            line.addAll(List.of(arguments));
            return line;
        }

        String run(String input, String... arguments) throws IOException, InterruptedException {
            ProcessBuilder builder = new ProcessBuilder(line(arguments)).redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", arguments) + " failed: " + output);
            }
            return output;
        }
    }

    Server server() {
        return server;
    }

    /** A session for each connection, refreshed again and again: each time by the token that the last refresh gave. */
    List<Operation> refreshes(int connections) throws IOException {
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            operations.add(refreshes(token(i, "RefreshToken")));
        }
        return operations;
    }

    private Operation refreshes(String first) {
        AtomicReference<String> token = new AtomicReference<>(first);
        return connection -> {
            String body = json("AuthFlow", "REFRESH_TOKEN_AUTH", "ClientId", client)
                    .replace("}", ",\"AuthParameters\":" + json("REFRESH_TOKEN", token.getPlain()) + "}");
            token.setPlain(Texts.member(call(connection, USER_POOL + "InitiateAuth", body), "RefreshToken"));
        };
    }

    /** Each session's user. */
    List<Operation> getUsers(int connections) throws IOException {
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            String body = json("AccessToken", token(i, "AccessToken"));
            operations.add(
                    connection -> Texts.require(call(connection, USER_POOL + "GetUser", body), "\"UserAttributes\""));
        }
        return operations;
    }

    /** Temporary credentials for each session's identity. */
    List<Operation> credentials(int connections) throws IOException {
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            String logins = json(provider, token(i, "IdToken"));
            String identity;
            try (Connection connection = new Connection(server.port())) {
                identity = Texts.member(
                        call(
                                connection,
                                IDENTITY_POOL + "GetId",
                                "{\"IdentityPoolId\":\"" + identityPool + "\",\"Logins\":" + logins + "}"),
                        "IdentityId");
            }
            String body = "{\"IdentityId\":\"" + identity + "\",\"Logins\":" + logins + "}";
            operations.add(connection -> Texts.require(
                    call(connection, IDENTITY_POOL + "GetCredentialsForIdentity", body), "\"SessionToken\""));
        }
        return operations;
    }

    private String token(int session, String name) throws IOException {
        try (Connection connection = new Connection(server.port())) {
            String parameters =
                    json("USERNAME", "user" + session % Load.USERS + "@example.com", "PASSWORD", Load.PASSWORD);
            String body = "{\"AuthFlow\":\"USER_PASSWORD_AUTH\",\"ClientId\":\"" + client + "\",\"AuthParameters\":"
                    + parameters + "}";
            return Texts.member(call(connection, USER_POOL + "InitiateAuth", body), name);
        }
    }

    private static Connection.Reply call(Connection connection, String target, String body) throws IOException {
        String headers = "Content-Type: application/x-amz-json-1.1\r\nX-Amz-Target: " + target + "\r\n";
        return connection.send("POST", "/", headers, body);
    }

    /** An object of texts that need no escape. */
    private static String json(String... namesAndValues) {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            text.append(i == 0 ? "" : ",")
                    .append('"')
                    .append(namesAndValues[i])
                    .append("\":\"")
                    .append(namesAndValues[i + 1])
                    .append('"');
        }
        return text.append('}').toString();
    }
}
