/**
 * Roles: the registry of an identity pool's roles and shared policies, and how a login comes to its role and tags.
 *
 * <h2>The registry</h2>
 * {@link dev.gatehouse.credentials.role.Roles} registers, changes, lists and deletes roles at run time. A role has a
 * trust policy (who may assume it), up to 10 inline policies and up to 10 attached
 * {@link dev.gatehouse.credentials.role.SharedPolicies shared policies} (what it allows, added up), boundaries (the most
 * that it can ever allow; one inline, one shared, both hold), and a maximum session duration of 1 to 12 hours. Every
 * document is parsed before it is stored. A change is seen by guard and vending within the pool's
 * {@code revocationBound} (5 s by default), on sessions that are out as well.
 *
 * <p>A role's name and a policy's name carry an incarnation: what was granted to the old one is not revived by a new one
 * of the same name. A shared policy that is attached cannot be deleted ({@code RESOURCE_CONFLICT}); where an attachment
 * cannot be resolved none the less, the role's sessions are refused, since the lost policy may have been the one that
 * denied.
 *
 * <h2>Trust</h2>
 * A trust policy is refused with {@code MALFORMED_POLICY_DOCUMENT} and
 * <ul>
 *   <li>{@code trust.aud}, {@code trust.amr}: a statement that lets web identities in, or everybody, without pinning the
 *       pools and the methods (CVE-2025-59048, CVE-2024-28056)
 *   <li>the path of a NotPrincipal, which lets in whoever it does not name
 * </ul>
 *
 * <h2>Which role</h2>
 * Guests get the unauthenticated role, logins the authenticated one, unless their provider has a
 * {@link dev.gatehouse.credentials.role.RoleMapping}: by the token's {@code cognito:roles} and
 * {@code cognito:preferred_role}, or by ordered rules on its claims. A
 * {@link dev.gatehouse.credentials.role.PrincipalTagMap} turns claims into session tags, for which the trust policy must
 * allow {@code sts:TagSession}.
 *
 * <h2>Revocation</h2>
 * {@link dev.gatehouse.credentials.role.Roles#revokeSessions} ends every session of a role that is out, within the bound;
 * sessions vended afterwards live.
 */
@NullMarked
package dev.gatehouse.credentials.role;

import org.jspecify.annotations.NullMarked;
