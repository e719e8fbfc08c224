package dev.gatehouse.mail;

import dev.gatehouse.spi.DeliveryException;
import dev.gatehouse.spi.message.Channel;
import dev.gatehouse.spi.message.Message;
import dev.gatehouse.spi.message.MessageSender;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.Date;
import java.util.HexFormat;

/**
 * Writes each e-mail as one {@code .eml} file. A file appears whole, by an atomic move, and is named by the message's
 * id, so a repeat replaces it. Files hold codes: on POSIX systems they are readable by their owner only. Thread-safe.
 * Text messages to phones are refused with {@link DeliveryException}.
 */
public final class EmlFolderSender implements MessageSender {
    private final Path folder;
    private final InternetAddress from;
    private final MessageTexts texts;
    private final InstantSource clock;

    /**
     * Makes a sender.
     *
     * @param folder where files go; created if missing
     * @param from the address in the {@code From} header
     * @throws IllegalArgumentException if {@code from} is not an e-mail address
     * @throws DeliveryException if the folder cannot be created
     */
    public EmlFolderSender(Path folder, String from, MessageTexts texts, InstantSource clock) {
        this.folder = folder;
        this.texts = texts;
        this.clock = clock;
        try {
            this.from = new InternetAddress(from, true);
            Files.createDirectories(folder);
        } catch (MessagingException e) {
            throw new IllegalArgumentException("from is not an e-mail address", e);
        } catch (IOException e) {
            throw new DeliveryException("the outbox folder cannot be created", e);
        }
    }

    @Override
    public void send(Message message) {
        if (message.channel() != Channel.EMAIL) {
            throw new DeliveryException("the outbox folder takes e-mail only");
        }
        byte[] mail = compose(message);
        try {
            Path part = Files.createTempFile(folder, "mail", ".part");
            Files.write(part, mail);
            Files.move(part, folder.resolve(fileName(message)), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new DeliveryException("the message could not be written", e);
        }
    }

    private byte[] compose(Message message) {
        String code = message.code().map(secret -> secret.use(String::valueOf)).orElse("");
        MessageTexts.Text text = texts.text(message, code);
        try {
            MimeMessage mail = new MimeMessage((Session) null); // composed here, sent by nobody
            mail.setFrom(from);
            mail.setRecipient(jakarta.mail.Message.RecipientType.TO, new InternetAddress(message.destination(), true));
            mail.setSubject(text.subject(), "UTF-8");
            mail.setText(text.body(), "UTF-8");
            mail.setHeader("Auto-Submitted", "auto-generated");
            mail.setSentDate(Date.from(clock.instant()));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            mail.writeTo(out);
            return out.toByteArray();
        } catch (MessagingException | IOException e) {
            throw new DeliveryException("the message could not be composed", e);
        }
    }

    private static String fileName(Message message) {
        return HexFormat.of().formatHex(message.id().getBytes(StandardCharsets.UTF_8)) + ".eml";
    }
}
