package dev.gatehouse.web.wire.admin;

import static dev.gatehouse.web.wire.support.SignedWorld.REGION;
import static dev.gatehouse.web.wire.support.SignedWorld.ROOT;
import static dev.gatehouse.web.wire.support.SignedWorld.allow;
import static dev.gatehouse.web.wire.support.SignedWorld.http;
import static dev.gatehouse.web.wire.support.SignedWorld.key;
import static dev.gatehouse.web.wire.support.SignedWorld.sha256;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.PoolId;
import dev.gatehouse.Secret;
import dev.gatehouse.credentials.signature.RequestSigner;
import dev.gatehouse.credentials.signature.SignatureSettings;
import dev.gatehouse.credentials.signature.SignedRequest;
import dev.gatehouse.credentials.signature.SigningCredentials;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import dev.gatehouse.store.memory.InMemoryStores;
import dev.gatehouse.testkit.FakeClock;
import dev.gatehouse.web.http.HttpHeaders;
import dev.gatehouse.web.http.HttpRequest;
import dev.gatehouse.web.wire.AuthorizationOutcome;
import dev.gatehouse.web.wire.SignedCall;
import dev.gatehouse.web.wire.support.SignedWorld;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a signature must cover, and whose it must be (AWS Signature Version 4). */
class AdministrationSignatureTest {
    private static final byte[] BODY = "{\"PoolName\":\"p\"}".getBytes(StandardCharsets.UTF_8);
    private static final String TARGET = "AWSCognitoIdentityProviderService.ListUserPools";

    private final FakeClock clock = new FakeClock();
    private final SignedWorld world = new SignedWorld(clock, new InMemoryStores());

    private SignedRequest signed(SigningCredentials by) {
        return world.signed(
                "cognito-idp",
                SignedRequest.builder()
                        .method("POST")
                        .header("Content-Type", "application/x-amz-json-1.1")
                        .header("X-Amz-Target", TARGET),
                BODY,
                by);
    }

    private AuthorizationOutcome ask(HttpRequest request, byte[] body) {
        return world.guard.authorize(new SignedCall(request, body, "cognito-idp", "ListUserPools", "*"));
    }

    private String answer(HttpRequest request, byte[] body) {
        return ask(request, body)
                .fold(permitted -> "permitted", denied -> denied.error().type());
    }

    private String answer(SigningCredentials by) {
        return answer(http(signed(by), BODY), BODY);
    }

    /** Asks with headers that were changed after they were signed. */
    private String changed(Consumer<List<HttpHeaders.Line>> change) {
        HttpRequest request = http(signed(key(ROOT)), BODY);
        List<HttpHeaders.Line> lines = new ArrayList<>(request.headers().lines());
        change.accept(lines);
        return answer(http("POST", "", HttpHeaders.of(lines), BODY), BODY);
    }

    private static Consumer<List<HttpHeaders.Line>> replace(String name, String value) {
        return lines ->
                lines.replaceAll(line -> line.name().equalsIgnoreCase(name) ? new HttpHeaders.Line(name, value) : line);
    }

    @Test
    void whatWasSignedIsTakenAsItIs() {
        assertThat(changed(lines -> {})).isEqualTo("permitted");
        assertThat(changed(lines -> lines.add(new HttpHeaders.Line("User-Agent", "x"))))
                .as("a header that intermediaries may add")
                .isEqualTo("permitted");
    }

    @Test
    void anotherBodyTargetHostOrDateIsNotWhatWasSigned() {
        byte[] other = "{\"PoolName\":\"q\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(answer(http(signed(key(ROOT)), other), other)).isEqualTo("InvalidSignatureException");
        assertThat(changed(replace("X-Amz-Target", "AWSCognitoIdentityProviderService.DeleteUserPool")))
                .isEqualTo("InvalidSignatureException");
        assertThat(changed(replace("host", "evil.example"))).isEqualTo("InvalidSignatureException");
        assertThat(changed(replace("X-Amz-Date", "20260101T000001Z"))).isEqualTo("InvalidSignatureException");
        assertThat(changed(lines -> lines.add(new HttpHeaders.Line("X-Amz-Meta", "unsigned"))))
                .isEqualTo("InvalidSignatureException");
        assertThat(changed(lines -> lines.add(new HttpHeaders.Line("X-Amz-Target", TARGET))))
                .as("twice")
                .isEqualTo("IncompleteSignatureException");
    }

