/**
 * Who may administer: the operations of the JSON protocol that need Signature Version 4.
 * {@link dev.gatehouse.web.wire.admin.AdministrationGuard} verifies the signature, says who called, and asks the
 * caller's policies.
 *
 * <h2>Whose signatures are taken</h2>
 * <ul>
 *   <li>the root user's, from configuration: it may do everything; for the first start
 *   <li>long-term principals', by the policies of their role
 *   <li>sessions' of any identity pool, by the policies of their role, its boundaries and the session's policies
 * </ul>
 *
 * <h2>What must be signed</h2>
 * The header, never the query: {@code host}, every {@code x-amz-*} header ({@code X-Amz-Target} is one) and the body, for
 * the configured region and the service that is called, at most 15 minutes from now. Within that window a request can be
 * replayed by whoever saw all of it: use TLS.
 *
 * <h2>Condition keys</h2>
 * Those of the caller ({@link dev.gatehouse.credentials.guard}), and {@code aws:SourceIp}, {@code aws:SecureTransport},
 * {@code aws:RequestedRegion}.
 *
 * <table>
 * <caption>Errors</caption>
 * <tr><th>type</th><th>status</th><th>when</th></tr>
 * <tr><td>{@code MissingAuthenticationTokenException}</td><td>400</td><td>no signature</td></tr>
 * <tr><td>{@code IncompleteSignatureException}</td><td>400</td><td>malformed, given twice, or presigned</td></tr>
 * <tr><td>{@code InvalidSignatureException}</td><td>400</td><td>not made with this secret for this request; another
 * region or service; outside the window of time; a header or the body unsigned</td></tr>
 * <tr><td>{@code UnrecognizedClientException}</td><td>400</td><td>nobody's key, another house's token, a revoked session,
 * a role that is gone</td></tr>
 * <tr><td>{@code ExpiredTokenException}</td><td>400</td><td>credentials past their end</td></tr>
 * <tr><td>{@code AccessDeniedException}</td><td>403</td><td>the caller's policies do not allow the action</td></tr>
 * <tr><td>{@code TooManyRequestsException}</td><td>429</td><td>what is revoked is not known at this moment</td></tr>
 * </table>
 */
@NullMarked
package dev.gatehouse.web.wire.admin;

import org.jspecify.annotations.NullMarked;
