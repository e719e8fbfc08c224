/**
 * The local security token service: temporary credentials that real Signature Version 4 clients accept, made and
 * checked without storing anything.
 *
 * <h2>How it works</h2>
 * The session token is the whole session, sealed (AES-256-GCM, seal format 1) for its pool, with its format, key
 * generation and access key id as associated data. The secret access key is {@code HMAC-SHA-256(K, access key id ‖
 * SHA-256(token))} cut to 30 bytes, in base64 40 characters. So the same secret follows from what a request carries,
 * and from nothing else.
 *
 * <h2>Who holds the keys</h2>
 * The key ring of {@link dev.gatehouse.credentials.sts.StsKeys} is its own: who holds it together with the master keys
 * can mint credentials of any role. Keep it where the guard and the vendor run and nowhere else; take a generation out
 * of the ring to end all credentials made under it.
 *
 * <h2>The token service</h2>
 * {@link dev.gatehouse.credentials.sts.SecurityTokenService} vends sessions of roles: to bearers of the pool's OpenID tokens
 * (AssumeRoleWithWebIdentity), to sessions and long-term principals (AssumeRole), and own sessions to long-term principals
 * (GetSessionToken). AssumeRole needs both sides: the caller's own policies and the role's trust policy. A session that a
 * role's session asked for lasts an hour at most, inherits the transitive tags, which it cannot pass again, keeps the
 * source identity, and has no condition key of a web identity. The identity, the sign-in and the pool behind a chain stay
 * in the token: revoking one of them ends all of it.
 *
 * <p>Passing tags needs {@code sts:TagSession}, setting a source identity {@code sts:SetSourceIdentity}; inherited ones need
 * them in the trust policy only.
 *
 * <h2>Limits and refusals</h2>
 * Sessions of roles last 15 minutes to 12 hours and no longer than the role's maximum, own sessions of long-term principals
 * up to 36 hours ({@code INVALID_PARAMETER}, {@code sts.duration}, {@code sts.chained-duration}). A token has at most 4,096
 * characters, else {@code PACKED_POLICY_TOO_LARGE} at issue; nothing in it is compressed, since the size of compressed
 * secrets tells about them. A token that does not open is {@code NOT_AUTHORIZED} with {@code sts.token} whatever the
 * reason; at its end it is {@code EXPIRED_TOKEN}.
 *
 * <p>The token service refuses with
 * <ul>
 *   <li>{@code ACCESS_DENIED}: {@code sts.assume-role} (closed or absent, told alike), {@code sts.tag-session},
 *       {@code sts.set-source-identity}, {@code sts.source-identity} (another one in a chain), {@code sts.identity} (not
 *       active, or not what the token says), {@code sts.long-term-only}
 *   <li>{@code INVALID_IDENTITY_TOKEN}: {@code sts.web-identity}, {@code sts.audience}, {@code sts.source-identity}
 *   <li>{@code INVALID_PARAMETER}: {@code sts.role-arn}, {@code sts.session-name}, {@code sts.external-id},
 *       {@code sts.source-identity}, {@code sts.policy-arn}, {@code sts.not-with-web-identity}, {@code tags.key},
 *       {@code tags.value}, {@code tags.duplicate}, {@code tags.transitive}, {@code tags.inherited}
 *   <li>{@code LIMIT_EXCEEDED}: {@code sts.policy-arns} (10), {@code tags.count} (50)
 *   <li>{@code NOT_AUTHORIZED}: {@code sts.access-key-id}, {@code sts.principal-role}, and what
 *       {@link dev.gatehouse.credentials.sts.SessionVerifier} refuses
 *   <li>{@code TOO_MANY_REQUESTS}: {@code sts.revocation-view}
 * </ul>
 *
 * <p>Source: AWS Security Token Service API Reference; IAM User Guide, "Pass session tags in AWS STS", "Monitor and control
 * actions taken with assumed roles", "Roles terms and concepts".
 */
@NullMarked
package dev.gatehouse.credentials.sts;

import org.jspecify.annotations.NullMarked;
