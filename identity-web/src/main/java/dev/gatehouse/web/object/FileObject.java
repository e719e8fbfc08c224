package dev.gatehouse.web.object;

import dev.gatehouse.spi.StoreException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * An object as a file: its content, then what is known of it, then the length of that and a mark. One rename shows
 * both, so they never disagree.
 */
final class FileObject implements OpenObject {
    private static final int MARK = 0x47484f31; // GHO1
    private static final int TAIL = 8;
    private static final int MOST_KNOWN = 1 << 16;
    private static final int BUFFER = 1 << 16;

    private final FileChannel channel;
    private final StoredObject object;

    private FileObject(FileChannel channel, StoredObject object) {
        this.channel = channel;
        this.object = object;
    }

    /** Opens a file and reads what is known of the object. */
    static FileObject open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            return new FileObject(channel, known(channel));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static StoredObject known(FileChannel channel) throws IOException {
        long size = channel.size();
        ByteBuffer tail = read(channel, size - TAIL, TAIL);
        int length = tail.getInt();
        if (tail.getInt() != MARK || length < 0 || length > MOST_KNOWN || size < length + (long) TAIL) {
            throw new IOException("not a whole object");
        }
        long content = size - TAIL - length;
        DataInputStream in = new DataInputStream(
                new ByteArrayInputStream(read(channel, content, length).array()));
        String key = in.readUTF();
        Instant modifiedAt = Instant.ofEpochMilli(in.readLong());
        String etag = in.readUTF();
        Map<String, String> headers = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            headers.put(in.readUTF(), in.readUTF());
        }
        return new StoredObject(key, content, modifiedAt, etag, headers);
    }

    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(length);
        long at = position;
        while (at >= 0 && into.hasRemaining()) {
            int taken = channel.read(into, at);
            if (taken < 0) {
                break;
            }
            at += taken;
        }
        if (into.hasRemaining()) {
            throw new IOException("not a whole object");
        }
        return into.flip();
    }

    /** Returns what stands after the content. */
    static byte[] tail(StoredObject object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF(object.key());
        out.writeLong(object.modifiedAt().toEpochMilli());
        out.writeUTF(object.etag());
        out.writeInt(object.headers().size());
        for (Map.Entry<String, String> header : object.headers().entrySet()) {
            out.writeUTF(header.getKey());
            out.writeUTF(header.getValue());
        }
        int length = bytes.size();
        if (length > MOST_KNOWN) {
            throw new IOException("an object's headers are over 64 KiB");
        }
        out.writeInt(length);
        out.writeInt(MARK);
        return bytes.toByteArray();
    }

    @Override
    public StoredObject object() {
        return object;
    }

    @Override
    public void copyTo(OutputStream out, long offset, long length) throws IOException {
        if (offset < 0 || length < 0 || length > object.size() - offset) {
            throw new IllegalArgumentException("the part is within the object");
        }
        byte[] chunk = new byte[(int) Math.min(BUFFER, Math.max(1, length))];
        long at = offset;
        while (at < offset + length) {
            int taken = readChunk(chunk, at, (int) Math.min(chunk.length, offset + length - at));
            out.write(chunk, 0, taken);
            at += taken;
        }
    }

    private int readChunk(byte[] chunk, long at, int most) {
        try {
            int taken = channel.read(ByteBuffer.wrap(chunk, 0, most), at);
            if (taken <= 0) {
                throw new StoreException("an object is shorter than it was");
            }
            return taken;
        } catch (IOException e) {
            throw new StoreException("an object cannot be read", e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StoreException("an object cannot be closed", e);
        }
    }
}
