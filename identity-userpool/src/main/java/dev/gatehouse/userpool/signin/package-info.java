/**
 * Sign-in: from a name and a password to tokens, by way of challenges.
 *
 * <p>{@link dev.gatehouse.userpool.signin.SignIn#start} counts the attempt, runs the pre-authentication hook, checks
 * the password, and ends in one of three ways: signed in, a challenge to answer, or refused. Between two steps the
 * state travels in a {@link dev.gatehouse.userpool.signin.SignInSession}: sealed, bound to pool, client, user and
 * challenge, and valid as long as the client says (3 minutes by default); no unauthenticated step writes anything but the attempt row.
 *
 * <table>
 * <caption>Refusals</caption>
 * <tr><th>code</th><th>when</th></tr>
 * <tr><td>{@code NOT_AUTHORIZED}</td><td>wrong password, absent or disabled user, bad session; in a STRICT pool also
 * an unconfirmed user, who gets a fresh code by mail</td></tr>
 * <tr><td>{@code USER_NOT_CONFIRMED}</td><td>right password, unconfirmed user, REFERENCE pool</td></tr>
 * <tr><td>{@code PASSWORD_RESET_REQUIRED}</td><td>right password, but an administrator asked for a new one</td></tr>
 * <tr><td>{@code TOO_MANY_FAILED_ATTEMPTS}</td><td>throttled: 2<sup>n-5</sup> s after 5 failures, at most 15 minutes;
 * nothing is checked or written, {@code retryAfter} says how long</td></tr>
 * <tr><td>{@code TOO_MANY_REQUESTS}</td><td>no capacity to hash, or three lost races on the attempt row</td></tr>
 * <tr><td>{@code UNSUPPORTED_OPERATION}</td><td>the client does not allow the flow</td></tr>
 * <tr><td>{@code USER_LAMBDA_VALIDATION}</td><td>a hook refused or failed</td></tr>
 * <tr><td>{@code INVALID_PARAMETER}</td><td>attributes in the answer to a challenge: the schema's rules, {@code
 * challenge.name}</td></tr>
 * <tr><td>{@code USER_NOT_FOUND}</td><td>absent user, masking LEGACY</td></tr>
 * </table>
 *
 * <p>Absent users cost the same: as many store verbs, one hash, no message. The attempt row is keyed by the user where
 * there is one, so every spelling and alias of a name shares one counter (CVE-2025-6004).
 */
@NullMarked
package dev.gatehouse.userpool.signin;

import org.jspecify.annotations.NullMarked;
