package dev.gatehouse.name;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.UCharacter;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.internal.json.JsonException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The golden cases of precis_i18n: RFC 8264, 8265 and 8266, and the profiles of RFC 7613 that folded case. */
class PrecisVectorsTest {
    private static final Map<String, PrecisProfile> PROFILES = Map.of(
            "UsernameCasePreserved", PrecisProfile.USERNAME_CASE_PRESERVED,
            "UsernameCaseMapped", PrecisProfile.USERNAME_CASE_MAPPED,
            "UsernameCaseMapped:ToLower", PrecisProfile.USERNAME_CASE_MAPPED,
            "UsernameCaseMapped:CaseFold",
                    PrecisProfile.username(List.of(PrecisProfile::narrow, PrecisVectorsTest::fold)),
            "OpaqueString", PrecisProfile.OPAQUE_STRING,
            "NicknameCasePreserved", PrecisProfile.NICKNAME_CASE_PRESERVED,
            "NicknameCaseMapped", PrecisProfile.NICKNAME,
            "NicknameCaseMapped:ToLower", PrecisProfile.NICKNAME,
            "NicknameCaseMapped:CaseFold", PrecisProfile.nickname(List.of(PrecisVectorsTest::fold)));

    /** No product code folds case any more (RFC 8265 replaced it by lower case): ICU does it for these cases. */
    private static int[] fold(int[] points) {
        return UCharacter.foldCase(CodePoints.text(points), true).codePoints().toArray();
    }

    @Test
    void everyGoldenCaseHasItsOutputOrIsRefused() throws IOException, JsonException {
        List<?> cases = Vectors.list("precis/golden.json");
        Map<String, Integer> run = new TreeMap<>();
        List<String> failures = new ArrayList<>();
        for (Object each : cases) {
            Map<?, ?> golden = (Map<?, ?>) each;
            String profile = String.valueOf(golden.get("profile"));
            String input = Vectors.string(golden.get("input"));
            Object output = golden.get("output");
            Outcome<String> actual = apply(profile, input);
            String text = actual.fold(value -> value, Refusal::toString);
            boolean holds = output == null
                    ? actual.asRefusal()
                            .filter(r -> r.code() == ErrorCode.INVALID_PARAMETER)
                            .isPresent()
                    : actual.equals(Outcome.success(output));
            if (!holds) {
                failures.add(profile + " " + escape(input) + " -> " + escape(text) + " expected "
                        + (output == null ? golden.get("error") : escape(String.valueOf(output))));
            }
            run.merge(profile, 1, Integer::sum);
        }

        assertThat(failures).isEmpty();
        assertThat(run.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(2131);
        assertThat(run).hasSize(11).containsEntry("UsernameCaseMapped", 183).containsEntry("OpaqueString", 198);
    }

    private static Outcome<String> apply(String profile, String input) {
        return CodePoints.of(input)
                .then(points -> switch (profile) {
                    case "IdentifierClass" ->
                        StringClass.IDENTIFIER.check(points).map(done -> points);
                    case "FreeFormClass" -> StringClass.FREEFORM.check(points).map(done -> points);
                    default -> {
                        PrecisProfile known = PROFILES.get(profile);
                        assertThat(known).as(profile).isNotNull();
                        yield known.enforce(points);
                    }
                })
                .map(CodePoints::text);
    }

    private static String escape(String text) {
        StringBuilder out = new StringBuilder();
        text.chars()
                .forEach(c -> out.append(c > 32 && c < 127 ? String.valueOf((char) c) : String.format("\\u%04x", c)));
        return out.toString();
    }
}
