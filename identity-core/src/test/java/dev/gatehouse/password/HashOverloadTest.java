package dev.gatehouse.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Many more hashes at once than fit in the heap, in a process of their own. */
class HashOverloadTest {
    private static final String CALLERS = "60";

    @Test
    void callersBeyondTheBudgetAreRefusedAndNoMemoryRunsOut() throws IOException, InterruptedException {
        Ended ended = run("-Xmx96m", 32 * 1024);
        assertThat(ended.output).contains("hashed + refused = 60").doesNotContain("OutOfMemoryError");
        assertThat(ended.status).isZero();
    }

    @Test
    void withoutABudgetTheSameCallersRunOutOfMemory() throws IOException, InterruptedException {
        Ended ended = run("-Xmx96m", 1 << 26);
        assertThat(ended.output).contains("OutOfMemoryError");
        assertThat(ended.status).isNotZero();
    }

    private static Ended run(String heap, int budgetKib) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(heap, "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), OverloadedProcess.class.getName()));
        command.addAll(List.of(CALLERS, String.valueOf(budgetKib)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    private record Ended(int status, String output) {}
}