    @Test
    void theDigestThatIsSignedIsTheBodys() {
        SignedRequest.Builder claim = SignedRequest.builder()
                .method("POST")
                .header("X-Amz-Target", TARGET)
                .header("x-amz-content-sha256", sha256(BODY));
        SignedRequest honest = world.signed("cognito-idp", claim, BODY, key(ROOT));
        assertThat(answer(http(honest, BODY), BODY)).isEqualTo("permitted");
        byte[] other = "{}".getBytes(StandardCharsets.UTF_8);
        assertThat(answer(http(honest, other), other)).isEqualTo("InvalidSignatureException");

        for (String digest : List.of("UNSIGNED-PAYLOAD", "STREAMING-UNSIGNED-PAYLOAD-TRAILER", "x")) {
            SignedRequest vague = world.signed(
                    "cognito-idp",
                    SignedRequest.builder().method("POST").header("x-amz-content-sha256", digest),
                    BODY,
                    key(ROOT));
            assertThat(answer(http(vague, BODY), BODY)).as(digest).isEqualTo("InvalidSignatureException");
        }
    }

    @Test
    void aRequestIsReplayedWithinAQuarterOfAnHourAndNotAfter() {
        HttpRequest request = http(signed(key(ROOT)), BODY);
        clock.advance(Duration.ofMinutes(15).minusSeconds(1));
        assertThat(answer(request, BODY)).isEqualTo("permitted");
        clock.advance(Duration.ofSeconds(1));
        assertThat(answer(request, BODY)).isEqualTo("InvalidSignatureException");
        clock.advance(Duration.ofMinutes(-30));
        assertThat(answer(request, BODY)).as("from the future, at the edge").isEqualTo("permitted");
        clock.advance(Duration.ofSeconds(-1));
        assertThat(answer(request, BODY)).isEqualTo("InvalidSignatureException");
    }

    @Test
    void anotherRegionOrServiceIsNotTaken() {
        for (SignatureSettings other : List.of(
                SignatureSettings.service("cognito-idp", "us-east-1").build(),
                SignatureSettings.service("cognito-identity", REGION).build(),
                SignatureSettings.service("sts", REGION).build())) {
            SignedRequest plain = SignedRequest.builder()
                    .method("POST")
                    .header("host", "auth.example.test")
                    .bodyDigest(sha256(BODY))
                    .build()
                    .orElseThrow();
            SignedRequest signed =
                    new RequestSigner(other, clock).sign(plain, key(ROOT)).orElseThrow();
            assertThat(answer(http(signed, BODY), BODY)).isEqualTo("InvalidSignatureException");
        }
    }

    @Test
    void withoutASignatureOrWithHalfOfOneNobodyIsLetIn() {
        assertThat(changed(lines -> lines.removeIf(line -> line.name().equals("Authorization"))))
                .isEqualTo("MissingAuthenticationTokenException");
        for (String broken : List.of("", "Bearer x", "AWS4-HMAC-SHA256 Credential=x", "AWS " + "x".repeat(5_000))) {
            assertThat(changed(replace("Authorization", broken))).as(broken).isEqualTo("IncompleteSignatureException");
        }
        assertThat(changed(lines -> lines.removeIf(line -> line.name().equals("X-Amz-Date"))))
                .isEqualTo("IncompleteSignatureException");
        assertThat(changed(lines -> {
                    for (int i = 0; i < 64; i++) {
                        lines.add(new HttpHeaders.Line("x-" + i, "y"));
                    }
                }))
                .as("too many headers")
                .isEqualTo("IncompleteSignatureException");
    }

    @Test
    void aPresignedRequestIsNotTaken() {
        SignedRequest plain = SignedRequest.builder()
                .method("POST")
                .header("host", "auth.example.test")
                .header("X-Amz-Target", TARGET)
                .bodyDigest(sha256(BODY))
                .build()
                .orElseThrow();
        SignedRequest presigned = new RequestSigner(
                        SignatureSettings.service("cognito-idp", REGION).build(), clock)
                .presign(plain, key(ROOT), Duration.ofSeconds(1))
                .orElseThrow();
        assertThat(answer(http(presigned, BODY), BODY)).isEqualTo("IncompleteSignatureException");
    }

