package dev.gatehouse.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ClientId;
import dev.gatehouse.PoolId;
import dev.gatehouse.Secret;
import dev.gatehouse.password.PasswordHasher;
import dev.gatehouse.spi.hook.Hooks;
import dev.gatehouse.store.memory.InMemoryStores;
import dev.gatehouse.testkit.CountingStores;
import dev.gatehouse.testkit.FakeClock;
import dev.gatehouse.testkit.FixedMasterKeys;
import dev.gatehouse.testkit.RecordingSender;
import dev.gatehouse.testkit.UnsafeSeededRandom;
import dev.gatehouse.token.SigningAlgorithm;
import dev.gatehouse.userpool.session.RefreshToken;
import dev.gatehouse.userpool.session.TokenSet;
import dev.gatehouse.userpool.settings.AppClient;
import dev.gatehouse.userpool.settings.AuthFlow;
import dev.gatehouse.userpool.settings.UserPoolSettings;
import dev.gatehouse.userpool.signin.SignInRequest;
import dev.gatehouse.userpool.signup.ConfirmRequest;
import dev.gatehouse.userpool.signup.RegisterRequest;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What each flow asks of its stores, verb by verb. A verb is a round trip to a database: whoever adds one changes a line
 * here and the table in {@code docs/features/performance.md}.
 */
class StoreRoundTripsTest {
    private static final ClientId WEB = new ClientId("web");
    private static final String PASSWORD = "a photograph of nothing at all";
    private static final String ALICE = "alice@example.test";
    private static final String BOB = "bob@example.test";

    private final SecureRandom random = new UnsafeSeededRandom(13);
    private final FakeClock clock = new FakeClock();
    private final RecordingSender sender = new RecordingSender();
    private final CountingStores counting = CountingStores.around(new InMemoryStores());
    private final UserPool pool = open();

    private UserPool open() {
        UserPoolSettings settings = UserPoolSettings.builder(
                        new PoolId("local_photos"), URI.create("https://auth.example.test/local_photos"))
                .client(AppClient.builder(WEB)
                        .signingAlgorithm(SigningAlgorithm.ES256)
                        .build())
                .build();
        return UserPool.builder(settings)
                .stores(counting.stores())
                .masterKeys(new FixedMasterKeys().load())
                .sender(sender)
                .clock(clock)
                .random(random)
                .hasher(PasswordHasher.builder(random).unsafeCost(8, 1, 1).build())
                .hooks(Hooks.none())
                .build();
    }

    /** Alice is there and has signed in once, so that nothing is asked for the first time. */
    @BeforeEach
    void warm() {
        register(ALICE);
        deliver();
        confirm(ALICE);
        signIn();
        counting.take();
    }

    private String spent() {
        Map<String, Integer> verbs = new TreeMap<>(counting.take());
        return verbs.entrySet().stream()
                .map(verb -> verb.getKey() + (verb.getValue() == 1 ? "" : " x" + verb.getValue()))
                .collect(Collectors.joining(", "));
    }

    private void register(String email) {
        pool.signUp()
                .register(RegisterRequest.builder(WEB)
                        .username(email)
                        .password(Secret.of(PASSWORD))
                        .build())
                .orElseThrow();
    }

    private void deliver() {
        pool.maintenance().run(100);
    }

    private void confirm(String email) {
        pool.signUp()
                .confirm(ConfirmRequest.of(email, Secret.of(sender.lastCode(email))))
                .orElseThrow();
    }

    private TokenSet signIn() {
        return pool.signIn()
                .start(new SignInRequest(AuthFlow.USER_PASSWORD_AUTH, WEB, ALICE, Secret.of(PASSWORD)))
                .orElseThrow();
    }

    private TokenSet refresh(RefreshToken token) {
        return pool.sessions().refresh(token, WEB).orElseThrow();
    }

    @Test
    void aSignUp() {
        register(BOB);

        assertThat(spent())
                .isEqualTo(
                        "aliases.find, aliases.insert, attempts.find, attempts.insert, authenticators.insert, outbox.insert, users.find, users.insert");
    }

    @Test
    void aConfirmation() {
        register(BOB);
        deliver();
        counting.take();

        confirm(BOB);

        assertThat(spent())
                .isEqualTo(
                        "aliases.find, attempts.delete, attempts.find, attempts.insert, oneTimes.find, oneTimes.take, users.find x2, users.replace");
    }

    @Test
    void aSignIn() {
        signIn();

        assertThat(spent())
                .isEqualTo(
                        "aliases.find, attempts.delete, attempts.find, attempts.insert, authenticators.find, tokenFamilies.insert, users.find x2");
    }

    @Test
    void aSignInAfterAWrongPassword() {
        pool.signIn().start(new SignInRequest(AuthFlow.USER_PASSWORD_AUTH, WEB, ALICE, Secret.of("wrong")));

        assertThat(spent()).isEqualTo("aliases.find, attempts.find, attempts.insert, authenticators.find, users.find");

        signIn();

        assertThat(spent())
                .isEqualTo(
                        "aliases.find, attempts.delete, attempts.find, attempts.replace, authenticators.find, tokenFamilies.insert, users.find x2");
    }

    @Test
    void aRefreshWithRotation() {
        TokenSet tokens = signIn();
        counting.take();

        refresh(tokens.refreshToken());

        assertThat(spent()).isEqualTo("tokenFamilies.find, tokenFamilies.replace, users.find");
    }

    @Test
    void aRefreshOfTheGenerationBeforeInsideTheGrace() {
        TokenSet tokens = signIn();
        refresh(tokens.refreshToken());
        counting.take();

        refresh(tokens.refreshToken());

        assertThat(spent()).isEqualTo("tokenFamilies.find, users.find");
    }

    @Test
    void aRevocation() {
        TokenSet tokens = signIn();
        counting.take();

        pool.sessions().revoke(tokens.refreshToken(), WEB).orElseThrow();

        assertThat(spent()).isEqualTo("revocations.append, tokenFamilies.find, tokenFamilies.revoke");
    }

    @Test
    void aGlobalSignOutOfTwoSessions() {
        TokenSet tokens = signIn();
        counting.take();

        pool.sessions().globalSignOut(tokens.accessToken()).orElseThrow();

        assertThat(spent())
                .isEqualTo(
                        "revocations.append x2, tokenFamilies.ofUser, tokenFamilies.revoke x2, users.find, users.replace");
    }

    @Test
    void aTokenThatIsVerifiedAsksNothing() {
        TokenSet tokens = signIn();
        pool.sessions().verify(tokens.accessToken()).orElseThrow();
        counting.take();

        for (int i = 0; i < 100; i++) {
            pool.sessions().verify(tokens.accessToken()).orElseThrow();
            pool.idTokens().verify(tokens.idToken().value()).orElseThrow();
        }

        assertThat(spent()).isEmpty();
    }

    @Test
    void aTokenThatIsVerifiedLaterAsksForRevocationsOncePerBound() {
        TokenSet tokens = signIn();
        pool.sessions().verify(tokens.accessToken()).orElseThrow();
        counting.take();

        clock.advance(Duration.ofSeconds(4));
        for (int i = 0; i < 100; i++) {
            pool.sessions().verify(tokens.accessToken()).orElseThrow();
        }

        assertThat(spent()).isEqualTo("revocations.since");
    }
}
