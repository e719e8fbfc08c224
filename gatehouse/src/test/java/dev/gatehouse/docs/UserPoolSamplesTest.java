package dev.gatehouse.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ClientId;
import dev.gatehouse.Done;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.seal.MasterKeys;
import dev.gatehouse.spi.message.MessageSender;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.store.jdbc.JdbcStores;
import dev.gatehouse.testkit.FixedMasterKeys;
import dev.gatehouse.testkit.RecordingSender;
import dev.gatehouse.userpool.UserPool;
import dev.gatehouse.userpool.directory.ClientDefinition;
import dev.gatehouse.userpool.directory.UserPools;
import dev.gatehouse.userpool.settings.AppClient;
import dev.gatehouse.userpool.settings.ClientSecret;
import dev.gatehouse.userpool.settings.Masking;
import dev.gatehouse.userpool.settings.SecretHash;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The samples of {@code user-pool-administration.md}, on SQLite, and that what they make is there after it is opened again. */
class UserPoolSamplesTest {
    private final MasterKeys masterKeys = new FixedMasterKeys().load();
    private final InstantSource clock = InstantSource.system();
    private final SecureRandom random = new SecureRandom();
    private final MessageSender sender = new RecordingSender();

    @TempDir
    Path folder;

    private record Made(PoolId pool, ClientId client, ClientSecret secret) {}

    @Test
    void poolClientAndSecretOutliveTheProcess() {
        Made made = onDisk(this::make);

        onDisk(pools -> {
            UserPool pool = pools.poolOf(made.client()).orElseThrow();
            assertThat(pool.settings().id()).isEqualTo(made.pool());
            assertThat(pool.settings().selfSignUp()).isFalse();
            assertThat(pool.settings().masking()).isEqualTo(Masking.REFERENCE);
            String header = SecretHash.compute(made.secret().value(), "anna", made.client())
                    .value();
            assertThat(proved(pool, made.client(), "anna", header).asRefusal()).isEmpty();
            assertThat(proved(pool, made.client(), "bert", header)
                            .asRefusal()
                            .orElseThrow()
                            .code())
                    .isEqualTo(ErrorCode.NOT_AUTHORIZED);
            pools.deleteClient(made.pool(), made.client()).orElseThrow();
            pools.delete(made.pool()).orElseThrow();
            return made;
        });
        onDisk(pools -> {
            assertThat(pools.poolOf(made.client()).asRefusal()).isPresent();
            assertThat(pools.describe(made.pool()).asRefusal()).isPresent();
            return made;
        });
    }

    private Made onDisk(java.util.function.Function<UserPools, Made> step) {
        try (JdbcStores stores = JdbcStores.sqlite(folder.resolve("pools.db"), clock)) {
            return step.apply(open(stores));
        }
    }

    private UserPools open(Stores stores) {
        UserPools pools = UserPools.builder()
                .stores(stores)
                .masterKeys(masterKeys)
                .clock(clock)
                .random(random)
                .region("eu-west-1")
                .issuer(id -> URI.create("https://login.example/" + id))
                .opener(settings -> UserPool.builder(settings.build())
                        .stores(stores)
                        .masterKeys(masterKeys)
                        .sender(sender)
                        .clock(clock)
                        .random(random)
                        .build())
                .build();
        return pools;
    }

    private Made make(UserPools pools) {
        PoolId id = pools.create(pool -> pool.name("Photos").reference())
                .orElseThrow()
                .id();
        pools.update(id, pool -> pool.settings(settings -> settings.selfSignUp(false)))
                .orElseThrow();
        UserPool pool = pools.pool(id).orElseThrow();
        assertThat(pool.settings().id()).isEqualTo(id);
        ClientDefinition made = pools.createClient(
                        id, client -> client.name("web").generateSecret())
                .orElseThrow();
        ClientSecret next = pools.addClientSecret(id, made.id()).orElseThrow();
        pools.deleteClientSecret(id, made.id(), made.secrets().get(0).id()).orElseThrow();
        return new Made(id, made.id(), next);
    }

    private static Outcome<Done> proved(UserPool pool, ClientId clientId, String username, String header) {
        AppClient client = pool.settings().client(clientId).orElseThrow();
        SecretHash presented = SecretHash.of(header);
        Outcome<Done> proved = client.authenticate(username, Optional.of(presented));
        return proved;
    }
}
