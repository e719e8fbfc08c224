/**
 * The local security token service: temporary credentials that real Signature Version 4 clients accept, made and
 * checked without storing anything.
 *
 * <h2>How it works</h2>
 * The session token is the whole session, sealed (AES-256-GCM, seal format 1) for its pool, with its format, key
 * generation and access key id as associated data. The secret access key is {@code HMAC-SHA-256(K, access key id ‖
 * SHA-256(token))} cut to 30 bytes, in base64 40 characters. So the same secret follows from what a request carries,
 * and from nothing else.
 *
 * <h2>Who holds the keys</h2>
 * The key ring of {@link dev.gatehouse.credentials.sts.StsKeys} is its own: who holds it together with the master keys
 * can mint credentials of any role. Keep it where the guard and the vendor run and nowhere else; take a generation out
 * of the ring to end all credentials made under it.
 *
 * <h2>Limits and refusals</h2>
 * Sessions last 15 minutes to 12 hours ({@code INVALID_PARAMETER}, {@code sts.duration}). A token has at most 4,096
 * characters, else {@code PACKED_POLICY_TOO_LARGE} at issue; nothing in it is compressed, since the size of compressed
 * secrets tells about them. A token that does not open is {@code NOT_AUTHORIZED} with {@code sts.token} whatever the
 * reason; at its end it is {@code EXPIRED_TOKEN}.
 */
@NullMarked
package dev.gatehouse.credentials.sts;

import org.jspecify.annotations.NullMarked;
