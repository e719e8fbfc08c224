package dev.gatehouse.examples.server.house;

import dev.gatehouse.embedded.FileMasterKeySource;
import dev.gatehouse.examples.server.config.ConfigException;
import dev.gatehouse.seal.MasterKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Changes the file of master keys. */
public final class MasterKeyFile {
    private MasterKeyFile() {}

    /**
     * Adds a key, which seals from the next start on; the file is replaced in one step.
     *
     * @return the key's id
     * @throws dev.gatehouse.spi.KeySourceException if the file is not what it should be
     */
    public static int add(Path file, SecureRandom random) {
        if (!Files.isRegularFile(file)) {
            throw new ConfigException("The master key file " + file + " is not there: a first start makes it.");
        }
        Object unused = new FileMasterKeySource(file, random).load();
        try {
            List<String> lines = new ArrayList<>(Files.readAllLines(file, StandardCharsets.US_ASCII));
            int next = 1
                    + lines.stream()
                            .mapToInt(line -> Integer.parseInt(line.substring(0, line.indexOf(' '))))
                            .max()
                            .orElse(0);
            byte[] key = new byte[MasterKeys.KEY_LENGTH];
            random.nextBytes(key);
            lines.add(next + " " + HexFormat.of().formatHex(key));
            Path part = Files.createTempFile(file.toAbsolutePath().getParent(), "master", ".part");
            Files.write(part, lines, StandardCharsets.US_ASCII);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            return next;
        } catch (IOException e) {
            throw new ConfigException("The master key file " + file + " cannot be written: check its permissions.", e);
        }
    }
}
