/**
 * JSON Web Tokens: keys, signing, and strict verification.
 *
 * <p><b>Signing.</b> A {@link dev.gatehouse.token.KeyRing} holds {@link dev.gatehouse.token.SigningKey}s; its
 * {@code plan} says when to generate and drop keys so that rotation has no gap. A
 * {@link dev.gatehouse.token.TokenSigner} signs claims with the current key: RS256 (default), ES256, EdDSA, ML-DSA-44,
 * ML-DSA-65. Elliptic curves run on Bouncy Castle, RSA on the JDK; {@link dev.gatehouse.token.SigningEngine} is where to
 * choose otherwise. A {@link dev.gatehouse.token.SymmetricKey} signs an application's own tokens with HS256; no ring and
 * no JWKS holds it.
 * The few ES256 and EdDSA keys that verify most do so by precomputed tables: {@link dev.gatehouse.token.VerificationTables}.
 *
 * <p><b>Verifying.</b> A {@link dev.gatehouse.token.TokenVerifier} verifies one {@link dev.gatehouse.token.TokenKind}
 * of one issuer, with keys of a {@link dev.gatehouse.token.JwkSource}:
 * {@link dev.gatehouse.token.StaticJwks} or {@link dev.gatehouse.token.RemoteJwks}. One made by {@code offline} sees no
 * revocation. One made by {@code revocable} asks a {@link dev.gatehouse.token.RevocationView} on every call, which its
 * owner feeds. Only a verifier makes a {@link dev.gatehouse.token.VerifiedToken}.
 *
 * <table>
 * <caption>Settings of a verifier</caption>
 * <tr><th>setting</th><th>default</th><th>why</th></tr>
 * <tr><td>kind, algorithms, issuer, clients</td><td>required</td><td>RFC 8725 §3.1, §3.8, §3.9, §3.12</td></tr>
 * <tr><td>maxLength</td><td>16,384 characters</td><td>bounded before anything is decoded</td></tr>
 * <tr><td>clockTolerance</td><td>5 s, at most 60 s</td><td>clocks of honest nodes differ a little</td></tr>
 * <tr><td>cacheBytes</td><td>16 MiB, 0 for none</td><td>a repeated token costs no signature</td></tr>
 * <tr><td>longestLife</td><td>10 min for client assertions, else none</td><td>RFC 7523 §3, item 4</td></tr>
 * <tr><td>anyClient, allowMissingKeyId</td><td>off</td><td>looseness has a name</td></tr>
 * </table>
 *
 * <p><b>Refusals.</b> {@code EXPIRED_TOKEN} with {@code jwt.exp}; otherwise {@code NOT_AUTHORIZED} with the first
 * broken rule, in this order: {@code jwt.length}, {@code jwt.format}, {@code jwt.jwe} (encrypted tokens are not
 * supported), {@code jwt.header}, {@code jwt.alg}, {@code jwt.crit}, {@code jwt.kid}, {@code jwt.typ},
 * {@code jwt.signature}; then, on claims that are authentic, {@code jwt.claims}, {@code jwt.token-use},
 * {@code jwt.iss}, {@code jwt.client}, {@code jwt.aud}, {@code jwt.azp}, {@code jwt.scope}, {@code jwt.events},
 * {@code jwt.jti}, {@code jwt.sub}, {@code jwt.exp}, {@code jwt.nbf}, {@code jwt.iat}; then {@code jwt.nonce},
 * {@code jwt.at-hash}, {@code jwt.c-hash}, {@code revocation.stale}, {@code revocation.revoked}.
 *
 * <p><b>Intentional.</b> An ECDSA signature (r, n-s) is as good as (r, s): never use a token's text as its identity; use
 * {@code jti} or {@code origin_jti}. Times beyond the year 9999 are refused. Keys in headers are never looked at.
 * Sources: RFC 7515, 7517, 7518, 7519, 7523, 7638, 8037, 8725, 9068, 9881; FIPS 204; ML-DSA for JOSE and COSE; OpenID Connect Core and Back-Channel Logout.
 */
@NullMarked
package dev.gatehouse.token;

import org.jspecify.annotations.NullMarked;
