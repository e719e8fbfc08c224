package dev.gatehouse.store.cassandra;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * One versioned change of the schema.
 *
 * @param version counted from 1
 * @param script the name of the file
 * @param text its CQL, where <code>${keyspace}</code> stands for the keyspace
 */
record Migration(int version, String script, String text) {
    private static final List<String> SCRIPTS = List.of("V1__stores.cql");

    static List<Migration> all() {
        List<Migration> migrations = new ArrayList<>();
        for (int i = 0; i < SCRIPTS.size(); i++) {
            migrations.add(new Migration(i + 1, SCRIPTS.get(i), read(SCRIPTS.get(i))));
        }
        return migrations;
    }

    private static String read(String name) {
        try (InputStream in = Migration.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the artifact has no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the text for a keyspace. */
    String of(String keyspace) {
        return text.replace("${keyspace}", keyspace);
    }

    /** Returns the single statements; each ends with a semicolon at the end of a line. */
    List<String> statements(String keyspace) {
        List<String> statements = new ArrayList<>();
        for (String statement : of(keyspace).split(";\n", -1)) {
            if (!statement.isBlank()) {
                statements.add(statement);
            }
        }
        return statements;
    }

    /** Returns the SHA-256 of the text, in hexadecimal digits. */
    String checksum() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
