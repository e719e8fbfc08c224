package dev.gatehouse.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ClientId;
import dev.gatehouse.IdentityId;
import dev.gatehouse.PoolId;
import dev.gatehouse.credentials.pool.OpenIdToken;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.store.memory.InMemoryStores;
import dev.gatehouse.testkit.FakeClock;
import dev.gatehouse.testkit.FixedMasterKeys;
import dev.gatehouse.testkit.RecordingSender;
import dev.gatehouse.token.SigningAlgorithm;
import dev.gatehouse.token.SigningEngine;
import dev.gatehouse.token.VerificationTables;
import dev.gatehouse.userpool.settings.AppClient;
import dev.gatehouse.userpool.settings.UserPoolSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine that an application chooses is the one that its pools use. */
class SigningEngineChoiceTest {
    @TempDir
    Path folder;

    private final Stores stores = new InMemoryStores();

    private Gatehouse house(SigningEngine engine) {
        return Gatehouse.builder(folder)
                .userPool(UserPoolSettings.builder(
                                new PoolId("local_photos"), URI.create("https://login.example/local_photos"))
                        .client(AppClient.builder(new ClientId("web"))
                                .signingAlgorithm(SigningAlgorithm.ES256)
                                .build())
                        .build())
                .identityPool(
                        new PoolId("local:8b0b1a52-6a4e-4c9c-9f0b-0d2f1a3c4e5f"),
                        settings -> settings.allowGuests().allowClassicFlow().tokenAlgorithm(SigningAlgorithm.ES256))
                .sender(new RecordingSender())
                .stores(stores)
                .masterKeys(new FixedMasterKeys())
                .clock(new FakeClock())
                .signingEngine(engine)
                .build();
    }

    @Test
    void anEngineWithTablesVerifiesByThemAndTheSameKeysGoOnOnAnother() {
        VerificationTables tables = VerificationTables.builder().afterTokens(1).build();
        OpenIdToken token;
        try (Gatehouse fast = house(SigningEngine.standard().withTables(tables))) {
            IdentityId guest = fast.identityPool().getId(Map.of()).orElseThrow();
            token = fast.identityPool().openIdToken(guest, Map.of()).orElseThrow();
            for (int i = 0; i < 3; i++) {
                OpenIdToken next =
                        fast.identityPool().openIdToken(guest, Map.of()).orElseThrow();
                assertThat(fast.identityPool()
                                .tokens()
                                .verify(next.token().value())
                                .asRefusal())
                        .isEmpty();
            }
            assertThat(tables.size()).as("the keys of both pools").isEqualTo(2);
            fast.maintain(1);
            assertThat(tables.maintain())
                    .as("the maintenance of either pool computed one")
                    .isFalse();
            assertThat(fast.identityPool()
                            .tokens()
                            .verify(token.token().value())
                            .asRefusal())
                    .isEmpty();
        }
        try (Gatehouse plain = house(SigningEngine.standard())) {
            assertThat(plain.identityPool()
                            .tokens()
                            .verify(token.token().value())
                            .asRefusal())
                    .isEmpty();
        }
    }
}
