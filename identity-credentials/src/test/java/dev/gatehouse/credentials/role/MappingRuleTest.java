package dev.gatehouse.credentials.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Refusal;
import dev.gatehouse.RoleName;
import dev.gatehouse.credentials.internal.policy.SessionTags;
import dev.gatehouse.credentials.role.MappingRule.Match;
import dev.gatehouse.credentials.role.RoleMapping.AmbiguousRole;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Amazon Cognito Developer Guide, "Using rule-based mapping" and "Using attributes for access control". */
class MappingRuleTest {
    private static final RoleName ROLE = new RoleName("R");

    private static boolean matches(Match match, String value, Map<String, Object> claims) {
        return new MappingRule("c", match, value, ROLE).matches(claims);
    }

    @ParameterizedTest
    @CsvSource({
        "EQUALS, admin, admin, true",
        "EQUALS, admin, Admin, false",
        "EQUALS, admin, administrator, false",
        "STARTS_WITH, admin, administrator, true",
        "STARTS_WITH, admin, an admin, false",
        "CONTAINS, admin, an administrator, true",
        "CONTAINS, admin, user, false",
        "NOT_EQUAL, admin, user, true",
        "NOT_EQUAL, admin, admin, false"
    })
    void aTextIsComparedExactly(Match match, String value, String claim, boolean expected) {
        assertThat(matches(match, value, Map.of("c", claim))).isEqualTo(expected);
    }

    @Test
    void anAbsentClaimMatchesNothingNotEvenNotEqual() {
        for (Match match : Match.values()) {
            assertThat(matches(match, "x", Map.of("d", "x"))).isFalse();
            assertThat(matches(match, "x", Map.of("c", List.of()))).isFalse();
            assertThat(matches(match, "x", Map.of("c", Map.of("x", "x")))).isFalse();
        }
    }

    @Test
    void aListCountsByItsElementsAndNumbersAndTruthByTheirText() {
        Map<String, Object> groups = Map.of("c", List.of("not-admins", "users"));
        assertThat(matches(Match.CONTAINS, "users", groups)).isTrue();
        assertThat(matches(Match.CONTAINS, "admins", groups))
                .as("a part of another group's name")
                .isFalse();
        assertThat(matches(Match.EQUALS, "users", groups)).isTrue();
        assertThat(matches(Match.STARTS_WITH, "not", groups)).isTrue();
        assertThat(matches(Match.NOT_EQUAL, "users", groups)).isFalse();
        assertThat(matches(Match.NOT_EQUAL, "admins", groups)).isTrue();
        assertThat(matches(Match.EQUALS, "true", Map.of("c", true))).isTrue();
        assertThat(matches(Match.EQUALS, "7", Map.of("c", 7L))).isTrue();
    }

    @Test
    void limitsAreThoseOfTheReference() {
        List<MappingRule> rules = Collections.nCopies(26, new MappingRule("c", Match.EQUALS, "v", ROLE));
        assertThat(RoleMapping.rules(AmbiguousRole.DENY, rules.subList(0, 25)).rules())
                .hasSize(25);
        assertThatThrownBy(() -> RoleMapping.rules(AmbiguousRole.DENY, rules))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RoleMapping.rules(AmbiguousRole.DENY, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        for (String claim : List.of("", "a b", "c".repeat(65))) {
            assertThatThrownBy(() -> new MappingRule(claim, Match.EQUALS, "v", ROLE))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (String value : List.of("", "v".repeat(129))) {
            assertThatThrownBy(() -> new MappingRule("c", Match.EQUALS, value, ROLE))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theDefaultTagsAreSubAndAud() {
        assertThat(PrincipalTagMap.defaults()
                        .tags(Map.of("sub", "s", "aud", List.of("web")))
                        .orElseThrow())
                .isEqualTo(Map.of("username", "s", "client", "web"));
        assertThat(PrincipalTagMap.defaults().tags(Map.of("sub", "s")).orElseThrow())
                .isEqualTo(Map.of("username", "s"));
    }

    @Test
    void aClaimThatNoTagCanHoldIsRefusedNotDropped() {
        PrincipalTagMap map = PrincipalTagMap.of(Map.of("t", "c"));
        for (Object claim : List.of("x".repeat(257), "a\u0000b", "a*b", List.of("a", "b"), Map.of())) {
            assertThat(map.tags(Map.of("c", claim)).asRefusal())
                    .contains(Refusal.of(ErrorCode.INVALID_PARAMETER, "tags.value"));
        }
    }

    @Test
    void aTagMapKeepsTheLimitsOfTags() {
        for (Map<String, String> bad : List.of(
                Map.<String, String>of(),
                Map.of("aws:x", "c"),
                Map.of("T", "c", "t", "d"),
                Map.of("k".repeat(129), "c"),
                Map.of("", "c"),
                Map.of("t", ""))) {
            assertThatThrownBy(() -> PrincipalTagMap.of(bad)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> PrincipalTagMap.defaults().transitive(Set.of("team")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** IAM User Guide, "IAM and STS quotas" and "Rules for adding session tags". */
    @Test
    void tagsHaveLimits() {
        Map<String, String> fifty = new HashMap<>();
        for (int i = 0; i < 50; i++) {
            fifty.put("k" + i, "v");
        }
        assertThat(SessionTags.fault(fifty, Set.of("k1"))).isEmpty();
        assertThat(SessionTags.fault(Map.of("k".repeat(128), "v".repeat(256)), Set.of()))
                .isEmpty();
        fifty.put("k50", "v");
        assertThat(SessionTags.fault(fifty, Set.of())).contains(Refusal.of(ErrorCode.LIMIT_EXCEEDED, "tags.count"));
        fault(Map.of("AWS:x", "v"), "tags.key");
        fault(Map.of("k".repeat(129), "v"), "tags.key");
        fault(Map.of("", "v"), "tags.key");
        fault(Map.of("a*", "v"), "tags.key");
        fault(Map.of("k", "v".repeat(257)), "tags.value");
        fault(Map.of("k", "${aws:userid}"), "tags.value");
        fault(Map.of("Team", "v", "team", "v"), "tags.duplicate");
        assertThat(SessionTags.fault(Map.of("k", "v"), Set.of("K")))
                .contains(Refusal.of(ErrorCode.INVALID_PARAMETER, "tags.transitive"));
    }

    private static void fault(Map<String, String> tags, String rule) {
        assertThat(SessionTags.fault(tags, Set.of())).contains(Refusal.of(ErrorCode.INVALID_PARAMETER, rule));
    }
}
