/**
 * Signature verification for public keys that are asked often: ECDSA on P-256 with SHA-256 (FIPS 186-5 §6.4.2) and
 * Ed25519 (RFC 8032 §5.1.7, without the cofactor), by precomputed multiples of the curve's base point and of the key.
 * Not exported: {@code dev.gatehouse.token.VerificationTables} is the switch.
 *
 * <p><b>For public inputs only.</b> Nothing here runs in constant time: branches, table indices and loop counts depend
 * on the numbers. A private key, a nonce or any other secret must never reach this package; there is no way to sign
 * with it.
 *
 * <h2>How it works</h2>
 * A table ({@link dev.gatehouse.internal.curve.P256Table}, {@link dev.gatehouse.internal.curve.EdwardsTable}) holds {@code j * 2^(8i) * P} for {@code j} of 1 to 128 and
 * {@code i} of 0 to 32. A scalar of 256 bits is written as 33 digits of -128 to 127
 * ({@link dev.gatehouse.internal.curve.SignedDigits}); a multiple of {@code P} is then the sum of at most 33 entries, with
 * no doubling. A signature takes two multiples: one of the base point, whose table all keys share, and one of the key.
 *
 * <p>A table of P-256 takes about 330 kB, one of Ed25519 about 490 kB. Field elements are five limbs of 52 bits in
 * Montgomery form ({@link dev.gatehouse.internal.curve.FieldP256}) or of 51 bits
 * ({@link dev.gatehouse.internal.curve.Field25519}); limbs are signed and carried late, with the bounds said at each
 * method.
 *
 * <p>Sums on the Edwards curve have no exceptional cases. Those on P-256 have two, a doubling and a sum that is the
 * point at infinity; both leave a zero denominator that stays zero, so they are looked for once, at the end, and the
 * rare signature that meets one is computed again with the cases told apart
 * ({@link dev.gatehouse.internal.curve.P256Point}).
 *
 * <h2>Which keys have a table</h2>
 * {@link dev.gatehouse.internal.curve.HotKeys} counts good signatures per key, computes the tables when
 * maintenance calls, keeps a bounded number of them and falls back to the provider: for every key without a
 * table, and for every signature that a table refuses. A table can therefore make a true answer faster, and never
 * refuse what the provider accepts.
 */
@NullMarked
package dev.gatehouse.internal.curve;

import org.jspecify.annotations.NullMarked;
