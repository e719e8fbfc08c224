/**
 * What a signed-in user does with its own account. The door is {@link dev.gatehouse.userpool.profile.Profile}.
 *
 * <p>Every operation takes an access token of this pool. It is verified with revocation, must carry the scope {@code
 * aws.cognito.signin.user.admin}, and its user must exist and be enabled at that moment: otherwise {@code
 * NOT_AUTHORIZED} ({@code EXPIRED_TOKEN} where the verifier says so), with nothing counted and nothing written.
 *
 * <table>
 * <caption>Operations, with the hosted service's names</caption>
 * <tr><th>operation</th><th>reference</th><th>commits with</th></tr>
 * <tr><td>{@code get}</td><td>GetUser</td><td>nothing; attributes that the client may read</td></tr>
 * <tr><td>{@code update}</td><td>UpdateUserAttributes, DeleteUserAttributes</td><td>the user's row</td></tr>
 * <tr><td>{@code resendCode}</td><td>GetUserAttributeVerificationCode</td><td>the outbox</td></tr>
 * <tr><td>{@code verify}</td><td>VerifyUserAttribute</td><td>the user's row</td></tr>
 * <tr><td>{@code changePassword}</td><td>ChangePassword</td><td>the authenticator's row</td></tr>
 * <tr><td>{@code delete}</td><td>DeleteUser</td><td>the user's row, then clean-up</td></tr>
 * </table>
 *
 * <h2>Addresses</h2>
 * A new e-mail address or phone number waits until its code is presented. Until then the old one stays in the
 * profile, stays verified, signs the user in and recovers the account; from that moment on only the new one does,
 * and the old one gets a notice. A code counts for the very request that it was sent for (CVE-2026-32700): a request
 * for another address ends it. Nobody is told whether an address has an owner before a code sent to it was
 * presented; then {@code ALIAS_EXISTS}, and the code stays good, should the owner give the address up. The flags {@code
 * email_verified} and {@code phone_number_verified} are never written on the user's word.
 *
 * <h2>Limits and refusals</h2>
 * <ul>
 *   <li>{@code INVALID_PARAMETER}: the schema's rules; {@code attribute.changed-and-removed}; {@code
 *       attribute.required:email} for the address that is the user name; {@code attribute.not-verifiable}; {@code
 *       attribute.nothing-to-verify}; {@code code.six-digits}.
 *   <li>{@code LIMIT_EXCEEDED}: too many messages; {@code TOO_MANY_FAILED_ATTEMPTS}: too many codes or passwords. Both
 *       say when to try again. Counters are the user's own, over all its sessions and clients.
 *   <li>{@code CODE_MISMATCH}, {@code EXPIRED_CODE}, {@code ALIAS_EXISTS}.
 *   <li>{@code INVALID_PASSWORD}, {@code PASSWORD_HISTORY_POLICY_VIOLATION}.
 *   <li>{@code CONCURRENT_MODIFICATION}: lost three races; repeat.
 * </ul>
 *
 * <p>A changed password ends no session, as in the reference service; sign out everywhere to end them.
 */
@NullMarked
package dev.gatehouse.userpool.profile;

import org.jspecify.annotations.NullMarked;
