package dev.gatehouse.web.object;

import java.io.Closeable;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** An object on its way in: nobody sees it until it is committed, and nothing is left of it if it is not. */
public interface ObjectUpload extends Closeable {
    /**
     * Appends bytes.
     *
     * @throws dev.gatehouse.spi.StoreException if the storage is not there
     */
    void write(byte[] from, int offset, int length);

    /**
     * Makes the object visible, whole, in place of the one that was there. Called at most once.
     *
     * @param headers what comes back with it, by lower-case name
     * @param condition asked about the object that is there now; no other commit or delete of the key comes between the
     *     question and the replacement
     * @return the object, or empty if the condition does not hold and nothing was changed
     * @throws dev.gatehouse.spi.StoreException if the storage is not there; whether the object is, is then unknown
     */
    Optional<StoredObject> commit(Map<String, String> headers, Predicate<Optional<StoredObject>> condition);

    /** Forgets what was not committed. */
    @Override
    void close();
}
