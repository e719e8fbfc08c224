package dev.gatehouse.examples.server.demo;

import dev.gatehouse.examples.server.config.ConfigException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The root key of a demonstration, in a file that only its owner reads. */
final class DemoRootKey {
    static final String ACCESS_KEY_ID = "AKIADEMODEMODEMODEMO";

    private DemoRootKey() {}

    /** Returns the file, made if missing. */
    static Path file(Path data, SecureRandom random) {
        Path file = data.resolve("demo-root.secret");
        if (!Files.isRegularFile(file)) {
            byte[] secret = new byte[20];
            random.nextBytes(secret);
            try {
                // temporary files are their owner's only
                Path part = Files.createTempFile(data, "root", ".part");
                Files.writeString(part, HexFormat.of().formatHex(secret), StandardCharsets.US_ASCII);
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new ConfigException("The folder " + data + " cannot be written: check its permissions.", e);
            }
        }
        return file;
    }
}
