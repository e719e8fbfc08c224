package dev.gatehouse.web.object;

import java.util.List;
import java.util.Optional;

/**
 * Where objects rest. Implementations are thread-safe; every method throws {@link dev.gatehouse.spi.StoreException} if
 * the storage is not there.
 *
 * <p>Buckets come as S3 names them, 3 to 63 characters. Keys are 1 to 1,024 bytes in UTF-8 without control characters,
 * and mean nothing: {@code ..} and {@code //} are parts of a name. An implementation never uses a key as a path.
 */
public interface ObjectStorage {
    /** Returns whether there is this bucket. */
    boolean hasBucket(String bucket);

    /** Begins an upload into a bucket that is there. */
    ObjectUpload begin(String bucket, String key);

    /** Returns what is known of an object. */
    Optional<StoredObject> find(String bucket, String key);

    /** Opens an object; the caller closes it. */
    Optional<OpenObject> open(String bucket, String key);

    /** Removes an object, if it is there. */
    void delete(String bucket, String key);

    /**
     * Returns objects in the order of their keys, compared as unsigned bytes of UTF-8.
     *
     * @param prefix with which their keys begin; empty for all
     * @param after the key after which they come, itself left out; empty for all. It need not exist
     * @param limit the most to return, 1 to 1,001
     */
    List<StoredObject> list(String bucket, String prefix, String after, int limit);
}
