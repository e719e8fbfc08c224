/**
 * Identity pools: an identity for every signed-in user or guest, and temporary credentials for it.
 *
 * <p>{@link dev.gatehouse.credentials.pool.IdentityPool#getId} verifies the logins it is given and finds or creates
 * the identity, linking and merging where one caller proves several; {@code getCredentials} chooses the role, evaluates its trust policy and asks the
 * {@link dev.gatehouse.spi.credential.CredentialVendor}. {@link dev.gatehouse.credentials.role.Roles} keeps the roles.
 * {@link dev.gatehouse.credentials.pool.IdentityPool#openIdToken} is the first step of the basic flow,
 * {@link dev.gatehouse.credentials.pool.DeveloperIdentities} is for the application's own backend,
 * {@link dev.gatehouse.credentials.pool.IdentityAdministration} for its operators,
 * {@link dev.gatehouse.credentials.pool.IdentityTokens} for whoever takes the pool's own tokens.
 *
 * <table>
 * <caption>Settings</caption>
 * <tr><th>setting</th><th>default</th><th>why</th></tr>
 * <tr><td>{@code allowGuests}</td><td>off</td><td>a guest's identity id is a bearer secret: whoever holds it is that
 * guest</td></tr>
 * <tr><td>{@code guestRate}, {@code guestRatePerSource}</td><td>6,000 and 60 a minute</td><td>guests cost rows</td></tr>
 * <tr><td>{@code allowClassicFlow}</td><td>off</td><td>in the basic flow the client chooses the role</td></tr>
 * <tr><td>{@code developerProvider}</td><td>none</td><td>the backend's users are known by it: keep it</td></tr>
 * <tr><td>{@code tokenIssuer}, {@code tokenAlgorithm}</td><td>{@code https://cognito-identity.amazonaws.com},
 * RS256</td><td>of the pool's own tokens</td></tr>
 * <tr><td>{@code sessionDuration}</td><td>1 hour</td><td>the reference service's enhanced flow</td></tr>
 * <tr><td>{@code guestLife}</td><td>90 days unused</td><td>rows of guests who never come back are swept</td></tr>
 * </table>
 *
 * <table>
 * <caption>Refusals</caption>
 * <tr><th>code</th><th>when</th></tr>
 * <tr><td>{@code NOT_AUTHORIZED}</td><td>a login's token is not valid ({@code login.length}, {@code login.subject},
 * {@code login.token-kind}, {@code login.not-live}), the identity is not the login's
 * ({@code identity.not-of-this-login}), is disabled ({@code identity.disabled}), is not a guest's
 * ({@code identity.not-a-guest}), guests are not allowed ({@code identity.guests-not-allowed}); for a pool's own token
 * also {@code identity.gone} and {@code identity.revoked}</td></tr>
 * <tr><td>{@code RESOURCE_NOT_FOUND}</td><td>no such identity or developer's user</td></tr>
 * <tr><td>{@code RESOURCE_CONFLICT}</td><td>two logins of one public provider
 * ({@code identity.other-login-of-provider}), over 20 of the developer's users ({@code identity.developer-logins}),
 * another identity's user ({@code developer.user})</td></tr>
 * <tr><td>{@code DEVELOPER_USER_ALREADY_REGISTERED}</td><td>the developer's user has another identity than the one
 * named</td></tr>
 * <tr><td>{@code INVALID_PARAMETER}</td><td>{@code logins.unknown-provider}, {@code logins.too-many} (over 10),
 * {@code logins.none}, {@code logins.own-token-alone}, {@code classic-flow.off}, {@code source.length},
 * {@code developer.provider}, {@code developer.user}, {@code developer.token-life}, {@code developer.tags},
 * {@code identities.count}, {@code page.limit}, {@code page.token}</td></tr>
 * <tr><td>{@code INVALID_IDENTITY_POOL_CONFIGURATION}</td><td>no role is set, or the role's trust policy refuses
 * this identity</td></tr>
 * <tr><td>{@code MALFORMED_POLICY_DOCUMENT}</td><td>a role's document does not parse (with the path), or its trust
 * policy does not pin {@code trust.aud} or {@code trust.amr}</td></tr>
 * <tr><td>{@code CONCURRENT_MODIFICATION}</td><td>three lost races of a merge, an unlinking or a deletion</td></tr>
 * <tr><td>{@code TOO_MANY_REQUESTS}</td><td>too many new guests, three lost races on one login, or the view of revocations is past its
 * bound</td></tr>
 * </table>
 *
 * <p>The write protocols are those of {@code docs/knowledge/protocols.md}.
 */
@NullMarked
package dev.gatehouse.credentials.pool;

import org.jspecify.annotations.NullMarked;
