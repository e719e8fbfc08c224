package dev.gatehouse.examples.photos.story;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads codes as a user would: from the newest e-mail to an address. */
final class Outbox {
    private static final Pattern CODE = Pattern.compile("\\b\\d{6}\\b");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path folder;

    Outbox(Path folder) {
        this.folder = folder;
    }

    /** Waits for a mail to {@code address} and returns the code in it. */
    String codeFor(String address) throws IOException, MessagingException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<String> code = newestCode(address);
            if (code.isPresent()) {
                return code.get();
            }
            Thread.sleep(50);
        }
        throw new StepFailed("no mail to " + address + " arrived in " + folder);
    }

    private Optional<String> newestCode(String address) throws IOException, MessagingException {
        Optional<String> newest = Optional.empty();
        long newestAt = Long.MIN_VALUE;
        try (var files = Files.newDirectoryStream(folder, "*.eml")) {
            for (Path file : files) {
                long at = Files.getLastModifiedTime(file).toMillis();
                Optional<String> code = at >= newestAt ? code(file, address) : Optional.empty();
                if (code.isPresent()) {
                    newest = code;
                    newestAt = at;
                }
            }
        }
        return newest;
    }

    private static Optional<String> code(Path file, String address) throws IOException, MessagingException {
        try (InputStream in = Files.newInputStream(file)) {
            MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()), in);
            if (!mail.getAllRecipients()[0].toString().equals(address)) {
                return Optional.empty();
            }
            Matcher code = CODE.matcher(mail.getContent().toString());
            return code.find() ? Optional.of(code.group()) : Optional.empty();
        }
    }
}
