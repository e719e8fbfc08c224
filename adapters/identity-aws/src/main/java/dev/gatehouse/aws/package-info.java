/**
 * Credentials of an outside security token service: {@link dev.gatehouse.aws.AwsStsVendor} calls {@code
 * AssumeRoleWithWebIdentity} (AWS STS API version 2011-06-15) of AWS or whatever speaks it (Ceph was tried), by plain
 * HTTP and without an SDK.
 *
 * <h2>How it works</h2>
 * The identity pool decides as ever: who the caller is, which role, which tags. The vendor then asks
 * {@link dev.gatehouse.aws.WebIdentityTokenSource} for an OpenID token of the identity and exchanges it at the STS,
 * which trusts the token's issuer. The token is sent in the body of a POST, never in a URL.
 *
 * <h2>Settings</h2>
 * <table>
 *   <caption>Builder</caption>
 *   <tr><th>setting</th><th>default</th><th>bounds</th><th>reason</th></tr>
 *   <tr><td>{@code deadline}</td><td>10 s</td><td>1 ms to 60 s</td><td>all attempts and pauses together</td></tr>
 *   <tr><td>{@code attemptTimeout}</td><td>3 s</td><td>1 ms to 60 s</td><td>one exchange, connection included</td></tr>
 *   <tr><td>{@code attempts}</td><td>4</td><td>1 to 10</td><td>throttling and 5xx are repeated</td></tr>
 *   <tr><td>{@code roleArn}</td><td>the request's</td><td></td><td>where the STS knows the role by another name</td></tr>
 *   <tr><td>{@code allowPlainLoopback}</td><td>off</td><td></td><td>{@code http} to this machine only</td></tr>
 * </table>
 *
 * <h2>Session tags</h2>
 * {@code AssumeRoleWithWebIdentity} has no parameter for tags: they travel in the token's claim {@code
 * https://aws.amazon.com/tags}. {@link dev.gatehouse.aws.SessionTags} makes it. The vendor reads the claim back before
 * it sends the token: tags or a source identity that the token does not carry, or carries besides, are refused with
 * {@code INVALID_IDENTITY_POOL_CONFIGURATION} ({@code sts.session-tags}).
 *
 * <h2>What this call cannot say</h2>
 * Is refused with {@code UNSUPPORTED_OPERATION} and not left out: shared session policies ({@code
 * sts.shared-session-policies}), the fixed scope-down of guests ({@code sts.scope-down}; {@code allowUnscopedGuests} of
 * the identity pool does without, where the role itself is narrow), sessions that come of another session or of a
 * long-term user ({@code sts.web-identity-only}).
 *
 * <h2>Refusals and outages</h2>
 * <table>
 *   <caption>What the STS says and what the caller gets</caption>
 *   <tr><th>STS</th><th>code</th><th>rule</th></tr>
 *   <tr><td>ExpiredToken</td><td>{@code EXPIRED_TOKEN}</td><td>{@code sts.expired-token}</td></tr>
 *   <tr><td>InvalidIdentityToken</td><td>{@code NOT_AUTHORIZED}</td><td>{@code sts.invalid-identity-token}</td></tr>
 *   <tr><td>IDPRejectedClaim</td><td>{@code NOT_AUTHORIZED}</td><td>{@code sts.idp-rejected-claim}</td></tr>
 *   <tr><td>AccessDenied</td><td>{@code ACCESS_DENIED}</td><td>{@code sts.access-denied}</td></tr>
 *   <tr><td>MalformedPolicyDocument</td><td>{@code MALFORMED_POLICY_DOCUMENT}</td><td>{@code sts.session-policy}</td></tr>
 *   <tr><td>PackedPolicyTooLarge</td><td>{@code PACKED_POLICY_TOO_LARGE}</td><td>{@code sts.packed-policy}</td></tr>
 *   <tr><td>RegionDisabled</td><td>{@code INVALID_IDENTITY_POOL_CONFIGURATION}</td><td>{@code sts.region-disabled}</td></tr>
 *   <tr><td>ValidationError</td><td>{@code INVALID_PARAMETER}</td><td>{@code sts.validation}</td></tr>
 *   <tr><td>Throttling, 429</td><td>{@code TOO_MANY_REQUESTS} after the last attempt</td><td></td></tr>
 *   <tr><td>IDPCommunicationError, 5xx, no answer</td><td>{@code VendorException} after the last attempt</td><td></td></tr>
 *   <tr><td>anything else, nonsense</td><td>{@code VendorException} at once</td><td></td></tr>
 * </table>
 *
 * <h2>What is bounded</h2>
 * An answer has at most 64 KiB, 8 levels and 256 elements; documents with a DTD are refused, no entity is resolved;
 * redirects are not followed. Credentials that would end in the past, or later than asked for plus a minute, are
 * nonsense.
 *
 * <p>What Gatehouse revokes, an outside STS does not learn: credentials live to their end.
 */
@NullMarked
package dev.gatehouse.aws;

import org.jspecify.annotations.NullMarked;
