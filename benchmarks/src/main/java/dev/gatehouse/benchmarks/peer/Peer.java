package dev.gatehouse.benchmarks.peer;

import java.util.Map;

/** A library that makes and verifies tokens with one key. Of one thread. */
public interface Peer {
    /**
     * Returns a signed token in compact form.
     *
     * @param claims as {@link Payload#claims} makes them
     * @throws Exception what the library throws
     */
    String sign(Map<String, Object> claims) throws Exception;

    /**
     * Returns the subject of a token whose signature, issuer and expiry hold.
     *
     * @throws Exception what the library throws at a token that it refuses
     */
    String verify(String token) throws Exception;

    /** Does what an application's scheduler has the library do every second or so. */
    default void maintain() {}

    /** Stops what the library has started. */
    default void close() {}
}
