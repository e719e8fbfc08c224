package dev.gatehouse.examples.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConfigurationTest {
    private static final Optional<Path> NO_FILE = Optional.empty();

    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("server.properties"), text, StandardCharsets.UTF_8);
    }

    private static ServerSettings settings(Map<String, String> flags) {
        return ServerSettings.of(Configuration.read(NO_FILE, Map.of(), flags));
    }

    @Test
    void theCommandLineGoesBeforeTheEnvironmentBeforeTheFileBeforeTheDefault() throws IOException {
        Path file = file("region = from-file\naccount = 111111111111\nworkers = 3\n");
        Configuration read = Configuration.read(
                Optional.of(file),
                Map.of("GATEHOUSE_REGION", "from-environment", "GATEHOUSE_ACCOUNT", "222222222222", "PATH", "/bin"),
                Map.of("region", "from-flag"));
        ServerSettings settings = ServerSettings.of(read);
        assertThat(settings.region()).isEqualTo("from-flag");
        assertThat(settings.account()).isEqualTo("222222222222");
        assertThat(settings.workers()).isEqualTo(3);
        assertThat(settings.port()).isEqualTo(8420);
        assertThat(read.print())
                .contains("# command line\nregion = from-flag\n")
                .contains("# environment GATEHOUSE_ACCOUNT\naccount = 222222222222\n")
                .contains("# file " + file + "\nworkers = 3\n")
                .contains("# default\nlisten.port = 8420\n");
    }

    @Test
    void theEnvironmentNamesTheFile() throws IOException {
        Path file = file("region=elsewhere");
        Configuration read =
                Configuration.read(NO_FILE, Map.of(Configuration.FILE_VARIABLE, file.toString()), Map.of());
        assertThat(ServerSettings.of(read).region()).isEqualTo("elsewhere");
    }

    @Test
    void secretsAreNeverPrintedNorTakenFromTheCommandLine() {
        Configuration read = Configuration.read(
                NO_FILE,
                Map.of(
                        "GATEHOUSE_ROOT_SECRET_KEY", "canary-canary-canary-canary-canary-canary-1",
                        "GATEHOUSE_ROOT_ACCESS_KEY_ID", "AKIATESTTESTTESTTEST",
                        "GATEHOUSE_DATABASE_PASSWORD", "canary-password"),
                Map.of());
        assertThat(read.print() + read + ServerSettings.of(read))
                .doesNotContain("canary")
                .contains("# root.secret-key = (redacted)");
        assertThatThrownBy(() -> Configuration.read(NO_FILE, Map.of(), Map.of("root.secret-key", "canary")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("GATEHOUSE_ROOT_SECRET_KEY")
                .hasMessageNotContaining("canary");
    }

    @Test
    void whatPrintConfigPrintsIsAFileThatMeansTheSame() throws IOException {
        Configuration read = Configuration.read(NO_FILE, Map.of(), Map.of("outbox.from", "a\\b=c:d@example.com"));
        Configuration again = Configuration.read(Optional.of(file(read.print())), Map.of(), Map.of());
        for (ConfigKey key : ConfigKey.values()) {
            assertThat(again.text(key)).as(key.key()).isEqualTo(read.text(key));
        }
    }

    @ParameterizedTest
    @CsvSource({"listen.prot, listen.port", "isuer.shape, issuer.shape", "cors.origin, cors.origins", "regoin, region"})
    void anUnknownKeyIsRefusedWithTheNearestKnownOne(String typed, String nearest) {
        assertThatThrownBy(() -> Configuration.read(NO_FILE, Map.of(), Map.of(typed, "x")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("There is no key " + typed)
                .hasMessageContaining("the nearest is " + nearest);
    }

    @Test
    void anUnknownVariableOrKeyOfTheFileIsRefusedToo() {
        assertThatThrownBy(() -> Configuration.read(NO_FILE, Map.of("GATEHOUSE_LISTEN_PROT", "1"), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("GATEHOUSE_LISTEN_PORT");
        assertThatThrownBy(() -> Configuration.read(Optional.of(file("wrokers=3")), Map.of(), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("workers");
    }

    @Test
    void aKeyThatStandsTwiceInTheFileIsRefused() {
        assertThatThrownBy(() -> Configuration.read(Optional.of(file("region=a\nregion=b\n")), Map.of(), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("region stands twice");
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> Configuration.read(Optional.of(folder.resolve("absent")), Map.of(), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("is not there");
    }

    @ParameterizedTest
    @CsvSource({
        "listen.port, 65536, a number from 0 to 65535",
        "listen.port, -1, a number from 0 to 65535",
        "workers, 0, a number from 1 to 1024",
        "workers, 1025, a number from 1 to 1024",
        "account, 12345678901, 12 digits",
        "region, Eu-West, lower-case",
        "issuer.shape, other, origin or reference",
        "issuer.x5c, yes, false or true",
        "metrics, yes, false or true",
        "public.origin, https://auth.example.com/path, without a path",
        "database.url, jdbc:mysql://db/x, sqlite:PATH",
        "database.url, jdbc:postgresql://db/x?password=canary, without a password",
        "log.level, loud, error or warn"
    })
    void aValueOutsideItsFormIsRefusedWithWhatItMustBe(String key, String value, String wanted) {
        assertThatThrownBy(() -> settings(Map.of(key, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("The key " + key + " (command line)")
                .hasMessageContaining(wanted);
    }

    @ParameterizedTest
    @CsvSource({"listen.port, 0", "listen.port, 65535", "workers, 1", "workers, 1024", "region, eu-west-1"})
    void aValueAtItsEdgeIsTaken(String key, String value) {
        assertThat(settings(Map.of(key, value))).isNotNull();
    }

    @Test
    void aRootSecretWithoutItsIdIsRefused() {
        assertThatThrownBy(() -> ServerSettings.of(
                        Configuration.read(NO_FILE, Map.of("GATEHOUSE_ROOT_SECRET_KEY", "x".repeat(40)), Map.of())))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("root.access-key-id");
    }

    @ParameterizedTest
    @EnumSource(ConfigKey.class)
    void everyKeyStandsInTheManualWithItsDefaultAndDescription(ConfigKey key) throws IOException {
        String manual = Files.readString(Path.of("../../docs/features/server.md"), StandardCharsets.UTF_8);
        String standard = key.standard().isEmpty() ? "" : "`" + key.standard() + "`";
        assertThat(manual).contains("| `" + key.key() + "` | " + standard + " | " + key.description() + " |");
    }

    @Test
    void theManualNamesNoKeyThatThereIsNot() throws IOException {
        String manual = Files.readString(Path.of("../../docs/features/server.md"), StandardCharsets.UTF_8);
        long rows = manual.lines()
                .dropWhile(line -> !line.startsWith("| key |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("| `"))
                .count();
        assertThat(rows).isEqualTo(Arrays.stream(ConfigKey.values()).count());
    }
}
