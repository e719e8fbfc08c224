package dev.gatehouse.web.object;

import java.util.List;
import java.util.Optional;

/** The bucket of the tests under another name. */
final class InBucket implements ObjectStorage {
    private final ObjectStorage storage;

    InBucket(ObjectStorage storage) {
        this.storage = storage;
    }

    @Override
    public boolean hasBucket(String bucket) {
        return storage.hasBucket("photos");
    }

    @Override
    public ObjectUpload begin(String bucket, String key) {
        return storage.begin("photos", key);
    }

    @Override
    public Optional<StoredObject> find(String bucket, String key) {
        return storage.find("photos", key);
    }

    @Override
    public Optional<OpenObject> open(String bucket, String key) {
        return storage.open("photos", key);
    }

    @Override
    public void delete(String bucket, String key) {
        storage.delete("photos", key);
    }

    @Override
    public List<StoredObject> list(String bucket, String prefix, String after, int limit) {
        return storage.list("photos", prefix, after, limit);
    }
}
