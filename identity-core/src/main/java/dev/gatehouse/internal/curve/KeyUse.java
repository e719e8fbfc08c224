package dev.gatehouse.internal.curve;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How much one public key is used, and its table while it has one. Thread-safe; identity is its own. */
final class KeyUse {
    private static final int COORDINATE_BYTES = 32;
    private static final int POINT_BYTES = 2 * COORDINATE_BYTES + 1;
    private static final int UNCOMPRESSED = 4;

    private final String algorithm;
    private final byte[] publicKey;
    private final LongAdder count = new LongAdder();
    private volatile @Nullable VerificationTable table;
    private volatile boolean placed;
    private volatile boolean forbidden;
    // Who had places when this key began to compare itself, and their counts then. Guarded by the lock of the places.
    private Map<KeyUse, Long> rivals = Map.of();

    /** Starts at zero for a key given as SubjectPublicKeyInfo (RFC 5480, RFC 8410), which ends with the point. */
    KeyUse(String algorithm, byte[] publicKey) {
        this.algorithm = algorithm;
        this.publicKey = publicKey;
    }

    boolean isOf(KeyUse other) {
        return algorithm.equals(other.algorithm) && Arrays.equals(publicKey, other.publicKey);
    }

    /** Computes the table, or returns empty for a key that can have none. */
    Optional<VerificationTable> compute() {
        int end = publicKey.length;
        if (algorithm.equals("EdDSA")) {
            return Ed25519.of(Arrays.copyOfRange(publicKey, end - COORDINATE_BYTES, end));
        }
        int point = end - POINT_BYTES;
        if (point < 0 || publicKey[point] != UNCOMPRESSED) {
            return Optional.empty();
        }
        return EcdsaP256.of(
                new BigInteger(1, publicKey, point + 1, COORDINATE_BYTES),
                new BigInteger(1, publicKey, end - COORDINATE_BYTES, COORDINATE_BYTES));
    }

    void countOne() {
        count.increment();
    }

    long count() {
        return count.sum();
    }

    /** Counts from zero beside these keys, to be compared by {@link #idlerByHalf}. */
    void compareWith(List<KeyUse> others) {
        count.reset();
        rivals = others.stream().collect(Collectors.toUnmodifiableMap(other -> other, KeyUse::count));
    }

    /** The idlest of those keys if it has kept its place and was used at most half as much as this one, or null. */
    @Nullable
    KeyUse idlerByHalf() {
        return rivals.keySet().stream()
                .filter(KeyUse::hasPlace)
                .filter(rival -> usedSince(rival) >= 0 && usedSince(rival) <= count() / 2)
                .min(Comparator.comparingLong(this::usedSince))
                .orElse(null);
    }

    /** Below zero if it lost its place in between and has another. */
    private long usedSince(KeyUse rival) {
        return rival.count() - rivals.getOrDefault(rival, 0L);
    }

    /** Whether the key has a table or waits for one. */
    boolean hasPlace() {
        return placed;
    }

    void takePlace() {
        placed = true;
        rivals = Map.of();
    }

    @Nullable
    VerificationTable table() {
        return table;
    }

    void publish(VerificationTable computed) {
        if (!forbidden) {
            table = computed;
        }
    }

    void withdraw() {
        table = null;
        placed = false;
        count.reset();
    }

    /** Says that this key shall have no table any more. */
    void forbid() {
        forbidden = true;
    }

    boolean isForbidden() {
        return forbidden;
    }

    @Override
    public String toString() {
        return "KeyUse[" + algorithm + "]";
    }
}
