package dev.gatehouse.web.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.web.wire.model.WireOperation;
import dev.gatehouse.web.wire.model.WireService;
import dev.gatehouse.web.wire.operation.Absence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of the wire protocol says of every operation what the code does. */
class WireProtocolPageTest {
    private static final Path PAGE = Path.of("..", "docs", "features", "wire-protocol.md");
    private static final String START = "<!-- generated: begin -->\n";
    private static final String END = "<!-- generated: end -->\n";

    private final Catalogues catalogues = new Catalogues();

    @Test
    void the_table_is_generated_from_the_code() throws IOException {
        String page = Files.readString(PAGE);
        int from = page.indexOf(START) + START.length();
        int to = page.indexOf(END);
        if (Boolean.getBoolean("gatehouse.regenerate")) {
            Files.writeString(PAGE, page.substring(0, from) + table() + page.substring(to));
            return;
        }
        assertThat(page.substring(from, to))
                .as(
                        "regenerate it: mvn test -pl identity-web -am -Dtest=WireProtocolPageTest -Dgatehouse.regenerate=true")
                .isEqualTo(table());
    }

    private String table() {
        StringBuilder out = new StringBuilder();
        for (WireService service : catalogues.model().services()) {
            List<WireOperation> served = service.operations().values().stream()
                    .filter(operation -> catalogues.action(operation).isPresent())
                    .toList();
            out.append("### `")
                    .append(service.target())
                    .append("`: ")
                    .append(served.size())
                    .append(" of ")
                    .append(service.operations().size())
                    .append(" operations\n\n| served | who may call |\n|---|---|\n");
            served.forEach(operation -> out.append("| `")
                    .append(operation.name())
                    .append("` | ")
                    .append(operation.access().text())
                    .append(" |\n"));
            out.append('\n');
            absent(service, out);
        }
        return out.toString();
    }

    private void absent(WireService service, StringBuilder out) {
        String rows = Stream.of(Absence.values())
                .map(absence -> row(service, absence))
                .filter(row -> !row.isEmpty())
                .collect(Collectors.joining());
        if (!rows.isEmpty()) {
            out.append("| not served | why |\n|---|---|\n").append(rows).append('\n');
        }
    }

    private String row(WireService service, Absence absence) {
        String names = service.operations().values().stream()
                .filter(operation ->
                        catalogues.absence(operation).filter(absence::equals).isPresent())
                .map(operation -> "`" + operation.name() + "`")
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : "| " + names + " | " + absence.reason() + " |\n";
    }
}
