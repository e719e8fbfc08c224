package dev.gatehouse.userpool.signin;

import static dev.gatehouse.userpool.support.PoolBench.emailPool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.Refusal;
import dev.gatehouse.Secret;
import dev.gatehouse.spi.store.RepeatingStores;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.testkit.CrashFixture;
import dev.gatehouse.testkit.CrashHarness;
import dev.gatehouse.testkit.Strike;
import dev.gatehouse.token.SigningAlgorithm;
import dev.gatehouse.user.Schema;
import dev.gatehouse.user.User;
import dev.gatehouse.user.UserStatus;
import dev.gatehouse.userpool.admin.CreateUserRequest;
import dev.gatehouse.userpool.settings.AppClient;
import dev.gatehouse.userpool.settings.AuthFlow;
import dev.gatehouse.userpool.settings.UserPoolSettings;
import dev.gatehouse.userpool.support.AccountBench;
import dev.gatehouse.userpool.support.PoolBench;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The challenge {@code NEW_PASSWORD_REQUIRED}: what it tells, and attributes in its answer. */
class NewPasswordTest {
    private static final String ANNA = "anna@example.org";
    private static final String CHOSEN = "a phrase of my own choice";
    private static final String THIRD = "a third phrase for later";

    private static AccountBench bench(AppClient.Builder client, UserPoolSettings.Builder settings) {
        return AccountBench.of(PoolBench.of(
                settings.client(client.signingAlgorithm(SigningAlgorithm.ES256).build())));
    }

    private static AccountBench bench() {
        return bench(AppClient.builder(PoolBench.CLIENT), emailPool());
    }

    private static void create(AccountBench bench, Map<String, String> attributes) {
        bench.admin
                .create(CreateUserRequest.builder(ANNA)
                        .attributes(attributes)
                        .verified(Set.of("email"))
                        .temporaryPassword(Secret.of(PoolBench.PASSWORD))
                        .suppressMessage()
                        .build())
                .orElseThrow();
    }

    private static SignIn door(AccountBench bench) {
        return new SignIn(bench.context, bench.sessions);
    }

    private static SignInOutcome start(AccountBench bench, String password) {
        return door(bench)
                .start(new SignInRequest(AuthFlow.USER_PASSWORD_AUTH, PoolBench.CLIENT, ANNA, Secret.of(password)));
    }

    private static SignInOutcome.ChallengeRequired challenge(AccountBench bench) {
        return (SignInOutcome.ChallengeRequired) start(bench, PoolBench.PASSWORD);
    }

    private static SignInOutcome answer(
            AccountBench bench, SignInSession session, String password, Map<String, String> attributes) {
        return door(bench)
                .answerNewPassword(
                        PoolBench.CLIENT,
                        session,
                        NewPasswordAnswer.of(Secret.of(password)).withAttributes(attributes));
    }

    private static List<String> rules(SignInOutcome outcome) {
        Refusal refusal = ((SignInOutcome.Refused) outcome).refusal();
        return refusal.rules();
    }

    @Test
    void tellsTheAttributesThatTheClientMayReadAndThoseThatAreMissing() {
        AccountBench bench =
                bench(AppClient.builder(PoolBench.CLIENT).readableAttributes(Set.of("email", "nickname")), emailPool());
        create(bench, Map.of("nickname", "\"Anna\"", "birthdate", "1999-01-01"));

        SignInOutcome.ChallengeRequired challenge = challenge(bench);

        assertThat(challenge.parameters())
                .containsEntry("userAttributes", "{\"email\":\"anna@example.org\",\"nickname\":\"\\\"Anna\\\"\"}")
                .containsEntry("requiredAttributes", "[]");
        assertThat(challenge.toString()).doesNotContain("nna");
        assertThat(start(bench, "a wrong pass phrase"))
                .as("nothing is told before the password is proved")
                .isInstanceOf(SignInOutcome.Refused.class);
    }

    @Test
    void namesWhatTheSchemaRequiresAndTheUserLacks() {
        AccountBench bench = bench();
        create(bench, Map.of());
        AccountBench later = AccountBench.of(bench.pool.with(settings -> settings.schema(Schema.builder()
                .required("family_name", true)
                .required("email", true)
                .build())));
        assertThat(challenge(later).parameters())
                .containsEntry("requiredAttributes", "[\"userAttributes.family_name\"]");
    }

