package dev.gatehouse.web.wire.sts;

import static dev.gatehouse.web.wire.support.SignedWorld.ROOT;
import static dev.gatehouse.web.wire.support.SignedWorld.allow;
import static dev.gatehouse.web.wire.support.SignedWorld.arn;
import static dev.gatehouse.web.wire.support.SignedWorld.document;
import static dev.gatehouse.web.wire.support.SignedWorld.trusts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.Secret;
import dev.gatehouse.store.memory.InMemoryStores;
import dev.gatehouse.web.http.HttpHeaders;
import dev.gatehouse.web.http.HttpRequest;
import dev.gatehouse.web.http.HttpResponse;
import dev.gatehouse.web.wire.support.SignedWorld;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.ExpiredTokenException;
import software.amazon.awssdk.services.sts.model.GetSessionTokenResponse;
import software.amazon.awssdk.services.sts.model.InvalidIdentityTokenException;
import software.amazon.awssdk.services.sts.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.sts.model.PackedPolicyTooLargeException;
import software.amazon.awssdk.services.sts.model.StsException;
import software.amazon.awssdk.services.sts.model.Tag;

/** The AWS SDK for Java v2's own client of the token service, over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SdkStsTest {
    private final SignedWorld world = new SignedWorld(InstantSource.system(), new InMemoryStores());
    private final HttpServer server = server();

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeAll
    void start() {
        world.users(world.pool, allow("sts:*", "*"));
        for (String role : List.of("Operators", "Deploy")) {
            world.role(
                    world.pool,
                    role,
                    trusts("arn:aws:iam::123456789012:root"),
                    values -> values.permissionPolicy("own", document(allow("sts:*", "*"))));
        }
        server.createContext("/", this::serve);
        server.start();
    }

    @AfterAll
    void stop() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        List<HttpHeaders.Line> lines = new ArrayList<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> values.forEach(value -> lines.add(new HttpHeaders.Line(name, value))));
        URI uri = exchange.getRequestURI();
        HttpResponse response = world.sts.handle(new HttpRequest(
                exchange.getRequestMethod(),
                uri.getRawPath(),
                uri.getRawQuery() == null ? "" : uri.getRawQuery(),
                HttpHeaders.of(lines),
                exchange.getRequestBody(),
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                exchange.getRemoteAddress().getAddress()));
        response.headers().lines().forEach(line -> exchange.getResponseHeaders().add(line.name(), line.value()));
        exchange.sendResponseHeaders(response.status(), response.body().length());
        response.body().writeTo(exchange.getResponseBody());
        exchange.close();
    }

    private StsClient client(AwsCredentialsProvider credentials) {
        return StsClient.builder()
                .endpointOverride(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .region(Region.EU_WEST_1)
                .credentialsProvider(credentials)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    private StsClient client(AwsCredentials credentials) {
        return client(StaticCredentialsProvider.create(credentials));
    }

    private StsClient client(Credentials vended) {
        return client(
                AwsSessionCredentials.create(vended.accessKeyId(), vended.secretAccessKey(), vended.sessionToken()));
    }

    private static AwsBasicCredentials basic(String id, Secret secret) {
        return AwsBasicCredentials.create(id, secret.use(String::new));
    }

    private Credentials withWebIdentity() {
        try (StsClient sts = client(AnonymousCredentialsProvider.create())) {
            return sts.assumeRoleWithWebIdentity(request -> request.roleArn(arn("Users"))
                            .roleSessionName("alice@phone")
                            .webIdentityToken(world.openIdToken(world.pool, "alice")))
                    .credentials();
        }
    }

    @Test
    void assumeRoleWithWebIdentity() {
        try (StsClient sts = client(AnonymousCredentialsProvider.create())) {
            AssumeRoleWithWebIdentityResponse answer =
                    sts.assumeRoleWithWebIdentity(request -> request.roleArn(arn("Users"))
                            .roleSessionName("alice@phone")
                            .durationSeconds(900)
                            .webIdentityToken(world.openIdToken(world.pool, "alice")));
            assertThat(answer.subjectFromWebIdentityToken())
                    .isEqualTo(world.identity(world.pool, "alice").value());
            assertThat(answer.audience()).isEqualTo(world.pool.value());
            assertThat(answer.assumedRoleUser().arn())
                    .isEqualTo("arn:aws:sts::123456789012:assumed-role/Users/alice@phone");
            assertThat(answer.credentials().expiration()).isAfter(world.clock.instant());
            assertThat(answer.responseMetadata().requestId()).isNotBlank();

            InvalidIdentityTokenException refused = catchThrowableOfType(
                    InvalidIdentityTokenException.class,
                    () -> sts.assumeRoleWithWebIdentity(request -> request.roleArn(arn("Users"))
                            .roleSessionName("alice@phone")
                            .webIdentityToken("a.b.c")));
            assertThat(refused.statusCode()).isEqualTo(400);
            StsException denied = catchThrowableOfType(
                    StsException.class,
                    () -> sts.assumeRoleWithWebIdentity(request -> request.roleArn(arn("Operators"))
                            .roleSessionName("alice@phone")
                            .webIdentityToken(world.openIdToken(world.pool, "alice"))));
            assertThat(denied.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
            assertThat(denied.statusCode()).isEqualTo(403);
        }
    }

    @Test
    void assumeRoleAndGetCallerIdentity() {
        try (StsClient sts = client(withWebIdentity())) {
            assertThat(sts.getCallerIdentity().arn()).endsWith(":assumed-role/Users/alice@phone");
            AssumeRoleResponse answer = sts.assumeRole(request -> request.roleArn(arn("Operators"))
                    .roleSessionName("on-call")
                    .sourceIdentity("alice")
                    .externalId("partner/42")
                    .policy(document(allow("sts:*", "*")))
                    .policyArns(List.of())
                    .tags(Tag.builder().key("team").value("red team").build())
                    .transitiveTagKeys("team"));
            assertThat(answer.sourceIdentity()).isEqualTo("alice");
            assertThat(answer.packedPolicySize()).isPositive();
            try (StsClient operator = client(answer.credentials())) {
                assertThat(operator.getCallerIdentity().arn()).endsWith(":assumed-role/Operators/on-call");
            }
            assertThat(catchThrowableOfType(
                                    MalformedPolicyDocumentException.class,
                                    () -> sts.assumeRole(request -> request.roleArn(arn("Operators"))
                                            .roleSessionName("on-call")
                                            .policy("{}")))
                            .statusCode())
                    .isEqualTo(400);
            assertThat(catchThrowableOfType(
                                    PackedPolicyTooLargeException.class,
                                    () -> sts.assumeRole(request -> request.roleArn(arn("Operators"))
                                            .roleSessionName("on-call")
                                            .policy(document(allow("s3:*", "arn:" + "x".repeat(1_900))))
                                            .tags(tags(9))))
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    private static List<Tag> tags(int count) {
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tags.add(Tag.builder().key("key-" + i).value("v".repeat(250)).build());
        }
        return tags;
    }

    @Test
    void getSessionToken() {
        try (StsClient sts = client(basic(world.deploy.accessKeyId(), world.deploy.secretKey()))) {
            GetSessionTokenResponse answer = sts.getSessionToken(request -> request.durationSeconds(3_600));
            try (StsClient session = client(answer.credentials())) {
                assertThat(session.getCallerIdentity().arn()).isEqualTo("arn:aws:iam::123456789012:user/deploy");
                StsException refused = catchThrowableOfType(StsException.class, session::getSessionToken);
                assertThat(refused.awsErrorDetails().errorMessage())
                        .isEqualTo("Cannot call GetSessionToken with session credentials");
            }
            StsException tooLong = catchThrowableOfType(
                    StsException.class, () -> sts.getSessionToken(request -> request.durationSeconds(129_601)));
            assertThat(tooLong.awsErrorDetails().errorCode()).isEqualTo("ValidationError");
        }
    }

    @Test
    void whoeverIsNotBelievedIsToldInTheReferencesCodes() {
        try (StsClient root = client(basic(ROOT.accessKeyId(), ROOT.secretKey()))) {
            assertThat(root.getCallerIdentity().arn()).isEqualTo("arn:aws:iam::123456789012:root");
        }
        assertThat(code(basic(ROOT.accessKeyId(), Secret.of("x".repeat(40))))).isEqualTo("SignatureDoesNotMatch");
        assertThat(code(basic("AKIAAAAAAAAAAAAAAAAA", ROOT.secretKey()))).isEqualTo("InvalidClientTokenId");
        Credentials vended = withWebIdentity();
        assertThat(code(AwsSessionCredentials.create(vended.accessKeyId(), vended.secretAccessKey(), "forged")))
                .isEqualTo("InvalidClientTokenId");
        try (StsClient sts = client(AnonymousCredentialsProvider.create())) {
            StsException refused = catchThrowableOfType(StsException.class, sts::getCallerIdentity);
            assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("MissingAuthenticationToken");
            assertThat(refused).isNotInstanceOf(ExpiredTokenException.class);
        }
    }

    private String code(AwsCredentials credentials) {
        try (StsClient sts = client(credentials)) {
            return catchThrowableOfType(StsException.class, sts::getCallerIdentity)
                    .awsErrorDetails()
                    .errorCode();
        }
    }
}
