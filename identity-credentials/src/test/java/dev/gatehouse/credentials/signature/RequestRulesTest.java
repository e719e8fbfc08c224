package dev.gatehouse.credentials.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** The rules of verification, each with the request that breaks exactly it. */
class RequestRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Secret SECRET = Secret.of("0123456789012345678901234567890123456789");
    private static final SigningCredentials KEYS =
            SigningCredentials.of("ASIATESTTESTTESTTEST", SECRET, Secret.of("dG9rZW4="));
    private static final SignatureSettings S3 =
            SignatureSettings.s3("eu-west-1").build();
    private static final SignatureSettings EXECUTE =
            SignatureSettings.service("execute-api", "eu-west-1").build();

    private static SignedRequest.Builder get() {
        return SignedRequest.builder().rawPath("/photos/a.jpg").header("Host", "photos.example");
    }

    private static SignedRequest signed() {
        return new RequestSigner(S3, InstantSource.fixed(NOW))
                .sign(get().build().orElseThrow(), KEYS)
                .orElseThrow();
    }

    private static SignedRequest presigned(Duration life) {
        return new RequestSigner(S3, InstantSource.fixed(NOW))
                .presign(get().build().orElseThrow(), KEYS, life)
                .orElseThrow();
    }

    private static Outcome<VerifiedRequest> verify(
            SignatureSettings settings, Outcome<SignedRequest> request, Instant now, Instant end) {
        SignatureVerifier verifier = new SignatureVerifier(settings, InstantSource.fixed(now));
        return request.then(verifier::read).then(presented -> verifier.verify(presented, SECRET, end));
    }

    private static void refused(SignedRequest.Builder request, ErrorCode code, String rule) {
        assertThat(verify(S3, request.build(), NOW, Instant.MAX).asRefusal()).contains(Refusal.of(code, rule));
    }

    @Example
    void a_request_is_valid_for_less_than_15_minutes_to_either_side() {
        for (long seconds : new long[] {-900, -1, 0, 899}) {
            assertThat(verify(S3, signed().toBuilder().build(), NOW.plusSeconds(seconds), Instant.MAX)
                            .asRefusal())
                    .isEmpty();
        }
        for (long seconds : new long[] {-901, 900, 86_400}) {
            assertThat(verify(S3, signed().toBuilder().build(), NOW.plusSeconds(seconds), Instant.MAX)
                            .asRefusal())
                    .contains(Refusal.of(ErrorCode.ACCESS_DENIED, "sigv4.clock"));
        }
    }

    @Example
    void a_presigned_request_lives_as_long_as_it_says_and_no_longer_than_its_credentials() {
        SignedRequest day = presigned(Duration.ofDays(1));
        Instant end = NOW.plusSeconds(3_600);
        assertThat(verify(S3, day.toBuilder().build(), NOW.plusSeconds(3_599), end)
                        .orElseThrow()
                        .validUntil())
                .isEqualTo(end);
        assertThat(verify(S3, day.toBuilder().build(), end, end).asRefusal())
                .contains(Refusal.of(ErrorCode.EXPIRED_TOKEN, "sigv4.credentials-expired"));
        SignedRequest second = presigned(Duration.ofSeconds(1));
        assertThat(verify(S3, second.toBuilder().build(), NOW, end).asRefusal()).isEmpty();
        assertThat(verify(S3, second.toBuilder().build(), NOW.plusSeconds(1), end)
                        .asRefusal())
                .contains(Refusal.of(ErrorCode.ACCESS_DENIED, "sigv4.presigned-expired"));
        assertThat(verify(S3, second.toBuilder().build(), NOW.minusSeconds(901), end)
                        .asRefusal())
                .contains(Refusal.of(ErrorCode.ACCESS_DENIED, "sigv4.clock"));
        for (String life : List.of("0", "604801", "-1", "3600.0", "03600", "", "99999999999999999999")) {
            refused(
                    day.toBuilder().rawQuery(day.rawQuery().replace("X-Amz-Expires=86400", "X-Amz-Expires=" + life)),
                    ErrorCode.INVALID_PARAMETER,
                    "sigv4.expires");
        }
    }

    @Example
    void what_decides_is_given_once_and_in_one_place() {
        SignedRequest header = signed();
        SignedRequest query = presigned(Duration.ofHours(1));
        String authorization = header.header("authorization").get(0);
        refused(get(), ErrorCode.NOT_AUTHORIZED, "sigv4.missing");
        for (String name : List.of(
                "Authorization",
                "authorization",
                "HOST",
                "x-amz-date",
                "X-AMZ-content-sha256",
                "x-amz-Security-token")) {
            refused(header.toBuilder().header(name, "x"), ErrorCode.INVALID_PARAMETER, "sigv4.duplicate-header");
        }
        refused(
                header.toBuilder().rawQuery("X-Amz-Signature=" + "0".repeat(64)),
                ErrorCode.INVALID_PARAMETER,
                "sigv4.two-signatures");
        refused(
                query.toBuilder().header("Authorization", authorization),
                ErrorCode.INVALID_PARAMETER,
                "sigv4.two-signatures");
        refused(
                query.toBuilder().header("X-Amz-Date", "20261121T120000Z"),
                ErrorCode.INVALID_PARAMETER,
                "sigv4.two-signatures");
        refused(
                query.toBuilder().header("X-Amz-Security-Token", "dG9rZW4="),
                ErrorCode.INVALID_PARAMETER,
                "sigv4.two-signatures");
        for (String again : List.of("X-Amz-Signature=x", "x-amz-signature=x", "X-Amz-Expires=1", "%58-Amz-Expires=1")) {
            refused(
                    query.toBuilder().rawQuery(query.rawQuery() + "&" + again),
                    ErrorCode.INVALID_PARAMETER,
                    "sigv4.duplicate-parameter");
        }
        refused(
                query.toBuilder().rawQuery(query.rawQuery().replace("X-Amz-Expires", "x-amz-expires")),
                ErrorCode.INVALID_PARAMETER,
                "sigv4.parameter-spelling");
        refused(
                header.toBuilder().rawQuery("prefix=a&prefix=b"),
                ErrorCode.INVALID_PARAMETER,
                "sigv4.duplicate-parameter");
    }

    @Example
    void host_and_every_amz_header_present_must_be_signed() {
        refused(
                signed().toBuilder().header("x-amz-acl", "public-read"),
                ErrorCode.ACCESS_DENIED,
                "sigv4.unsigned-header");
        refused(
                presigned(Duration.ofHours(1)).toBuilder().header("X-Amz-Meta-Owner", "someone"),
                ErrorCode.ACCESS_DENIED,
                "sigv4.unsigned-header");
        String authorization = signed().header("authorization").get(0);
        refused(
                signed().toBuilder()
                        .withoutHeader("authorization")
                        .header("Authorization", authorization.replace("SignedHeaders=host;", "SignedHeaders=")),
                ErrorCode.ACCESS_DENIED,
                "sigv4.unsigned-header");
        refused(signed().toBuilder().withoutHeader("host"), ErrorCode.ACCESS_DENIED, "sigv4.signed-header-absent");
    }

    @Example
    void the_scope_is_ours_and_the_authorization_is_well_formed() {
        String authorization = signed().header("authorization").get(0);
        for (UnaryOperator<String> change : List.<UnaryOperator<String>>of(
                s -> s.replace("eu-west-1", "us-east-1"),
                s -> s.replace("/s3/", "/sts/"),
                s -> s.replace("/20261121/", "/20261120/"))) {
            refused(
                    signed().toBuilder()
                            .withoutHeader("authorization")
                            .header("Authorization", change.apply(authorization)),
                    ErrorCode.ACCESS_DENIED,
                    "sigv4.scope");
        }
        for (UnaryOperator<String> change : List.<UnaryOperator<String>>of(
                s -> s.replace("AWS4-HMAC-SHA256", "AWS4-ECDSA-P256-SHA256"),
                s -> s.replace("Signature=", "Signature=0"),
                s -> s + ", Signature=" + "0".repeat(64),
                s -> s.substring(0, s.length() - 1),
                s -> "",
                s -> "A".repeat(10_000))) {
            refused(
                    signed().toBuilder()
                            .withoutHeader("authorization")
                            .header("Authorization", change.apply(authorization)),
                    ErrorCode.INVALID_PARAMETER,
                    "sigv4.authorization");
        }
        for (String headers : List.of("x-amz-date;host", "host;host", "Host", "host;", ";host", "host;;x")) {
            refused(
                    signed().toBuilder()
                            .withoutHeader("authorization")
                            .header(
                                    "Authorization",
                                    authorization.replaceAll("SignedHeaders=[^,]*", "SignedHeaders=" + headers)),
                    ErrorCode.INVALID_PARAMETER,
                    "sigv4.signed-headers");
        }
        for (String date :
                List.of("20261321T120000Z", "20260230T120000Z", "2026-11-21T12:00:00Z", "20261121T120000", "x")) {
            refused(
                    signed().toBuilder().withoutHeader("x-amz-date").header("x-amz-date", date),
                    ErrorCode.INVALID_PARAMETER,
                    "sigv4.date");
        }
        refused(signed().toBuilder().withoutHeader("x-amz-date"), ErrorCode.INVALID_PARAMETER, "sigv4.date-missing");
    }

    @Example
    void a_body_outside_the_signature_needs_the_setting() {
        SignedRequest put = new RequestSigner(S3, InstantSource.fixed(NOW))
                .signUnsignedPayload(get().method("PUT").build().orElseThrow(), KEYS)
                .orElseThrow();
        refused(put.toBuilder(), ErrorCode.ACCESS_DENIED, "sigv4.unsigned-payload");
        SignatureSettings allowing =
                SignatureSettings.s3("eu-west-1").allowUnsignedPayload(true).build();
        assertThat(verify(allowing, put.toBuilder().build(), NOW, Instant.MAX).asRefusal())
                .isEmpty();
        for (String mode :
                List.of("STREAMING-UNSIGNED-PAYLOAD-TRAILER", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER")) {
            SignedRequest streaming = new RequestSigner(S3, InstantSource.fixed(NOW))
                    .sign(
                            get().method("PUT")
                                    .header("x-amz-decoded-content-length", "3")
                                    .build()
                                    .orElseThrow(),
                            KEYS,
                            mode)
                    .orElseThrow();
            refused(
                    streaming.toBuilder(),
                    mode.contains("UNSIGNED") ? ErrorCode.ACCESS_DENIED : ErrorCode.INVALID_PARAMETER,
                    mode.contains("UNSIGNED") ? "sigv4.unsigned-payload" : "payload.trailer");
        }
        for (String mode : List.of("STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD", "unsigned-payload", "", "e3b0")) {
            SignedRequest odd = new RequestSigner(S3, InstantSource.fixed(NOW))
                    .sign(get().build().orElseThrow(), KEYS, mode)
                    .orElseThrow();
            refused(odd.toBuilder(), ErrorCode.INVALID_PARAMETER, "sigv4.content-sha256");
        }
        refused(
                signed().toBuilder().withoutHeader("x-amz-content-sha256"),
                ErrorCode.ACCESS_DENIED,
                "sigv4.signed-header-absent");
    }

    @Example
    void an_unsigned_chunked_body_is_decoded_and_its_checksum_verified() throws IOException {
        SignatureSettings allowing =
                SignatureSettings.s3("eu-west-1").allowUnsignedPayload(true).build();
        SignedRequest put = new RequestSigner(allowing, InstantSource.fixed(NOW))
                .sign(
                        get().method("PUT")
                                .header("x-amz-decoded-content-length", "9")
                                .header("x-amz-trailer", "x-amz-checksum-crc64nvme")
                                .build()
                                .orElseThrow(),
                        KEYS,
                        "STREAMING-UNSIGNED-PAYLOAD-TRAILER")
                .orElseThrow();
        VerifiedRequest verified =
                verify(allowing, put.toBuilder().build(), NOW, Instant.MAX).orElseThrow();
        String good = "4\r\n1234\r\n5\r\n56789\r\n0\r\nx-amz-checksum-crc64nvme:rosUhgp5mIg=\r\n\r\n";
        VerifyingStream body = verified.body(new ByteArrayInputStream(good.getBytes(StandardCharsets.US_ASCII)));
        assertThat(body.readAllBytes()).asString(StandardCharsets.US_ASCII).isEqualTo("123456789");
        assertThat(body.verified()).isTrue();
        for (String bad : List.of(
                good.replace("5678", "5679"),
                good.replace("rosU", "rosV"),
                good.replace("4\r\n1234\r\n", ""),
                good.replace("x-amz-checksum-crc64nvme:rosUhgp5mIg=\r\n", ""),
                good.replace("crc64nvme", "crc32"),
                good.replace("0\r\nx", "0;chunk-signature=" + "0".repeat(64) + "\r\nx"),
                good.substring(0, good.length() - 2),
                good.replace("\r\n", "\n"),
                good + good)) {
            VerifyingStream stream = verified.body(new ByteArrayInputStream(bad.getBytes(StandardCharsets.US_ASCII)));
            assertThat(org.assertj.core.api.Assertions.catchThrowable(stream::readAllBytes))
                    .as(bad)
                    .isInstanceOf(PayloadException.class);
            assertThat(stream.verified()).isFalse();
        }
    }

    @Example
    void requests_are_bounded_before_anything_is_read() {
        assertThat(get().rawPath("/" + "a".repeat(4_096)).build().asRefusal())
                .contains(Refusal.of(ErrorCode.INVALID_PARAMETER, "request.path"));
        for (String path : List.of("", "a", "/%", "/%4", "/%zz", "/%ff", "/a\nb", "/a\u0000", "/a?b", "/\ud800")) {
            assertThat(get().rawPath(path).build().asRefusal())
                    .as(path)
                    .contains(Refusal.of(ErrorCode.INVALID_PARAMETER, "request.path"));
        }
        for (String query : List.of("a".repeat(16_385), "=x", "a&", "a=%f", "a#b", "&".repeat(200), "a=\r\n")) {
            assertThat(get().rawQuery(query).build().asRefusal())
                    .contains(Refusal.of(ErrorCode.INVALID_PARAMETER, "request.query"));
        }
        SignedRequest.Builder many = get();
        for (int i = 0; i < 64; i++) {
            many.header("x" + i, "");
        }
        assertThat(many.build().asRefusal()).contains(Refusal.of(ErrorCode.INVALID_PARAMETER, "request.headers"));
        assertThat(get().header("a b", "").build().asRefusal())
                .contains(Refusal.of(ErrorCode.INVALID_PARAMETER, "request.header-name"));
        assertThat(get().header("a", "b\r\nc: d").build().asRefusal())
                .contains(Refusal.of(ErrorCode.INVALID_PARAMETER, "request.header-value"));
        assertThat(get().method("get").build().asRefusal())
                .contains(Refusal.of(ErrorCode.INVALID_PARAMETER, "request.method"));
    }

    @Example
    void nothing_prints_what_a_request_carries() {
        SignedRequest request = presigned(Duration.ofHours(1));
        PresentedSignature presented = new SignatureVerifier(S3, InstantSource.fixed(NOW))
                .read(request)
                .orElseThrow();
        VerifiedRequest verified =
                verify(S3, request.toBuilder().build(), NOW, Instant.MAX).orElseThrow();
        for (Object value : List.of(request, request.headers(), request.parameters(), presented, verified, KEYS, S3)) {
            assertThat(value.toString())
                    .doesNotContain(
                            "dG9rZW4",
                            "01234567890",
                            "a.jpg",
                            request.parameter("X-Amz-Signature").get(0));
        }
    }

    @Property(tries = 200)
    void what_is_signed_verifies_in_every_form(
            @ForAll @StringLength(max = 30) String key,
            @ForAll @Size(max = 5) List<@AlphaChars @NumericChars @StringLength(min = 1, max = 8) String> names,
            @ForAll @StringLength(max = 30) String value,
            @ForAll boolean s3) {
        SignatureSettings settings = s3 ? S3 : EXECUTE;
        StringBuilder query = new StringBuilder();
        for (String name : names.stream().distinct().toList()) {
            query.append(query.length() == 0 ? "" : "&")
                    .append("q")
                    .append(name)
                    .append('=')
                    .append(UriCoding.encode(well(value), false));
        }
        Outcome<SignedRequest> request = SignedRequest.builder()
                .method("DELETE")
                .rawPath("/" + UriCoding.encode(well(key), true))
                .rawQuery(query.toString())
                .header("Host", "h.example")
                .header("X-Amz-Meta-V", well(value).replaceAll("\\p{Cntrl}", " "))
                .build();
        RequestSigner signer = new RequestSigner(settings, InstantSource.fixed(NOW));
        for (Outcome<SignedRequest> signed : List.of(
                request.then(r -> signer.sign(r, KEYS)),
                request.then(r -> signer.presign(r, KEYS, Duration.ofMinutes(1))))) {
            VerifiedRequest verified =
                    verify(settings, signed, NOW, Instant.MAX).orElseThrow();
            assertThat(verified.request().path()).isEqualTo("/" + well(key));
            Outcome<SignedRequest> moved =
                    signed.then(r -> r.toBuilder().rawPath(r.rawPath() + "x").build());
            assertThat(verify(settings, moved, NOW, Instant.MAX).asRefusal())
                    .contains(Refusal.of(ErrorCode.SIGNATURE_DOES_NOT_MATCH, "sigv4.signature"));
        }
    }

    private static String well(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
