package dev.gatehouse.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTagsTest {
    private static byte[] token(String payload) {
        String encoded =
                Base64.getUrlEncoder().withoutPadding().encodeToString(payload.getBytes(StandardCharsets.UTF_8));
        return ("e30." + encoded + ".sig").getBytes(StandardCharsets.US_ASCII);
    }

    /** AWS IAM User Guide, "Passing session tags using AssumeRoleWithWebIdentity", the decoded example. */
    @Test
    void theDocumentedClaimIsRead() {
        String payload = """
                {"sub": "johndoe", "aud": "ac_oic_client", "jti": "ZYUCeRMQVtqHypVPWAN3VB",
                 "iss": "https://xyz.com", "iat": 1566583294, "exp": 1566583354, "auth_time": 1566583292,
                 "https://aws.amazon.com/tags": {
                   "principal_tags": {"Project": ["Automation"], "CostCenter": ["987654"], "Department": ["Engineering"]},
                   "transitive_tag_keys": ["Project", "CostCenter"]}}
                """;

        assertThat(Carried.in(token(payload)))
                .contains(new Carried(
                        Map.of("Project", "Automation", "CostCenter", "987654", "Department", "Engineering"),
                        Set.of("Project", "CostCenter"),
                        Optional.empty()));
    }

    @Test
    void whatIsWrittenIsReadBack() {
        Map<String, String> tags = Map.of("team", "blue", "Cost Center", "ä/+=@:-_.");
        String payload = Json.write(Map.of(
                SessionTags.CLAIM,
                SessionTags.claim(tags, Set.of("team")),
                SessionTags.SOURCE_IDENTITY,
                "alice@example.com"));

        assertThat(Carried.in(token(payload)))
                .contains(new Carried(tags, Set.of("team"), Optional.of("alice@example.com")));
        assertThat(Carried.in(token("{}"))).contains(new Carried(Map.of(), Set.of(), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"https://aws.amazon.com/tags\": []}",
                "{\"https://aws.amazon.com/tags\": {}}",
                "{\"https://aws.amazon.com/tags\": {\"principal_tags\": []}}",
                "{\"https://aws.amazon.com/tags\": {\"principal_tags\": {\"a\": \"b\"}}}",
                "{\"https://aws.amazon.com/tags\": {\"principal_tags\": {\"a\": []}}}",
                "{\"https://aws.amazon.com/tags\": {\"principal_tags\": {\"a\": [\"b\", \"c\"]}}}",
                "{\"https://aws.amazon.com/tags\": {\"principal_tags\": {\"a\": [1]}}}",
                "{\"https://aws.amazon.com/tags\": {\"principal_tags\": {}, \"transitive_tag_keys\": \"a\"}}",
                "{\"https://aws.amazon.com/tags\": {\"principal_tags\": {}, \"transitive_tag_keys\": [1]}}",
                "{\"https://aws.amazon.com/source_identity\": [\"a\"]}",
                "{\"a\": 1, \"a\": 2}",
                "no JSON"
            })
    void aClaimOfAnotherShapeIsNotRead(String payload) {
        assertThat(Carried.in(token(payload))).isEmpty();
    }
}
