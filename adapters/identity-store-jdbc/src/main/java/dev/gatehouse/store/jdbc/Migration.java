package dev.gatehouse.store.jdbc;

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
 * One versioned change of the schema: a file in Flyway's naming.
 *
 * @param version counted from 1
 * @param script the name of the file
 * @param text its SQL
 */
record Migration(int version, String script, String text) {
    private static final List<String> SCRIPTS = List.of("V1__stores.sql", "V2__settings.sql", "V3__groups.sql");

    static List<Migration> of(Dialect dialect) {
        List<Migration> migrations = new ArrayList<>();
        for (int i = 0; i < SCRIPTS.size(); i++) {
            String script = SCRIPTS.get(i);
            migrations.add(new Migration(i + 1, script, read(dialect.folder() + "/" + script)));
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

    /** Returns the single statements; each ends with a semicolon at the end of a line. */
    List<String> statements() {
        List<String> statements = new ArrayList<>();
        for (String statement : text.split(";\n", -1)) {
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
