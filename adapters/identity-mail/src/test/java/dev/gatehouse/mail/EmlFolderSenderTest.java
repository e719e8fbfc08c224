package dev.gatehouse.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.PoolId;
import dev.gatehouse.Secret;
import dev.gatehouse.spi.DeliveryException;
import dev.gatehouse.spi.message.Channel;
import dev.gatehouse.spi.message.Message;
import dev.gatehouse.spi.message.MessageKind;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmlFolderSenderTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path folder;

    @Test
    void aMessageBecomesOneInternetMessageWithItsCode() throws Exception {
        sender().send(message("m1", MessageKind.SIGN_UP_CODE, Channel.EMAIL, "alice@example.test"));

        MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(onlyFile()));
        assertThat(mail.getAllRecipients()[0]).hasToString("alice@example.test");
        assertThat(mail.getFrom()[0]).hasToString("no-reply@example.test");
        assertThat(mail.getContent().toString()).contains("123456");
        assertThat(mail.getSentDate()).isEqualTo(java.util.Date.from(NOW));
    }

    @Test
    void aRepeatReplacesTheFile() throws IOException {
        sender().send(message("m1", MessageKind.SIGN_UP_CODE, Channel.EMAIL, "alice@example.test"));
        sender().send(message("m1", MessageKind.SIGN_UP_CODE, Channel.EMAIL, "alice@example.test"));

        assertThat(files()).hasSize(1);
    }

    @Test
    void onlyTheOwnerReadsAFile() throws IOException {
        sender().send(message("m1", MessageKind.RECOVERY_CODE, Channel.EMAIL, "alice@example.test"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files().get(0))))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @EnumSource(MessageKind.class)
    void everyKindHasATextThatCarriesTheCodeIfItHasOne(MessageKind kind) throws IOException {
        sender().send(message("m1", kind, Channel.EMAIL, "alice@example.test"));

        boolean notice = kind == MessageKind.ALREADY_REGISTERED
                || kind == MessageKind.PASSWORD_CHANGED
                || kind == MessageKind.ADDRESS_CHANGED;
        assertThat(new String(onlyFile(), java.nio.charset.StandardCharsets.UTF_8).contains("123456"))
                .isEqualTo(!notice);
    }

    @Test
    void aTextMessageIsRefusedAsAnOutage() {
        Message sms = message("m1", MessageKind.SIGN_UP_CODE, Channel.SMS, "+12065550100");

        assertThatThrownBy(() -> sender().send(sms)).isInstanceOf(DeliveryException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b.test\r\nBcc: c@d.test", "a@b.test, c@d.test", "", "no address"})
    void anAddressThatIsNotOneAddressWritesNothing(String address) throws IOException {
        Message message = message("m1", MessageKind.SIGN_UP_CODE, Channel.EMAIL, address);

        assertThatThrownBy(() -> sender().send(message))
                .isInstanceOf(DeliveryException.class)
                .hasMessageNotContaining("Bcc");
        assertThat(files()).isEmpty();
    }

    private EmlFolderSender sender() {
        return new EmlFolderSender(folder, "no-reply@example.test", MessageTexts.english("Photos"), () -> NOW);
    }

    private static Message message(String id, MessageKind kind, Channel channel, String destination) {
        return Message.of(
                id, new PoolId("local_photos"), kind, channel, destination, "alice", Optional.of(Secret.of("123456")));
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    private byte[] onlyFile() throws IOException {
        assertThat(files()).hasSize(1);
        return Files.readAllBytes(files().get(0));
    }
}
