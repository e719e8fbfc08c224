/**
 * A linter for policy documents: what parses, and yet does not say what its author meant.
 *
 * <p>{@link dev.gatehouse.policy.lint.PolicyLinter#standard()} reads a document's text and returns
 * {@link dev.gatehouse.policy.lint.Finding}s, each with a {@link dev.gatehouse.policy.lint.LintRule}, the path of the
 * place and a sentence. It also reads documents that {@link dev.gatehouse.policy.PolicyDocument#parse(String)} refuses,
 * and then says what it can beyond the first fault, such as the operator that a misspelt name was meant to be. A
 * document without findings is not a safe one: the linter knows no more than the document.
 *
 * <h2>Rules</h2>
 * Each constant of {@link dev.gatehouse.policy.lint.LintRule} says what it finds. Three severities:
 * {@link dev.gatehouse.policy.lint.Severity#ERROR} is refused or opens a role or resource to strangers,
 * {@link dev.gatehouse.policy.lint.Severity#WARNING} is most likely not meant,
 * {@link dev.gatehouse.policy.lint.Severity#ADVICE} is worth a look.
 *
 * <h2>Settings</h2>
 * The condition keys that are known: the global ones, those of STS, S3, DynamoDB and {@code cognito-identity}, tags of
 * any name, and what {@link dev.gatehouse.policy.lint.PolicyLinter#knowing(java.util.Set)} adds.
 *
 * <h2>Limits</h2>
 * Documents of the kind's {@link dev.gatehouse.policy.DocumentKind#defaultMaxChars()} or as named; statements are
 * compared pair by pair up to 1,000 of them; at most 500 findings of each severity. Findings carry indexes and
 * Gatehouse's own words, never text of the document.
 *
 * <h2>Sources</h2>
 * IAM User Guide: "IAM Access Analyzer policy check reference", "The confused deputy problem", "Set operators for
 * multivalued context keys"; CVE-2025-59048 and CVE-2024-28056 for trust policies.
 */
@NullMarked
package dev.gatehouse.policy.lint;

import org.jspecify.annotations.NullMarked;
