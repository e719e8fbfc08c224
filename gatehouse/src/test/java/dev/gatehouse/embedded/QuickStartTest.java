package dev.gatehouse.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.ClientId;
import dev.gatehouse.PoolId;
import dev.gatehouse.Secret;
import dev.gatehouse.mail.EmlFolderSender;
import dev.gatehouse.mail.MessageTexts;
import dev.gatehouse.spi.KeySourceException;
import dev.gatehouse.spi.message.MessageSender;
import dev.gatehouse.token.VerifiedToken;
import dev.gatehouse.userpool.UserPool;
import dev.gatehouse.userpool.session.TokenSet;
import dev.gatehouse.userpool.settings.AppClient;
import dev.gatehouse.userpool.settings.AuthFlow;
import dev.gatehouse.userpool.settings.UserPoolSettings;
import dev.gatehouse.userpool.signin.SignInRequest;
import dev.gatehouse.userpool.signup.ConfirmRequest;
import dev.gatehouse.userpool.signup.RegisterRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's example. */
class QuickStartTest {
    private static final UserPoolSettings SETTINGS = UserPoolSettings.builder(
                    new PoolId("local_photos"), URI.create("https://auth.example.com"))
            .client(AppClient.builder(new ClientId("web")).build())
            .build();

    @TempDir
    Path folder;

    @Test
    void aNewcomerGetsFromAnEmptyFolderToASignedInUser() throws IOException {
        try (Gatehouse house = open()) {
            UserPool users = house.userPool();
            users.signUp()
                    .register(RegisterRequest.builder(new ClientId("web"))
                            .username("alice@example.com")
                            .password(Secret.of("a photograph of nothing at all"))
                            .build())
                    .orElseThrow();
            house.maintain(100);
            users.signUp()
                    .confirm(ConfirmRequest.of("alice@example.com", Secret.of(codeFromMail())))
                    .orElseThrow();

            VerifiedToken verified =
                    users.sessions().verify(signIn(users).accessToken()).orElseThrow();

            assertThat(verified.clientId()).contains("web");
            assertThat(verified.subject()).isNotBlank();
        }
        try (Gatehouse again = open()) {
            assertThat(again.userPool()
                            .sessions()
                            .verify(signIn(again.userPool()).accessToken())
                            .asRefusal())
                    .isEmpty();
        }
    }

    @Test
    void anotherMasterKeyRefusesToStart() throws IOException {
        open().close();
        Files.writeString(folder.resolve("master.keys"), "1 " + "ab".repeat(32) + "\n");

        assertThatThrownBy(this::open).isInstanceOf(KeySourceException.class).hasMessageContaining("right key file");
    }

    private Gatehouse open() {
        MessageSender mail = new EmlFolderSender(
                folder.resolve("outbox"),
                "no-reply@example.com",
                MessageTexts.english("Photos"),
                InstantSource.system());
        return Gatehouse.builder(folder).userPool(SETTINGS).sender(mail).build();
    }

    private static TokenSet signIn(UserPool users) {
        return users.signIn()
                .start(new SignInRequest(
                        AuthFlow.USER_PASSWORD_AUTH,
                        new ClientId("web"),
                        "alice@example.com",
                        Secret.of("a photograph of nothing at all")))
                .orElseThrow();
    }

    private String codeFromMail() throws IOException {
        try (var mails = Files.newDirectoryStream(folder.resolve("outbox"), "*.eml")) {
            Matcher code = Pattern.compile("\\b\\d{6}\\b")
                    .matcher(Files.readString(mails.iterator().next()).split("\r\n\r\n", 2)[1]);
            assertThat(code.find()).isTrue();
            return code.group();
        }
    }
}
