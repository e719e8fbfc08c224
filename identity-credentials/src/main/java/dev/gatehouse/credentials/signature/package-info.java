/**
 * AWS Signature Version 4, both ways: verify requests that any SDK signed, and sign requests of our own.
 *
 * <h2>Use</h2>
 * A server turns what it received into a {@link dev.gatehouse.credentials.signature.SignedRequest}, asks
 * {@link dev.gatehouse.credentials.signature.SignatureVerifier#read} who claims to have signed it, finds that key's
 * secret, and calls {@link dev.gatehouse.credentials.signature.SignatureVerifier#verify}. The body is read through
 * {@link dev.gatehouse.credentials.signature.VerifyingStream}: what was uploaded counts only once
 * {@link dev.gatehouse.credentials.signature.VerifyingStream#verified()} is true.
 *
 * <h2>Settings ({@link dev.gatehouse.credentials.signature.SignatureSettings})</h2>
 * <table>
 * <caption>Settings, their defaults, and why</caption>
 * <tr><th>setting</th><th>default</th><th>why</th></tr>
 * <tr><td>path style</td><td>S3: single encoding, not normalised; other services: normalised, encoded twice</td>
 *     <td>the two forms of the published algorithm</td></tr>
 * <tr><td>allowUnsignedPayload</td><td>off</td><td>a body outside the signature can be replaced on its way</td></tr>
 * <tr><td>maxChunkBytes</td><td>1 MiB, at most 16 MiB</td><td>a signed chunk is held until its signature is
 *     checked</td></tr>
 * <tr><td>maxBodyBytes</td><td>5 GiB</td><td>the largest object of one PUT</td></tr>
 * </table>
 *
 * <h2>What is checked</h2>
 * The credential scope (day, region, service, {@code aws4_request}); the clock, 15 minutes to either side; the life of
 * a presigned request, 1 to 604,800 seconds and never longer than the credentials'; that {@code host} and every
 * {@code x-amz-*} header present is signed; that nothing which decides is given twice. A request may be replayed
 * within its time window: the algorithm has no nonce.
 *
 * <h2>Refusals</h2>
 * {@code INVALID_PARAMETER} for a malformed request, {@code NOT_AUTHORIZED} where there is no signature,
 * {@code ACCESS_DENIED} for scope, time and unsigned headers, {@code EXPIRED_TOKEN} for dead credentials and
 * {@code SIGNATURE_DOES_NOT_MATCH}; each names its rule ({@code sigv4.clock}) and never the input.
 *
 * <p>Source: AWS General Reference, "Signature Version 4 signing process"; Amazon S3 API Reference, "Authenticating
 * Requests", "Transferring Payload in Multiple Chunks" and "Including Trailing Headers". The asymmetric variant
 * (Signature Version 4A) is not supported.
 */
@NullMarked
package dev.gatehouse.credentials.signature;

import org.jspecify.annotations.NullMarked;
