package dev.gatehouse.web.http;

import java.io.IOException;

/** Answers a request. Implementations are thread-safe and know no server. */
@FunctionalInterface
public interface HttpHandler {
    /**
     * Returns the answer.
     *
     * @throws IOException if the body cannot be read; the binding then ends the connection
     */
    HttpResponse handle(HttpRequest request) throws IOException;
}
