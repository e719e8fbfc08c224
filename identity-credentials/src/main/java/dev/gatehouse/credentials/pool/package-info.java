/**
 * Identity pools: an identity for every signed-in user or guest, and temporary credentials for it.
 *
 * <p>{@link dev.gatehouse.credentials.pool.IdentityPool#getId} verifies the logins it is given and finds or creates
 * the identity; {@code getCredentials} chooses the role, evaluates its trust policy and asks the
 * {@link dev.gatehouse.spi.credential.CredentialVendor}. {@link dev.gatehouse.credentials.role.Roles} keeps the roles.
 *
 * <table>
 * <caption>Settings</caption>
 * <tr><th>setting</th><th>default</th><th>why</th></tr>
 * <tr><td>{@code allowGuests}</td><td>off</td><td>a guest's identity id is a bearer secret: whoever holds it is that
 * guest</td></tr>
 * <tr><td>{@code sessionDuration}</td><td>1 hour</td><td>the reference service's enhanced flow</td></tr>
 * <tr><td>{@code guestLife}</td><td>90 days unused</td><td>rows of guests who never come back are swept</td></tr>
 * </table>
 *
 * <table>
 * <caption>Refusals</caption>
 * <tr><th>code</th><th>when</th></tr>
 * <tr><td>{@code NOT_AUTHORIZED}</td><td>a login's token is not valid, the identity is not the login's, is disabled,
 * or guests are not allowed</td></tr>
 * <tr><td>{@code RESOURCE_NOT_FOUND}</td><td>no such identity</td></tr>
 * <tr><td>{@code INVALID_PARAMETER}</td><td>an unknown provider, or more than one login</td></tr>
 * <tr><td>{@code INVALID_IDENTITY_POOL_CONFIGURATION}</td><td>no role is set, or the role's trust policy refuses
 * this identity</td></tr>
 * <tr><td>{@code MALFORMED_POLICY_DOCUMENT}</td><td>a role's document does not parse (with the path), or its trust
 * policy does not pin {@code trust.aud} or {@code trust.amr}</td></tr>
 * <tr><td>{@code TOO_MANY_REQUESTS}</td><td>three lost races on one login, or the view of revocations is past its
 * bound</td></tr>
 * </table>
 *
 * <p>Where a row is read twice and written once, the write protocol is that of {@code docs/knowledge/protocols.md},
 * line "GetId, one login".
 */
@NullMarked
package dev.gatehouse.credentials.pool;

import org.jspecify.annotations.NullMarked;
