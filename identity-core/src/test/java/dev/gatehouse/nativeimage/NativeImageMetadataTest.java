package dev.gatehouse.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.internal.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A native image holds only the resources that the metadata names; core reads no class by its name. */
class NativeImageMetadataTest {
    private static final String METADATA = "META-INF/native-image/dev.gatehouse/identity-core/resource-config.json";

    @Test
    void namesEveryResourceThatIsShippedAndNoOther() throws Exception {
        List<String> named = new ArrayList<>();
        for (Object include : (List<?>) Objects.requireNonNull(resources().get("includes"))) {
            String pattern = (String) Objects.requireNonNull(((Map<?, ?>) include).get("pattern"));
            assertThat(pattern).startsWith("\\Q").endsWith("\\E");
            named.add(pattern.substring(2, pattern.length() - 2));
        }
        Path classes = Path.of(Objects.requireNonNull(dev.gatehouse.Outcome.class.getResource("/" + METADATA))
                        .toURI())
                .resolve("../../../../..")
                .normalize();
        List<String> shipped = new ArrayList<>();
        try (Stream<Path> files = Files.walk(classes.resolve("dev"))) {
            files.filter(Files::isRegularFile)
                    .map(file -> classes.relativize(file).toString())
                    .filter(name -> !name.endsWith(".class") && !name.endsWith(".NOTICE.txt"))
                    .forEach(shipped::add);
        }
        assertThat(named).containsExactlyInAnyOrderElementsOf(shipped);
    }

    private static Map<?, ?> resources() throws IOException, dev.gatehouse.internal.json.JsonException {
        try (InputStream in = Objects.requireNonNull(
                NativeImageMetadataTest.class.getClassLoader().getResourceAsStream(METADATA))) {
            return (Map<?, ?>) Objects.requireNonNull(
                    Json.parseObject(in.readAllBytes(), 1 << 16).get("resources"));
        }
    }
}
