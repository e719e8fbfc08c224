package dev.gatehouse.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.PoolId;
import dev.gatehouse.seal.MasterKeys;
import dev.gatehouse.seal.SealPurpose;
import dev.gatehouse.seal.Sealer;
import dev.gatehouse.spi.KeySourceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileMasterKeySourceTest {
    private static final PoolId POOL = new PoolId("local_photos");

    @TempDir
    Path folder;

    @Test
    void theFirstStartCreatesAKeyThatTheNextOneFinds() throws Exception {
        byte[] sealed = sealer(source().load()).seal(SealPurpose.MESSAGE, POOL, "row", new byte[] {1});

        assertThat(sealer(source().load()).open(SealPurpose.MESSAGE, POOL, "row", sealed))
                .containsExactly(1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file()));
    }

    @Test
    void aLineThatIsAddedRotatesAndTheOldOneStillOpens() throws Exception {
        byte[] sealed = sealer(source().load()).seal(SealPurpose.MESSAGE, POOL, "row", new byte[] {1});
        Files.writeString(file(), "2 " + "ab".repeat(32) + "\n", StandardOpenOption.APPEND);

        MasterKeys keys = source().load();

        assertThat(keys.current()).isEqualTo(2);
        assertThat(sealer(keys).open(SealPurpose.MESSAGE, POOL, "row", sealed)).containsExactly(1);
        assertThat(sealer(keys).outdated(sealed)).isTrue();
    }

    @Test
    void processesThatStartAtOnceAgreeOnOneKey() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        try {
            var results = threads.invokeAll(IntStream.range(0, 8)
                    .<Callable<byte[]>>mapToObj(
                            i -> () -> sealer(source().load()).seal(SealPurpose.MESSAGE, POOL, "row", new byte[] {1}))
                    .toList());
            for (var sealed : results) {
                assertThat(sealer(source().load()).open(SealPurpose.MESSAGE, POOL, "row", sealed.get()))
                        .containsExactly(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aFileThatOthersMayReadIsRefused() throws Exception {
        source().load();
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> source().load())
                .isInstanceOf(KeySourceException.class)
                .hasMessageContaining("chmod 600");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1 abc\n", "x\n", "1 00\n2 11\n", "0 " + "0", "1"})
    void aDamagedFileIsRefusedAndNeverReplaced(String content) throws Exception {
        source().load();
        Files.writeString(file(), content);

        assertThatThrownBy(() -> source().load()).isInstanceOf(KeySourceException.class);
        assertThat(file()).hasContent(content);
    }

    @Test
    void aRepeatedIdIsRefused() throws Exception {
        source().load();
        Files.write(file(), List.of("1 " + "ab".repeat(32), "1 " + "cd".repeat(32)));

        assertThatThrownBy(() -> source().load()).isInstanceOf(KeySourceException.class);
    }

    private FileMasterKeySource source() {
        return new FileMasterKeySource(file(), new SecureRandom());
    }

    private Path file() {
        return folder.resolve("master.keys");
    }

    private static Sealer sealer(MasterKeys keys) {
        return new Sealer(keys, new SecureRandom());
    }
}
