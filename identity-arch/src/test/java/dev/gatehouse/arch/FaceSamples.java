package dev.gatehouse.arch;

import dev.gatehouse.PoolId;
import dev.gatehouse.Secret;
import dev.gatehouse.credentials.directory.IdentityPools;
import dev.gatehouse.credentials.sts.RootKey;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.testkit.FakeClock;
import dev.gatehouse.testkit.FixedMasterKeys;
import dev.gatehouse.testkit.StoreHistory;
import dev.gatehouse.userpool.UserPool;
import dev.gatehouse.userpool.directory.ClientDefinition;
import dev.gatehouse.userpool.directory.UserPools;
import dev.gatehouse.userpool.directory.UserPoolsBuilder;
import dev.gatehouse.userpool.settings.ClientSecret;
import dev.gatehouse.userpool.settings.SecretHash;
import dev.gatehouse.userpool.settings.UserPoolSettings;
import dev.gatehouse.web.http.HttpHeaders;
import dev.gatehouse.web.http.HttpRequest;
import dev.gatehouse.web.wire.AuthorizationOutcome;
import dev.gatehouse.web.wire.IssuerDocuments;
import dev.gatehouse.web.wire.SignedCall;
import dev.gatehouse.web.wire.WireError;
import dev.gatehouse.web.wire.WireProtocol;
import dev.gatehouse.web.wire.admin.AdministrationGuard;
import dev.gatehouse.web.wire.model.Validation;
import dev.gatehouse.web.wire.operation.Call;
import dev.gatehouse.web.wire.operation.Directories;
import dev.gatehouse.web.wire.sts.StsEndpoint;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Samples of the directory of user pools, of the wire protocols, and of recorded histories. */
final class FaceSamples {
    private static final String ANN = "ann@example.com";

    private final List<Object> samples;
    private final Stores stores;
    private final FakeClock clock;
    private final SecureRandom random;
    private UserPoolSettings confidential;

    @SuppressWarnings("NullAway.Init") // userPools(..) sets what is confidential
    FaceSamples(List<Object> samples, Stores stores, FakeClock clock, SecureRandom random) {
        this.samples = samples;
        this.stores = stores;
        this.clock = clock;
        this.random = random;
    }

    private <T> T add(T sample) {
        samples.add(sample);
        return sample;
    }

    /** Settings of a pool whose client has a secret. */
    UserPoolSettings confidential() {
        return confidential;
    }

    void signed(IdentityPools pools, RootKey root) {
        add(add(AdministrationGuard.builder("eu-west-1")
                        .pools(pools.sessions())
                        .rootKeys(List.of(root))
                        .clock(clock))
                .build());
        add(add(StsEndpoint.builder("eu-west-1", pools.tokenServices())
                        .pools(pools.sessions())
                        .rootKeys(List.of(root))
                        .clock(clock)
                        .random(random))
                .build());
    }

    void history(PoolId pool) {
        StoreHistory history = add(new StoreHistory());
        Stores recorded = history.recording(stores);
        stores.tokenFamilies()
                .page(pool, Optional.empty(), 1)
                .items()
                .forEach(row -> recorded.tokenFamilies().find(row.key()));
    }

    void wire(Directories directories) {
        HttpRequest request = new HttpRequest(
                "POST",
                "/",
                "",
                HttpHeaders.none(),
                InputStream.nullInputStream(),
                URI.create("https://login.example"),
                InetAddress.getLoopbackAddress());
        WireProtocol.Builder protocol = add(WireProtocol.builder()
                .userPools(directories.userPools())
                .identityPools(directories.identityPools())
                .arns("eu-west-1", "123456789012")
                .authorization(
                        call -> new AuthorizationOutcome.Denied(WireError.of("AccessDeniedException", 403, "no")))
                .random(random));
        add(protocol.build());
        add(new IssuerDocuments(directories.userPools()));
        add(new SignedCall(request, random.generateSeed(16), "cognito-idp", "AdminCreateUser", "*"));
        add(new Call(Validation.input(Map.of()), add(directories), request.client()));
    }

    UserPools userPools(UserPool open) {
        UserPoolsBuilder builder = add(UserPools.builder()
                .stores(stores)
                .masterKeys(new FixedMasterKeys().load())
                .clock(clock)
                .random(random)
                .issuer(id -> URI.create("https://login.example/" + id))
                .opener(settings -> open));
        UserPools pools = add(builder.build());
        PoolId id = add(pools.create(made -> add(made.name("Photos"))).orElseThrow())
                .id();
        ClientDefinition client = add(pools.createClient(
                        id,
                        made -> add(made.name("web").generateSecret().secret(Secret.of("own_secret_0123456789+own"))))
                .orElseThrow());
        ClientSecret secret = add(client.secrets().get(0));
        confidential = add(
                UserPoolSettings.builder(open.settings().id(), open.settings().issuer())
                        .client(client.client())
                        .build());
        add(SecretHash.compute(secret.value(), ANN, client.id()));
        add(client.client().toBuilder());
        add(pools.describe(id).orElseThrow().settings().toBuilder().client(client.client()));
        return pools;
    }
}
