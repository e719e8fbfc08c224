/**
 * What a trusted caller does with the users of a pool. The door is {@link
 * dev.gatehouse.userpool.admin.UserAdministration}; whoever calls it has been authorized already, is told who exists,
 * and is counted by nothing.
 *
 * <p>A user is named as it would sign in, or by its id.
 *
 * <table>
 * <caption>Operations, with the hosted service's names</caption>
 * <tr><th>operation</th><th>reference</th><th>user afterwards</th></tr>
 * <tr><td>{@code create}</td><td>AdminCreateUser</td><td>{@code FORCE_CHANGE_PASSWORD}; invited unless suppressed</td></tr>
 * <tr><td>{@code get}</td><td>AdminGetUser</td><td>as before</td></tr>
 * <tr><td>{@code list}, {@code find}</td><td>ListUsers</td><td>as before</td></tr>
 * <tr><td>{@code disable}</td><td>AdminDisableUser</td><td>disabled, all sessions ended</td></tr>
 * <tr><td>{@code enable}</td><td>AdminEnableUser</td><td>enabled; ended sessions stay ended</td></tr>
 * <tr><td>{@code delete}</td><td>AdminDeleteUser</td><td>absent</td></tr>
 * <tr><td>{@code updateAttributes}</td><td>AdminUpdateUserAttributes, AdminDeleteUserAttributes</td><td>changed at once;
 *     a new address is unverified unless the same change says so</td></tr>
 * <tr><td>{@code confirmSignUp}</td><td>AdminConfirmSignUp</td><td>{@code CONFIRMED}; addresses as they were</td></tr>
 * <tr><td>{@code resetPassword}</td><td>AdminResetUserPassword</td><td>{@code RESET_REQUIRED}, sessions ended, code
 *     sent to a verified address</td></tr>
 * <tr><td>{@code setPassword}</td><td>AdminSetUserPassword</td><td>{@code CONFIRMED} or {@code
 *     FORCE_CHANGE_PASSWORD}, sessions ended</td></tr>
 * <tr><td>{@code signOutEverywhere}</td><td>AdminUserGlobalSignOut</td><td>sessions ended</td></tr>
 * </table>
 *
 * <p>Sessions are ended by the user's own row first (no refresh and no sign-in succeeds from then on), then each is
 * revoked and logged, so that access tokens end within {@code revocationBound}. An operation that ends sessions
 * returns when all are logged; if it throws, repeat it.
 *
 * <p>{@code create} and {@code updateAttributes} write users, aliases, authenticators and the outbox only, so they can
 * join the application's own transaction. The hook {@code PreSignUp} is asked before a user is made, with the client
 * {@code CLIENT_ID_NOT_APPLICABLE}; {@code PostConfirmation} is told of a confirmed sign-up.
 */
@NullMarked
package dev.gatehouse.userpool.admin;

import org.jspecify.annotations.NullMarked;
