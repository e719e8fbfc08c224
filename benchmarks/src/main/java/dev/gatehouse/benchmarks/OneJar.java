package dev.gatehouse.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An application and everything that it needs in one jar. Of entries of one name the first stays. */
final class OneJar {
    /** What speaks of one jar only: its manifest, its signatures, its module. */
    private static final Pattern OF_ONE_JAR =
            Pattern.compile("META-INF/(MANIFEST\\.MF|[^/]*\\.(SF|DSA|RSA|EC))|(.*/)?module-info\\.class|.*/");

    private final JarOutputStream out;
    private final Set<String> names = new HashSet<>();

    private OneJar(JarOutputStream out) {
        this.out = out;
    }

    /** Writes {@link FirstToken} out of a folder of classes, and all of these jars. */
    static Path of(Path classes, List<Path> jars, Path target) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(target), manifest);
                Stream<Path> files = Files.walk(classes)) {
            OneJar one = new OneJar(out);
            for (Path file : files.filter(OneJar::isOfFirstToken).toList()) {
                one.add(classes.relativize(file).toString(), Files.readAllBytes(file));
            }
            for (Path jar : jars) {
                one.addAll(jar);
            }
        }
        return target;
    }

    private static boolean isOfFirstToken(Path file) {
        return file.getFileName().toString().matches("FirstToken.*\\.class");
    }

    private void addAll(Path path) throws IOException {
        try (JarFile jar = new JarFile(path.toFile(), false)) {
            jar.stream()
                    .filter(entry -> !OF_ONE_JAR.matcher(entry.getName()).matches())
                    .forEach(entry -> {
                        try {
                            add(entry.getName(), jar.getInputStream(entry).readAllBytes());
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        }
    }

    private void add(String name, byte[] bytes) throws IOException {
        if (names.add(name)) {
            out.putNextEntry(new JarEntry(name));
            out.write(bytes);
        }
    }
}
