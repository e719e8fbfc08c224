/**
 * Sign-up: {@link dev.gatehouse.userpool.signup.SignUp}. A user registers, gets a code, and confirms with it.
 *
 * <h2>What each operation may reveal</h2>
 * To a caller without a token, in masking STRICT. "Nothing" means: same answer, same store verbs, same hashes, same
 * messages put, whether the user is absent, unconfirmed, confirmed or disabled.
 * <table>
 * <caption>Masked operations</caption>
 * <tr><th>operation<th>by user name<th>by e-mail address or phone number
 * <tr><td>register<td>that the name is taken<td>nothing: a taken address gets a fresh id whose row nobody can confirm
 *     and that runs out; its owner gets {@code ALREADY_REGISTERED}
 * <tr><td>confirm<td>nothing, but to who holds the right code<td>as by user name
 * <tr><td>resend<td>the first letters of a known user's address, as of a made-up one of an absent user<td>nothing
 * </table>
 * In masking REFERENCE, as with the hosted service, register tells {@code USERNAME_EXISTS} for addresses too, confirm
 * and resend tell that a user is confirmed.
 *
 * <p>So a wrong code is {@code CODE_MISMATCH} whether or not one was ever sent, and {@code EXPIRED_CODE} is told only to
 * who holds a code that was right. Whoever registers an address that is not its own gets nothing: the owner ends it by
 * recovery, which proves the address and sets the password.
 *
 * <h2>Settings</h2>
 * <table>
 * <caption>Settings, defaults and reasons</caption>
 * <tr><th>setting<th>default<th>reason
 * <tr><td>{@code codeLife}<td>10 min<td>ASVS 5.0 section 6.5; counted from delivery
 * <tr><td>{@code codeResendWindow}<td>1 min<td>two messages on their way carry one code
 * <tr><td>{@code codeThrottle}<td>5 free, then 2<sup>n-5</sup> s up to 15 min<td>20 bits of code, per user
 * <tr><td>{@code messageThrottle}<td>5 free, up to 15 min, forgotten after 1 h<td>nobody's mailbox is flooded
 * <tr><td>{@code unconfirmedLife}<td>1 day<td>an abandoned sign-up gives its name back
 * </table>
 *
 * <h2>Rules in refusals</h2>
 * {@code sign-up.closed}, {@code sign-up.address-missing} (nobody could confirm; let an administrator make the user),
 * {@code sign-up.address-differs}, {@code username.looks-like-email}, {@code username.looks-like-phone-number}, {@code
 * username.looks-like-id}, {@code code.six-digits}, {@code user.confirmed}, and those of names, schema and password
 * policy.
 *
 * <h2>Hooks</h2>
 * {@code PreSignUp} after validation, before anything is written; {@code PostConfirmation} after the commit.
 */
@NullMarked
package dev.gatehouse.userpool.signup;

import org.jspecify.annotations.NullMarked;
