/**
 * Passwords: what may be chosen ({@link dev.gatehouse.password.PasswordPolicy}), how it is kept and verified
 * ({@link dev.gatehouse.password.PasswordHasher}), and hashes brought from elsewhere.
 *
 * <p>The caller normalises a password first, by {@code dev.gatehouse.name.Names} (OpaqueString, RFC 8265): nothing
 * here folds, trims or truncates.
 *
 * <h2>Settings of the hasher</h2>
 * <table>
 * <caption>Defaults and reasons</caption>
 * <tr><th>setting<th>default<th>bounds<th>reason
 * <tr><td>cost<td>Argon2id, 19,456 KiB, 2 passes, 1 lane<td>7,168 KiB to 1 GiB, 1 to 64, 1 to 16<td>OWASP Password
 *     Storage Cheat Sheet; RFC 9106
 * <tr><td>salt, tag<td>16 and 32 bytes<td>fixed<td>RFC 9106 section 3.1; NIST SP 800-63B-4 section 3.1.1.2
 * <tr><td>memoryBudgetKib<td>262,144 (room for 13 hashes)<td>one hash to 64 GiB<td>hashing cannot exhaust the heap
 * <tr><td>maxConcurrent<td>half of the processors, at least 1<td>1 to 1,024<td>hashing cannot take every processor
 * <tr><td>maxWaiting, maxWait<td>256 callers, 2 s<td>0 to 100,000; 0 to 60 s<td>refuse early rather than pile up
 * </table>
 *
 * <h2>Hashes that are verified</h2>
 * <ul>
 *   <li>Argon2 id, i, d, versions 0x10 and 0x13 (PHC): passes times memory at most 4 GiB; salt 8 to 64 bytes.
 *   <li>bcrypt 2a, 2b, 2y: cost 4 to 16. A password over 72 bytes never matches (CVE-2025-22228); a NUL ends nothing.
 *   <li>scrypt, PHC and {@code $7$}: ln 1 to 20, r 1 to 32, p 1 to 16, at most 1 GiB, 2 GiB over all lanes.
 *   <li>PBKDF2 with HMAC-SHA-1, -256, -512, PHC and passlib: at most 10,000,000 iterations.
 *   <li>SHA-crypt {@code $5$} and {@code $6$}: 1,000 to 1,000,000 rounds.
 * </ul>
 * Tags have 16 to 128 bytes; the memory must fit in the budget as well. Anything else is a mismatch at once, so an
 * import asks {@link dev.gatehouse.password.PasswordHasher#supports} first. All but Argon2id at the configured cost
 * answer {@link dev.gatehouse.password.PasswordMatch#MATCH_OUTDATED}. Imported hashes take their own time, so a pool that
 * holds them does not mask users by time.
 *
 * <h2>Settings of the policy</h2>
 * <table>
 * <caption>The presets</caption>
 * <tr><th>setting<th>nist (default)<th>nistWithMfa<th>reference
 * <tr><td>length in code points<td>15 to 256<td>8 to 256<td>8 to 256
 * <tr><td>upper, lower, number, symbol<td>no<td>no<td>all
 * <tr><td>space at an end<td>allowed<td>allowed<td>refused
 * <tr><td>common and context words<td>refused<td>refused<td>allowed
 * <tr><td>history<td>0 (of 24)<td>0<td>0
 * <tr><td>temporary password<td>7 days<td>7 days<td>7 days
 * </table>
 * NIST SP 800-63B-4 sections 3.1.1.1 and 3.1.1.2 ask for the lengths and the blocklist and forbid composition rules; ASVS 5.0
 * asks for the 3,000 most common passwords (30,000 are in the artifact, see {@code common-passwords.NOTICE.txt}).
 *
 * <h2>Refusals</h2>
 * {@code INVALID_PASSWORD} with {@code password.min-length}, {@code password.max-length}, {@code password.malformed},
 * {@code password.requires-uppercase}, {@code password.requires-lowercase}, {@code password.requires-number},
 * {@code password.requires-symbol}, {@code password.edge-space}, {@code password.common},
 * {@code password.contains-context} or {@code password.compromised}; {@code TOO_MANY_REQUESTS} with a time to retry
 * after when the memory budget is taken.
 */
@NullMarked
package dev.gatehouse.password;

import org.jspecify.annotations.NullMarked;
