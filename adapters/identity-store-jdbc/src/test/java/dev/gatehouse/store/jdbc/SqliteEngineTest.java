package dev.gatehouse.store.jdbc;

import static dev.gatehouse.store.jdbc.Rows.NOW;
import static dev.gatehouse.store.jdbc.Rows.alias;
import static dev.gatehouse.store.jdbc.Rows.name;
import static dev.gatehouse.store.jdbc.Rows.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.spi.StoreException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteEngineTest implements EngineRules {
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);

    @TempDir
    static Path folder;

    private static JdbcStores first;
    private static JdbcStores second;

    @BeforeAll
    static void open() {
        first = JdbcStores.sqlite(folder.resolve("a.db"), CLOCK, Duration.ofMillis(700));
        second = JdbcStores.sqlite(folder.resolve("a.db"), CLOCK, Duration.ofMillis(700));
    }

    @AfterAll
    static void close() {
        first.close();
        second.close();
    }

    @Override
    public JdbcStores first() {
        return first;
    }

    @Override
    public JdbcStores second() {
        return second;
    }

    @Override
    public Connection connection() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("a.db"));
    }

    @Test
    void theFileIsForItsOwnerAlone() throws IOException {
        for (String file : new String[] {"a.db", "a.db-wal", "a.db-shm"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file))))
                    .as(file)
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aFileThatOthersMayReadIsRefused() throws IOException {
        Path file = Files.createFile(
                folder.resolve("open.db"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));

        assertThatThrownBy(() -> JdbcStores.sqlite(file, CLOCK))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("0600");
    }

    @Test
    void whatWasAcknowledgedIsThereAfterARestart() {
        Path file = folder.resolve("restart.db");
        try (JdbcStores stores = JdbcStores.sqlite(file, CLOCK)) {
            assertThat(stores.aliases().insert(name("a"), alias("a"), write())).isTrue();
        }
        try (JdbcStores stores = JdbcStores.sqlite(file, CLOCK)) {
            assertThat(stores.aliases().find(name("a"))).isPresent();
        }
    }

    @Test
    void nothingAcknowledgedIsLostWhenTheProcessIsKilled() throws IOException {
        Path file = folder.resolve("killed.db");
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> acknowledged = new ArrayList<>();
        try (BufferedReader out = writer.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                acknowledged.add(line);
                if (acknowledged.size() == 200) {
                    writer.toHandle().destroyForcibly(); // leaves its output readable
                }
            }
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(200);
        acknowledged.remove(acknowledged.size() - 1); // the kill may have cut this line short
        try (JdbcStores stores = JdbcStores.sqlite(file, CLOCK)) {
            assertThat(acknowledged)
                    .allMatch(name -> stores.oneTimes().find(Rows.digest(name)).isPresent());
        }
    }

    @Test
    void closedStoresThrowAndDoNotRefuse() {
        JdbcStores stores = JdbcStores.sqlite(folder.resolve("closed.db"), CLOCK);
        stores.close();

        assertThatThrownBy(() -> stores.aliases().insert(name("a"), alias("a"), write()))
                .isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> stores.aliases().find(name("a"))).isInstanceOf(StoreException.class);
    }

    @Test
    void aMissingFolderIsAnOutageAndAQuestionMarkIsAMistake() {
        assertThatThrownBy(() -> JdbcStores.sqlite(folder.resolve("no/where.db"), CLOCK))
                .isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> JdbcStores.sqlite(folder.resolve("a?mode=memory"), CLOCK))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
