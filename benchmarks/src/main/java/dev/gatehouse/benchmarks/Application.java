package dev.gatehouse.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * {@link FirstToken} in a process of its own: with these jars, stores and algorithm, signing in or going on in this way,
 * and these options of the virtual machine.
 */
record Application(List<Path> jars, String stores, String algorithm, String way, List<String> options) {
    /** How often it is started; the medians count. */
    static final int RUNS = 7;

    private static final String SERIAL = "-XX:+UseSerialGC";

    /** One process's answer. */
    record Start(long open, long token, long cpu, long heap) {
        /** The line of digits, among what the virtual machine says of classes that it leaves out of an archive. */
        static Start parse(String answer) {
            String line = answer.lines()
                    .filter(text -> text.matches("[0-9 ]+"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no figures: " + answer));
            String[] parts = line.split(" ", -1);
            return new Start(
                    Long.parseLong(parts[0]),
                    Long.parseLong(parts[1]),
                    Long.parseLong(parts[2]),
                    Long.parseLong(parts[3]));
        }
    }

    /**
     * The same as one jar, as a shading plugin makes it, with an archive of its loaded classes (JEP 350), the serial
     * collector and SQLite's native library beside it. Signatures of jars are left out: none covers the one jar.
     */
    Application prepared(Path archive) throws IOException, InterruptedException {
        List<Path> one =
                List.of(OneJar.of(classes(), jars, archive.resolveSibling("one-" + archive.getFileName() + ".jar")));
        List<String> prepared = new ArrayList<>(List.of(SERIAL));
        if (!stores.equals("memory")) {
            prepared.addAll(unpackedDriver(archive.resolveSibling(LibraryLoaderUtil.getNativeLibName())));
        }
        new Application(one, stores, algorithm, way, with(prepared, "-XX:ArchiveClassesAtExit=" + archive)).start();
        return new Application(one, stores, algorithm, way, with(prepared, "-XX:SharedArchiveFile=" + archive));
    }

    /** The driver unpacks its native library at each start unless it is told where one lies. */
    private static List<String> unpackedDriver(Path library) throws IOException {
        String packed = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + LibraryLoaderUtil.getNativeLibName();
        try (InputStream in = Application.class.getResourceAsStream(packed)) {
            if (in == null) {
                throw new IllegalStateException("the driver has no native library for this machine");
            }
            Files.copy(in, library, StandardCopyOption.REPLACE_EXISTING);
        }
        return List.of(
                "-Dorg.sqlite.lib.path=" + library.getParent(), "-Dorg.sqlite.lib.name=" + library.getFileName());
    }

    private static List<String> with(List<String> options, String more) {
        List<String> all = new ArrayList<>(options);
        all.add(more);
        return all;
    }

    List<Start> starts() throws IOException, InterruptedException {
        List<Start> starts = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            starts.add(start());
        }
        return starts;
    }

    Start start() throws IOException, InterruptedException {
        List<String> entries = new ArrayList<>();
        if (options.isEmpty()) {
            entries.add(classes().toString());
        }
        jars.forEach(jar -> entries.add(jar.toString()));
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.add("-Dslf4j.internal.verbosity=ERROR");
        command.addAll(options);
        command.addAll(List.of(
                "-cp", String.join(File.pathSeparator, entries), FirstToken.class.getName(), stores, algorithm, way));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the process failed: " + String.join(" ", command));
        }
        return Start.parse(answer);
    }

    /** The folder of this module's classes: its jar would bring every peer along. */
    private static Path classes() {
        try {
            Path own = Path.of(Cost.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Files.isDirectory(own) ? own : own.resolveSibling("classes");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
