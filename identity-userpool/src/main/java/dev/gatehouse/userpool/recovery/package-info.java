/**
 * Recovery of a lost password: {@link dev.gatehouse.userpool.recovery.Recovery}.
 *
 * <h2>What each operation may reveal</h2>
 * <table>
 * <caption>Masked operations, in both maskings</caption>
 * <tr><th>operation<th>by user name<th>by e-mail address or phone number
 * <tr><td>forgot<td>the first letters of a known user's address, as of a made-up one of an absent user<td>nothing
 * <tr><td>confirm<td>nothing, but to who holds the right code<td>as by user name
 * </table>
 * "Nothing" means: same answer, same store verbs, same hashes, same messages put, whether the user is absent,
 * unconfirmed, confirmed, disabled or without a verified address.
 *
 * <p>A code goes only to a verified address; where addresses are the names, also to the name of a user that never
 * confirmed it. Ending a recovery confirms that address and sets the password, so a stranger who registered it first has
 * nothing. It also raises the session epoch and revokes every sign-in, sends {@code PASSWORD_CHANGED}, and signs nobody
 * in. Users of external providers and users with a temporary password do not recover.
 *
 * <p>Settings, codes and their refusals are those of {@link dev.gatehouse.userpool.signup}; the sub-limits are {@code
 * codeThrottle} for codes and {@code messageThrottle} for messages, per user over all its names. Requests for messages
 * never lock sign-in. Specifications: NIST SP 800-63B-4 section 4.2; OWASP Forgot Password Cheat Sheet.
 */
@NullMarked
package dev.gatehouse.userpool.recovery;

import org.jspecify.annotations.NullMarked;
