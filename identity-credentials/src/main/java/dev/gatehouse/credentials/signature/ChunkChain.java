package dev.gatehouse.credentials.signature;

/**
 * The chain of chunk signatures: each covers its chunk and the signature before it, the first the request's own. Not
 * thread-safe. Source: Amazon S3 API Reference, "Transferring Payload in Multiple Chunks".
 */
final class ChunkChain {
    private final byte[] key;
    private final String timestamp;
    private final String scope;
    private final String seed;
    private String previous;

    ChunkChain(byte[] key, String timestamp, String scope, String seed) {
        this.key = key;
        this.timestamp = timestamp;
        this.scope = scope;
        this.seed = seed;
        this.previous = seed;
    }

    /** Returns a chain that starts where this one started. */
    ChunkChain fresh() {
        return new ChunkChain(key, timestamp, scope, seed);
    }

    /** Returns the signature of the next chunk, given the SHA-256 of its data. */
    String next(byte[] sha256) {
        previous = sign("AWS4-HMAC-SHA256-PAYLOAD", Hashes.EMPTY_SHA256 + "\n" + Hashes.hex(sha256));
        return previous;
    }

    /** Returns the signature of the trailer, given its canonical form: {@code name:value\n} for each in order. */
    String trailer(String canonicalTrailer) {
        previous = sign("AWS4-HMAC-SHA256-TRAILER", Hashes.sha256Hex(canonicalTrailer));
        return previous;
    }

    private String sign(String algorithm, String hashes) {
        String toSign = algorithm + "\n" + timestamp + "\n" + scope + "\n" + previous + "\n" + hashes;
        return Hashes.hex(Hashes.hmac(key, toSign));
    }
}
