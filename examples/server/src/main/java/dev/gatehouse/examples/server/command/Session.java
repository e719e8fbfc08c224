package dev.gatehouse.examples.server.command;

import dev.gatehouse.examples.server.config.ServerSettings;
import dev.gatehouse.examples.server.house.House;
import dev.gatehouse.examples.server.serve.Origins;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.BiConsumer;
import picocli.CommandLine.Model.CommandSpec;

/** Opens the pools for one administrative command. */
final class Session {
    private Session() {}

    /** Runs a command on the pools of the configuration. */
    static int with(CommandSpec spec, BiConsumer<House, PrintWriter> command) {
        ServerSettings settings = RootCommand.of(spec).settings();
        PrintWriter out = spec.commandLine().getOut();
        try (House house = House.open(settings, Origins.of(settings), InstantSource.system(), new SecureRandom())) {
            command.accept(house, out);
        }
        out.flush();
        return 0;
    }
}
