package dev.gatehouse.examples.server.command;

import dev.gatehouse.PoolId;
import dev.gatehouse.examples.server.config.ServerSettings;
import dev.gatehouse.examples.server.house.MasterKeyFile;
import dev.gatehouse.userpool.UserPool;
import java.io.PrintWriter;
import java.security.SecureRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Keys. */
@Command(name = "keys", description = "Rotates keys.", synopsisSubcommandLabel = "(rotate)")
final class KeyCommands {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Command(
            name = "rotate",
            description = {
                "Makes the next signing keys of a user pool now, and prints from when on they sign: they are published"
                        + " in the JWKS first. Tokens of the keys before still verify. Every 90 days this happens by"
                        + " itself.",
                "With --master it adds a master key instead: restart every server at once after it; what is sealed"
                        + " under the old one is sealed again bit by bit."
            })
    int rotate(
            @Parameters(paramLabel = "POOL", arity = "0..1", defaultValue = "", description = "the user pool's id")
                    String pool,
            @Option(names = "--master", description = "adds a master key to the file master-key.file") boolean master) {
        if (master != pool.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Name a user pool, or --master, and not both.");
        }
        if (master) {
            ServerSettings settings = RootCommand.of(spec).settings();
            int id = MasterKeyFile.add(settings.masterKeyFile(), new SecureRandom());
            PrintWriter out = spec.commandLine().getOut();
            out.println("master key " + id + " seals from the next start on: restart every server now");
            out.flush();
            return 0;
        }
        return Session.with(spec, (house, out) -> {
            UserPool users = RefusedException.unless(house.userPools().pool(new PoolId(pool)), "The pool");
            out.println("the new keys sign from " + users.maintenance().rotateKeys());
        });
    }
}
