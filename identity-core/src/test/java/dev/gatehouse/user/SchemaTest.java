package dev.gatehouse.user;

import static dev.gatehouse.user.AttributeWriter.ADMIN;
import static dev.gatehouse.user.AttributeWriter.HOOK;
import static dev.gatehouse.user.AttributeWriter.SELF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SchemaTest {
    private static final Schema SCHEMA = Schema.builder()
            .custom(AttributeDefinition.builder("custom:plan").min(2).max(5).build())
            .custom(AttributeDefinition.builder("custom:seats")
                    .type(AttributeType.NUMBER)
                    .min(-1)
                    .max(100)
                    .build())
            .custom(AttributeDefinition.builder("custom:since")
                    .type(AttributeType.DATE_TIME)
                    .build())
            .custom(AttributeDefinition.builder("custom:vip")
                    .type(AttributeType.BOOLEAN)
                    .build())
            .custom(AttributeDefinition.builder("custom:tenant").mutable(false).build())
            .custom(AttributeDefinition.builder("custom:score")
                    .developerOnly(true)
                    .build())
            .build();

    private static List<String> rules(Outcome<?> outcome) {
        Refusal refusal = outcome.asRefusal().orElseThrow();
        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_PARAMETER);
        return refusal.rules();
    }

    private static boolean accepts(String name, String value) {
        return SCHEMA.validateNew(Map.of(name, value), ADMIN).asRefusal().isEmpty();
    }

    @Test
    void hasThe17StandardAttributesAndFourOfTheSystem() {
        assertThat(Schema.standard().definitions())
                .hasSize(21)
                .containsKeys(
                        "address",
                        "birthdate",
                        "email",
                        "family_name",
                        "gender",
                        "given_name",
                        "locale",
                        "middle_name",
                        "name",
                        "nickname",
                        "phone_number",
                        "picture",
                        "preferred_username",
                        "profile",
                        "updated_at",
                        "website",
                        "zoneinfo",
                        "sub",
                        "email_verified",
                        "phone_number_verified",
                        "identities");
        assertThat(Schema.standard())
                .isEqualTo(SCHEMA.toBuilder()
                        .removeCustom("custom:plan")
                        .removeCustom("custom:seats")
                        .removeCustom("custom:since")
                        .removeCustom("custom:vip")
                        .removeCustom("custom:tenant")
                        .removeCustom("custom:score")
                        .removeCustom("email")
                        .build());
    }

    @Nested
    class Values {
        @Test
        void areKeptAsTyped() {
            Map<String, String> typed =
                    Map.of("email", "Alice@Example.TEST", "name", " Alice  B ", "address", "1 Road\r\nTown");
            assertThat(SCHEMA.validateNew(typed, SELF).orElseThrow()).isEqualTo(typed);
        }

        @Test
        void obeyTheGrammarOfTheirAttribute() {
            assertThat(accepts("birthdate", "2000-02-29")).isTrue();
            assertThat(accepts("birthdate", "0000-12-31")).isTrue();
            for (String date : List.of("2001-02-29", "2000-2-29", "29.02.2000", "20000-01-1", "\u0662000-01-01")) {
                assertThat(accepts("birthdate", date)).as(date).isFalse();
            }
            assertThat(accepts("locale", "en_US")).isTrue();
            assertThat(accepts("locale", "zh-Hant-TW")).isTrue();
            assertThat(accepts("locale", "en--US")).isFalse();
            assertThat(accepts("zoneinfo", "America/Argentina/Buenos_Aires")).isTrue();
            assertThat(accepts("zoneinfo", "../../etc passwd")).isFalse();
            assertThat(accepts("email", "not an address")).isFalse();
            assertThat(accepts("phone_number", "12065550100")).isFalse();
            assertThat(accepts("preferred_username", "two words")).isFalse();
            assertThat(accepts("picture", "https://example.test/me.png")).isTrue();
            assertThat(accepts("email_verified", "yes")).isFalse();
        }

        @Test
        void obeyTheTypeAndBoundsOfCustomAttributes() {
            assertThat(accepts("custom:plan", "gold")).isTrue();
            assertThat(accepts("custom:plan", "g")).isFalse();
            assertThat(accepts("custom:plan", "golden")).isFalse();
            assertThat(List.of("0", "-1", "100")).allMatch(value -> accepts("custom:seats", value));
            assertThat(List.of("-2", "101", "01", "-0", "1.5", "1e2", "+1", "9".repeat(19), "\u0661"))
                    .noneMatch(value -> accepts("custom:seats", value));
            assertThat(accepts("custom:since", "2026-11-21T10:15:30Z")).isTrue();
            assertThat(List.of("2026-11-21", "2026-11-21T10:15:30", "yesterday", "1".repeat(36)))
                    .noneMatch(value -> accepts("custom:since", value));
            assertThat(accepts("custom:vip", "true")).isTrue();
            assertThat(accepts("custom:vip", "TRUE")).isFalse();
        }

        @Test
        void withControlsOverridesOrLoneSurrogatesAreRefused() {
            for (String bad : List.of(
                    "\u0000", "\n", "\u007F", "\u0085", "\u202E", "\u2066", "\uFFFE", "\uFDD0", "\uD800", "\uDC00a")) {
                assertThat(accepts("name", "a" + bad)).isFalse();
            }
            assertThat(accepts("name", "\uD83D\uDE00")).isTrue();
        }
    }

    @Nested
    class Writers {
        /** CVE-2026-27946: a client that says its own address is verified. */
        @Test
        void aUserCannotWriteSystemAttributes() {
            for (String name : List.of("email_verified", "phone_number_verified")) {
                Map<String, String> proposed = Map.of(name, "true");
                assertThat(rules(SCHEMA.validateNew(proposed, SELF))).containsExactly("attribute.not-writable:" + name);
                assertThat(rules(SCHEMA.validateChange(proposed, SELF, Map.of())))
                        .isNotEmpty();
                assertThat(SCHEMA.validateNew(proposed, ADMIN).orElseThrow()).isEqualTo(proposed);
                assertThat(SCHEMA.validateNew(proposed, HOOK).orElseThrow()).isEqualTo(proposed);
            }
        }

        @Test
        void nobodyWritesWhatTheLibraryOwns() {
            for (AttributeWriter writer : AttributeWriter.values()) {
                for (String name : List.of("sub", "identities", "updated_at")) {
                    assertThat(rules(SCHEMA.validateNew(Map.of(name, "1"), writer)))
                            .containsExactly("attribute.not-writable:" + name);
                    assertThat(rules(SCHEMA.validateChange(Map.of(name, ""), writer, Map.of(name, "1"))))
                            .isNotEmpty();
                }
            }
        }

        @Test
        void developerOnlyAttributesAndTheClientsPermissionsBindTheUserOnly() {
            Map<String, String> score = Map.of("custom:score", "9");
            assertThat(rules(SCHEMA.validateNew(score, SELF))).containsExactly("attribute.not-writable:custom:score");
            assertThat(SCHEMA.validateNew(score, ADMIN).orElseThrow()).isEqualTo(score);

            Map<String, String> both = Map.of("name", "Al", "gender", "x");
            assertThat(rules(SCHEMA.validateNew(both, SELF, Set.of("name", "email_verified"))))
                    .containsExactly("attribute.not-writable:gender");
            assertThat(SCHEMA.validateNew(both, HOOK, Set.of()).orElseThrow()).isEqualTo(both);
            assertThat(rules(SCHEMA.validateNew(Map.of("email_verified", "true"), SELF, Set.of("email_verified"))))
                    .isNotEmpty();
        }
    }

    @Nested
    class Changes {
        @Test
        void keepWhatTheyDoNotNameAndRemoveWhatTheyEmpty() {
            Map<String, String> current = Map.of("name", "Al", "gender", "x", "custom:gone", "kept");
            assertThat(SCHEMA.validateChange(Map.of("name", "Bo", "gender", ""), SELF, current)
                            .orElseThrow())
                    .isEqualTo(Map.of("name", "Bo", "custom:gone", "kept"));
        }

        @Test
        void cannotTouchImmutableAttributes() {
            Map<String, String> current = Map.of("custom:tenant", "a");
            for (AttributeWriter writer : AttributeWriter.values()) {
                for (String value : List.of("b", "")) {
                    assertThat(rules(SCHEMA.validateChange(Map.of("custom:tenant", value), writer, current)))
                            .containsExactly("attribute.immutable:custom:tenant");
                }
                assertThat(rules(SCHEMA.validateChange(Map.of("custom:tenant", "a"), writer, Map.of())))
                        .isNotEmpty();
                assertThat(SCHEMA.validateChange(current, writer, current).orElseThrow())
                        .isEqualTo(current);
            }
        }

        @Test
        void ofAnAddressTakeItsVerificationAway() {
            Map<String, String> current = Map.of("email", "a@b.c", "email_verified", "true");
            assertThat(SCHEMA.validateChange(Map.of("email", "d@b.c"), SELF, current)
                            .orElseThrow())
                    .isEqualTo(Map.of("email", "d@b.c"));
            assertThat(SCHEMA.validateChange(Map.of("email", ""), ADMIN, current)
                            .orElseThrow())
                    .isEmpty();
            assertThat(SCHEMA.validateChange(Map.of("email", "", "email_verified", "true"), ADMIN, current)
                            .orElseThrow())
                    .isEmpty();
            assertThat(SCHEMA.validateChange(Map.of("email", "a@b.c"), SELF, current)
                            .orElseThrow())
                    .isEqualTo(current);
            Map<String, String> proved = Map.of("email", "d@b.c", "email_verified", "true");
            assertThat(SCHEMA.validateChange(proved, ADMIN, current).orElseThrow())
                    .isEqualTo(proved);
        }

        @Test
        void areHeldToRequirementsOnlyWhereTheyTouchThem() {
            Schema strict = SCHEMA.toBuilder()
                    .required("email", true)
                    .required("custom:plan", true)
                    .build();
            assertThat(rules(strict.validateNew(Map.of("email", ""), SELF)))
                    .containsExactly("attribute.required:custom:plan", "attribute.required:email");
            assertThat(strict.validateChange(Map.of("name", "Al"), SELF, Map.of())
                            .asRefusal())
                    .isEmpty();
            assertThat(rules(strict.validateChange(Map.of("email", ""), SELF, Map.of("email", "a@b.c"))))
                    .containsExactly("attribute.required:email");
        }
    }

    @Nested
    class HostileInput {
        @Test
        void unknownNamesAreRefusedWithoutBeingNamed() {
            for (String name : List.of(
                    "",
                    "Email",
                    "custom:",
                    "custom:none",
                    "dev:custom:plan",
                    "cognito:groups",
                    "\uD800",
                    "e\u0000mail")) {
                assertThat(rules(SCHEMA.validateNew(Map.of(name, "x"), ADMIN))).containsExactly("attribute.unknown");
            }
        }

        @Test
        void countAndSizeAreBoundedBeforeAnythingIsRead() {
            Map<String, String> many = new HashMap<>();
            for (int i = 0; i < 100_000; i++) {
                many.put("custom:" + i, "x");
            }
            String huge = "a@".repeat(1 << 20);
            assertTimeout(Duration.ofSeconds(30), () -> {
                assertThat(rules(SCHEMA.validateNew(many, SELF))).containsExactly("attribute.count");
                assertThat(rules(SCHEMA.validateNew(Map.of("email", huge), SELF)))
                        .containsExactly("attribute.length:email");
                assertThat(rules(SCHEMA.validateNew(Map.of("name", "x".repeat(2_049)), SELF)))
                        .isNotEmpty();
            });
            assertThat(accepts("name", "x".repeat(2_048))).isTrue();
        }
    }

    @Property(tries = 500)
    void noRefusalCarriesInput(@ForAll String value) {
        String canary = value + "\u0007Canary7";
        for (String name : SCHEMA.definitions().keySet()) {
            Refusal refusal =
                    SCHEMA.validateNew(Map.of(name, canary), SELF).asRefusal().orElseThrow();
            assertThat(refusal.toString()).doesNotContain("Canary7");
            assertThat(refusal.rules()).allMatch(rule -> rule.matches("attribute\\.[a-z-]+:[a-z_]+(:[a-z]+)?"));
        }
    }

    @Nested
    class Definitions {
        @Test
        void refuseNamesAndBoundsThatMakeNoSense() {
            for (String name :
                    List.of("custom:", "custom:a b", "custom:" + "a".repeat(21), "UPPER", "", "custom:\u00FC")) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> AttributeDefinition.builder(name).build());
            }
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> AttributeDefinition.builder("custom:a")
                            .min(2)
                            .max(1)
                            .build());
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            AttributeDefinition.builder("custom:a").max(2_049).build());
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            AttributeDefinition.builder("custom:a").min(-1).build());
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> AttributeDefinition.builder("custom:a")
                            .type(AttributeType.BOOLEAN)
                            .min(1)
                            .build());
        }

        @Test
        void areAtMostFiftyAndNeverStandardNames() {
            Schema.Builder builder = Schema.builder();
            for (int i = 0; i < 50; i++) {
                builder.custom(AttributeDefinition.builder("custom:a" + i).build());
            }
            assertThat(builder.build().definitions()).hasSize(71);
            AttributeDefinition next = AttributeDefinition.builder("custom:b").build();
            assertThatIllegalArgumentException().isThrownBy(() -> builder.custom(next));
            AttributeDefinition shadow = AttributeDefinition.builder("email").build();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Schema.builder().custom(shadow));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Schema.builder().mutable("sub", true));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Schema.builder().required("none", true));
        }

        @Test
        void surviveTheirBuilder() {
            for (AttributeDefinition definition : SCHEMA.definitions().values()) {
                assertThat(definition.toBuilder().build()).isEqualTo(definition).hasSameHashCodeAs(definition);
            }
            AttributeDefinition seats = SCHEMA.definitions().get("custom:seats");
            assertThat(seats).isNotNull();
            assertThat(seats.min()).contains(-1L);
            assertThat(seats.max()).contains(100L);
            assertThat(seats).isNotEqualTo(seats.toBuilder().required(true).build());
        }
    }
}
