package dev.gatehouse.examples.server.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The value of every key and where it came from. Later sources go before earlier ones: default, file, environment, command
 * line. Immutable.
 */
public final class Configuration {
    /** The file that is read where no other is named, if it is there. */
    public static final String FILE = "gatehouse.properties";

    /** The environment's name for the file. */
    public static final String FILE_VARIABLE = "GATEHOUSE_CONFIG";

    private static final long MAX_FILE_BYTES = 1 << 20;

    private final Map<ConfigKey, Value> values;

    private Configuration(Map<ConfigKey, Value> values) {
        this.values = values;
    }

    private record Value(String text, String origin) {
        @Override
        public String toString() {
            return origin; // the text may be a secret
        }
    }

    /**
     * Reads everything.
     *
     * @param file the file named on the command line, if one is
     * @param environment variables that begin with {@code GATEHOUSE_} count
     * @param flags key and value of each flag
     * @throws ConfigException for an unknown key, a secret on the command line, or a file that cannot be read
     */
    public static Configuration read(Optional<Path> file, Map<String, String> environment, Map<String, String> flags) {
        Map<ConfigKey, Value> values = new EnumMap<>(ConfigKey.class);
        for (ConfigKey key : ConfigKey.values()) {
            values.put(key, new Value(key.standard(), "default"));
        }
        file(file, environment)
                .ifPresent(found -> properties(found).forEach((name, text) -> {
                    ConfigKey key = ConfigKey.ofKey(name)
                            .orElseThrow(() -> unknown("key " + name, "file " + found, keys(), name));
                    values.put(key, new Value(text.strip(), "file " + found));
                }));
        new TreeMap<>(environment).forEach((name, text) -> {
            if (name.startsWith("GATEHOUSE_") && !name.equals(FILE_VARIABLE)) {
                ConfigKey key = ConfigKey.ofVariable(name)
                        .orElseThrow(() -> unknown("variable " + name, "environment", variables(), name));
                values.put(key, new Value(text.strip(), "environment " + name));
            }
        });
        flags.forEach((name, text) -> {
            ConfigKey key =
                    ConfigKey.ofKey(name).orElseThrow(() -> unknown("key " + name, "command line", keys(), name));
            if (key.secret()) {
                throw new ConfigException("The key " + name + " is a secret, and every user of the machine sees command"
                        + " lines: set the variable " + key.variable() + " or put it into the file.");
            }
            values.put(key, new Value(text.strip(), "command line"));
        });
        return new Configuration(values);
    }

    private static Optional<Path> file(Optional<Path> named, Map<String, String> environment) {
        Optional<Path> wanted = named.or(
                () -> Optional.ofNullable(environment.get(FILE_VARIABLE)).map(Path::of));
        if (wanted.isPresent()) {
            if (!Files.isRegularFile(wanted.get())) {
                throw new ConfigException("The configuration file " + wanted.get()
                        + " is not there: name another by --config or " + FILE_VARIABLE + ".");
            }
            return wanted;
        }
        return Optional.of(Path.of(FILE)).filter(Files::isRegularFile);
    }

    private static Map<String, String> properties(Path file) {
        Map<String, String> found = new TreeMap<>();
        Properties properties = new Properties() {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized @Nullable Object put(Object key, Object value) {
                if (found.put((String) key, (String) value) != null) {
                    throw new ConfigException("The key " + key + " stands twice in the file " + file + ": remove one.");
                }
                return null;
            }
        };
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw new ConfigException("The file " + file + " is over 1 MiB: it is no configuration.");
            }
            try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                properties.load(in);
            }
        } catch (CharacterCodingException e) {
            throw new ConfigException("The file " + file + " is not UTF-8.", e);
        } catch (IllegalArgumentException e) {
            throw new ConfigException("The file " + file + " has a malformed \\u escape.", e);
        } catch (IOException e) {
            throw new ConfigException("The file " + file + " cannot be read: check its permissions.", e);
        }
        return found;
    }

    private static ConfigException unknown(String what, String origin, List<String> known, String name) {
        return new ConfigException("There is no " + what + " (" + origin + "); the nearest is "
                + Nearest.of(name, known) + ". --print-config lists all.");
    }

    private static List<String> keys() {
        return Arrays.stream(ConfigKey.values()).map(ConfigKey::key).toList();
    }

    private static List<String> variables() {
        return Arrays.stream(ConfigKey.values()).map(ConfigKey::variable).toList();
    }

    Configuration with(Map<ConfigKey, String> others, String origin) {
        Map<ConfigKey, Value> next = new EnumMap<>(values);
        others.forEach((key, text) -> next.put(key, new Value(text, origin)));
        return new Configuration(next);
    }

    String text(ConfigKey key) {
        return value(key).text();
    }

    private Value value(ConfigKey key) {
        Value value = values.get(key);
        if (value == null) {
            throw new IllegalStateException("every key has a value");
        }
        return value;
    }

    /** Returns the fault of a value that has not its form; a secret value is not shown. */
    ConfigException fault(ConfigKey key, String wanted) {
        Value value = value(key);
        String shown = key.secret() ? "" : " '" + value.text() + "'";
        return new ConfigException("The key " + key.key() + " (" + value.origin() + ") has the value" + shown
                + ", but it must be " + wanted + ".");
    }

    /** Returns a file of all keys with the values that hold and, as comments, where they came from; secrets redacted. */
    public String print() {
        StringBuilder out = new StringBuilder();
        for (ConfigKey key : ConfigKey.values()) {
            Value value = value(key);
            boolean hidden = key.secret() && !value.text().isEmpty();
            out.append("# ").append(value.origin()).append('\n');
            out.append(hidden ? "# " : "")
                    .append(key.key())
                    .append(" = ")
                    .append(hidden ? "(redacted)" : escaped(value.text()))
                    .append('\n');
        }
        return out.toString();
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    /** Tells no value: some are secret. */
    @Override
    public String toString() {
        return "Configuration" + values;
    }
}
