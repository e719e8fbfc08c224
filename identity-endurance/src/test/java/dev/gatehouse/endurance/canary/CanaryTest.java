package dev.gatehouse.endurance.canary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.IdentityId;
import dev.gatehouse.PoolId;
import dev.gatehouse.RoleName;
import dev.gatehouse.Secret;
import dev.gatehouse.WriteId;
import dev.gatehouse.credentials.signature.RequestSigner;
import dev.gatehouse.credentials.signature.SignatureSettings;
import dev.gatehouse.credentials.signature.SignedRequest;
import dev.gatehouse.credentials.signature.SigningCredentials;
import dev.gatehouse.credentials.sts.LocalSts;
import dev.gatehouse.credentials.sts.StsKeys;
import dev.gatehouse.credentials.sts.StsSessions;
import dev.gatehouse.endurance.support.CapturedLog;
import dev.gatehouse.endurance.support.Engine;
import dev.gatehouse.endurance.support.House;
import dev.gatehouse.seal.MasterKeys;
import dev.gatehouse.seal.Sealer;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import dev.gatehouse.spi.credential.VendingRequest;
import dev.gatehouse.spi.store.RowStore;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.testkit.FixedMasterKeys;
import dev.gatehouse.user.User;
import dev.gatehouse.userpool.admin.CreateUserRequest;
import dev.gatehouse.userpool.recovery.RecoveryRequest;
import dev.gatehouse.userpool.session.TokenSet;
import dev.gatehouse.userpool.settings.AuthFlow;
import dev.gatehouse.userpool.signin.SignInOutcome;
import dev.gatehouse.userpool.signin.SignInRequest;
import dev.gatehouse.userpool.signin.SignInSession;
import dev.gatehouse.userpool.signup.ConfirmRequest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Style rule 5 and DESIGN §8: no password, code, token or key in any text but the one that hands it over, on a journey
 * through the house. That every exported type with a secret is looked at is {@code SecretSamplesTest} of identity-arch.
 */
class CanaryTest {
    private static final String ANNA = "anna@example.org";
    private static final String TEMPORARY = "temporary canary pass phrase";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final SignatureSettings S3 =
            SignatureSettings.s3("eu-west-1").build();

    private final List<String> canaries = new ArrayList<>(List.of(House.PASSWORD, House.OTHER_PASSWORD, TEMPORARY));
    private final List<Object> seen = new ArrayList<>();
    private Optional<Engine.Open> opened = Optional.empty();

    @AfterEach
    void close() {
        opened.ifPresent(Engine.Open::close);
    }

    @ParameterizedTest
    @EnumSource
    void noTextTellsASecret(Engine engine) {
        String log;
        try (CapturedLog captured = new CapturedLog()) {
            Engine.Open open = engine.open();
            opened = Optional.of(open);
            House house = House.of(House.emails(), open);
            journey(house);
            credentials(house);
            rows(house);
            log = captured.text();
        }
        assertThat(log).as("what is logged at all").contains("message not delivered");
        assertThat(canaries).hasSizeGreaterThan(20).doesNotHaveDuplicates();
        assertThat(seen).hasSizeGreaterThan(60);
        for (String canary : canaries) {
            for (String form : forms(canary)) {
                assertThat(log.contains(form)).as("logged").isFalse();
                for (Object value : seen) {
                    // The codes are six digits, which a time or an id may hold by chance: checked as a word.
                    assertThat(holds(value.toString(), form))
                            .as(value.getClass().getName())
                            .isFalse();
                }
            }
        }
    }

    private static List<String> forms(String canary) {
        byte[] bytes = canary.getBytes(StandardCharsets.UTF_8);
        return List.of(
                canary,
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                HexFormat.of().formatHex(bytes));
    }

