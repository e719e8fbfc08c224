package dev.gatehouse.web.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Refusal;
import dev.gatehouse.credentials.sts.CallerIdentity;
import dev.gatehouse.spi.StoreException;
import dev.gatehouse.web.http.HttpHeaders;
import dev.gatehouse.web.wire.model.Access;
import dev.gatehouse.web.wire.model.WireOperation;
import dev.gatehouse.web.wire.model.WireService;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes before an operation: the target, the type and size of the body, JSON, and who may call. */
class WireProtocolTest {
    private static final String SIGN_UP = "AWSCognitoIdentityProviderService.SignUp";
    private static final HttpHeaders TYPE = HttpHeaders.of("Content-Type", "application/x-amz-json-1.1");

    private final WireBench bench = new WireBench();

    private Reply send(String target, String body) {
        return bench.send(TYPE.and("X-Amz-Target", target), body.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SignUp",
                "AWSCognitoIdentityProviderService",
                "AWSCognitoIdentityProviderService.",
                "AWSCognitoIdentityProviderService.signUp",
                "AWSCognitoIdentityProviderService.SignUp ",
                "AWSCognitoIdentityService.SignUp",
                "AWSCognitoIdentityProviderService.SignUp.SignUp"
            })
    void a_target_that_names_no_operation_is_refused(String target) {
        send(target, "{}").fails("UnknownOperationException", 400);
    }

