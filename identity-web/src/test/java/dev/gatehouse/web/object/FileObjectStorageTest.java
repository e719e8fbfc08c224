package dev.gatehouse.web.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.spi.StoreException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileObjectStorageTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00.123456789Z");

    @TempDir
    Path folder;

    private FileObjectStorage open() {
        FileObjectStorage storage = FileObjectStorage.open(folder, () -> NOW);
        storage.createBucket("bucket");
        return storage;
    }

    static StoredObject put(ObjectStorage storage, String key, String content) {
        try (ObjectUpload upload = storage.begin("bucket", key)) {
            byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
            upload.write(bytes, 0, bytes.length);
            return upload.commit(Map.of("content-type", "text/plain"), there -> true)
                    .orElseThrow();
        }
    }

    private static String content(ObjectStorage storage, String key) throws IOException {
        try (OpenObject open = storage.open("bucket", key).orElseThrow()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            open.copyTo(out, 0, open.object().size());
            return out.toString(StandardCharsets.UTF_8);
        }
    }

    @Test
    void anObjectIsThereAgainAfterTheStorageWasOpenedAnew() throws IOException {
        StoredObject put = put(open(), "a/b", "hello");
        assertThat(put.etag()).isEqualTo("5d41402abc4b2a76b9719d911017c592"); // MD5 of hello
        assertThat(put.modifiedAt()).isEqualTo("2026-11-21T12:00:00.123Z");
        FileObjectStorage again = open();
        assertThat(again.find("bucket", "a/b")).contains(put);
        assertThat(content(again, "a/b")).isEqualTo("hello");
        assertThat(again.hasBucket("bucket")).isTrue();
        assertThat(again.hasBucket("other")).isFalse();
    }

    @Test
    void nobodySeesWhatWasNotCommitted() {
        FileObjectStorage storage = open();
        try (ObjectUpload upload = storage.begin("bucket", "k")) {
            upload.write(new byte[10], 0, 10);
            assertThat(storage.find("bucket", "k")).isEmpty();
            assertThat(storage.open("bucket", "k")).isEmpty();
            assertThat(storage.list("bucket", "", "", 10)).isEmpty();
        }
        assertThat(folder.resolve("bucket")).isEmptyDirectory();
    }

    @Test
    void whatAnEndedProcessLeftIsRemoved() throws IOException {
        FileObjectStorage storage = open();
        storage.begin("bucket", "k").write(new byte[10], 0, 10);
        assertThat(open().list("bucket", "", "", 10)).isEmpty();
        assertThat(folder.resolve("bucket")).isEmptyDirectory();
    }

    @Test
    void aFileThatIsNotWholeIsNotServed() throws IOException {
        put(open(), "k", "hello");
        try (var files = Files.list(folder.resolve("bucket"))) {
            Path file = files.findFirst().orElseThrow();
            Files.write(file, new byte[] {1}, StandardOpenOption.APPEND);
        }
        assertThatThrownBy(this::open).isInstanceOf(StoreException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "/", "//", ".", "a/../b", "NUL", "x.part", "é\uD83D\uDE00", "a\\b"})
    void aKeyIsANameAndNeverAPath(String key) throws IOException {
        FileObjectStorage storage = open();
        put(storage, key, "x" + key);
        assertThat(content(storage, key)).isEqualTo("x" + key);
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile))
                    .hasSize(1)
                    .allMatch(file -> file.getFileName().toString().matches("[0-9a-f]{64}\\.object"));
        }
        storage.delete("bucket", key);
        assertThat(storage.find("bucket", key)).isEmpty();
        storage.delete("bucket", key); // again is no fault
    }

    @Test
    void aReaderKeepsTheVersionThatItOpened() throws IOException {
        FileObjectStorage storage = open();
        put(storage, "k", "first");
        try (OpenObject open = storage.open("bucket", "k").orElseThrow()) {
            put(storage, "k", "second");
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            open.copyTo(out, 1, 3);
            assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("irs");
            assertThatThrownBy(() -> open.copyTo(out, 3, 3)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(content(storage, "k")).isEqualTo("second");
    }

    @Test
    void ofManyWhoCreateTheSameKeyOneDoes() throws Exception {
        FileObjectStorage storage = open();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 25; round++) {
                String key = "k" + round;
                Callable<Boolean> create = () -> {
                    try (ObjectUpload upload = storage.begin("bucket", key)) {
                        upload.write(new byte[1], 0, 1);
                        return upload.commit(Map.of(), Optional::isEmpty).isPresent();
                    }
                };
                int won = 0;
                for (Future<Boolean> one : threads.invokeAll(List.of(create, create, create, create))) {
                    won += one.get() ? 1 : 0;
                }
                assertThat(won).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "Upper", "a..b", "-ab", "a/b", "../x", "a_b"})
    void aBucketHasItsName(String name) {
        assertThatThrownBy(() -> open().createBucket(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anUnknownBucketIsTheCallersFault() {
        assertThatThrownBy(() -> open().find("other", "k")).isInstanceOf(IllegalArgumentException.class);
    }

    @Provide
    Arbitrary<String> keys() {
        return Arbitraries.of("a", "b", "/", "é", "\uFFFD", "\uD83D\uDE00", "z")
                .list()
                .ofMaxSize(4)
                .map(parts -> String.join("", parts));
    }

    @Property(tries = 1_000)
    void theOrderOfKeysIsThatOfTheirBytes(@ForAll("keys") String a, @ForAll("keys") String b) {
        Comparator<String> bytes = (x, y) -> java.util.Arrays.compareUnsigned(
                x.getBytes(StandardCharsets.UTF_8), y.getBytes(StandardCharsets.UTF_8));
        assertThat(Integer.signum(KeyOrder.KEYS.compare(a, b))).isEqualTo(Integer.signum(bytes.compare(a, b)));
    }

    @Test
    void aListingIsTheKeysOfAPrefixAfterAKey() {
        FileObjectStorage storage = open();
        for (String key : List.of("a", "b/1", "b/2", "b/3", "ba", "c")) {
            put(storage, key, key);
        }
        assertThat(keys(storage.list("bucket", "", "", 10))).containsExactly("a", "b/1", "b/2", "b/3", "ba", "c");
        assertThat(keys(storage.list("bucket", "b/", "", 2))).containsExactly("b/1", "b/2");
        assertThat(keys(storage.list("bucket", "b/", "b/2", 2))).containsExactly("b/3");
        assertThat(keys(storage.list("bucket", "b", "b/2x", 9))).containsExactly("b/3", "ba");
        assertThat(keys(storage.list("bucket", "b", "0", 9))).hasSize(4);
        assertThat(keys(storage.list("bucket", "b/1", "", 9))).containsExactly("b/1");
        assertThat(keys(storage.list("bucket", "b/1", "b/1", 9))).isEmpty();
        assertThat(keys(storage.list("bucket", "x", "", 9))).isEmpty();
        assertThat(keys(storage.list("bucket", "b", "z", 9))).isEmpty();
    }

    private static List<String> keys(List<StoredObject> objects) {
        List<String> keys = new ArrayList<>();
        objects.forEach(object -> keys.add(object.key()));
        return keys;
    }
}
