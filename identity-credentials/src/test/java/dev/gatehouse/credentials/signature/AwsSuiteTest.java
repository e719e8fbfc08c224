package dev.gatehouse.credentials.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.Secret;
import dev.gatehouse.internal.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The published suite of Signature Version 4 (awslabs/aws-c-auth), every case both ways; v4a is out of scope. */
@DisplayName("AWS signing test suite, v4")
class AwsSuiteTest {
    /** The session token of this case is appended after signing: a verifier that binds tokens must refuse it. */
    private static final Set<String> TOKEN_OUTSIDE_THE_SIGNATURE = Set.of("post-sts-header-after");

    private static final int CASES = 21;

    @Test
    void every_case_signs_in_the_header_as_published() {
        List<String> run = new ArrayList<>();
        for (Case one : cases()) {
            SignedRequest signed =
                    one.signer().sign(one.request(), one.credentials()).orElseThrow();
            assertThat(signed.header("authorization").get(0))
                    .as(one.name)
                    .endsWith("Signature=" + one.text("header-signature.txt"));
            SignedRequest published = one.parse("header-signed-request.txt");
            assertThat(signed.header("authorization")).as(one.name).isEqualTo(published.header("authorization"));
            run.add(one.name);
        }
        assertThat(run).hasSize(CASES);
    }

    @Test
    void every_case_signs_in_the_query_as_published() {
        List<String> run = new ArrayList<>();
        for (Case one : cases()) {
            SignedRequest signed = one.signer()
                    .presign(one.request(), one.credentials(), Duration.ofHours(1))
                    .orElseThrow();
            assertThat(signed.parameter("X-Amz-Signature"))
                    .as(one.name)
                    .containsExactly(one.text("query-signature.txt"));
            if (!TOKEN_OUTSIDE_THE_SIGNATURE.contains(one.name)) {
                assertThat(signed.rawQuery())
                        .as(one.name)
                        .isEqualTo(one.parse("query-signed-request.txt").rawQuery());
            }
            run.add(one.name);
        }
        assertThat(run).hasSize(CASES);
    }

    @Test
    void every_canonical_request_and_string_to_sign_is_as_published() {
        int run = 0;
        for (Case one : cases()) {
            for (String form : List.of("header", "query")) {
                List<String> lines =
                        one.text(form + "-canonical-request.txt").lines().toList();
                String toSign = one.text(form + "-string-to-sign.txt");
                SignedRequest signed = form.equals("header")
                        ? one.signer().sign(one.request(), one.credentials()).orElseThrow()
                        : one.signer()
                                .presign(one.request(), one.credentials(), Duration.ofHours(1))
                                .orElseThrow();
                List<String> names = List.of(lines.get(lines.size() - 2).split(";"));
                String canonical = CanonicalRequest.of(signed, one.style(), names, lines.get(lines.size() - 1));
                assertThat(canonical).as(one.name).isEqualTo(one.text(form + "-canonical-request.txt"));
                assertThat(CanonicalRequest.stringToSign(
                                "20150830T123600Z", "20150830/us-east-1/service/aws4_request", canonical))
                        .as(one.name)
                        .isEqualTo(toSign);
                run++;
            }
        }
        assertThat(run).isEqualTo(2 * CASES);
    }

    @Test
    void every_published_signed_request_verifies() {
        int run = 0;
        for (Case one : cases()) {
            for (String form : List.of("header", "query")) {
                Outcome<VerifiedRequest> outcome =
                        one.verify(one.parse(form + "-signed-request.txt"), one.instant.plusSeconds(60));
                if (TOKEN_OUTSIDE_THE_SIGNATURE.contains(one.name)) {
                    Refusal refusal = outcome.asRefusal().orElseThrow();
                    assertThat(refusal)
                            .as(one.name)
                            .isEqualTo(
                                    form.equals("header")
                                            ? Refusal.of(ErrorCode.ACCESS_DENIED, "sigv4.unsigned-header")
                                            : Refusal.of(ErrorCode.SIGNATURE_DOES_NOT_MATCH, "sigv4.signature"));
                } else {
                    VerifiedRequest verified = outcome.orElseThrow();
                    assertThat(verified.accessKeyId()).as(one.name).isEqualTo("AKIDEXAMPLE");
                    assertThat(verified.presigned()).isEqualTo(form.equals("query"));
                }
                run++;
            }
        }
        assertThat(run).isEqualTo(2 * CASES);
    }