    @Test
    void no_target_and_two_targets_are_refused() {
        bench.send(TYPE, new byte[] {'{', '}'}).fails("UnknownOperationException", 400);
        bench.send(TYPE.and("X-Amz-Target", SIGN_UP).and("x-amz-target", SIGN_UP), new byte[] {'{', '}'})
                .fails("UnknownOperationException", 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/x-amz-json-1.0", "text/plain", ""})
    void another_content_type_is_refused(String type) {
        bench.send(HttpHeaders.of("Content-Type", type).and("X-Amz-Target", SIGN_UP), new byte[] {'{', '}'})
                .fails("UnsupportedMediaTypeException", 415);
    }

    @Test
    void a_charset_beside_the_content_type_is_taken() {
        bench.send(
                        HttpHeaders.of("Content-Type", "application/x-amz-json-1.1; charset=UTF-8")
                                .and("X-Amz-Target", SIGN_UP),
                        new byte[] {'{', '}'})
                .fails("InvalidParameterException", 400);
    }

    @Test
    void another_method_is_refused() {
        assertThat(bench.send("GET", TYPE.and("X-Amz-Target", SIGN_UP), new byte[0])
                        .status())
                .isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "\"text\"",
                "{\"ClientId\":\"a\",\"ClientId\":\"a\"}",
                "{\"ClientId\":\"\\ud800\"}",
                "{\"ClientId\":01}",
                "{} {}",
                "{\"a\":1",
                "\ufeff{}"
            })
    void what_is_not_one_strict_json_object_is_refused(String body) {
        send(SIGN_UP, body).fails("SerializationException", 400);
    }

    @Test
    void bad_utf_8_deep_nesting_and_large_bodies_are_refused() {
        bench.send(TYPE.and("X-Amz-Target", SIGN_UP), new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'})
                .fails("SerializationException", 400);
        send(SIGN_UP, "{\"a\":" + "[".repeat(100_000)).fails("SerializationException", 400);
        bench.send(TYPE.and("X-Amz-Target", SIGN_UP), new byte[WireProtocol.MAX_BODY + 1])
                .fails("RequestEntityTooLargeException", 413);
    }

    @Test
    void a_value_is_never_told_back() {
        Reply reply = send(SIGN_UP, "{\"ClientId\":\"canary!\",\"Username\":\"" + "canary".repeat(100) + "\"}");
        reply.fails("InvalidParameterException", 400);
        assertThat(reply.message())
                .startsWith("2 validation errors detected: Value at 'clientId' failed to satisfy constraint:"
                        + " Member must satisfy regular expression pattern: [\\w+]+; Value at 'username'")
                .doesNotContain("canary");
    }

    @Test
    void lengths_count_code_points() {
        String astral = "\uD83D\uDE00".repeat(128);
        assertThat(send(SIGN_UP, "{\"ClientId\":\"a\",\"Username\":\"" + astral + "\"}")
                        .message())
                .doesNotContain("validation error");
        assertThat(send(SIGN_UP, "{\"ClientId\":\"a\",\"Username\":\"" + astral + "a\"}")
                        .message())
                .contains("length less than or equal to 128");
    }

    @Test
    void an_operation_that_needs_a_signature_is_not_looked_at_without_one() {
        send("AWSCognitoIdentityProviderService.CreateUserPool", "{\"PoolName\":3}")
                .fails("MissingAuthenticationTokenException", 400);
        assertThat(bench.judged).isEmpty();
    }

    @Test
    void who_is_denied_learns_nothing_of_its_input_and_changes_nothing() {
        WireError denied = WireError.of("AccessDeniedException", 403, "User is not authorized");
        WireProtocol closed = WireProtocol.builder()
                .userPools(bench.userPools)
                .identityPools(bench.identityPools)
                .arns("eu-west-1", "123456789012")
                .authorization(call -> new AuthorizationOutcome.Denied(denied))
                .random(new SecureRandom())
                .build();
        bench.writes.clear();
        HttpHeaders signed = TYPE.and("X-Amz-Target", "AWSCognitoIdentityProviderService.CreateUserPool")
                .and("Authorization", "AWS4-HMAC-SHA256 x");
        bench.sendTo(closed, "POST", signed, "{\"PoolName\":3}".getBytes(StandardCharsets.UTF_8))
                .fails("AccessDeniedException", 403);
        assertThat(bench.writes).isEmpty();
    }

    @Test
    void no_store_is_read_for_a_caller_who_is_not_known() {
        WireError unknown = WireError.of("UnrecognizedClientException", 400, "The security token is invalid.");
        WireProtocol closed = WireProtocol.builder()
                .userPools(bench.userPools)
                .identityPools(bench.identityPools)
                .arns("eu-west-1", "123456789012")
                .authorization(call -> new AuthorizationOutcome.Denied(unknown))
                .random(new SecureRandom())
                .build();
        bench.outage = Optional.of(new StoreException("nobody may read", new IllegalStateException()));
        HttpHeaders forged = TYPE.and("X-Amz-Target", "AWSCognitoIdentityService.DescribeIdentity")
                .and("Authorization", "AWS4-HMAC-SHA256 forged");
        String input = "{\"IdentityId\":\"eu-west-1:00000000-0000-4000-8000-000000000000\"}";
        bench.sendTo(closed, "POST", forged, input.getBytes(StandardCharsets.UTF_8))
                .fails("UnrecognizedClientException", 400);
    }

    @Test
    void a_call_is_judged_by_the_pool_that_it_is_about() {
        Map<String, String> named = Map.of("UserPoolId", bench.reference.pool());
        bench.idp("DescribeUserPool", named).succeeds();
        SignedCall last = bench.judged.get(bench.judged.size() - 1);
        assertThat(last.action()).isEqualTo("cognito-idp:DescribeUserPool");
        assertThat(last.resource())
                .isEqualTo("arn:aws:cognito-idp:eu-west-1:123456789012:userpool/" + bench.reference.pool());
        assertThat(last.body())
                .isEqualTo(("{\"UserPoolId\":\"" + bench.reference.pool() + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_member_that_the_operation_does_not_have_cannot_say_what_the_call_is_about() {
        bench.identity(
                        "DeleteIdentities",
                        Map.of(
                                "IdentityIdsToDelete",
                                List.of("eu-west-1:00000000-0000-4000-8000-000000000000"),
                                "IdentityPoolId",
                                "eu-west-1:00000000-0000-4000-8000-000000000000",
                                "UserPoolId",
                                bench.reference.pool(),
                                "ResourceArn",
                                "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/x"))
                .succeeds();
        assertThat(bench.judged.get(bench.judged.size() - 1).resource()).isEqualTo("*");
        bench.idp("ListUserPools", Map.of("MaxResults", 1L, "UserPoolId", bench.reference.pool()))
                .succeeds();
        assertThat(bench.judged.get(bench.judged.size() - 1).resource()).isEqualTo("*");
    }

    @Test
    void an_outage_and_a_fault_are_told_without_detail() {
        bench.outage = Optional.of(new StoreException("database canary is down", new IllegalStateException()));
        Reply down = bench.idp("ListUserPools", Map.of("MaxResults", 1L)).fails("InternalErrorException", 503);
        assertThat(down.message()).doesNotContain("canary");
        assertThat(down.headers().only("Retry-After")).contains("1");
        bench.outage = Optional.of(new IllegalStateException("canary"));
        Reply broken = bench.idp("ListUserPools", Map.of("MaxResults", 1L)).fails("InternalErrorException", 500);
        assertThat(broken.message()).doesNotContain("canary");
    }

    @Test
    void an_answer_is_not_cached_and_has_an_id_of_its_own() {
        Reply first = send(SIGN_UP, "{}");
        Reply second = send(SIGN_UP, "{}");
        assertThat(first.headers().only("Cache-Control")).contains("no-store");
        assertThat(first.headers().only("Content-Type")).contains("application/x-amz-json-1.1");
        assertThat(first.headers().only("x-amzn-requestid").orElseThrow())
                .matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                .isNotEqualTo(second.headers().only("x-amzn-requestid").orElseThrow());
    }

    @Test
    void operations_that_are_not_served_say_so() {
        Catalogues catalogues = new Catalogues();
        int absent = 0;
        for (WireService service : WireBench.MODEL.services()) {
            for (WireOperation operation : service.operations().values()) {
                if (catalogues.absence(operation).isPresent()) {
                    absent++;
                    Reply reply = bench.call(operation, Map.of());
                    assertThat(reply.status()).isEqualTo(400);
                    assertThat(reply.message()).contains(operation.name(), "docs/features/wire-protocol.md");
                }
            }
        }
        assertThat(absent).isEqualTo(81);
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void every_refusal_is_told_as_an_error_that_the_operation_declares(ErrorCode code) {
        for (WireService service : WireBench.MODEL.services()) {
            for (WireOperation operation : service.operations().values()) {
                WireError error = ErrorTable.of(operation, Refusal.of(code, "some.rule"));
                assertThat(operation.errors()).as(operation.toString()).contains(error.type());
                assertThat(error.status())
                        .isEqualTo(service.status(error.type()).orElseThrow());
            }
        }
    }

    @Test
    void a_caller_is_named_in_the_outcome() {
        CallerIdentity caller = new CallerIdentity("arn:aws:iam::123456789012:user/a", "a", "123456789012");
        String told = new AuthorizationOutcome.Permitted(caller)
                .fold(
                        permitted -> permitted.caller().arn(),
                        denied -> denied.error().type());
        assertThat(told).isEqualTo(caller.arn());
        assertThat(WireBench.operation("cognito-idp", "GetUser").access()).isEqualTo(Access.ACCESS_TOKEN);
    }
}
