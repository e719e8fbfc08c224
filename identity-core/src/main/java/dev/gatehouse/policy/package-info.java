/**
 * IAM policies: documents, compilation, evaluation that explains itself, and answers about requests yet to come.
 *
 * <p>{@link dev.gatehouse.policy.PolicyDocument#parse(DocumentKind, String, int)} reads a document,
 * {@link dev.gatehouse.policy.PolicySet} gathers those that decide one principal's requests,
 * {@link dev.gatehouse.policy.PolicyEvaluator} compiles them once and answers each
 * {@link dev.gatehouse.policy.AuthorizationRequest} with a {@link dev.gatehouse.policy.Decision}. A role's trust policy
 * has an evaluator of its own, {@link dev.gatehouse.policy.PolicyEvaluator#trust}.
 *
 * <p>{@link dev.gatehouse.policy.PolicyAnalysis} fills in what is known of later requests: it answers what may be done on
 * a pattern of resources, and makes filters of lists, as prefixes and as predicates.
 * {@link dev.gatehouse.policy.PolicyDifference} compares two sets. {@code dev.gatehouse.policy.lint} reads documents for
 * what their authors did not mean.
 *
 * <h2>Evaluation order</h2>
 * <ol>
 *   <li>A statement of any policy that denies the request decides: explicit deny.
 *   <li>A resource policy that allows the caller's very session or user decides: allow.
 *   <li>The identity policies must allow it, or a resource policy must allow the caller's role or everyone. A resource
 *       policy that names only the caller's account delegates and grants nothing by itself.
 *   <li>Every permissions boundary and every session policy must allow it too.
 *   <li>Otherwise: implicit deny, which names the first layer that misses an allow.
 * </ol>
 * These are the rules for a resource in the principal's own account; access across accounts is not modelled.
 *
 * <h2>Operators</h2>
 * <table>
 *   <caption>Condition operators</caption>
 *   <tr><th>Operators</th><th>Comparison</th></tr>
 *   <tr><td>StringEquals, StringNotEquals</td><td>exact; variables</td></tr>
 *   <tr><td>StringEqualsIgnoreCase, StringNotEqualsIgnoreCase</td><td>without case; variables</td></tr>
 *   <tr><td>StringLike, StringNotLike</td><td>{@code *} and {@code ?}, line ends included; variables</td></tr>
 *   <tr><td>NumericEquals, NotEquals, LessThan(Equals), GreaterThan(Equals)</td><td>decimal, at most 64
 *       characters</td></tr>
 *   <tr><td>DateEquals, NotEquals, LessThan(Equals), GreaterThan(Equals)</td><td>ISO 8601 or seconds since
 *       1970</td></tr>
 *   <tr><td>Bool</td><td>true or false, without case; variables</td></tr>
 *   <tr><td>BinaryEquals</td><td>bytes of base64</td></tr>
 *   <tr><td>IpAddress, NotIpAddress</td><td>IPv4 or IPv6 address or block; {@code ::ffff:a.b.c.d} is IPv4</td></tr>
 *   <tr><td>ArnEquals, ArnLike, ArnNotEquals, ArnNotLike</td><td>the six parts one by one, wildcards in each;
 *       variables</td></tr>
 *   <tr><td>Null</td><td>whether the key is missing or has no value</td></tr>
 * </table>
 * Each but Null also with {@code IfExists}, {@code ForAllValues:} and {@code ForAnyValue:}. On a missing key a
 * comparison is false, a negated one true, IfExists true, ForAllValues <em>true</em>, ForAnyValue false. A key with
 * several values and no set operator matches if any value does; its negation holds if none does.
 *
 * <h2>Choices</h2>
 * <ul>
 *   <li>Variables exist from version 2012-10-17; a document without Version is 2008-10-17, where <code>${</code> is
 *       text. A value is plain text, never a wildcard or a variable. A key with several values has none for a variable.
 *   <li>A variable without a value matches nothing. A NotResource or negated comparison that needs one applies for a
 *       Deny and does not for an Allow: a missing variable never grants.
 *   <li>Actions and context keys ignore ASCII case, all else is exact. In Resource a {@code *} also crosses colons.
 *   <li>A value that its operator cannot read is refused in a document, and in a request equals nothing.
 *   <li>Element and operator names are exact; duplicate members, unknown elements, repeated Sids and empty lists of
 *       statements, actions, resources or principals are refused.
 * </ul>
 *
 * <h2>What is proven</h2>
 * {@link dev.gatehouse.policy.Answer#ALLOWED} and {@link dev.gatehouse.policy.Answer#DENIED},
 * {@link dev.gatehouse.policy.KeyPrefixes.Exact}, {@link dev.gatehouse.policy.AccessGain.Kind#NONE} and every witness are
 * certain. {@code CONDITIONAL}, {@code NeedsCheck} and {@code UNKNOWN} say that a proof was not found.
 *
 * <h2>Cost</h2>
 * Statements are found by action and by the plain text before the first wildcard or variable of their resources. A
 * decision allocates nothing, unless a condition reads a number, a date, bytes or an address.
 *
 * <h2>Limits</h2>
 * Documents: {@link dev.gatehouse.policy.DocumentKind#defaultMaxChars()} or as named, 64 levels deep. Requests:
 * {@link dev.gatehouse.policy.AuthorizationRequest.Builder#tryBuild()}. Matching costs at most the length of the pattern
 * times the length of the text. Explanations report 1,000 statements.
 *
 * <h2>Refusals</h2>
 * {@link dev.gatehouse.ErrorCode#MALFORMED_POLICY_DOCUMENT} with the path of the first fault;
 * {@link dev.gatehouse.ErrorCode#INVALID_PARAMETER} with {@code policy.request.action}, {@code .resource},
 * {@code .principal} or {@code .context}. A denied request is a {@link dev.gatehouse.policy.Decision}, not a refusal.
 *
 * <h2>Sources</h2>
 * IAM User Guide: "Grammar of the IAM JSON policy language", "IAM JSON policy elements: Condition operators",
 * "Set operators for multivalued context keys", "IAM policy elements: Variables and tags", "AWS JSON policy elements:
 * Principal", "Policy evaluation logic", "IAM and STS quotas".
 */
@NullMarked
package dev.gatehouse.policy;

import org.jspecify.annotations.NullMarked;
