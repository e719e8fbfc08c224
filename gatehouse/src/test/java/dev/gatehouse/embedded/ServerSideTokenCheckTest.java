package dev.gatehouse.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ClientId;
import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.Refusal;
import dev.gatehouse.Secret;
import dev.gatehouse.credentials.pool.IdentityPool;
import dev.gatehouse.password.PasswordHasher;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.store.memory.InMemoryStores;
import dev.gatehouse.testkit.FakeClock;
import dev.gatehouse.testkit.FixedMasterKeys;
import dev.gatehouse.testkit.RecordingSender;
import dev.gatehouse.token.SigningAlgorithm;
import dev.gatehouse.userpool.UserPool;
import dev.gatehouse.userpool.admin.CreateUserRequest;
import dev.gatehouse.userpool.session.TokenSet;
import dev.gatehouse.userpool.settings.AppClient;
import dev.gatehouse.userpool.settings.AuthFlow;
import dev.gatehouse.userpool.settings.UserPoolSettings;
import dev.gatehouse.userpool.signin.SignInRequest;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reference service's {@code ServerSideTokenCheck}: the user pool's state at the moment of a login. */
class ServerSideTokenCheckTest {
    private static final String EVE = "eve@example.com";
    private static final String LOGIN = "auth.example.com";

    @TempDir
    Path folder;

    private final Stores stores = new InMemoryStores();
    private final FakeClock clock = new FakeClock();

    private Gatehouse house(boolean checked) {
        SecureRandom random = new SecureRandom();
        Gatehouse.Builder builder = Gatehouse.builder(folder)
                .userPool(UserPoolSettings.builder(new PoolId("local_photos"), URI.create("https://" + LOGIN))
                        .client(AppClient.builder(new ClientId("web"))
                                .signingAlgorithm(SigningAlgorithm.ES256)
                                .build())
                        .build())
                .identityPool(new PoolId("local:8b0b1a52-6a4e-4c9c-9f0b-0d2f1a3c4e5f"), settings -> {})
                .sender(new RecordingSender())
                .stores(stores)
                .masterKeys(new FixedMasterKeys())
                .hasher(PasswordHasher.builder(random).unsafeCost(8, 1, 1).build())
                .clock(clock)
                .random(random);
        return checked ? builder.serverSideTokenCheck().build() : builder.build();
    }

    private static TokenSet signedIn(UserPool users) {
        users.admin()
                .create(CreateUserRequest.builder(EVE).verified(Set.of("email")).build())
                .orElseThrow();
        users.admin()
                .setPassword(EVE, Secret.of("a long enough pass phrase"), true)
                .orElseThrow();
        return users.signIn()
                .start(new SignInRequest(
                        AuthFlow.USER_PASSWORD_AUTH, new ClientId("web"), EVE, Secret.of("a long enough pass phrase")))
                .orElseThrow();
    }

    private void refusedAtOnceAfter(Consumer<UserPool> end) {
        try (Gatehouse strict = house(true);
                Gatehouse other = house(false)) {
            Map<String, String> logins =
                    Map.of(LOGIN, signedIn(strict.userPool()).idToken().value());
            IdentityPool pool = strict.identityPool();
            assertThat(pool.getId(logins).asRefusal()).isEmpty();
            assertThat(other.identityPool().getId(logins).asRefusal()).isEmpty();

            end.accept(strict.userPool());

            Outcome<?> refused = pool.getId(logins);
            assertThat(refused.asRefusal().map(Refusal::rules).orElseThrow()).containsExactly("login.not-live");
            assertThat(other.identityPool().getId(logins).asRefusal())
                    .as("without the check, until the view is read again")
                    .isEmpty();
            clock.advance(other.identityPool().settings().revocationBound());
            assertThat(other.identityPool().getId(logins).asRefusal()).isPresent();
        }
    }

    @Test
    void aUserWhoWasSignedOutIsRefusedAtOnce() {
        refusedAtOnceAfter(users -> users.admin().signOutEverywhere(EVE).orElseThrow());
    }

    @Test
    void aUserWhoWasDisabledIsRefusedAtOnce() {
        refusedAtOnceAfter(users -> users.admin().disable(EVE).orElseThrow());
    }

    @Test
    void aUserWhoWasDeletedIsRefusedAtOnce() {
        refusedAtOnceAfter(users -> users.admin().delete(EVE).orElseThrow());
    }
}