    @Test
    void anAnswerSetsAttributesWithThePassword() {
        AccountBench bench = bench();
        create(bench, Map.of("name", "A."));

        assertThat(answer(bench, challenge(bench).session(), CHOSEN, Map.of("name", "Anna", "email", ANNA)))
                .isInstanceOf(SignInOutcome.Authenticated.class);

        User anna = bench.admin.get(ANNA).orElseThrow();
        assertThat(anna.attributes()).containsEntry("name", "Anna").containsEntry("email_verified", "true");
        assertThat(anna.status()).isEqualTo(UserStatus.CONFIRMED);
    }

    @Test
    void whatMayNotBeWrittenIsRefusedAndTheSessionStaysUsable() {
        AccountBench bench = bench(
                AppClient.builder(PoolBench.CLIENT).writableAttributes(Set.of("name", "email", "preferred_username")),
                emailPool());
        create(bench, Map.of());
        SignInSession session = challenge(bench).session();

        assertThat(rules(answer(bench, session, CHOSEN, Map.of("email", "new@example.org"))))
                .containsExactly("challenge.name");
        assertThat(rules(answer(bench, session, CHOSEN, Map.of("preferred_username", "ann"))))
                .containsExactly("challenge.name");
        assertThat(rules(answer(bench, session, CHOSEN, Map.of("nickname", "ann"))))
                .containsExactly("attribute.not-writable:nickname");
        assertThat(rules(answer(bench, session, CHOSEN, Map.of("email_verified", "true"))))
                .containsExactly("attribute.not-writable:email_verified");
        assertThat(rules(answer(bench, session, CHOSEN, Map.of("custom:none", "x"))))
                .containsExactly("attribute.unknown");
        assertThat(bench.admin.get(ANNA).orElseThrow().status()).isEqualTo(UserStatus.FORCE_CHANGE_PASSWORD);
        assertThat(answer(bench, session, CHOSEN, Map.of("name", "Anna")))
                .isInstanceOf(SignInOutcome.Authenticated.class);
    }

    /** Protocol "answer NEW_PASSWORD_REQUIRED". */
    @TestFactory
    Stream<DynamicTest> answering() {
        return CrashHarness.of("answer NEW_PASSWORD_REQUIRED", World::new).everyWrite();
    }

    private static final class World implements CrashFixture {
        private final AccountBench bench = bench();
        private final SignInSession session;
        private boolean acknowledged;

        World() {
            create(bench, Map.of());
            session = challenge(bench).session();
        }

        @Override
        public Stores stores() {
            return bench.pool.stores;
        }

        @Override
        public void flow(Stores faulty) {
            AccountBench node = bench.over(RepeatingStores.around(faulty, bench.pool.clock));
            acknowledged = answer(node, session, CHOSEN, Map.of("name", "Anna")) instanceof SignInOutcome.Authenticated;
        }

        @Override
        public boolean hasRival() {
            return true;
        }

        @Override
        public void rival() {
            answer(bench, session, PoolBench.OTHER_PASSWORD, Map.of("name", "Rival"));
        }

        @Override
        public void check(Strike strike) {
            User anna = bench.admin.get(ANNA).orElseThrow();
            boolean confirmed = anna.status() == UserStatus.CONFIRMED;
            assertThat(anna.attribute("name").isPresent())
                    .as("the attributes come with the status")
                    .isEqualTo(confirmed);
            if (acknowledged) {
                assertThat(anna.attribute("name")).contains("Anna");
                assertThat(start(bench, CHOSEN)).isInstanceOf(SignInOutcome.Authenticated.class);
            }
            if (!confirmed) {
                SignInOutcome again = Stream.of(PoolBench.PASSWORD, CHOSEN, PoolBench.OTHER_PASSWORD)
                        .map(password -> start(bench, password))
                        .filter(SignInOutcome.ChallengeRequired.class::isInstance)
                        .findFirst()
                        .orElseThrow();
                SignInSession next = ((SignInOutcome.ChallengeRequired) again).session();
                assertThat(answer(bench, next, THIRD, Map.of("name", "Anna")))
                        .isInstanceOf(SignInOutcome.Authenticated.class);
            }
        }
    }
}
