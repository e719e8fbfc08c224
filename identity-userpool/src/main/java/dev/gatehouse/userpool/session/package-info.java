/**
 * Sessions: what a sign-in leaves behind, and how it is kept alive and ended.
 *
 * <p>A sign-in makes a <em>token family</em>: one row that holds a sealed random key and a generation. The refresh
 * token of generation <i>k</i> carries an HMAC under that key, so every genuine ancestor is recognised and garbage
 * changes nothing (RFC 9700 §4.14.2, OAuth 2.1 §4.3.1). The family's id is the {@code origin_jti} of its tokens.
 *
 * <table>
 * <caption>What a refresh token of generation <i>k</i> gets, <i>n</i> being the valid one</caption>
 * <tr><th>token</th><th>answer</th><th>effect</th></tr>
 * <tr><td>not genuine, or <i>k</i> &gt; <i>n</i></td><td>{@code NOT_AUTHORIZED}</td><td>none</td></tr>
 * <tr><td>genuine, another client's</td><td>{@code NOT_AUTHORIZED}</td><td>the family is revoked</td></tr>
 * <tr><td><i>k</i> = <i>n</i></td><td>new tokens</td><td>generation <i>n</i> + 1, if the client rotates</td></tr>
 * <tr><td><i>k</i> = <i>n</i> − 1 inside the grace</td><td>the same successor</td><td>none</td></tr>
 * <tr><td>any older genuine one</td><td>{@code REFRESH_TOKEN_REUSE}</td><td>the family is revoked</td></tr>
 * </table>
 *
 * <p>Settings are the app client's: {@code refreshTokenLife} (30 days; a rotation never extends it, ASVS 10.4.8),
 * {@code rotationGrace} (10 s; 0 to 60 s, or {@code allowRefreshTokenReuse}).
 *
 * <p>Revoking one family, signing out everywhere, and disabling or deleting the user end refresh tokens at once, and
 * access and ID tokens within the pool's {@code revocationBound}.
 */
@NullMarked
package dev.gatehouse.userpool.session;

import org.jspecify.annotations.NullMarked;
