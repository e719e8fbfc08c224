package dev.gatehouse.password;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.Secret;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Hashes passwords with Argon2id and verifies them, also against imported hashes, within a memory budget. Thread-safe;
 * build one per process and share it, because the budget is per instance.
 *
 * <p>A password is hashed as the UTF-8 of exactly the characters given. Normalise it first
 * ({@code dev.gatehouse.name.Names}, OpaqueString of RFC 8265), at sign-up and at sign-in alike.
 *
 * <p>Every method may wait up to the configured time for room and then answers {@link ErrorCode#TOO_MANY_REQUESTS}
 * with a time to retry after; so does a thread that is interrupted while it waits (its interrupt flag stays set). No
 * lock is held while hashing. An exception means a closed {@link Secret} or a fault of the runtime.
 */
public final class PasswordHasher {
    /** The longest password that is hashed or verified, in bytes of UTF-8. */
    public static final int MAX_PASSWORD_BYTES = PasswordBytes.MAX_BYTES;

    private final SecureRandom random;
    private final Argon2Cost cost;
    private final HashGate gate;
    private final StoredHash decoy;

    private PasswordHasher(Builder builder) {
        this.random = builder.random;
        this.cost = builder.cost;
        this.gate = new HashGate(builder.budgetKib, builder.maxConcurrent, builder.maxWaiting, builder.maxWait);
        this.decoy = Argon2Hash.unmatchable(cost, random);
    }

    /**
     * Returns a builder with the defaults: m=19 MiB, t=2, p=1, a budget of 256 MiB, half of the processors
     * (at least one), at most 256 waiting, for at most 2 s.
     *
     * @param random where salts come from
     */
    public static Builder builder(SecureRandom random) {
        return new Builder(random);
    }

    /**
     * Hashes {@code password} at the configured cost under a fresh salt.
     *
     * @return the hash; or {@link ErrorCode#INVALID_PASSWORD} with {@code password.max-length} over
     *     {@link #MAX_PASSWORD_BYTES}, {@code password.min-length} if empty, or {@code password.malformed} with an
     *     unpaired surrogate, all before any hashing; or {@link ErrorCode#TOO_MANY_REQUESTS}
     */
    public Outcome<PasswordHash> hash(Secret password) {
        Optional<byte[]> bytes = PasswordBytes.of(password);
        if (bytes.isEmpty()) {
            return refused(
                    password.use(PasswordHasher::hasTooManyBytes) ? "password.max-length" : "password.malformed");
        }
        byte[] utf8 = bytes.get();
        if (utf8.length == 0) {
            return refused("password.min-length");
        }
        byte[] salt = new byte[Argon2Hash.SALT_BYTES];
        random.nextBytes(salt);
        try {
            return gate.run(cost.memoryKib(), () -> Argon2Hash.create(utf8, salt, cost));
        } finally {
            Phc.wipe(utf8);
        }
    }

    /**
     * Compares {@code password} with {@code stored}, in time that does not depend on where they differ. A password
     * over {@link #MAX_PASSWORD_BYTES} or with an unpaired surrogate is a mismatch at once, here and in
     * {@link #decoy}; so is every password against a hash that is not {@link #supports supported}.
     *
     * @return what the comparison found, or {@link ErrorCode#TOO_MANY_REQUESTS}
     */
    public Outcome<PasswordMatch> verify(Secret password, PasswordHash stored) {
        return usable(stored)
                .map(hash -> run(password, hash.memoryKib(), hash::matches).map(matches -> result(matches, hash)))
                .orElseGet(() -> Outcome.success(PasswordMatch.MISMATCH));
    }

    /**
     * Does the work of verifying one hash at the configured cost, waiting included, for a user who does not exist.
     *
     * @return {@link PasswordMatch#MISMATCH}, or {@link ErrorCode#TOO_MANY_REQUESTS}
     */
    public Outcome<PasswordMatch> decoy(Secret password) {
        return run(password, decoy.memoryKib(), decoy::matches).map(matches -> PasswordMatch.MISMATCH);
    }

    /**
     * Returns whether {@code password} is one of those that {@code earlier} holds hashes of: the history check of a
     * password change. Waits once, for room for the largest, and stops at the first match.
     *
     * @param earlier at most {@value PasswordPolicy#MAX_HISTORY_SIZE} hashes; those that are not
     *     {@link #supports supported} match nothing
     * @return whether one matched, or {@link ErrorCode#TOO_MANY_REQUESTS}
     * @throws IllegalArgumentException if there are more
     */
    public Outcome<Boolean> matchesAny(Secret password, List<PasswordHash> earlier) {
        if (earlier.size() > PasswordPolicy.MAX_HISTORY_SIZE) {
            throw new IllegalArgumentException("a password history has at most 24 hashes");
        }
        List<StoredHash> hashes = new ArrayList<>();
        earlier.forEach(stored -> usable(stored).ifPresent(hashes::add));
        if (hashes.isEmpty()) {
            return Outcome.success(false);
        }
        long largest = hashes.stream().mapToLong(StoredHash::memoryKib).max().orElse(0);
        return run(password, largest, utf8 -> hashes.stream().anyMatch(hash -> hash.matches(utf8)));
    }

    /**
     * Returns whether {@code stored} is of a known form with parameters within the bounds and the memory budget, so
     * that it can be verified: the check of an import. Costs no hashing.
     */
    public boolean supports(PasswordHash stored) {
        return usable(stored).isPresent();
    }

    private Optional<StoredHash> usable(PasswordHash stored) {
        return StoredHash.read(stored).filter(hash -> gate.admits(hash.memoryKib()));
    }

    private Outcome<Boolean> run(Secret password, long memoryKib, Predicate<byte[]> comparison) {
        Optional<byte[]> bytes = PasswordBytes.of(password);
        if (bytes.isEmpty()) {
            return Outcome.success(false);
        }
        byte[] utf8 = bytes.get();
        try {
            // Work without much memory counts as one configured hash, so that it cannot crowd out the processors.
            return gate.run(Math.max(memoryKib, cost.memoryKib()), () -> comparison.test(utf8));
        } finally {
            Phc.wipe(utf8);
        }
    }

    private PasswordMatch result(boolean matches, StoredHash hash) {
        if (!matches) {
            return PasswordMatch.MISMATCH;
        }
        return hash.isBehind(cost) ? PasswordMatch.MATCH_OUTDATED : PasswordMatch.MATCH;
    }

    private static boolean hasTooManyBytes(char[] chars) {
        return chars.length > MAX_PASSWORD_BYTES || Utf8.isWellFormed(chars);
    }

    private static Outcome<PasswordHash> refused(String rule) {
        return Outcome.refused(Refusal.of(ErrorCode.INVALID_PASSWORD, rule));
    }

    /**
     * Returns how many times this hasher was let in to hash or compare since it was built: a figure for metrics, and
     * the proof that two requests cost the same.
     */
    public long admitted() {
        return gate.admitted();
    }

    @Override
    public String toString() {
        return "PasswordHasher[" + cost + "]";
    }

    /** Collects the settings of a {@link PasswordHasher}. Not thread-safe. */
    public static final class Builder {
        private static final int OWASP_MIN_MEMORY_KIB = 7 * 1024;

        private final SecureRandom random;
        private Argon2Cost cost = new Argon2Cost(19 * 1024, 2, 1);
        private int budgetKib = 256 * 1024;
        private int maxConcurrent = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        private int maxWaiting = 256;
        private Duration maxWait = Duration.ofSeconds(2);

        private Builder(SecureRandom random) {
            this.random = random;
        }

        /**
         * Sets what one hash costs.
         *
         * @param memoryKib 7,168 (OWASP's least) to 1,048,576 KiB, at least 8 per lane
         * @param iterations 1 to 64 passes; passes times memory at most 4 GiB
         * @param parallelism 1 to 16 lanes, computed one after the other
         * @throws IllegalArgumentException if a bound is broken
         */
        public Builder cost(int memoryKib, int iterations, int parallelism) {
            if (memoryKib < OWASP_MIN_MEMORY_KIB) {
                throw new IllegalArgumentException("at least 7,168 KiB; tests may use unsafeCost");
            }
            return unsafeCost(memoryKib, iterations, parallelism);
        }

        /** Sets a cost as {@link #cost} does, but from 8 KiB: for tests, never for passwords of people. */
        public Builder unsafeCost(int memoryKib, int iterations, int parallelism) {
            this.cost = new Argon2Cost(memoryKib, iterations, parallelism);
            return this;
        }

        /**
         * Sets how much memory all hashing at one time may take; with {@link #maxConcurrent} it decides how many hashes
         * run at once, and which imported hashes are affordable.
         *
         * @param kib 8 to 67,108,864 KiB (64 GiB), and at least one hash
         * @throws IllegalArgumentException if it is outside
         */
        public Builder memoryBudgetKib(int kib) {
            if (kib < 8 || kib > 1 << 26) {
                throw new IllegalArgumentException("a memory budget of 8 KiB to 64 GiB");
            }
            this.budgetKib = kib;
            return this;
        }

        /**
         * Sets how many hashes run at once at most, 1 to 1,024, if the memory budget allows as many. A hash keeps one
         * processor busy; more at once than processors finish no sooner, and leave nothing for the rest of the process.
         *
         * @throws IllegalArgumentException if it is outside
         */
        public Builder maxConcurrent(int hashes) {
            if (hashes < 1 || hashes > 1024) {
                throw new IllegalArgumentException("1 to 1,024 hashes at once");
            }
            this.maxConcurrent = hashes;
            return this;
        }

        /**
         * Sets how many callers may wait for room, 0 to 100,000; others are refused at once.
         *
         * @throws IllegalArgumentException if it is outside
         */
        public Builder maxWaiting(int callers) {
            if (callers < 0 || callers > 100_000) {
                throw new IllegalArgumentException("0 to 100,000 waiting callers");
            }
            this.maxWaiting = callers;
            return this;
        }

        /**
         * Sets how long a caller may wait for room, 0 to 60 s.
         *
         * @throws IllegalArgumentException if it is outside
         */
        public Builder maxWait(Duration wait) {
            if (wait.isNegative() || wait.compareTo(Duration.ofSeconds(60)) > 0) {
                throw new IllegalArgumentException("a wait of 0 to 60 s");
            }
            this.maxWait = wait;
            return this;
        }

        /**
         * Returns the hasher.
         *
         * @throws IllegalArgumentException if one hash does not fit in the memory budget
         */
        public PasswordHasher build() {
            if (cost.memoryKib() > budgetKib) {
                throw new IllegalArgumentException("one hash does not fit in the memory budget");
            }
            return new PasswordHasher(this);
        }
    }
}
