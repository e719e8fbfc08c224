package dev.gatehouse.examples.server.command;

import dev.gatehouse.examples.server.config.ConfigException;
import dev.gatehouse.spi.DeliveryException;
import dev.gatehouse.spi.KeySourceException;
import dev.gatehouse.spi.StoreException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import picocli.CommandLine;

/** Makes the command line. */
public final class CommandLines {
    static final int REFUSED = 1;
    static final int USAGE = 2;
    static final int AWAY = 3;

    private static final Set<String> WITH_VALUE = Set.of("-c", "--config", "-s", "--set", "--data");
    private static final List<Class<?>> SUBCOMMANDS = List.of(
            ServeCommand.class,
            PoolCommands.class,
            ClientCommands.class,
            UserCommands.class,
            IdentityPoolCommands.class,
            KeyCommands.class,
            SchemaCommands.class);

    private CommandLines() {}

    /**
     * Returns the command line.
     *
     * @param environment the variables that count
     * @param args the arguments that it is going to execute: commands that they do not ask for are not read
     */
    public static CommandLine of(Map<String, String> environment, String... args) {
        CommandLine line = new CommandLine(new RootCommand(environment));
        if (!servesOnly(args)) {
            SUBCOMMANDS.forEach(line::addSubcommand);
        }
        line.setUsageHelpWidth(110);
        line.setExecutionExceptionHandler((fault, command, result) -> {
            Answer answer = answer(fault);
            command.getErr().println(answer.text());
            return answer.status();
        });
        return line;
    }

    /** To read the other commands by reflection takes as long as all else that the command line does before it serves. */
    private static boolean servesOnly(String... args) {
        for (int i = 0; i < args.length; i++) {
            if (WITH_VALUE.contains(args[i])) {
                i++;
            } else if (!args[i].equals("--demo")) {
                return false;
            }
        }
        return true;
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
