package dev.gatehouse.web.http;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;

/**
 * A request as it stood on the wire, after {@link RequestReader}.
 *
 * @param method upper case, such as {@code POST}
 * @param path percent-encoded, beginning with a slash
 * @param query percent-encoded, without its question mark; empty if there is none
 * @param headers every line
 * @param body at most as long as the binding's limit; reading past it, or slower than the limit of time, throws
 *     {@link java.io.IOException}. Empty if there is none. Read at most once
 * @param origin scheme, host and port that the client addressed, after forwarded headers of trusted proxies
 * @param client the address of the client, after forwarded headers of trusted proxies
 */
public record HttpRequest(
        String method,
        String path,
        String query,
        HttpHeaders headers,
        InputStream body,
        URI origin,
        InetAddress client) {
    /** Tells method and path only: the rest may hold secrets. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
