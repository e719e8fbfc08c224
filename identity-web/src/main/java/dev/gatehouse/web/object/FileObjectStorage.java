package dev.gatehouse.web.object;

import dev.gatehouse.spi.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Objects in a folder, for one process: a subfolder for each bucket, a file for each object. What is known of all
 * objects is held in memory, about 300 bytes each, read when the storage is opened. A commit is one atomic rename after
 * the content was forced to disk, so a killed process leaves a whole object or none. Thread-safe.
 */
public final class FileObjectStorage implements ObjectStorage {
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    private final Path folder;
    private final InstantSource clock;
    private final Map<String, FileBucket> buckets = new ConcurrentHashMap<>();

    private FileObjectStorage(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * Opens a storage with the buckets that are there.
     *
     * @param folder where it rests; created if missing, and used by no other process
     * @param clock gives the times of commits
     * @throws StoreException if the folder cannot be read, or a file in it is not a whole object
     */
    public static FileObjectStorage open(Path folder, InstantSource clock) {
        FileObjectStorage storage = new FileObjectStorage(folder, clock);
        try {
            Files.createDirectories(folder);
            try (var found = Files.newDirectoryStream(folder, Files::isDirectory)) {
                for (Path bucket : found) {
                    storage.buckets.put(bucket.getFileName().toString(), FileBucket.open(bucket));
                }
            }
        } catch (IOException e) {
            throw new StoreException("the object storage cannot be opened", e);
        }
        return storage;
    }

    /**
     * Creates a bucket, if it is not there.
     *
     * @param name 3 to 63 lower-case letters, digits, dots and dashes, as S3 names buckets
     * @throws IllegalArgumentException for another name
     */
    public void createBucket(String name) {
        if (!BUCKET.matcher(name).matches() || name.contains("..")) {
            throw new IllegalArgumentException("a bucket has a name as S3 has it, 3 to 63 characters");
        }
        try {
            Files.createDirectories(folder.resolve(name));
            if (!buckets.containsKey(name)) {
                buckets.putIfAbsent(name, FileBucket.open(folder.resolve(name)));
            }
        } catch (IOException e) {
            throw new StoreException("a bucket cannot be created", e);
        }
    }

    private FileBucket bucket(String name) {
        FileBucket bucket = buckets.get(name);
        if (bucket == null) {
            throw new IllegalArgumentException("there is no such bucket");
        }
        return bucket;
    }

    @Override
    public boolean hasBucket(String bucket) {
        return buckets.containsKey(bucket);
    }

    @Override
    public ObjectUpload begin(String bucket, String key) {
        return FileUpload.begin(bucket(bucket), key, clock);
    }

    @Override
    public Optional<StoredObject> find(String bucket, String key) {
        return bucket(bucket).find(key);
    }

    @Override
    public Optional<OpenObject> open(String bucket, String key) {
        return bucket(bucket).read(key);
    }

    @Override
    public void delete(String bucket, String key) {
        bucket(bucket).delete(key);
    }

    @Override
    public List<StoredObject> list(String bucket, String prefix, String after, int limit) {
        return bucket(bucket).list(prefix, after, limit);
    }
}
