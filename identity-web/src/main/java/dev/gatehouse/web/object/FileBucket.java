package dev.gatehouse.web.object;

import dev.gatehouse.spi.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * One folder of objects, and what is known of them in memory. A file is named by the SHA-256 of its key. The lock is
 * held over one rename or removal, so that what is known and what is there change together.
 */
final class FileBucket {
    private static final String PART = ".part";
    private static final String OBJECT = ".object";

    private final Path folder;
    private final ConcurrentSkipListMap<String, StoredObject> known = new ConcurrentSkipListMap<>(KeyOrder.KEYS);
    private final ReentrantLock lock = new ReentrantLock();

    private FileBucket(Path folder) {
        this.folder = folder;
    }

    /** Opens a folder; what an upload left when the process ended is removed. */
    static FileBucket open(Path folder) throws IOException {
        FileBucket bucket = new FileBucket(folder);
        try (var files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.getFileName().toString();
                if (name.endsWith(PART)) {
                    Files.deleteIfExists(file);
                } else if (name.endsWith(OBJECT)) {
                    try (FileObject opened = FileObject.open(file)) {
                        bucket.known.put(opened.object().key(), opened.object());
                    }
                }
            }
        }
        return bucket;
    }

    Path newPart() throws IOException {
        return Files.createTempFile(folder, "upload", PART);
    }

    Optional<StoredObject> find(String key) {
        return Optional.ofNullable(known.get(key));
    }

    Optional<OpenObject> read(String key) {
        try {
            return known.containsKey(key) ? Optional.of(FileObject.open(file(key))) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty(); // deleted meanwhile
        } catch (IOException e) {
            throw new StoreException("an object cannot be opened", e);
        }
    }

    boolean replace(StoredObject next, Path part, Predicate<Optional<StoredObject>> condition) throws IOException {
        lock.lock();
        try {
            if (!condition.test(Optional.ofNullable(known.get(next.key())))) {
                return false;
            }
            Files.move(part, file(next.key()), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            known.put(next.key(), next);
        } finally {
            lock.unlock();
        }
        syncFolder();
        return true;
    }

    void delete(String key) {
        try {
            lock.lock();
            try {
                Files.deleteIfExists(file(key));
                known.remove(key);
            } finally {
                lock.unlock();
            }
            syncFolder();
        } catch (IOException e) {
            throw new StoreException("an object cannot be removed", e);
        }
    }

    /** Makes a rename outlive a loss of power, where the system lets a folder be opened. */
    private void syncFolder() throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    List<StoredObject> list(String prefix, String after, int limit) {
        String from = KeyOrder.KEYS.compare(after, prefix) >= 0 ? after : prefix;
        List<StoredObject> page = new ArrayList<>();
        for (StoredObject object :
                known.tailMap(from, !from.equals(after) || after.isEmpty()).values()) {
            if (page.size() >= limit || !object.key().startsWith(prefix)) {
                break;
            }
            page.add(object);
        }
        return page;
    }

    private Path file(String key) {
        try {
            byte[] name = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return folder.resolve(HexFormat.of().formatHex(name) + OBJECT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
