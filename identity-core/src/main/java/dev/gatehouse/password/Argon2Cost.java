package dev.gatehouse.password;

/** What one Argon2 hash costs: memory in KiB, passes over it, lanes. */
record Argon2Cost(int memoryKib, int iterations, int parallelism) {
    /** The memory that any hash may take: 1 GiB. */
    static final int MAX_MEMORY_KIB = 1 << 20;

    static final int MAX_ITERATIONS = 64;
    static final int MAX_PARALLELISM = 16;
    /** The memory that all passes of one hash may touch: 4 GiB, some seconds of work. */
    static final long MAX_TOUCHED_KIB = 4L << 20;

    Argon2Cost {
        if (!isWithinBounds(memoryKib, iterations, parallelism)) {
            throw new IllegalArgumentException("the Argon2 cost is out of bounds");
        }
    }

    static boolean isWithinBounds(long memoryKib, long iterations, long parallelism) {
        return parallelism >= 1
                && parallelism <= MAX_PARALLELISM
                && memoryKib >= 8 * parallelism
                && memoryKib <= MAX_MEMORY_KIB
                && iterations >= 1
                && iterations <= MAX_ITERATIONS
                && memoryKib * iterations <= MAX_TOUCHED_KIB;
    }

    boolean isBelow(Argon2Cost other) {
        return memoryKib < other.memoryKib || iterations < other.iterations || parallelism < other.parallelism;
    }
}
