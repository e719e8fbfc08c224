package dev.gatehouse.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random statements and requests over a world so small that they meet. */
final class RandomPolicies {
    static final List<String> ACTIONS = List.of("s3:GetObject", "s3:PutObject", "s3:getobjectacl", "sqs:SendMessage");
    private static final List<String> ACTION_PATTERNS = List.of(
            "*", "s3:*", "s3:Get*", "S3:GETOBJECT", "s3:GetObject", "sqs:SendMessage", "s?s:*", "s3:?etObject*");
    private static final List<String> RESOURCE_PATTERNS = List.of(
            "*",
            "arn:aws:s3:::b/*",
            "arn:aws:s3:::b/a",
            "arn:aws:s3:::b/a*",
            "arn:aws:s3:::b/ab/*",
            "arn:aws:s3:::*/a*",
            "arn:aws:s3:::b/*b",
            "arn:aws:s3:::${aws:PrincipalTag/t}/?",
            "arn:aws:s3:::b/${aws:PrincipalTag/t}*",
            "arn:aws:s3:::b/${aws:PrincipalTag/u, 'a'}/*",
            "arn:aws:s3:::b/${*}",
            "arn:aws:s3:::${s3:x}/a");
    private static final List<String> KEYS = List.of("a", "b", "ab", "ab/c", "ab/cb", "*", "", "a/x");

    private RandomPolicies() {}

    /** A request taken apart, so that the evaluator and its reference can both be asked. */
    record Asked(String action, String resource, Map<String, List<String>> context) {
        AuthorizationRequest request() {
            AuthorizationRequest.Builder builder = AuthorizationRequest.builder(action, resource);
            context.forEach(builder::context);
            return builder.build();
        }
    }

    static Arbitrary<String> resource() {
        return Combinators.combine(Arbitraries.of("b", "b", "b", "c", "*"), Arbitraries.of(KEYS))
                .as((bucket, key) -> "arn:aws:s3:::" + bucket + "/" + key);
    }

    private static Arbitrary<List<String>> values() {
        return Arbitraries.of("a", "b", "ab", "*", "${s3:x}", "5", "7", "true", "10.1.2.3")
                .list()
                .ofMinSize(1)
                .ofMaxSize(2)
                .map(list -> list.stream().distinct().toList());
    }

    static Arbitrary<Map<String, List<String>>> context() {
        return Arbitraries.maps(Arbitraries.of("aws:principaltag/t", "aws:principaltag/u", "s3:x", "aws:n"), values())
                .ofMaxSize(4);
    }

    static Arbitrary<Asked> asked() {
        return Combinators.combine(Arbitraries.of(ACTIONS), resource(), context())
                .as(Asked::new);
    }

    private static Arbitrary<Map<String, Object>> condition() {
        Arbitrary<Map<String, Object>> strings = Combinators.combine(
                        Arbitraries.of("", "", "ForAllValues:", "ForAnyValue:"),
                        Arbitraries.of("StringEquals", "StringNotEquals", "StringLike", "StringNotLike"),
                        Arbitraries.of("", "IfExists"),
                        Arbitraries.of("aws:PrincipalTag/t", "S3:X", "aws:PrincipalTag/u"),
                        Arbitraries.of("a", "a*", "?b", "*", "${aws:PrincipalTag/t}", "${s3:x,'a'}", "${*}")
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(2))
                .as((set, operator, suffix, key, values) -> Map.of(set + operator + suffix, Map.of(key, values)));
        Arbitrary<Map<String, Object>> others = Arbitraries.of(
                Map.of("Null", Map.of("s3:x", "true")),
                Map.of("Null", Map.of("aws:PrincipalTag/t", "false")),
                Map.of("NumericEquals", Map.of("aws:n", "5.0")),
                Map.of("NumericLessThanIfExists", Map.of("aws:n", "7")),
                Map.of("NumericGreaterThanEquals", Map.of("aws:n", List.of("6"))),
                Map.of("NumericNotEquals", Map.of("aws:n", "5")),
                Map.of("Bool", Map.of("aws:n", "true")),
                Map.of("StringEqualsIgnoreCase", Map.of("s3:x", "A")),
                Map.of("NotIpAddress", Map.of("aws:n", "10.0.0.0/8")),
                Map.of("IpAddress", Map.of("aws:n", "10.0.0.0/8")));
        return Arbitraries.oneOf(strings, strings, others);
    }

    static Arbitrary<Map<String, Object>> statement() {
        return Combinators.combine(
                        Arbitraries.of("Allow", "Allow", "Allow", "Deny"),
                        Arbitraries.of("Action", "Action", "Action", "NotAction"),
                        Arbitraries.of(ACTION_PATTERNS).list().ofMinSize(1).ofMaxSize(2),
                        Arbitraries.of("Resource", "Resource", "Resource", "NotResource"),
                        Arbitraries.of(RESOURCE_PATTERNS).list().ofMinSize(1).ofMaxSize(3),
                        condition().optional(0.5))
                .as((effect, action, actions, resource, resources, condition) -> {
                    Map<String, Object> statement = new LinkedHashMap<>();
                    statement.put("Effect", effect);
                    statement.put(action, actions);
                    statement.put(resource, resources);
                    condition.ifPresent(each -> statement.put("Condition", each));
                    return statement;
                });
    }

    static Arbitrary<List<Map<String, Object>>> statements() {
        return Arbitraries.integers()
                .between(1, 12)
                .flatMap(count -> statement().list().ofSize(count));
    }
}
