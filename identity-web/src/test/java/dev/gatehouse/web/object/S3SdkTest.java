package dev.gatehouse.web.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.spi.credential.TemporaryCredentials;
import dev.gatehouse.web.http.RequestIds;
import dev.gatehouse.web.http.Routes;
import dev.gatehouse.web.http.ServerLimits;
import dev.gatehouse.web.jdk.JdkHttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The unmodified AWS SDK for Java v2 against the handler on the JDK's server. */
class S3SdkTest {
    private static final String KEY = GuardedStore.ME + "/a folder/ü+&.txt";
    private final ExecutorService workers = Executors.newFixedThreadPool(4);

    @TempDir
    Path folder;

    private JdkHttpServer server;
    private S3Client s3;
    private StaticCredentialsProvider provider;
    private URI endpoint;

    @BeforeEach
    void start() throws IOException {
        GuardedStore store = new GuardedStore(folder, InstantSource.system());
        server = JdkHttpServer.builder(
                        Routes.builder(RequestIds.random(new SecureRandom()))
                                .anyMethod("/*", store.handler)
                                .build(),
                        workers)
                .limits(ServerLimits.builder().bodyBytes(8 << 20).build())
                .start();
        endpoint = URI.create("http://127.0.0.1:" + server.address().getPort());
        TemporaryCredentials credentials = store.vend();
        provider = StaticCredentialsProvider.create(AwsSessionCredentials.create(
                credentials.accessKeyId(),
                credentials.secretKey().use(String::valueOf),
                credentials.sessionToken().use(String::valueOf)));
        s3 = S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .forcePathStyle(true)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(provider)
                .build();
    }

    @AfterEach
    void end() {
        s3.close();
        server.close();
        workers.shutdownNow();
    }

    private static void put(S3Client client, String key, String content) {
        client.putObject(
                r -> r.bucket("photos").key(key).contentType("text/plain").metadata(Map.of("author", "Ann")),
                RequestBody.fromString(content));
    }

    @Test
    void anObjectGoesInAndOutWithItsChecksumAndMetadata() {
        String large = "0123456789".repeat(300_000);
        put(s3, KEY, large);
        var got = s3.getObjectAsBytes(r -> r.bucket("photos").key(KEY).checksumMode(ChecksumMode.ENABLED));
        assertThat(got.asUtf8String()).isEqualTo(large);
        assertThat(got.response().metadata()).containsEntry("author", "Ann");
        assertThat(got.response().contentType()).isEqualTo("text/plain");
        assertThat(got.response().checksumCRC32()).isNotEmpty();
        assertThat(s3.headObject(r -> r.bucket("photos").key(KEY)).contentLength())
                .isEqualTo(3_000_000);
        assertThat(s3.getObjectAsBytes(r -> r.bucket("photos").key(KEY).range("bytes=5-9"))
                        .asUtf8String())
                .isEqualTo("56789");
        s3.deleteObject(r -> r.bucket("photos").key(KEY));
        assertThatThrownBy(() -> s3.getObjectAsBytes(r -> r.bucket("photos").key(KEY)))
                .isInstanceOf(NoSuchKeyException.class);
    }

    @Test
    void conditionsAreAnswered() {
        put(s3, KEY, "x");
        String etag = s3.headObject(r -> r.bucket("photos").key(KEY)).eTag();
        assertThatThrownBy(() ->
                        s3.getObjectAsBytes(r -> r.bucket("photos").key(KEY).ifNoneMatch(etag)))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(304));
        assertThatThrownBy(() ->
                        s3.putObject(r -> r.bucket("photos").key(KEY).ifNoneMatch("*"), RequestBody.fromString("y")))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("PreconditionFailed"));
    }

    @Test
    void foldersAreListedInPages() {
        for (String name : new String[] {"a", "b/1", "b/2", "c", "ü/1"}) {
            put(s3, GuardedStore.ME + "/" + name, "x");
        }
        var pages = s3.listObjectsV2Paginator(ListObjectsV2Request.builder()
                .bucket("photos")
                .prefix(GuardedStore.ME + "/")
                .delimiter("/")
                .maxKeys(2)
                .build());
        assertThat(pages.contents().stream().map(S3Object::key))
                .containsExactly(GuardedStore.ME + "/a", GuardedStore.ME + "/c");
        assertThat(pages.commonPrefixes().stream().map(CommonPrefix::prefix))
                .containsExactly(GuardedStore.ME + "/b/", GuardedStore.ME + "/ü/");
    }

    @Test
    void anotherFolderIsDeniedBeforeItIsLookedAt() {
        assertThatThrownBy(() -> s3.getObjectAsBytes(r -> r.bucket("photos").key("eu-west-1:other/x")))
                .isInstanceOfSatisfying(S3Exception.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(403);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
                    assertThat(e.requestId()).isNotEmpty();
                });
        assertThatThrownBy(() -> s3.listObjectsV2(r -> r.bucket("photos"))).isInstanceOf(S3Exception.class);
    }

    @Test
    void aPresignedUrlIsReadByAnybody() throws Exception {
        put(s3, KEY, "hello");
        try (S3Presigner presigner = S3Presigner.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .credentialsProvider(provider)
                .build()) {
            URI url = presigner
                    .presignGetObject(r -> r.signatureDuration(Duration.ofMinutes(5))
                            .getObjectRequest(GetObjectRequest.builder()
                                    .bucket("photos")
                                    .key(KEY)
                                    .build()))
                    .url()
                    .toURI();
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(url).build(),
                            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            assertThat(answer.body()).isEqualTo("hello");
        }
    }
}
