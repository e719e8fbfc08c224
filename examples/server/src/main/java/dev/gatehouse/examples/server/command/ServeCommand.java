package dev.gatehouse.examples.server.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Serves; the same as no command. */
@Command(name = "serve", description = "Serves until it gets SIGTERM; requests in flight are then finished.")
final class ServeCommand implements Callable<Integer> {
    @Mixin
    private ServeOptions serve = new ServeOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Override
    public Integer call() {
        return serve.run(RootCommand.of(spec).settings(), spec.commandLine().getOut());
    }
}
