package dev.gatehouse.token;

import java.math.BigInteger;

/** What a public key must satisfy before anything is verified with it (RFC 8725 §3.4, RFC 7518 §6). */
final class KeyChecks {
    static final int SHORTEST_RSA = 2048;
    static final int LONGEST_RSA = 8192;
    private static final BigInteger SMALLEST_EXPONENT = BigInteger.valueOf(65_537);
    private static final int LONGEST_EXPONENT = 32;
    private static final int[] ROCA_PRIMES = {
        3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109,
        113, 127, 131, 137, 139, 149, 151, 157, 163, 167
    };

    private KeyChecks() {}

    static boolean rsaIsSound(BigInteger modulus, BigInteger exponent) {
        int bits = modulus.bitLength();
        return bits >= SHORTEST_RSA
                && bits <= LONGEST_RSA
                && modulus.testBit(0)
                && exponent.testBit(0)
                && exponent.compareTo(SMALLEST_EXPONENT) >= 0
                && exponent.bitLength() <= LONGEST_EXPONENT
                && !hasRocaFingerprint(modulus);
    }

    /**
     * Whether the modulus is of the form that a faulty card library made (CVE-2017-15361): modulo every small prime it
     * is a power of 65537, which a sound one is with a chance below 2<sup>-27</sup>.
     */
    private static boolean hasRocaFingerprint(BigInteger modulus) {
        for (int prime : ROCA_PRIMES) {
            int rest = modulus.mod(BigInteger.valueOf(prime)).intValue();
            int power = 1;
            int step = 65_537 % prime;
            boolean found = false;
            do {
                found |= power == rest;
                power = power * step % prime;
            } while (power != 1 && !found);
            if (!found) {
                return false;
            }
        }
        return true;
    }
}
