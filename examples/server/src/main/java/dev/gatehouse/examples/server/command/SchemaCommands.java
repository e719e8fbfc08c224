package dev.gatehouse.examples.server.command;

import dev.gatehouse.examples.server.config.ServerSettings;
import dev.gatehouse.examples.server.house.Database;
import java.io.PrintWriter;
import java.time.InstantSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The schema of the database that is configured. */
@Command(
        name = "schema",
        description = "Prints, checks and brings up to date the schema of the configured database.",
        synopsisSubcommandLabel = "(print | validate | apply)")
final class SchemaCommands {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Command(name = "print", description = "Prints the whole schema, to be reviewed or run by other means.")
    int print() {
        return done(Database.printSchema(settings()));
    }

    @Command(name = "validate", description = "Checks that the schema is the one that this version works on.")
    int validate() {
        try {
            Database.validateSchema(settings());
        } catch (IllegalStateException e) {
            throw new RefusedException(
                    "The schema is not this version's: " + e.getMessage() + ". To bring it up to date: schema apply");
        }
        return done("the schema is this version's");
    }

    @Command(
            name = "apply",
            description = "Applies what is missing in one transaction; old servers go on meanwhile. A SQLite file is"
                    + " brought up to date at every start anyway.")
    int apply() {
        Database.applySchema(settings(), InstantSource.system());
        return done("the schema is up to date");
    }

    private ServerSettings settings() {
        return RootCommand.of(spec).settings();
    }

    private int done(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(text);
        out.flush();
        return 0;
    }
}
