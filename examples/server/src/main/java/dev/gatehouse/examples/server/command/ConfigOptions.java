package dev.gatehouse.examples.server.command;

import dev.gatehouse.examples.server.config.ConfigKey;
import dev.gatehouse.examples.server.config.Configuration;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command has. */
final class ConfigOptions {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "configuration file; $GATEHOUSE_CONFIG, or gatehouse.properties if it is there")
    private @Nullable Path file;

    @Option(
            names = {"-s", "--set"},
            paramLabel = "KEY=VALUE",
            scope = ScopeType.INHERIT,
            description = "sets a key of the configuration; goes before environment and file; --print-config lists all")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "short for --set data=DIR: the folder of everything")
    private @Nullable String data;

    Configuration configuration(Map<String, String> environment) {
        Map<String, String> flags = new LinkedHashMap<>(set);
        if (data != null) {
            flags.put(ConfigKey.DATA.key(), data);
        }
        return Configuration.read(Optional.ofNullable(file), environment, flags);
    }
}
