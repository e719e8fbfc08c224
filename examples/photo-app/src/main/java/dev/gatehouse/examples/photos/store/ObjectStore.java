package dev.gatehouse.examples.photos.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Objects by key, each a file of its own. A key is stored under the hexadecimal form of its bytes, so no key can name
 * a place outside the folder. An object appears only when {@link Upload#commit} moves it into place, so a reader sees
 * a whole object or none. Thread-safe.
 */
public final class ObjectStore {
    /** The longest key, in bytes of UTF-8; the file name is twice as long. */
    public static final int MAX_KEY_BYTES = 120;

    private final Path folder;

    /** Opens a store in a folder, created if missing. */
    public ObjectStore(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An object's metadata. */
    public record Stored(String key, long size, Instant modifiedAt, String etag) {}

    /** An upload that nobody sees until it is committed. */
    public static final class Upload implements AutoCloseable {
        private final Path part;
        private final Path target;
        private final MessageDigest md5;
        private final OutputStream out;

        private Upload(Path part, Path target, MessageDigest md5, OutputStream out) {
            this.part = part;
            this.target = target;
            this.md5 = md5;
            this.out = out;
        }

        /** Appends all that {@code body} still has. */
        public void writeAll(InputStream body) throws IOException {
            body.transferTo(out);
        }

        /** Makes the object visible and returns its entity tag. */
        public String commit() throws IOException {
            out.close();
            String etag = HexFormat.of().formatHex(md5.digest());
            Files.writeString(etagFile(target), etag, StandardCharsets.US_ASCII);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            return etag;
        }

        @Override
        public void close() throws IOException {
            out.close();
            Files.deleteIfExists(part);
        }
    }

    /** Begins an upload. */
    public Upload begin(String key) throws IOException {
        Path part = Files.createTempFile(folder, "upload", ".part");
        MessageDigest md5 = md5();
        return new Upload(part, file(key), md5, new DigestOutputStream(Files.newOutputStream(part), md5));
    }

    /** Returns an object's metadata, if it exists. */
    public Optional<Stored> find(String key) throws IOException {
        Path file = file(key);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        return Optional.of(new Stored(
                key,
                Files.size(file),
                Files.getLastModifiedTime(file).toInstant(),
                Files.readString(etagFile(file), StandardCharsets.US_ASCII)));
    }

    /** Opens an object's content. */
    public InputStream open(String key) throws IOException {
        return Files.newInputStream(file(key));
    }

    /** Removes an object, if it exists. */
    public void delete(String key) throws IOException {
        Files.deleteIfExists(file(key));
        Files.deleteIfExists(etagFile(file(key)));
    }

    /** Returns the objects whose keys begin with {@code prefix} and come after {@code after}, in the order of keys. */
    public java.util.List<Stored> list(String prefix, String after, int limit) throws IOException {
        TreeMap<String, Stored> found = new TreeMap<>();
        try (var files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Optional<String> key = key(file);
                if (key.isPresent() && key.get().startsWith(prefix) && key.get().compareTo(after) > 0) {
                    find(key.get()).ifPresent(stored -> found.put(stored.key(), stored));
                }
            }
        }
        return found.values().stream().limit(limit).toList();
    }

    private Path file(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0 || bytes.length > MAX_KEY_BYTES) {
            throw new IllegalArgumentException("a key has 1 to " + MAX_KEY_BYTES + " bytes");
        }
        return folder.resolve(HexFormat.of().formatHex(bytes));
    }

    private static Optional<String> key(Path file) {
        String name = file.getFileName().toString();
        return name.matches("([0-9a-f]{2})+")
                ? Optional.of(new String(HexFormat.of().parseHex(name), StandardCharsets.UTF_8))
                : Optional.empty();
    }

    private static Path etagFile(Path file) {
        return file.resolveSibling(file.getFileName() + ".etag");
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5"); // S3's entity tag, not a protection
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
