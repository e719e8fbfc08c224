package dev.gatehouse.testkit.cassandra;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * How a node is started.
 *
 * @param java the executable
 * @param classPath of the server alone
 */
record Launch(Path java, String classPath) {
    private static final String CLASS_PATH = "gatehouse.cassandra.classpath";
    private static final String JAVA = "gatehouse.cassandra.java";

    private static final List<String> OPENED = List.of(
            "java.base/java.io",
            "java.base/java.lang",
            "java.base/java.lang.module",
            "java.base/java.lang.reflect",
            "java.base/java.net",
            "java.base/java.nio",
            "java.base/java.util",
            "java.base/java.util.concurrent",
            "java.base/java.util.concurrent.atomic",
            "java.base/jdk.internal.loader",
            "java.base/jdk.internal.math",
            "java.base/jdk.internal.module",
            "java.base/jdk.internal.ref",
            "java.base/jdk.internal.reflect",
            "java.base/jdk.internal.util.jar",
            "java.base/sun.nio.ch",
            "jdk.compiler/com.sun.tools.javac.file",
            "jdk.management/com.sun.management.internal");

    private static final List<String> EXPORTED = List.of(
            "java.base/java.lang.ref",
            "java.base/jdk.internal.misc",
            "java.base/jdk.internal.ref",
            "java.base/sun.nio.ch",
            "java.management.rmi/com.sun.jmx.remote.internal",
            "java.rmi/sun.rmi.registry",
            "java.rmi/sun.rmi.server",
            "java.rmi/sun.rmi.transport.tcp",
            "java.sql/java.sql",
            "jdk.unsupported/sun.misc");

    static Launch fromProperties() {
        String file = System.getProperty(CLASS_PATH);
        if (file == null) {
            throw new IllegalStateException("the system property " + CLASS_PATH + " names no file");
        }
        try {
            return new Launch(findJava(), Files.readString(Path.of(file)).strip());
        } catch (IOException e) {
            throw new IllegalStateException("the server's class path cannot be read; see " + CLASS_PATH, e);
        }
    }

    private static Path findJava() throws IOException {
        String named = System.getProperty(JAVA);
        if (named != null && !named.isEmpty()) {
            return executable(Path.of(named));
        }
        Path own = Path.of(System.getProperty("java.home"));
        List<Path> homes = new ArrayList<>(List.of(own));
        for (Path folder : Stream.of(own.getParent(), Path.of("/usr/lib/jvm")).toList()) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> beside = Files.list(folder)) {
                    homes.addAll(beside.sorted().toList());
                }
            }
        }
        for (Path home : homes) {
            if (is17(home)) {
                return executable(home);
            }
        }
        throw new IllegalStateException("no JDK 17 was found; name one by the system property " + JAVA);
    }

    private static boolean is17(Path home) throws IOException {
        Path release = home.resolve("release");
        if (!Files.isRegularFile(release)) {
            return false;
        }
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(release)) {
            properties.load(reader);
        }
        return properties.getProperty("JAVA_VERSION", "").startsWith("\"17") && Files.isExecutable(executable(home));
    }

    private static Path executable(Path home) {
        return home.resolve("bin").resolve("java");
    }

    List<String> command(NodeFiles files) {
        List<String> command = new ArrayList<>(List.of(
                java.toString(),
                "-Xms256m",
                "-Xmx256m",
                "-XX:MaxDirectMemorySize=256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xss512k"));
        Stream.of(classPath.split(File.pathSeparator, -1))
                .filter(jar -> Path.of(jar).getFileName().toString().startsWith("jamm-"))
                .forEach(jar -> command.add("-javaagent:" + jar));
        EXPORTED.forEach(name -> command.addAll(List.of("--add-exports", name + "=ALL-UNNAMED")));
        OPENED.forEach(name -> command.addAll(List.of("--add-opens", name + "=ALL-UNNAMED")));
        command.addAll(List.of(
                "-Dcassandra.config="
                        + files.configuration().resolve("cassandra.yaml").toUri(),
                "-Dcassandra.storagedir=" + files.folder(),
                "-Dcassandra-foreground=yes",
                "-Dcassandra.ring_delay_ms=2000",
                "-Dcassandra.skip_wait_for_gossip_to_settle=0",
                "-Dcassandra.superuser_setup_delay_ms=0",
                "-Djava.io.tmpdir=" + files.folder(),
                "-Djava.awt.headless=true",
                "-cp",
                files.configuration() + File.pathSeparator + classPath,
                "org.apache.cassandra.service.CassandraDaemon"));
        return command;
    }
}
