package dev.gatehouse.web.http;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/** Requests without a server. */
final class TestRequests {
    private TestRequests() {}

    static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static HttpRequest of(String method, String path, HttpHeaders headers) {
        return new HttpRequest(
                method,
                path,
                "",
                headers,
                InputStream.nullInputStream(),
                URI.create("http://a.example"),
                address("192.0.2.1"));
    }

    static HttpRequest of(String method, String path) {
        return of(method, path, HttpHeaders.none());
    }
}
