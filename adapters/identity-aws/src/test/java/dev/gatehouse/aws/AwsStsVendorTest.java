package dev.gatehouse.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.IdentityId;
import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.Refusal;
import dev.gatehouse.RoleName;
import dev.gatehouse.Secret;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.VendorException;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import dev.gatehouse.spi.credential.VendingRequest;
import dev.gatehouse.testkit.FakeClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AwsStsVendorTest {
    private static final RoleName ROLE = new RoleName("Photos");
    private static final FakeClock CLOCK = new FakeClock();
    private static final TestTokens TOKENS = new TestTokens("https://identity.example", CLOCK);

    private final FakeSts sts = new FakeSts(CLOCK);
    private final FastPace pace = new FastPace();

    @AfterEach
    void stop() {
        sts.close();
    }

    private AwsStsVendor.Builder builder(WebIdentityTokenSource tokens) {
        return AwsStsVendor.builder(sts.uri(), tokens, CLOCK, TestTokens.RANDOM)
                .allowPlainLoopback()
                .pace(pace);
    }

    private Outcome<TemporaryCredentials> vend() {
        return builder(TOKENS).build().vend(request().build());
    }

    private static VendingRequest.Builder request() {
        return VendingRequest.builder()
                .pool(new PoolId("eu-west-1:8b0b1a52-6a4e-4c9c-9f0b-0d2f1a3c4e5f"), 0)
                .identity(new IdentityId("eu-west-1:1cd55b65-2d71-441c-83c0-a5de48b83f77"), 0)
                .role(ROLE, "arn:aws:iam::123456789012:role/Photos", new WriteId("0a".repeat(16)), 0)
                .authenticated(true);
    }

    private static String text(Secret secret) {
        return secret.use(String::new);
    }

    @Test
    void theCallIsAFormAndTheUrlHoldsNothing() {
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[]} &+ä";
        VendingRequest request = request()
                .sessionName("alice@example.com")
                .sessionPolicy(Optional.of(policy))
                .duration(Duration.ofMinutes(20))
                .build();
        sts.next(200, FakeSts.answer("ASIAIOSFODNN7EXAMPLE", "s".repeat(40), "t".repeat(99), "2026-01-01T00:20:00Z"));

        TemporaryCredentials vended = builder(TOKENS).build().vend(request).orElseThrow();

        FakeSts.Call call = sts.calls().get(0);
        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.uri()).isEqualTo("/");
        assertThat(call.form())
                .containsEntry("Action", "AssumeRoleWithWebIdentity")
                .containsEntry("Version", "2011-06-15")
                .containsEntry("RoleArn", "arn:aws:iam::123456789012:role/Photos")
                .containsEntry("RoleSessionName", "alice@example.com")
                .containsEntry("DurationSeconds", "1200")
                .containsEntry("Policy", policy)
                .containsKey("WebIdentityToken")
                .hasSize(7);
        assertThat(vended.accessKeyId()).isEqualTo("ASIAIOSFODNN7EXAMPLE");
        assertThat(text(vended.secretKey())).isEqualTo("s".repeat(40));
        assertThat(text(vended.sessionToken())).isEqualTo("t".repeat(99));
        assertThat(vended.expiration()).isEqualTo(Instant.parse("2026-01-01T00:20:00Z"));
    }

    @Test
    void aRoleMayHaveAnotherNameAtTheSts() {
        builder(TOKENS)
                .roleArn(ROLE, "arn:aws:iam:::role/there/Photos")
                .build()
                .vend(request().build())
                .orElseThrow();

        assertThat(sts.calls().get(0).form()).containsEntry("RoleArn", "arn:aws:iam:::role/there/Photos");
    }

    @ParameterizedTest
    @CsvSource({
        "400, ExpiredTokenException, EXPIRED_TOKEN, sts.expired-token",
        "400, ExpiredToken, EXPIRED_TOKEN, sts.expired-token",
        "400, InvalidIdentityToken, NOT_AUTHORIZED, sts.invalid-identity-token",
        "403, IDPRejectedClaim, NOT_AUTHORIZED, sts.idp-rejected-claim",
        "403, AccessDenied, ACCESS_DENIED, sts.access-denied",
        "400, MalformedPolicyDocument, MALFORMED_POLICY_DOCUMENT, sts.session-policy",
        "400, PackedPolicyTooLarge, PACKED_POLICY_TOO_LARGE, sts.packed-policy",
        "403, RegionDisabledException, INVALID_IDENTITY_POOL_CONFIGURATION, sts.region-disabled",
        "400, ValidationError, INVALID_PARAMETER, sts.validation"
    })
    void anErrorOfTheStsIsTheRefusalThatItStandsFor(int status, String code, ErrorCode expected, String rule) {
        sts.nextError(status, code);

        assertThat(vend().asRefusal()).contains(Refusal.of(expected, rule));
        assertThat(sts.calls()).hasSize(1);
    }

    /** Ceph and other stores of objects word STS errors in the form of S3. */
    @Test
    void errorsInTheFormOfS3AreUnderstood() {
        sts.next(403, "<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code><RequestId>tx0</RequestId></Error>");

        assertThat(vend().asRefusal().map(Refusal::code)).contains(ErrorCode.ACCESS_DENIED);
    }

    @ParameterizedTest
    @CsvSource({
        "503, ServiceUnavailable",
        "500, InternalFailure",
        "400, IDPCommunicationError",
        "400, Throttling",
        "429, Whatever",
        "503, SlowDown"
    })
    void whatPassesIsTriedAgain(int status, String code) {
        sts.nextError(status, code).nextError(status, code).nextError(status, code);

        vend().orElseThrow();

        assertThat(sts.calls()).hasSize(4);
        assertThat(pace.pauses()).hasSize(3);
        assertThat(pace.pauses().get(0)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
        assertThat(pace.pauses().get(1)).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
        assertThat(pace.pauses().get(2)).isBetween(Duration.ofMillis(200), Duration.ofMillis(400));
    }

    @Test
    void throttlingThatStaysIsARefusalThatSaysWhenToComeBack() {
        for (int n = 0; n < 4; n++) {
            sts.nextError(400, "Throttling");
        }

        Refusal refusal = vend().asRefusal().orElseThrow();

        assertThat(refusal.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS);
        assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(2));
        assertThat(sts.calls()).hasSize(4);
    }

    @Test
    void aFailureThatStaysIsAnOutageAndNeverARefusal() {
        for (int n = 0; n < 4; n++) {
            sts.next(503, "");
        }

        assertThatThrownBy(this::vend)
                .isInstanceOf(VendorException.class)
                .hasMessage("the STS at 127.0.0.1 failed: status 503");
    }

    @Test
    void theDeadlineEndsTheTryingBeforeTheAttemptsDo() {
        for (int n = 0; n < 10; n++) {
            sts.next(500, "");
        }
        AwsStsVendor hasty =
                builder(TOKENS).deadline(Duration.ofMillis(250)).attempts(10).build();

        assertThatThrownBy(() -> hasty.vend(request().build())).isInstanceOf(VendorException.class);
        assertThat(sts.calls().size()).isBetween(2, 4);
        assertThat(pace.nanos()).isLessThan(Duration.ofMillis(250).toNanos());
    }

    @Test
    void anUnknownErrorIsAnOutageAtOnceAndIsNamed() {
        sts.nextError(400, "InvalidAction");

        assertThatThrownBy(this::vend)
                .isInstanceOf(VendorException.class)
                .hasMessage("the STS at 127.0.0.1 answered status 400 InvalidAction");
        assertThat(sts.calls()).hasSize(1);
    }

    @Test
    void aBodyThatNeverEndsIsCutOff() {
        sts.nextEndless();

        assertThatThrownBy(this::vend)
                .isInstanceOf(VendorException.class)
                .hasRootCauseMessage("the answer is over 65536 bytes");
        assertThat(sts.calls()).hasSize(1);
    }

    @Test
    void aServerThatStopsInTheMiddleIsGivenUpAfterTheTimeout() {
        sts.nextStuck();
        AwsStsVendor hasty = builder(TOKENS)
                .attemptTimeout(Duration.ofMillis(200))
                .attempts(1)
                .build();

        assertThatThrownBy(() -> hasty.vend(request().build()))
                .isInstanceOf(VendorException.class)
                .hasMessage("the STS at 127.0.0.1 failed: no answer");
    }

    @Test
    void redirectsAreNotFollowed() {
        sts.next(exchange -> {
            exchange.getResponseHeaders().set("Location", sts.uri() + "elsewhere");
            exchange.sendResponseHeaders(307, -1);
        });

        assertThatThrownBy(this::vend).isInstanceOf(VendorException.class).hasMessageContaining("status 307");
        assertThat(sts.calls()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "<a/>",
                "<AssumeRoleWithWebIdentityResponse>",
                "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIAIOSFODNN7EXAMPLE</AccessKeyId>"
                        + "</Credentials></AssumeRoleResult></AssumeRoleResponse>",
                "{good}<more/>",
                "<!DOCTYPE a>{good}",
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>{xxe}",
                "<!DOCTYPE a [<!ENTITY x \"aaaaaaaaaaaaaaaaaaaaaaaa\">]>{xxe}",
                "<?instruction?>{good}",
                "{half}",
                "{twice}",
                "{deep}",
                "{wide}",
                "{nokey}",
                "{spaces}",
                "{noend}"
            })
    void whatIsNotAnAnswerIsNonsenseAndQuotesNothing(String body) {
        sts.next(200, hostile(body));

        assertThatThrownBy(this::vend)
                .isInstanceOf(VendorException.class)
                .hasMessage("the STS at 127.0.0.1 answered nonsense")
                .satisfies(e -> assertThat(String.valueOf(e.getCause())).doesNotContain("canary", "ASIA", "hostname"))
                .hasNoSuppressedExceptions();
        assertThat(sts.calls()).hasSize(1);
    }

    private static String hostile(String body) {
        String secret = "canary-canary-canary";
        String good = FakeSts.answer("ASIAIOSFODNN7EXAMPLE", secret, secret, "2026-01-01T01:00:00Z");
        return body.replace("{good}", good)
                .replace("{xxe}", FakeSts.answer("ASIAIOSFODNN7EXAMPLE", secret, "&x;", "2026-01-01T01:00:00Z"))
                .replace("{half}", good.substring(0, good.length() / 2))
                .replace(
                        "{twice}",
                        good.replace("</Credentials>", "<AccessKeyId>ASIAANOTHERANOTHER</AccessKeyId></Credentials>"))
                .replace(
                        "{deep}", good.replace("<Credentials>", "<b>".repeat(50) + "</b>".repeat(50) + "<Credentials>"))
                .replace("{wide}", good.replace("<Credentials>", "<b/>".repeat(300) + "<Credentials>"))
                .replace("{nokey}", FakeSts.answer("", secret, secret, "2026-01-01T01:00:00Z"))
                .replace(
                        "{spaces}",
                        FakeSts.answer(
                                "ASIAIOSFODNN7EXAMPLE", "with a\nspace in the middle", secret, "2026-01-01T01:00:00Z"))
                .replace("{noend}", FakeSts.answer("ASIAIOSFODNN7EXAMPLE", secret, secret, "soon"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2025-12-31T23:59:59Z", "2026-01-01T00:00:00Z", "2026-01-01T01:01:01Z", "9999-12-31T00:00:00Z"})
    void credentialsThatEndInThePastOrTooLateAreNonsense(String expiration) {
        sts.next(200, FakeSts.answer("ASIAIOSFODNN7EXAMPLE", "s".repeat(40), "t".repeat(40), expiration));

        assertThatThrownBy(this::vend).isInstanceOf(VendorException.class).hasMessageContaining("end when they should");
    }

    @Test
    void tagsThatTheTokenDoesNotCarryOrCarriesBesidesAreRefusedBeforeAnythingIsSent() {
        VendingRequest tagged = request().principalTags(Map.of("team", "blue")).build();
        Refusal refusal = Refusal.of(ErrorCode.INVALID_IDENTITY_POOL_CONFIGURATION, "sts.session-tags");

        assertThat(builder(r -> Outcome.success(Secret.of(TOKENS.sign(r, Map.of()))))
                        .build()
                        .vend(tagged)
                        .asRefusal())
                .contains(refusal);
        assertThat(builder(r -> Outcome.success(Secret.of(TOKENS.sign(r, Map.of("team", "red")))))
                        .build()
                        .vend(tagged)
                        .asRefusal())
                .contains(refusal);
        assertThat(builder(r -> Outcome.success(Secret.of(TOKENS.sign(r, Map.of("team", "blue")))))
                        .build()
                        .vend(request().build())
                        .asRefusal())
                .contains(refusal);
        assertThat(builder(r -> Outcome.success(Secret.of("not.a.token")))
                        .build()
                        .vend(tagged)
                        .asRefusal())
                .contains(refusal);
        assertThat(sts.calls()).isEmpty();
    }

    @Test
    void whatTheCallCannotSayIsRefusedAndNotLeftOut() {
        AwsStsVendor vendor = builder(TOKENS).build();

        assertThat(vendor.vend(request().chained(true).build()).asRefusal())
                .contains(Refusal.of(ErrorCode.UNSUPPORTED_OPERATION, "sts.web-identity-only"));
        assertThat(vendor.vend(request().userName(Optional.of("robot")).build()).asRefusal())
                .contains(Refusal.of(ErrorCode.UNSUPPORTED_OPERATION, "sts.web-identity-only"));
        assertThat(vendor.vend(request().scopedDown(true).build()).asRefusal())
                .contains(Refusal.of(ErrorCode.UNSUPPORTED_OPERATION, "sts.scope-down"));
        assertThat(sts.calls()).isEmpty();
    }

    @Test
    void aRefusalOfTheTokenSourceIsPassedOn() {
        Refusal refusal = Refusal.of(ErrorCode.NOT_AUTHORIZED, "identity.disabled");

        assertThat(builder(r -> Outcome.refused(refusal))
                        .build()
                        .vend(request().build())
                        .asRefusal())
                .contains(refusal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "a b.c.d", "a.b.c\n", "a.b.c&Action=GetCallerIdentity", "ä.b.c"})
    void whatIsNoTokenIsNotSent(String token) {
        assertThatThrownBy(() -> builder(r -> Outcome.success(Secret.of(token)))
                        .build()
                        .vend(request().build()))
                .isInstanceOf(VendorException.class)
                .hasMessage("the token source gave no token in compact form");
        assertThat(sts.calls()).isEmpty();
    }

    @Test
    void theLogNamesHostAndFaultAndNeitherTokenNorAnswer() {
        PrintStream standard = System.err;
        ByteArrayOutputStream logged = new ByteArrayOutputStream();
        System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
        try {
            sts.nextError(503, "ServiceUnavailable");
            vend().orElseThrow();
        } finally {
            System.setErr(standard);
        }

        String token = sts.calls().get(0).form().getOrDefault("WebIdentityToken", "");
        assertThat(logged.toString(StandardCharsets.UTF_8))
                .contains("sts attempt failed: 127.0.0.1 1 status 503 ServiceUnavailable")
                .doesNotContain(token.substring(0, 40))
                .doesNotContain("canary", "secretsecret", "tokentoken");
    }
}
