package dev.gatehouse.examples.server.command;

import dev.gatehouse.examples.server.config.Configuration;
import dev.gatehouse.examples.server.config.ServerSettings;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command itself: serves. */
@Command(
        name = "gatehouse-server",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        version = "gatehouse-server 0.1.0-SNAPSHOT",
        sortOptions = false,
        description = {
            "Serves user pools, identity pools, STS and a guarded S3 store to unmodified clients.",
            "Without a command it serves."
        },
        footer = {
            "",
            "First steps:  gatehouse-server --demo            a pool, users and commands to paste",
            "              gatehouse-server pool create app   then: client create POOL web",
            "Exit status:  0 done, 1 refused, 2 wrong option or configuration, 3 database or key away"
        })
final class RootCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Mixin
    private ConfigOptions options = new ConfigOptions();

    @Mixin
    private ServeOptions serve = new ServeOptions();

    @Option(
            names = "--print-config",
            description = "prints every key with its value and where it came from, secrets redacted, and ends")
    private boolean print;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    RootCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() {
        if (print) {
            Configuration configuration = options.configuration(environment);
            ServerSettings unused = ServerSettings.of(configuration);
            spec.commandLine().getOut().print(configuration.print());
            spec.commandLine().getOut().flush();
            return 0;
        }
        return serve.run(settings(), spec.commandLine().getOut());
    }

    /** Returns what is configured, having set the level of the log by it. */
    ServerSettings settings() {
        ServerSettings settings = ServerSettings.of(options.configuration(environment));
        LogLevel.set(settings.logLevel());
        return settings;
    }

    static RootCommand of(CommandSpec spec) {
        return (RootCommand) spec.root().userObject();
    }
}
