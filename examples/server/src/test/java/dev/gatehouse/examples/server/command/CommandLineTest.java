package dev.gatehouse.examples.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    @TempDir
    Path folder;

    private record Told(int status, String out, String err) {}

    private Told run(String... args) {
        return run(Map.of(), args);
    }

    private Told run(Map<String, String> environment, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> all =
                new ArrayList<>(List.of("--data", folder.resolve("data").toString()));
        all.addAll(Arrays.asList(args));
        String[] whole = all.toArray(String[]::new);
        int status = CommandLines.of(environment, whole)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(whole);
        return new Told(status, out.toString(), err.toString());
    }

    private String done(String... args) {
        Told told = run(args);
        assertThat(told.status()).as(told.err()).isZero();
        return told.out().strip();
    }

    @Test
    void aPoolAClientAUserAndAnIdentityPoolAreMadeAndListed() {
        String[] pool = done("pool", "create", "app", "--preset", "reference").split("\t", -1);
        assertThat(pool[0]).matches("local_[A-Za-z0-9]{9}");
        assertThat(pool[1]).isEqualTo("http://127.0.0.1:8420/" + pool[0]);
        assertThat(done("pool", "list")).contains(pool[0]);

        String client = done("client", "create", pool[0], "web");
        assertThat(client).matches("[a-z0-9]{26}");
        assertThat(done("client", "create", pool[0], "backend", "--secret", "--admin-sign-in"))
                .matches("[a-z0-9]{26}\t[\\w+]{24,64}");
        assertThat(done("client", "list", pool[0])).contains(client + "\tweb").contains("backend");

        assertThat(done("user", "create", pool[0], "alice@example.com")).matches("[0-9a-f-]{36}");
        assertThat(run("user", "create", pool[0], "alice@example.com").status()).isEqualTo(1);

        String identities = done(
                "identity-pool",
                "create",
                "app",
                "--user-pool",
                pool[0],
                "--client",
                client,
                "--bucket",
                "photos",
                "--guests");
        assertThat(identities).matches("local:[0-9a-f-]{36}");
        assertThat(done("identity-pool", "list")).isEqualTo(identities + "\tapp");

        assertThat(done("keys", "rotate", pool[0])).startsWith("the new keys sign from ");
        assertThat(done("keys", "rotate", "--master")).startsWith("master key 2 ");
        assertThat(done("pool", "list")).contains(pool[0]);
    }

    @Test
    void aRoleIsPutFromFiles() throws IOException {
        String pool = done("pool", "create", "app").split("\t", -1)[0];
        String client = done("client", "create", pool, "web");
        String identities =
                done("identity-pool", "create", "app", "--user-pool", pool, "--client", client, "--bucket", "photos");
        Path trust = Files.writeString(folder.resolve("trust.json"), """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                  "Principal":{"Federated":"cognito-identity.amazonaws.com"},"Action":"sts:AssumeRoleWithWebIdentity",
                  "Condition":{"StringEquals":{"cognito-identity.amazonaws.com:aud":"%s"},
                    "ForAnyValue:StringLike":{"cognito-identity.amazonaws.com:amr":"authenticated"}}}]}
                """.formatted(identities), StandardCharsets.UTF_8);
        Path permissions = Files.writeString(folder.resolve("permissions.json"), """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}
                """, StandardCharsets.UTF_8);
        assertThat(done(
                        "identity-pool",
                        "put-role",
                        identities,
                        "Reader",
                        "--trust",
                        trust.toString(),
                        "--permissions",
                        permissions.toString()))
                .isEqualTo("arn:aws:iam::000000000000:role/Reader");
        Told broken = run(
                "identity-pool",
                "put-role",
                identities,
                "Reader",
                "--trust",
                permissions.toString(),
                "--permissions",
                permissions.toString());
        assertThat(broken.status()).isEqualTo(1);
        assertThat(broken.err()).contains("was refused");
    }

    @Test
    void whatIsRefusedSaysWhyAndWhatToDoNext() {
        Told told = run("client", "create", "local_AAAAAAAAA", "web");
        assertThat(told.status()).isEqualTo(1);
        assertThat(told.err()).contains("RESOURCE_NOT_FOUND").contains("pool list");
    }

    @Test
    void aWrongConfigurationEndsWithStatus2() {
        assertThat(run("pool", "list", "-s", "listen.prot=1").status()).isEqualTo(2);
        assertThat(run("pool", "list", "-s", "listen.prot=1").err()).contains("the nearest is listen.port");
        assertThat(run("pool", "lisst").status()).isEqualTo(2);
        assertThat(run("--demo", "-s", "listen.address=0.0.0.0").err()).contains("for this machine only");
        assertThat(run("keys", "rotate").err()).contains("Name a user pool, or --master");
    }

    @Test
    void aDatabaseThatIsAwayEndsWithStatus3() {
        Told told = run("pool", "list", "-s", "database.url=jdbc:postgresql://127.0.0.1:1/none?loginTimeout=1");
        assertThat(told.status()).as(told.err()).isEqualTo(3);
        assertThat(told.err()).contains("database.url");
    }

    @Test
    void theSchemaIsPrintedValidatedAndApplied() {
        assertThat(done("schema", "print")).contains("CREATE TABLE");
        assertThat(run("schema", "validate").status()).isEqualTo(1);
        assertThat(done("schema", "apply")).isEqualTo("the schema is up to date");
        assertThat(done("schema", "validate")).isEqualTo("the schema is this version's");
    }

    @Test
    void postgresqlIsServedOnceItsSchemaIsApplied() throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("synchronous_commit", "on")
                .start()) {
            String url = "database.url=" + postgres.getJdbcUrl("postgres", "postgres");
            Told early = run("pool", "list", "-s", url);
            assertThat(early.status()).isEqualTo(2);
            assertThat(early.err()).contains("schema apply");
            assertThat(run("schema", "validate", "-s", url).status()).isEqualTo(1);
            assertThat(done("schema", "apply", "-s", url)).isEqualTo("the schema is up to date");
            assertThat(done("schema", "validate", "-s", url)).isEqualTo("the schema is this version's");
            String pool = done("pool", "create", "app", "-s", url).split("\t", -1)[0];
            assertThat(done("pool", "list", "-s", url)).contains(pool);
        }
    }

    @Test
    void printConfigShowsEveryKeyAndNoSecret() {
        Told told = run(
                Map.of(
                        "GATEHOUSE_ROOT_ACCESS_KEY_ID", "AKIATESTTESTTESTTEST",
                        "GATEHOUSE_ROOT_SECRET_KEY", "canary-canary-canary-canary-canary-canary-1"),
                "--print-config");
        assertThat(told.status()).isZero();
        assertThat(told.out())
                .contains("# command line\ndata = ")
                .contains("(redacted)")
                .doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "serve",
                "pool",
                "pool create",
                "client create",
                "user create",
                "identity-pool create",
                "identity-pool put-role",
                "keys rotate",
                "schema apply"
            })
    void everyCommandHasHelp(String command) {
        List<String> args = new ArrayList<>(command.isEmpty() ? List.of() : Arrays.asList(command.split(" ", -1)));
        args.add("--help");
        Told told = run(args.toArray(String[]::new));
        assertThat(told.status()).isZero();
        assertThat(told.out()).contains("Usage:").contains("gatehouse-server").contains("--config");
    }
}
