/**
 * The guard in front of a resource: who signed this request, may they do it, and is the body what they signed.
 *
 * <h2>Order of the checks</h2>
 * Bounds and form of the request; the session token opens and belongs to the access key id; expiry; scope and time;
 * {@code host} and every {@code x-amz-*} header signed; signature; revocation; policies. No policy is evaluated, and no
 * role read, before the signature holds.
 *
 * <h2>Policies</h2>
 * What the role's own and shared policies allow, and the resource's where the caller gives some, within its boundaries,
 * the session policies, and for guests the fixed scope-down policy; an explicit deny anywhere wins. A shared policy that
 * is named and gone refuses everything. Roles are resolved by name at each request, so a change of a role's policies takes effect within the
 * age of the {@link dev.gatehouse.credentials.role.RoleSource}; a role that was deleted and made again under the same
 * name is another role.
 *
 * <h2>Condition keys set by the guard</h2>
 * <ul>
 *   <li>{@code aws:CurrentTime}, {@code aws:EpochTime}, {@code aws:TokenIssueTime}, {@code aws:PrincipalArn},
 *       {@code aws:PrincipalAccount}, {@code aws:PrincipalType}, {@code aws:userid}, {@code aws:username} (a user's own
 *       session), {@code aws:SourceIdentity}, {@code aws:PrincipalTag/*}
 *   <li>in a session that an identity asked for itself, not a chained one: {@code aws:FederatedProvider},
 *       {@code cognito-identity.amazonaws.com:sub} and {@code :aud}
 *   <li>what else was vended with the session
 *   <li>what the caller adds: {@code aws:SourceIp}, {@code aws:SecureTransport}, and for S3 {@code s3:prefix},
 *       {@code s3:delimiter}, {@code s3:max-keys}
 * </ul>
 *
 * <h2>Refusals</h2>
 * {@code NOT_AUTHORIZED}: no signature, a permanent-looking key ({@code guard.access-key-id}), no session token
 * ({@code guard.session-token}), a token that does not open, a revoked session ({@code guard.revoked}), a role that is
 * gone ({@code guard.role}), a shared policy that is gone ({@code guard.shared-policy}). {@code EXPIRED_TOKEN} at the end of the credentials. {@code TOO_MANY_REQUESTS} with
 * {@code guard.revocation-view} while the revocation view is older than its bound. {@code ACCESS_DENIED} with
 * {@code policy.explicit-deny} or {@code policy.implicit-deny}, and the decision with its explanation.
 *
 * <p>A request may be replayed within the time window of its signature; the guard keeps nothing.
 */
@NullMarked
package dev.gatehouse.credentials.guard;

import org.jspecify.annotations.NullMarked;