    private static boolean holds(String text, String form) {
        int at = text.indexOf(form);
        while (at >= 0) {
            boolean word = (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)))
                    && (at + form.length() == text.length()
                            || !Character.isLetterOrDigit(text.charAt(at + form.length())));
            if (word || form.length() > 6) {
                return true;
            }
            at = text.indexOf(form, at + 1);
        }
        return false;
    }

    private <T> T see(T value) {
        seen.add(value);
        return value;
    }

    private String code(House house) {
        String code = house.code(ANNA);
        canaries.add(code);
        return code;
    }

    private TokenSet tokens(TokenSet tokens) {
        see(tokens);
        see(tokens.accessToken());
        see(tokens.idToken());
        see(tokens.refreshToken());
        canaries.add(tokens.accessToken().value());
        canaries.add(tokens.idToken().value());
        canaries.add(tokens.refreshToken().value());
        return tokens;
    }

    private void journey(House house) {
        house.sender.failNext(1);
        see(house.pool.signUp().register(see(House.application(ANNA, Map.of()))).orElseThrow());
        house.pool.maintenance().run(100);
        house.later(Duration.ofMinutes(2));
        see(house.pool.signUp().confirm(see(ConfirmRequest.of(ANNA, see(Secret.of(code(house)))))));
        see(house.tryToSignIn(ANNA, TEMPORARY));
        SignInOutcome signedIn = see(house.pool
                .signIn()
                .start(see(
                        new SignInRequest(AuthFlow.USER_PASSWORD_AUTH, House.WEB, ANNA, Secret.of(House.PASSWORD)))));
        TokenSet first = tokens(signedIn.orElseThrow());
        TokenSet second = tokens(see(house.refresh(first)).orElseThrow());
        see(house.pool.sessions().verify(second.accessToken()));
        see(house.pool.idTokens().verify(second.idToken().value()));
        house.later(Duration.ofMinutes(1));
        see(house.refresh(first)); // a reuse, which is logged
        TokenSet third = tokens(house.signIn(ANNA));
        see(house.pool
                .profile()
                .changePassword(third.accessToken(), Secret.of(House.PASSWORD), Secret.of(House.OTHER_PASSWORD))
                .orElseThrow());
        house.later(Duration.ofMinutes(20));
        see(house.pool.recovery().forgot(ANNA));
        see(house.pool
                .recovery()
                .confirm(see(RecoveryRequest.of(ANNA, Secret.of(code(house)), Secret.of("a third long pass phrase")))));
        canaries.add("a third long pass phrase");
        see(house.pool.sessions().globalSignOut(third.accessToken()));
        challenge(house);
        house.sender.all().forEach(this::see);
        see(house.pool);
        see(house.pool.settings());
        see(house.pool.maintenance().run(100));
        MasterKeys keys = see(new FixedMasterKeys().load());
        see(new Sealer(keys, RANDOM));
    }

    private void challenge(House house) {
        String name = "berta@example.org";
        User user = house.pool
                .admin()
                .create(see(CreateUserRequest.builder(name)
                        .attributes(Map.of("email_verified", "true"))
                        .temporaryPassword(Secret.of(TEMPORARY))
                        .build()))
                .orElseThrow();
        see(user.status());
        SignInOutcome asked = see(house.tryToSignIn(name, TEMPORARY));
        SignInSession session = see(asked.fold(
                done -> SignInSession.of(""),
                SignInOutcome.ChallengeRequired::session,
                refused -> SignInSession.of("")));
        assertThat(session.value()).isNotEmpty();
        canaries.add(session.value());
        SignInOutcome answered =
                see(house.pool.signIn().answerNewPassword(House.WEB, session, Secret.of(House.PASSWORD)));
        tokens(answered.orElseThrow());
    }

    private void credentials(House house) {
        PoolId pool = House.newPool();
        byte[] key = new byte[StsKeys.KEY_LENGTH];
        RANDOM.nextBytes(key);
        canaries.add(HexFormat.of().formatHex(key));
        canaries.add(Base64.getEncoder().encodeToString(key));
        StsKeys keys = see(StsKeys.of(1, Map.of(1, key)));
        Sealer sealer = new Sealer(new FixedMasterKeys().load(), RANDOM);
        TemporaryCredentials vended = see(see(new LocalSts(keys, sealer, RANDOM, house.engine.clock()))
                .vend(see(VendingRequest.builder()
                        .pool(pool, 1)
                        .identity(new IdentityId("eu-west-1:me"), 1)
                        .role(
                                new RoleName("Auth"),
                                "arn:aws:iam::123456789012:role/Auth",
                                new WriteId("ab".repeat(16)),
                                1)
                        .authenticated(true)
                        .duration(Duration.ofHours(1))
                        .build()))
                .orElseThrow());
        canaries.add(vended.secretKey().use(String::new));
        canaries.add(vended.sessionToken().use(String::new));
        SigningCredentials credentials = see(SigningCredentials.of(vended));
        SignedRequest request = see(new RequestSigner(S3, house.engine.clock())
                .sign(
                        SignedRequest.builder()
                                .method("GET")
                                .rawPath("/photos/a")
                                .header("Host", "s3.example")
                                .build()
                                .orElseThrow(),
                        credentials)
                .orElseThrow());
        canaries.add(request.header("Authorization").get(0));
        StsSessions sessions = see(new StsSessions(pool, keys, sealer, house.engine.clock()));
        see(sessions.open(vended.accessKeyId(), vended.sessionToken()).orElseThrow());
    }

    /** What a store author's debugger or log would print. */
    private void rows(House house) {
        house.pool.recovery().forgot(ANNA); // a message that waits
        Stores stores = house.engine.stores();
        PoolId pool = house.pool.settings().id();
        for (RowStore<?, ?> store : Set.of(
                stores.users(),
                stores.aliases(),
                stores.authenticators(),
                stores.tokenFamilies(),
                stores.oneTimes(),
                stores.attempts(),
                stores.outbox(),
                stores.signingKeys(),
                stores.pools())) {
            store.page(pool, Optional.empty(), 100).items().forEach(row -> {
                see(row);
                see(row.key());
                see(row.value());
            });
        }
    }
}
