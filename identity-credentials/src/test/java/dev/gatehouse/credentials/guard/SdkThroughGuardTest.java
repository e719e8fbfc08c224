package dev.gatehouse.credentials.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.IdentityId;
import dev.gatehouse.PoolId;
import dev.gatehouse.RoleName;
import dev.gatehouse.WriteId;
import dev.gatehouse.credentials.signature.SignatureSettings;
import dev.gatehouse.credentials.signature.SignatureVerifier;
import dev.gatehouse.credentials.signature.SignedRequest;
import dev.gatehouse.credentials.signature.VerifyingStream;
import dev.gatehouse.credentials.sts.LocalSts;
import dev.gatehouse.credentials.sts.StsKeys;
import dev.gatehouse.credentials.sts.StsSessions;
import dev.gatehouse.seal.MasterKeys;
import dev.gatehouse.seal.Sealer;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import dev.gatehouse.spi.credential.VendingRequest;
import dev.gatehouse.spi.store.Role;
import dev.gatehouse.token.RevocationSnapshotView;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Vended credentials in the hands of the AWS SDK for Java v2, over HTTP, against a guarded store of a few lines. */
class SdkThroughGuardTest {
    private static final String ME = "eu-west-1:me";
    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final StsKeys keys = StsKeys.of(1, Map.of(1, new byte[32]));
    private final Sealer sealer = new Sealer(MasterKeys.of(1, Map.of(1, new byte[32])), random);
    private final PoolId pool = new PoolId("eu-west-1:pool");

    private CredentialGuard guard() {
        RevocationSnapshotView view = new RevocationSnapshotView(Duration.ofHours(1));
        view.apply(List.of(), Instant.now());
        Role role = Role.builder()
                .arn("arn:aws:iam::123456789012:role/Auth")
                .incarnation(new WriteId("ab".repeat(16)))
                .trustPolicy("{}")
                .permissionPolicies(Map.of("own", """
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject","s3:PutObject"],
                        "Resource":"arn:aws:s3:::photos/${cognito-identity.amazonaws.com:sub}/*"}]}"""))
                .createdAt(Instant.EPOCH)
                .build();
        return new CredentialGuard(
                new StsSessions(pool, keys, sealer, InstantSource.system()),
                new SignatureVerifier(SignatureSettings.s3("eu-west-1").build(), InstantSource.system()),
                name -> Optional.of(role),
                view,
                InstantSource.system());
    }

    private void serve(CredentialGuard guard, HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        SignedRequest.Builder builder = SignedRequest.builder()
                .method(exchange.getRequestMethod())
                .rawPath(uri.getRawPath())
                .rawQuery(uri.getRawQuery() == null ? "" : uri.getRawQuery());
        exchange.getRequestHeaders().forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
        S3Request request = builder.build().then(S3Request::of).orElseThrow();
        GuardOutcome outcome = guard.authorize(request, Map.of());
        if (!(outcome instanceof GuardOutcome.Allowed allowed)) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(403, -1);
            exchange.close();
            return;
        }
        String key = request.key().orElseThrow();
        byte[] answer = new byte[0];
        try (VerifyingStream body = allowed.request().body(exchange.getRequestBody())) {
            byte[] bytes = body.readAllBytes();
            if (body.verified() && request.operation() == S3Operation.PUT_OBJECT) {
                objects.put(key, bytes);
                exchange.getResponseHeaders().add("ETag", "\"e\"");
            } else {
                answer = objects.getOrDefault(key, answer);
            }
        }
        exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @Test
    void the_sdk_writes_and_reads_ones_own_folder_and_no_other() throws IOException {
        CredentialGuard guard = guard();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> serve(guard, exchange));
        server.start();
        TemporaryCredentials vended = new LocalSts(keys, sealer, random, InstantSource.system())
                .vend(VendingRequest.builder()
                        .pool(pool, 1)
                        .identity(new IdentityId(ME), 1)
                        .role(
                                new RoleName("Auth"),
                                "arn:aws:iam::123456789012:role/Auth",
                                new WriteId("ab".repeat(16)),
                                1)
                        .build())
                .orElseThrow();
        byte[] photo = new byte[200_000];
        random.nextBytes(photo);
        try (S3Client s3 = S3Client.builder()
                .endpointOverride(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .region(Region.EU_WEST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsSessionCredentials.create(
                        vended.accessKeyId(),
                        vended.secretKey().use(String::new),
                        vended.sessionToken().use(String::new))))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            s3.putObject(b -> b.bucket("photos").key(ME + "/a b.jpg"), RequestBody.fromBytes(photo));
            assertThat(objects.get(ME + "/a b.jpg")).isEqualTo(photo);
            assertThat(s3.getObjectAsBytes(b -> b.bucket("photos").key(ME + "/a b.jpg"))
                            .asByteArray())
                    .isEqualTo(photo);
            S3Exception refused = catchThrowableOfType(
                    S3Exception.class,
                    () -> s3.putObject(
                            b -> b.bucket("photos").key("eu-west-1:you/a.jpg"), RequestBody.fromBytes(photo)));
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(objects).hasSize(1);
        } finally {
            server.stop(0);
        }
    }
}
