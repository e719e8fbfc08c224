package dev.gatehouse.arch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages that name things of the code name all of them, and none that is gone. */
class ErrorCodesPageTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern ROW = Pattern.compile("^\\| `([A-Z_]+)` \\| .+ \\| .+ \\|$", Pattern.MULTILINE);
    private static final Pattern TEST_CLASS = Pattern.compile("`([A-Z][A-Za-z0-9]*Test)`");

    @Test
    void everyErrorCodeHasOneRowOnItsPageInTheOrderOfTheEnum() throws IOException {
        List<String> rows = ROW.matcher(Files.readString(ROOT.resolve("docs/error-codes.md")))
                .results()
                .map(row -> row.group(1))
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(
                        Stream.of(ErrorCode.values()).map(Enum::name).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"SECURITY.md", "docs/knowledge/protocols.md", "docs/knowledge/architecture.md"})
    void everyTestThatAPageNamesExists(String page) throws IOException {
        Set<String> named = new TreeSet<>();
        TEST_CLASS
                .matcher(Files.readString(ROOT.resolve(page)))
                .results()
                .map((MatchResult found) -> found.group(1))
                .forEach(named::add);

        assertThat(named).isNotEmpty();
        assertThat(testsInTheRepository()).containsAll(named);
    }

    private static Set<String> testsInTheRepository() throws IOException {
        Set<String> tests = new TreeSet<>();
        try (Stream<Path> files = Files.walk(ROOT, 16)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Test.java"))
                    .forEach(name -> tests.add(name.substring(0, name.length() - ".java".length())));
        }
        return tests;
    }
}
