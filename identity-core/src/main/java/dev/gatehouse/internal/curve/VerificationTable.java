package dev.gatehouse.internal.curve;

import dev.gatehouse.internal.signature.SignatureVerification;

/**
 * Decides about signatures of one public key by precomputed multiples of it. Public inputs only: its time depends on
 * them. Immutable and thread-safe. A signature that does not have 64 bytes is none.
 */
interface VerificationTable extends SignatureVerification {
    /** Returns what the key's own table takes, in bytes, without the one that all keys of its curve share. */
    int sizeInBytes();
}
