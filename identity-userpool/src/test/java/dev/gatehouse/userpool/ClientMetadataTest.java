package dev.gatehouse.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ClientId;
import dev.gatehouse.PoolId;
import dev.gatehouse.Secret;
import dev.gatehouse.password.PasswordHasher;
import dev.gatehouse.spi.hook.ClientMetadata;
import dev.gatehouse.spi.hook.HookVerdict;
import dev.gatehouse.spi.hook.Hooks;
import dev.gatehouse.spi.hook.PreTokenGeneration;
import dev.gatehouse.store.memory.InMemoryStores;
import dev.gatehouse.testkit.FakeClock;
import dev.gatehouse.testkit.FixedMasterKeys;
import dev.gatehouse.testkit.RecordingSender;
import dev.gatehouse.token.SigningAlgorithm;
import dev.gatehouse.userpool.admin.CreateUserRequest;
import dev.gatehouse.userpool.recovery.RecoveryRequest;
import dev.gatehouse.userpool.session.TokenSet;
import dev.gatehouse.userpool.settings.AppClient;
import dev.gatehouse.userpool.settings.AuthFlow;
import dev.gatehouse.userpool.settings.UserPoolSettings;
import dev.gatehouse.userpool.signin.NewPasswordAnswer;
import dev.gatehouse.userpool.signin.SignInOutcome;
import dev.gatehouse.userpool.signin.SignInRequest;
import dev.gatehouse.userpool.signup.ConfirmRequest;
import dev.gatehouse.userpool.signup.RegisterRequest;
import java.net.URI;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a client sends along reaches the hooks that the reference service passes it to, and no other. */
class ClientMetadataTest {
    private static final ClientId WEB = new ClientId("web");
    private static final String ANNA = "anna@example.org";
    private static final String PASSWORD = "a long enough pass phrase";
    private static final String OTHER = "another long pass phrase";
    private static final ClientMetadata SENT = ClientMetadata.of(Map.of("from", "spring"));
    private static final ClientMetadata JUDGED = ClientMetadata.of(Map.of("captcha", "right"));

    private final RecordingSender sender = new RecordingSender();
    private final List<String> seen = new ArrayList<>();
    private final UserPool pool = pool();

    private UserPool pool() {
        SecureRandom random = new SecureRandom();
        return UserPool.builder(UserPoolSettings.builder(
                                new PoolId("local_hooks"), URI.create("https://login.example/local_hooks"))
                        .client(AppClient.builder(WEB)
                                .signingAlgorithm(SigningAlgorithm.ES256)
                                .build())
                        .build())
                .stores(new InMemoryStores())
                .masterKeys(new FixedMasterKeys().load())
                .sender(sender)
                .clock(new FakeClock())
                .random(random)
                .hasher(PasswordHasher.builder(random).unsafeCost(8, 1, 1).build())
                .hooks(Hooks.builder()
                        .preSignUp(event -> {
                            note("PreSignUp", event.clientMetadata());
                            note("PreSignUp.validation", event.validationData());
                            return HookVerdict.proceed();
                        })
                        .preAuthentication(event -> {
                            note("PreAuthentication", event.clientMetadata());
                            return HookVerdict.proceed();
                        })
                        .postConfirmation(event -> note("PostConfirmation", event.clientMetadata()))
                        .postAuthentication(event -> note("PostAuthentication", event.clientMetadata()))
                        .preTokenGeneration(event -> {
                            note("PreTokenGeneration", event.clientMetadata());
                            return PreTokenGeneration.Changes.NONE;
                        })
                        .build())
                .build();
    }

    private void note(String hook, ClientMetadata metadata) {
        seen.add(hook + " " + (metadata.equals(ClientMetadata.none()) ? "nothing" : metadata.values()));
    }

    private void register() {
        pool.signUp()
                .register(RegisterRequest.builder(WEB)
                        .username(ANNA)
                        .password(Secret.of(PASSWORD))
                        .clientMetadata(SENT)
                        .validationData(JUDGED)
                        .build())
                .orElseThrow();
        pool.maintenance().run(100);
    }

    private SignInOutcome signIn(String password) {
        return pool.signIn()
                .start(new SignInRequest(AuthFlow.USER_PASSWORD_AUTH, WEB, ANNA, Secret.of(password), SENT));
    }

    @Test
    void signUpConfirmationSignInAndRefresh() {
        register();
        assertThat(seen).containsExactly("PreSignUp {from=spring}", "PreSignUp.validation {captcha=right}");
        seen.clear();
        pool.signUp()
                .confirm(ConfirmRequest.of(ANNA, Secret.of(sender.lastCode(ANNA)))
                        .withClientMetadata(SENT))
                .orElseThrow();
        assertThat(seen).containsExactly("PostConfirmation {from=spring}");
        seen.clear();
        TokenSet tokens = signIn(PASSWORD).orElseThrow();
        assertThat(seen)
                .as("the first step of a sign-in tells the hook before it alone")
                .containsExactly(
                        "PreAuthentication {from=spring}", "PreTokenGeneration nothing", "PostAuthentication nothing");
        seen.clear();
        pool.sessions().refresh(tokens.refreshToken(), WEB, SENT).orElseThrow();
        assertThat(seen).containsExactly("PreTokenGeneration {from=spring}");
    }

    @Test
    void anAdministratorsUserAndTheAnswerToItsChallenge() {
        pool.admin()
                .create(CreateUserRequest.builder(ANNA)
                        .temporaryPassword(Secret.of(PASSWORD))
                        .suppressMessage()
                        .clientMetadata(SENT)
                        .validationData(JUDGED)
                        .build())
                .orElseThrow();
        assertThat(seen).containsExactly("PreSignUp {from=spring}", "PreSignUp.validation {captcha=right}");
        SignInOutcome.ChallengeRequired challenge = (SignInOutcome.ChallengeRequired) signIn(PASSWORD);
        seen.clear();
        pool.signIn()
                .answerNewPassword(
                        WEB,
                        challenge.session(),
                        NewPasswordAnswer.of(Secret.of(OTHER)).withClientMetadata(SENT))
                .orElseThrow();
        assertThat(seen).containsExactly("PreTokenGeneration {from=spring}", "PostAuthentication {from=spring}");
    }

    @Test
    void anAdministratorsConfirmation() {
        register();
        seen.clear();
        pool.admin().confirmSignUp(ANNA, SENT).orElseThrow();
        assertThat(seen).containsExactly("PostConfirmation {from=spring}");
    }

    @Test
    void recovery() {
        register();
        pool.signUp()
                .confirm(ConfirmRequest.of(ANNA, Secret.of(sender.lastCode(ANNA))))
                .orElseThrow();
        pool.recovery().forgot(ANNA).orElseThrow();
        pool.maintenance().run(100);
        seen.clear();
        pool.recovery()
                .confirm(RecoveryRequest.of(ANNA, Secret.of(sender.lastCode(ANNA)), Secret.of(OTHER))
                        .withClientMetadata(SENT))
                .orElseThrow();
        assertThat(seen).containsExactly("PostConfirmation {from=spring}");
    }
}
