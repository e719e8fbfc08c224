package dev.gatehouse.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** IAM User Guide, "IAM JSON policy elements: Condition operators": every operator, and every form of each. */
class OperatorsTest {
    private static final String TABLE = """
            StringEquals                | a                 | a                  | b
            StringNotEquals             | a                 | b                  | a
            StringEqualsIgnoreCase      | aÉ                | Aé                 | b
            StringNotEqualsIgnoreCase   | a                 | b                  | A
            StringLike                  | a*c?              | abcd               | abc
            StringNotLike               | a*                | b                  | ab
            NumericEquals               | 5                 | 5.0                | 6
            NumericNotEquals            | 5                 | 6                  | 5.00
            NumericLessThan             | 5                 | -7                 | 5
            NumericLessThanEquals       | 5                 | 5                  | 5.1
            NumericGreaterThan          | 5                 | 5.01               | 5
            NumericGreaterThanEquals    | 5                 | +5                 | 4.9
            DateEquals                  | 2026-01-01        | 2026-01-01T01:00:00+01:00 | 2026-01-02
            DateNotEquals               | 2026              | 2027               | 1767225600
            DateLessThan                | 2026-01-01T00:00:00Z | 2025-12-31T23:59:59.999Z | 2026-01-01
            DateLessThanEquals          | 2026-01           | 2026-01-01         | 2026-01-01T00:00:01Z
            DateGreaterThan             | 2026-01-01        | 1767225601         | 2026-01-01
            DateGreaterThanEquals       | 1767225600        | 2026-01-01         | 2025
            Bool                        | true              | TRUE               | false
            BinaryEquals                | QmluYXJ5          | QmluYXJ5           | QmluYXJ6
            IpAddress                   | 203.0.113.0/24    | 203.0.113.9        | 203.0.114.1
            NotIpAddress                | 2001:db8::/32     | 2001:db9::1        | 2001:db8::1
            ArnEquals                   | arn:aws:s3:::b/*  | arn:aws:s3:::b/x   | arn:aws:s3:::c/x
            ArnLike                     | arn:*:s?:::b      | arn:aws:s3:::b     | arn:aws:s3:eu::b
            ArnNotEquals                | arn:aws:s3:::b    | arn:aws:s3:::c     | arn:aws:s3:::b
            ArnNotLike                  | arn:aws:s3:::b*   | arn:aws:s3:::c     | arn:aws:s3:::bc
            """;

    private static boolean holds(String operator, String policy, List<String> given) {
        String statement = "{'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'" + operator + "':{'aws:x':"
                + policy + "}}}";
        return Policies.evaluator(Policies.identity(statement))
                .evaluate(AuthorizationRequest.builder("s3:GetObject", "arn:aws:s3:::b")
                        .context("AWS:X", given)
                        .context("aws:PrincipalTag/flag", "true")
                        .build())
                .allowed();
    }

    @Test
    void everyOperatorInEveryForm() {
        Set<String> seen = new TreeSet<>();
        TABLE.lines().map(line -> line.split("\\|")).forEach(row -> {
            String operator = row[0].strip();
            String value = "'" + row[1].strip() + "'";
            String good = row[2].strip();
            String bad = row[3].strip();
            boolean negated = operator.contains("Not");
            seen.add(operator);

            assertThat(holds(operator, value, List.of(good))).as(operator).isTrue();
            assertThat(holds(operator, value, List.of(bad))).as(operator).isFalse();
            assertThat(holds(operator, value, List.of())).as(operator).isEqualTo(negated);
            assertThat(holds(operator, value, List.of(good, bad))).as(operator).isEqualTo(!negated);
            assertThat(holds(operator + "IfExists", value, List.of(good))).isTrue();
            assertThat(holds(operator + "IfExists", value, List.of(bad))).isFalse();
            assertThat(holds(operator + "IfExists", value, List.of())).isTrue();
            assertThat(holds("ForAllValues:" + operator, value, List.of(good, good)))
                    .isTrue();
            assertThat(holds("ForAllValues:" + operator, value, List.of(good, bad)))
                    .isFalse();
            assertThat(holds("ForAllValues:" + operator, value, List.of())).isTrue();
            assertThat(holds("ForAnyValue:" + operator, value, List.of(bad, good)))
                    .isTrue();
            assertThat(holds("ForAnyValue:" + operator, value, List.of(bad))).isFalse();
            assertThat(holds("ForAnyValue:" + operator, value, List.of())).isFalse();
            assertThat(holds("ForAnyValue:" + operator + "IfExists", value, List.of()))
                    .isTrue();
            assertThat(holds(operator, "[]", List.of(good))).as(operator).isEqualTo(negated);
        });

        assertThat(seen)
                .hasSize(26)
                .isEqualTo(new TreeSet<>(Stream.of(ConditionOperator.values())
                        .filter(operator -> operator != ConditionOperator.NULL)
                        .map(ConditionOperator::element)
                        .toList()));
    }

    @ParameterizedTest
    @CsvSource({"true,false,true", "false,true,false"})
    void nullAsksWhetherTheKeyIsThere(String value, boolean present, boolean missing) {
        assertThat(holds("Null", "'" + value + "'", List.of("x"))).isEqualTo(present);
        assertThat(holds("Null", value, List.of())).isEqualTo(missing);
    }

    @ParameterizedTest
    @CsvSource({
        "Bool,${aws:PrincipalTag/flag},true,false",
        "Bool,${aws:PrincipalTag/flag},TRUE,yes",
        "Bool,'${aws:PrincipalTag/none, ''false''}',false,true",
        "StringEquals,${aws:PrincipalTag/flag},true,${aws:PrincipalTag/flag}",
        "StringEquals,${*}${?}${$},*?$,abc",
        "StringLike,${*}*,*a,a",
        "StringLike,'${aws:PrincipalTag/none, ''a*''}',a*,ab",
        "ArnLike,arn:aws:s3:::${aws:PrincipalTag/flag}/*,arn:aws:s3:::true/x,arn:aws:s3:::false/x"
    })
    void variablesStandInTextTruthAndArns(String operator, String policy, String good, String bad) {
        String value = "'" + policy.replace("'", "\\u0027") + "'";

        assertThat(holds(operator, value, List.of(good))).isTrue();
        assertThat(holds(operator, value, List.of(bad))).isFalse();
    }
}
