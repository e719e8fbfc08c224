package dev.gatehouse.web.object;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/** An object being read: metadata and content of one and the same version, whatever is committed meanwhile. */
public interface OpenObject extends Closeable {
    /** Returns what is known of it. */
    StoredObject object();

    /**
     * Copies a part of the content.
     *
     * @param offset where it begins; not negative, and with {@code length} not past the end
     * @throws dev.gatehouse.spi.StoreException if the storage is not there
     * @throws IOException if {@code out} failed
     */
    void copyTo(OutputStream out, long offset, long length) throws IOException;

    /** Lets go of the content. */
    @Override
    void close();
}
