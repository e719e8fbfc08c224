/**
 * The token service over the query protocol, version {@code 2011-06-15}, with answers in XML:
 * {@link dev.gatehouse.web.wire.sts.StsEndpoint} speaks what STS clients speak to
 * {@link dev.gatehouse.credentials.sts.TokenServices}.
 *
 * <h2>Operations</h2>
 * {@code AssumeRoleWithWebIdentity} (no signature), {@code AssumeRole}, {@code GetSessionToken},
 * {@code GetCallerIdentity} (signed for the service {@code sts}; the last one also presigned, for at most 15 minutes).
 * {@code AssumeRoleWithSAML} and the rest of the service's operations answer {@code InvalidAction}.
 *
 * <h2>Requests</h2>
 * {@code POST} of {@code application/x-www-form-urlencoded}, or {@code GET} with the members in the query; never both. At
 * most 128 KiB and 256 members, no member twice, UTF-8 in whole escapes. Unknown members are ignored.
 *
 * <table>
 * <caption>Errors</caption>
 * <tr><th>code</th><th>status</th><th>when</th></tr>
 * <tr><td>{@code InvalidAction}</td><td>400</td><td>no such operation, or another version</td></tr>
 * <tr><td>{@code MalformedInput}</td><td>400</td><td>the form is not one</td></tr>
 * <tr><td>{@code RequestEntityTooLarge}</td><td>413</td><td>over 128 KiB</td></tr>
 * <tr><td>{@code ValidationError}</td><td>400</td><td>a member is missing or breaks its constraint</td></tr>
 * <tr><td>{@code MalformedPolicyDocument}, {@code PackedPolicyTooLarge}</td><td>400</td><td>session policies and tags</td></tr>
 * <tr><td>{@code InvalidIdentityToken}</td><td>400</td><td>a web identity token that is not valid, or no pool's</td></tr>
 * <tr><td>{@code ExpiredTokenException}</td><td>400</td><td>a web identity token past its end</td></tr>
 * <tr><td>{@code AccessDenied}</td><td>403</td><td>the caller or the role's trust policy does not allow it</td></tr>
 * <tr><td>{@code MissingAuthenticationToken}</td><td>403</td><td>no signature</td></tr>
 * <tr><td>{@code IncompleteSignature}</td><td>400</td><td>malformed, given twice, or presigned where it is not taken</td></tr>
 * <tr><td>{@code SignatureDoesNotMatch}</td><td>403</td><td>not made with this secret for this request; another region or
 * service; outside the window of time; a header or the body unsigned</td></tr>
 * <tr><td>{@code InvalidClientTokenId}</td><td>403</td><td>nobody's key, a token that does not open, a revoked session</td></tr>
 * <tr><td>{@code ExpiredToken}</td><td>403</td><td>the caller's credentials are past their end</td></tr>
 * <tr><td>{@code Throttling}</td><td>400</td><td>what is revoked is not known at this moment</td></tr>
 * <tr><td>{@code InternalFailure}</td><td>500</td><td>the stores cannot be reached</td></tr>
 * </table>
 *
 * <p>Source: AWS Security Token Service API Reference; Smithy 2.0, "AWS Query protocol".
 */
@NullMarked
package dev.gatehouse.web.wire.sts;

import org.jspecify.annotations.NullMarked;
