package dev.gatehouse.examples.server.command;

import dev.gatehouse.examples.server.config.ConfigException;
import dev.gatehouse.spi.DeliveryException;
import dev.gatehouse.spi.KeySourceException;
import dev.gatehouse.spi.StoreException;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine;

/** Makes the command line. */
public final class CommandLines {
    static final int REFUSED = 1;
    static final int USAGE = 2;
    static final int AWAY = 3;

    private CommandLines() {}

    /**
     * Returns the command line.
     *
     * @param environment the variables that count
     */
    public static CommandLine of(Map<String, String> environment) {
        CommandLine line = new CommandLine(new RootCommand(environment));
        line.setUsageHelpWidth(110);
        line.setExecutionExceptionHandler((fault, command, result) -> {
            Answer answer = answer(fault);
            command.getErr().println(answer.text());
            return answer.status();
        });
        return line;
    }

    private record Answer(int status, String text) {}

    private static Answer answer(Exception fault) throws Exception {
        if (fault instanceof ConfigException) {
            return new Answer(USAGE, message(fault));
        }
        if (fault instanceof RefusedException) {
            return new Answer(REFUSED, message(fault));
        }
        if (fault instanceof StoreException) {
            return new Answer(
                    AWAY,
                    "The database cannot be reached or failed: " + roots(fault)
                            + ". Look at database.url (--print-config shows it) and at the database.");
        }
        if (fault instanceof KeySourceException) {
            return new Answer(
                    AWAY,
                    "The master key cannot be used: " + fault.getMessage()
                            + ". It must be the file that sealed this database: look at master-key.file.");
        }
        if (fault instanceof DeliveryException) {
            return new Answer(AWAY, "The outbox cannot be used: " + fault.getMessage() + ". Look at outbox.folder.");
        }
        if (fault instanceof IllegalStateException) {
            return new Answer(AWAY, "Cannot start: " + fault.getMessage() + ".");
        }
        throw fault;
    }

    private static String roots(Throwable fault) {
        Throwable root = fault;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root == fault ? message(fault) : message(fault) + " (" + message(root) + ")";
    }

    private static String message(Throwable fault) {
        return Objects.requireNonNullElse(fault.getMessage(), fault.getClass().getSimpleName());
    }
}
