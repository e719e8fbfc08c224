package dev.gatehouse.web.http;

import java.io.InputStream;
import java.net.InetAddress;

/**
 * What a server parsed off a connection, before any of it is believed: for the authors of bindings.
 *
 * @param method the method as on the wire
 * @param target the request target as on the wire (RFC 9112 §3.2), such as {@code /path?query}
 * @param headers every line
 * @param body what follows, after HTTP's transfer coding
 * @param secure whether the connection is TLS
 * @param peer the address at the other end of the connection
 */
public record ReceivedRequest(
        String method, String target, HttpHeaders headers, InputStream body, boolean secure, InetAddress peer) {
    /** Tells the method only: the rest may hold secrets. */
    @Override
    public String toString() {
        return method;
    }
}
