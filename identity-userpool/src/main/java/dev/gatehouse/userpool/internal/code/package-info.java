/**
 * One-time codes of six digits. Minted when a message is delivered, never before, so that no code rests anywhere, not
 * even sealed: the row holds a MAC, and the code is itself a MAC over the row's nonce, so a resend inside {@code
 * codeResendWindow} sends the same code again. Checked after the attempt was counted, in constant time; a wrong code
 * costs an attempt, never the code. Bound to pool (its secret), user, purpose, destination and, for a change of
 * address, the nonce of that very request (CVE-2026-32700). Not exported.
 *
 * <p>Answers: the right code, live and untaken, succeeds; the right code too late or taken is {@code EXPIRED_CODE};
 * everything else, a missing row included, is {@code CODE_MISMATCH}, so that only the holder of a code learns
 * whether one was ever sent.
 */
@NullMarked
package dev.gatehouse.userpool.internal.code;

import org.jspecify.annotations.NullMarked;
