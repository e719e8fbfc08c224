package dev.gatehouse.token;

import dev.gatehouse.FamilyId;
import java.util.Collection;

/**
 * Tells of nearly every family that is not revoked that it is not, by a bit or two that lie close together, so that
 * the map of the revoked ones is rarely asked. Immutable and thread-safe.
 */
final class FamilyFilter {
    private static final int BITS_EACH = 16;
    private static final int MOST_BITS = 1 << 26;

    private final long[] bits;
    private final int mask;

    FamilyFilter(Collection<FamilyId> families) {
        int wanted = (int) Math.min(MOST_BITS, Math.max(Long.SIZE, (long) families.size() * BITS_EACH));
        int size = Integer.highestOneBit(wanted - 1) << 1;
        bits = new long[size / Long.SIZE];
        mask = size - 1;
        for (FamilyId family : families) {
            int first = first(family);
            set(first);
            set(second(first));
        }
    }

    /** False only if the family is not among them. */
    boolean mayHold(FamilyId family) {
        int first = first(family);
        return has(first) && has(second(first));
    }

    private static int first(FamilyId family) {
        int hash = family.value().hashCode() * 0x9E3779B9; // which a string computes once
        return hash ^ (hash >>> 16);
    }

    private static int second(int first) {
        int hash = first * 0x85EBCA6B;
        return hash ^ (hash >>> 13);
    }

    private void set(int hash) {
        int bit = hash & mask;
        bits[bit >>> 6] |= 1L << bit;
    }

    private boolean has(int hash) {
        int bit = hash & mask;
        return (bits[bit >>> 6] & 1L << bit) != 0;
    }
}
