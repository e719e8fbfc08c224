package dev.gatehouse.web.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gatehouse.PoolId;
import dev.gatehouse.RoleName;
import dev.gatehouse.Secret;
import dev.gatehouse.credentials.directory.IdentityPools;
import dev.gatehouse.credentials.signature.SignedRequest;
import dev.gatehouse.credentials.sts.LongTermPrincipal;
import dev.gatehouse.credentials.sts.LongTermPrincipals;
import dev.gatehouse.credentials.sts.RootKey;
import dev.gatehouse.web.http.HttpHeaders;
import dev.gatehouse.web.wire.SignedCall;
import dev.gatehouse.web.wire.admin.AdministrationGuard;
import dev.gatehouse.web.wire.sts.StsEndpoint;
import dev.gatehouse.web.wire.support.SignedWorld;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** {@code sts-endpoint.md} and {@code signed-administration.md}. */
class SignedSamplesTest {
    private final SignedWorld world = new SignedWorld();
    private final SecureRandom random = new SecureRandom();
    private final LongTermPrincipal nightly = LongTermPrincipal.generate("nightly", new RoleName("Nightly"), random);

    private static RootKey root(Secret secret) {
        RootKey root = RootKey.of("000000000000", "GATEHOUSEROOT0001", secret);
        return root;
    }

    @Test
    void theRootUserMayCreateAPool() {
        IdentityPools pools = world.directory;
        PoolId id = world.pool;
        InstantSource clock = world.clock;
        RootKey root = root(Secret.of("s".repeat(40)));
        AdministrationGuard guard = AdministrationGuard.builder("eu-west-1")
                .pools(pools.sessions())
                .principals(id, LongTermPrincipals.of(List.of(nightly)))
                .rootKeys(List.of(root))
                .clock(clock)
                .build();

        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        SignedRequest signed =
                world.signed("cognito-idp", SignedRequest.builder().method("POST"), body, SignedWorld.key(root));
        SignedCall call = new SignedCall(SignedWorld.http(signed, body), body, "cognito-idp", "CreateUserPool", "*");
        assertThat(guard.authorize(call).<Boolean>fold(permitted -> true, denied -> false))
                .isTrue();
    }

    @Test
    void theEndpointAnswers() {
        IdentityPools pools = world.directory;
        PoolId id = world.pool;
        InstantSource clock = world.clock;
        RootKey root = root(Secret.of("s".repeat(40)));
        StsEndpoint endpoint = StsEndpoint.builder("eu-west-1", pools.tokenServices())
                .pools(pools.sessions())
                .principals(id, LongTermPrincipals.of(List.of(nightly)))
                .rootKeys(List.of(root))
                .clock(clock)
                .random(random)
                .build();
        assertThat(SignedWorld.ask(endpoint, SignedWorld.http("GET", "", HttpHeaders.none(), new byte[0]))
                        .status())
                .isEqualTo(400);
    }

    /** Run by {@code SdkStsTest} in the same form; here nobody listens. */
    @Test
    void theSdksClientTakesTheEndpoint() {
        assertThat(catchThrowable(() -> credentials(1, "a.b.c"))).isInstanceOf(SdkException.class);
    }

    private static Credentials credentials(int port, String token) {
        StsClient sts = StsClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .region(Region.EU_WEST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        Credentials credentials = sts.assumeRoleWithWebIdentity(
                        request -> request.roleArn("arn:aws:iam::000000000000:role/Photos")
                                .roleSessionName("alice-phone")
                                .webIdentityToken(token))
                .credentials();
        return credentials;
    }
}
