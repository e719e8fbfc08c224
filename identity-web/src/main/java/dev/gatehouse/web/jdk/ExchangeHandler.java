package dev.gatehouse.web.jdk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsExchange;
import dev.gatehouse.web.http.HttpHeaders;
import dev.gatehouse.web.http.HttpResponse;
import dev.gatehouse.web.http.ReceivedRequest;
import dev.gatehouse.web.http.RefusedRequestException;
import dev.gatehouse.web.http.RequestReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One exchange of the JDK's server: in, handled, out, and the connection kept only if nothing is left on it. */
final class ExchangeHandler implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ExchangeHandler.class);
    private static final int LINGER_BYTES = 1 << 20;
    private static final long LINGER_NANOS = 1_000_000_000L;

    private final dev.gatehouse.web.http.HttpHandler handler;
    private final RequestReader reader;
    private final InFlight inFlight;
    private volatile boolean draining;

    ExchangeHandler(dev.gatehouse.web.http.HttpHandler handler, RequestReader reader, InFlight inFlight) {
        this.handler = handler;
        this.reader = reader;
        this.inFlight = inFlight;
    }

    /** From now on every answer ends its connection, and a new request is answered with 503. */
    void drain() {
        draining = true;
    }

    @Override
    public void handle(HttpExchange exchange) {
        inFlight.enter();
        try (exchange) {
            exchange(exchange);
        } catch (IOException e) {
            LOG.debug("a connection ended before its answer: {}", e.getClass().getName());
        } finally {
            inFlight.leave();
        }
    }

    private void exchange(HttpExchange exchange) throws IOException {
        HttpResponse answer;
        boolean tooLong = false;
        if (draining) {
            answer = HttpResponse.empty(503).with("Retry-After", "1");
        } else {
            try {
                answer = handler.handle(reader.read(received(exchange)));
            } catch (RefusedRequestException e) {
                answer = e.response();
                tooLong = e.status() == 413;
            }
        }
        try (HttpResponse.Body body = answer.body()) {
            send(exchange, answer, body);
        }
        if (tooLong) {
            linger(exchange.getRequestBody());
        }
    }

    private static ReceivedRequest received(HttpExchange exchange) throws RefusedRequestException {
        return new ReceivedRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(), // as it was parsed from, byte for byte
                headers(exchange),
                exchange.getRequestBody(),
                exchange instanceof HttpsExchange,
                exchange.getRemoteAddress().getAddress());
    }

    private static HttpHeaders headers(HttpExchange exchange) throws RefusedRequestException {
        List<HttpHeaders.Line> lines = new ArrayList<>();
        try {
            exchange.getRequestHeaders()
                    .forEach((name, values) -> values.forEach(value -> lines.add(new HttpHeaders.Line(name, value))));
        } catch (IllegalArgumentException e) {
            throw new RefusedRequestException(400, "request.header");
        }
        return HttpHeaders.of(lines);
    }

    private void send(HttpExchange exchange, HttpResponse answer, HttpResponse.Body body) throws IOException {
        for (HttpHeaders.Line line : answer.headers().lines()) {
            exchange.getResponseHeaders().add(line.name(), line.value());
        }
        if (draining) {
            exchange.getResponseHeaders().set("Connection", "close");
        }
        boolean bodiless = answer.status() == 204 || answer.status() == 304;
        boolean head = exchange.getRequestMethod().equals("HEAD");
        long length = body.length();
        if (head && !bodiless) {
            exchange.getResponseHeaders().set("Content-Length", Long.toString(length));
        }
        if (head || bodiless || length == 0) {
            exchange.sendResponseHeaders(answer.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(answer.status(), length);
        OutputStream out = exchange.getResponseBody();
        body.writeTo(out);
        out.flush();
    }

    /**
     * Reads a little of what a client still sends of a body that is too long: closing on unread bytes resets the
     * connection, and the client would not see why.
     */
    private static void linger(InputStream body) throws IOException {
        long end = System.nanoTime() + LINGER_NANOS;
        byte[] waste = new byte[8_192];
        for (int read = 0, n = 0; n >= 0 && read < LINGER_BYTES && System.nanoTime() < end; read += n) {
            n = body.read(waste);
        }
    }
}
