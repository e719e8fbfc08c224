package dev.gatehouse.web.object;

import dev.gatehouse.spi.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** An upload into a file that nobody looks at. */
final class FileUpload implements ObjectUpload {
    private final FileBucket bucket;
    private final String key;
    private final InstantSource clock;
    private final Path part;
    private final FileChannel channel;
    private final MessageDigest md5 = md5();
    private long size;

    private FileUpload(FileBucket bucket, String key, InstantSource clock, Path part, FileChannel channel) {
        this.bucket = bucket;
        this.key = key;
        this.clock = clock;
        this.part = part;
        this.channel = channel;
    }

    static FileUpload begin(FileBucket bucket, String key, InstantSource clock) {
        try {
            Path part = bucket.newPart();
            return new FileUpload(bucket, key, clock, part, FileChannel.open(part, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw new StoreException("an upload cannot begin", e);
        }
    }

    @Override
    public void write(byte[] from, int offset, int length) {
        md5.update(from, offset, length);
        size += length;
        try {
            writeAll(ByteBuffer.wrap(from, offset, length));
        } catch (IOException e) {
            throw new StoreException("an upload cannot be written", e);
        }
    }

    private void writeAll(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            int unused = channel.write(bytes);
        }
    }

    @Override
    public Optional<StoredObject> commit(Map<String, String> headers, Predicate<Optional<StoredObject>> condition) {
        String etag = HexFormat.of().formatHex(md5.digest());
        StoredObject object =
                new StoredObject(key, size, clock.instant().truncatedTo(ChronoUnit.MILLIS), etag, headers);
        try {
            writeAll(ByteBuffer.wrap(FileObject.tail(object)));
            channel.force(true);
            channel.close();
            return bucket.replace(object, part, condition) ? Optional.of(object) : Optional.empty();
        } catch (IOException e) {
            throw new StoreException("an upload cannot be committed", e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw new StoreException("an upload cannot be removed", e);
        }
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5"); // S3's entity tag, not a protection
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
