package dev.gatehouse.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A native image keeps only the resources that the metadata names. */
class NativeImageMetadataTest {
    private static final Path RESOURCES = Path.of("src", "main", "resources");
    private static final Pattern GLOB = Pattern.compile("\"glob\"\\s*:\\s*\"([^\"]+)\"");

    @Test
    void everySqlFileIsNamed() throws IOException {
        Matcher metadata = GLOB.matcher(Files.readString(RESOURCES.resolve(
                "META-INF/native-image/dev.gatehouse/identity-store-jdbc/reachability-metadata.json")));
        assertThat(metadata.find()).isTrue();
        PathMatcher kept = FileSystems.getDefault().getPathMatcher("glob:" + metadata.group(1));

        try (Stream<Path> files = Files.walk(RESOURCES)) {
            List<Path> sql = files.map(RESOURCES::relativize)
                    .filter(file -> file.toString().endsWith(".sql"))
                    .toList();
            assertThat(sql).hasSizeGreaterThanOrEqualTo(2).allMatch(kept::matches);
        }
    }
}