    @Test
    void every_one_character_change_of_a_published_request_is_refused() {
        int changes = 0;
        for (Case one : cases()) {
            if (TOKEN_OUTSIDE_THE_SIGNATURE.contains(one.name)) {
                continue; // never verifies, see above
            }
            SignedRequest query = one.parse("query-signed-request.txt");
            changes += refuseAll(one, query, query.rawQuery(), (builder, text) -> builder.rawQuery(text));
            for (String form : List.of("header", "query")) {
                SignedRequest request = one.parse(form + "-signed-request.txt");
                if (one.style() == PathStyle.S3 || !request.rawPath().matches(".*(\\.|//).*")) {
                    changes += refuseAll(one, request, request.rawPath(), (builder, text) -> builder.rawPath(text));
                }
                for (String name : List.of("authorization", "host", "x-amz-date", "x-amz-security-token")) {
                    for (String value : request.header(name)) {
                        changes += refuseAll(
                                one,
                                request,
                                value,
                                (builder, text) -> builder.withoutHeader(name).header(name, text));
                    }
                }
                assertThat(one.verify(
                                        request.toBuilder()
                                                .method("PATCH")
                                                .build()
                                                .orElseThrow(),
                                        one.instant)
                                .asRefusal())
                        .isPresent();
            }
        }
        assertThat(changes).isGreaterThan(10_000);
    }

    private interface Change {
        SignedRequest.Builder apply(SignedRequest.Builder builder, String text);
    }

    private static int refuseAll(Case one, SignedRequest request, String text, Change change) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char other = c == 'b' || c == 'B' ? 'c' : 'b'; // %3b is %3B
            String changed = text.substring(0, i) + other + text.substring(i + 1);
            Outcome<VerifiedRequest> outcome =
                    change.apply(request.toBuilder(), changed).build().then(built -> one.verify(built, one.instant));
            assertThat(outcome.asRefusal()).as("%s: %s", one.name, changed).isPresent();
        }
        return text.length();
    }

    private static List<Case> cases() {
        Path root = Path.of("src/test/resources/vectors/aws-sigv4/v4");
        try (Stream<Path> folders = Files.list(root)) {
            return folders.sorted().map(Case::new).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Case {
        final String name;
        final Instant instant;
        private final Path folder;
        private final Map<String, @Nullable Object> context;

        Case(Path folder) {
            this.name = String.valueOf(folder.getFileName());
            this.folder = folder;
            try {
                this.context = Json.parseObject(text("context.json"), 10_000);
            } catch (dev.gatehouse.internal.json.JsonException e) {
                throw new AssertionError(e);
            }
            this.instant = Instant.parse(String.valueOf(context.get("timestamp")));
            assertThat(context.get("sign_body")).isEqualTo(false);
        }

        String text(String file) {
            try {
                return Files.readString(folder.resolve(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        PathStyle style() {
            return Boolean.TRUE.equals(context.get("normalize")) ? PathStyle.NORMALIZED : PathStyle.S3;
        }

        SignatureSettings settings() {
            return SignatureSettings.service("service", "us-east-1")
                    .pathStyle(style())
                    .build();
        }

        RequestSigner signer() {
            return new RequestSigner(settings(), InstantSource.fixed(instant));
        }

        SigningCredentials credentials() {
            Map<?, ?> given = (Map<?, ?>) java.util.Objects.requireNonNull(context.get("credentials"));
            String id = String.valueOf(given.get("access_key_id"));
            Secret secret = Secret.of(String.valueOf(given.get("secret_access_key")));
            boolean omit = Boolean.TRUE.equals(context.get("omit_session_token"));
            return given.containsKey("token") && !omit
                    ? SigningCredentials.of(id, secret, Secret.of(String.valueOf(given.get("token"))))
                    : SigningCredentials.of(id, secret);
        }

        Outcome<VerifiedRequest> verify(SignedRequest request, Instant now) {
            SignatureVerifier verifier = new SignatureVerifier(settings(), InstantSource.fixed(now));
            return verifier.read(request)
                    .then(presented ->
                            presented.accessKeyId().equals(credentials().accessKeyId())
                                    ? verifier.verify(presented, credentials().secretKey())
                                    : Outcome.refused(ErrorCode.NOT_AUTHORIZED));
        }

        SignedRequest request() {
            return parse("request.txt");
        }

        SignedRequest parse(String file) {
            String text = text(file);
            List<String> lines = text.lines().toList();
            String line = lines.get(0);
            String target = line.substring(line.indexOf(' ') + 1, line.lastIndexOf(' '));
            int question = target.indexOf('?');
            SignedRequest.Builder builder = SignedRequest.builder()
                    .method(line.substring(0, line.indexOf(' ')))
                    .rawPath(question < 0 ? target : target.substring(0, question))
                    .rawQuery(question < 0 ? "" : target.substring(question + 1));
            for (String header : lines.subList(1, lines.size())) {
                if (!header.isBlank()) {
                    int colon = header.indexOf(':');
                    builder.header(header.substring(0, colon), header.substring(colon + 1));
                }
            }
            return builder.build().orElseThrow();
        }
    }
}
