package dev.gatehouse.examples.server.house;

import dev.gatehouse.examples.server.config.ConfigException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Folders for their owner only: what lies in them is secret. */
public final class Folders {
    private Folders() {}

    /**
     * Makes a folder if it is missing.
     *
     * @throws ConfigException if it cannot be made
     */
    public static void make(Path folder) {
        if (Files.isDirectory(folder)) {
            return;
        }
        try {
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw new ConfigException(
                    "The folder " + folder + " cannot be made: name another in the configuration.", e);
        }
    }

    static void makeParent(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            make(folder);
        }
    }
}