    @Test
    void aSessionEndsWithItsTimeItsRoleAndItsRevocation() {
        world.users(world.pool, allow("cognito-idp:*", "*"));
        SigningCredentials alice = SigningCredentials.of(world.credentials(world.pool, "alice"));
        assertThat(answer(alice)).isEqualTo("permitted");
        clock.advance(Duration.ofHours(1));
        assertThat(answer(alice)).isEqualTo("ExpiredTokenException");

        SigningCredentials again = SigningCredentials.of(world.credentials(world.pool, "alice"));
        assertThat(answer(again)).isEqualTo("permitted");
        world.opened(world.pool).roles().revokeSessions(SignedWorld.USERS).orElseThrow();
        clock.advance(Duration.ofSeconds(6));
        assertThat(answer(again)).isEqualTo("UnrecognizedClientException");

        SigningCredentials last = SigningCredentials.of(world.credentials(world.pool, "alice"));
        assertThat(answer(last)).isEqualTo("permitted");
        world.opened(world.pool).roles().delete(SignedWorld.USERS).orElseThrow();
        assertThat(answer(last)).isEqualTo("UnrecognizedClientException");
    }

    @Test
    void aTokenOfOnePoolIsNoneOfAnother() {
        world.users(world.pool, allow("cognito-idp:*", "*"));
        PoolId second = world.made();
        TemporaryCredentials alice = world.credentials(world.pool, "alice");
        TemporaryCredentials mallory = world.credentials(second, "mallory");

        assertThat(answer(SigningCredentials.of(alice))).isEqualTo("permitted");
        assertThat(answer(with(mallory, renamed(mallory, second, world.pool))))
                .as("a token that names the other pool")
                .isEqualTo("UnrecognizedClientException");
        assertThat(answer(SigningCredentials.of(mallory.accessKeyId(), mallory.secretKey(), alice.sessionToken())))
                .as("the token of another key")
                .isEqualTo("UnrecognizedClientException");
        assertThat(answer(SigningCredentials.of(alice.accessKeyId(), mallory.secretKey(), alice.sessionToken())))
                .isEqualTo("InvalidSignatureException");
        assertThat(answer(SigningCredentials.of(alice.accessKeyId(), alice.secretKey())))
                .as("without its token")
                .isEqualTo("UnrecognizedClientException");
        SignedWorld stranger = new SignedWorld(clock, new InMemoryStores());
        assertThat(answer(SigningCredentials.of(stranger.credentials(stranger.pool, "alice"))))
                .as("another house with the same master keys")
                .isEqualTo("UnrecognizedClientException");
    }

    @Test
    void aMadeUpTokenCausesNoLookUp() {
        TemporaryCredentials alice = world.credentials(world.pool, "alice");
        clock.advance(Duration.ofSeconds(6)); // nothing is known of any pool now
        PoolId nobodys = new PoolId(world.pool.value().replaceAll("[0-9a-f]{12}$", "000000000000"));
        world.stores.take();

        assertThat(answer(with(alice, renamed(alice, world.pool, nobodys)))).isEqualTo("UnrecognizedClientException");
        assertThat(world.stores.take()).isEmpty();
        assertThat(answer(SigningCredentials.of(alice))).isEqualTo("AccessDeniedException");
        assertThat(world.stores.take()).containsKey("settings.find");
    }

    private static SigningCredentials with(TemporaryCredentials credentials, String token) {
        return SigningCredentials.of(credentials.accessKeyId(), credentials.secretKey(), Secret.of(token));
    }

    /** Returns a token in which a pool's id was replaced by another one of the same length. */
    private static String renamed(TemporaryCredentials credentials, PoolId from, PoolId to) {
        String token = credentials.sessionToken().use(String::new);
        byte[] bytes = Base64.getDecoder().decode(token);
        byte[] id = from.value().getBytes(StandardCharsets.US_ASCII);
        assertThat(Arrays.copyOfRange(bytes, 6, 6 + id.length)).isEqualTo(id);
        System.arraycopy(to.value().getBytes(StandardCharsets.US_ASCII), 0, bytes, 6, id.length);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
