package dev.gatehouse.policy.lint;

import dev.gatehouse.internal.json.Json;
import dev.gatehouse.internal.json.JsonException;
import dev.gatehouse.policy.DocumentKind;
import dev.gatehouse.policy.PolicyDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what a document's author most likely did not mean. Immutable and thread-safe. */
public final class PolicyLinter {
    private static final int SPACE_FACTOR = 4;

    private final KnownKeys keys;

    private PolicyLinter(KnownKeys keys) {
        this.keys = keys;
    }

    /** Returns the linter that knows the condition keys of Gatehouse and the reference service. */
    public static PolicyLinter standard() {
        return knowing(Set.of());
    }

    /**
     * Returns a linter that knows further condition keys, such as the claims that an application puts in its requests.
     *
     * @param keys names of keys, compared without regard to case
     */
    public static PolicyLinter knowing(Set<String> keys) {
        return new PolicyLinter(new KnownKeys(keys));
    }

    /** Returns the findings of a document that was parsed, the most severe first. */
    public List<Finding> lint(PolicyDocument document) {
        return lint(
                document.kind(),
                document.toJson(),
                Math.max(1, document.toJson().length()));
    }

    /** Returns the findings of a text of at most {@link DocumentKind#defaultMaxChars()}, the most severe first. */
    public List<Finding> lint(DocumentKind kind, String json) {
        return lint(kind, json, kind.defaultMaxChars());
    }

    /**
     * Returns the findings of a text, the most severe first; a text that is too long or no JSON object has one.
     *
     * @param maxChars the longest document accepted, as in {@link PolicyDocument#parse(DocumentKind, String, int)}
     */
    public List<Finding> lint(DocumentKind kind, String json, int maxChars) {
        Findings findings = new Findings();
        PolicyDocument document = PolicyDocument.parse(kind, json, maxChars)
                .fold(parsed -> parsed, refusal -> malformed(refusal.rules().get(0), findings));
        int longest = (int) Math.min(Integer.MAX_VALUE, (long) maxChars * SPACE_FACTOR);
        if (json.length() <= longest) {
            try {
                check(kind, Json.parseObject(json, longest), document, findings);
            } catch (JsonException e) {
                return findings.sorted(); // the refusal names the fault already
            }
        }
        return findings.sorted();
    }

    private static @Nullable PolicyDocument malformed(String rule, Findings findings) {
        int colon = rule.indexOf(": ");
        findings.add(LintRule.MALFORMED, rule.substring(0, colon), rule.substring(colon + 2));
        return null;
    }

    private void check(
            DocumentKind kind,
            Map<String, @Nullable Object> raw,
            @Nullable PolicyDocument document,
            Findings findings) {
        VocabularyCheck vocabulary = new VocabularyCheck(keys, findings);
        vocabulary.checkDocument(raw);
        List<StatementView> statements = statements(raw.get("Statement"));
        BreadthCheck breadth = new BreadthCheck(findings);
        ConditionCheck conditions = new ConditionCheck(keys, findings);
        TrustCheck trust = new TrustCheck(findings);
        for (StatementView statement : statements) {
            vocabulary.check(statement);
            breadth.check(statement);
            conditions.check(statement);
            if (kind == DocumentKind.TRUST) {
                trust.check(statement);
            }
        }
        if (document != null) {
            new CoverCheck(findings).check(document, statements);
        }
    }

    private static List<StatementView> statements(@Nullable Object element) {
        List<?> items = element instanceof List<?> many ? many : element == null ? List.of() : List.of(element);
        List<StatementView> statements = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof Map<?, ?> statement) {
                statements.add(new StatementView(statement, i));
            }
        }
        return statements;
    }
}
