package dev.gatehouse.web.object;

import dev.gatehouse.spi.StoreException;
import java.util.List;
import java.util.Optional;

/** A storage that has its buckets and nothing else. */
final class Broken implements ObjectStorage {
    private final ObjectStorage storage;

    Broken(ObjectStorage storage) {
        this.storage = storage;
    }

    @Override
    public boolean hasBucket(String bucket) {
        return storage.hasBucket(bucket);
    }

    @Override
    public ObjectUpload begin(String bucket, String key) {
        throw new StoreException("not there");
    }

    @Override
    public Optional<StoredObject> find(String bucket, String key) {
        throw new StoreException("not there");
    }

    @Override
    public Optional<OpenObject> open(String bucket, String key) {
        throw new StoreException("not there");
    }

    @Override
    public void delete(String bucket, String key) {
        throw new StoreException("not there");
    }

    @Override
    public List<StoredObject> list(String bucket, String prefix, String after, int limit) {
        throw new StoreException("not there");
    }
}
