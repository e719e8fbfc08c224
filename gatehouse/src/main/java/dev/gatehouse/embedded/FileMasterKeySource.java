package dev.gatehouse.embedded;

import dev.gatehouse.seal.MasterKeys;
import dev.gatehouse.spi.KeySourceException;
import dev.gatehouse.spi.key.MasterKeySource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Master keys in a file, created once. Each line is {@code <id> <64 hexadecimal digits>}; the last line is the
 * current key, so adding a line rotates and older lines still open what they sealed. The file has mode 0600: one that
 * others may read or write is refused. Back it up apart from the database: without it nothing sealed opens again.
 *
 * <p>Two processes that start at once agree on one file. Thread-safe.
 */
public final class FileMasterKeySource implements MasterKeySource {
    private static final int MAX_BYTES = 64 * 1024;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path file;
    private final SecureRandom random;

    /**
     * Makes a source.
     *
     * @param file where the keys are; created with its first key by {@link #load} if missing
     */
    public FileMasterKeySource(Path file, SecureRandom random) {
        this.file = file;
        this.random = random;
    }

    @Override
    public MasterKeys load() {
        try {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                create();
            }
            requireOwnerOnly();
            if (Files.size(file) > MAX_BYTES) {
                throw new KeySourceException("the master key file is over 64 KiB: it is not one");
            }
            return parse(Files.readAllLines(file, StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new KeySourceException("the master key file cannot be read or created", e);
        }
    }

    private void create() throws IOException {
        byte[] key = new byte[MasterKeys.KEY_LENGTH];
        random.nextBytes(key);
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path part = Files.createTempFile(folder, "master", ".part");
        try {
            Files.writeString(part, "1 " + HexFormat.of().formatHex(key) + "\n", StandardCharsets.US_ASCII);
            publish(part);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Gives the written file its name unless another process was first; a link, unlike a move, never replaces. */
    private void publish(Path part) throws IOException {
        try {
            Files.createLink(file, part);
        } catch (FileAlreadyExistsException e) {
            return; // another process was first: its key counts
        } catch (UnsupportedOperationException e) {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private void requireOwnerOnly() throws IOException {
        FileStore store = Files.getFileStore(file);
        if (store.supportsFileAttributeView(PosixFileAttributeView.class)
                && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            throw new KeySourceException("the master key file must be readable by its owner only: chmod 600");
        }
    }

    private static MasterKeys parse(List<String> lines) {
        Map<Integer, byte[]> keys = new LinkedHashMap<>();
        int current = 0;
        for (String line : lines) {
            if (!line.matches("[1-9][0-9]{0,8} [0-9a-f]{64}")) {
                throw new KeySourceException("the master key file is damaged: a line is not '<id> <64 hex digits>'");
            }
            int space = line.indexOf(' ');
            current = Integer.parseInt(line.substring(0, space));
            if (keys.put(current, HexFormat.of().parseHex(line.substring(space + 1))) != null) {
                throw new KeySourceException("the master key file is damaged: an id occurs twice");
            }
        }
        if (keys.isEmpty()) {
            throw new KeySourceException("the master key file is empty: restore it from a backup");
        }
        return MasterKeys.of(current, keys);
    }
}
