package dev.gatehouse.web.servlet;

import dev.gatehouse.web.http.HttpHandler;
import dev.gatehouse.web.http.HttpHeaders;
import dev.gatehouse.web.http.HttpResponse;
import dev.gatehouse.web.http.ReceivedRequest;
import dev.gatehouse.web.http.RefusedRequestException;
import dev.gatehouse.web.http.RequestReader;
import dev.gatehouse.web.http.ServerLimits;
import dev.gatehouse.web.http.TrustedProxies;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A servlet that is a handler. It implements {@link Servlet} and does not extend {@code HttpServlet}, which would make
 * it serializable and answer {@code HEAD} and {@code OPTIONS} by itself. Thread-safe.
 *
 * <p>Map it to {@code /*}: the handler sees the whole path as on the wire, context path included, since request
 * signatures cover it. Let no filter before it read the body or call {@code getParameter}. Where the container has a
 * customizer for forwarded headers of its own, use either that or {@link TrustedProxies}, not both.
 *
 * <p>Of {@link ServerLimits}, body bytes, headers, target and the request time between two reads are kept here; header
 * and idle times, response time and connections are settings of the container.
 */
public final class HandlerServlet implements Servlet {
    private final HttpHandler handler;
    private final RequestReader reader;
    private @Nullable ServletConfig config;

    /** Returns a servlet with the default limits that trusts no proxy. */
    public HandlerServlet(HttpHandler handler) {
        this(handler, ServerLimits.defaults(), TrustedProxies.none());
    }

    /**
     * Returns a servlet.
     *
     * @param handler answers every request
     * @param limits what a request may hold
     * @param proxies whose forwarded headers count
     */
    public HandlerServlet(HttpHandler handler, ServerLimits limits, TrustedProxies proxies) {
        this.handler = handler;
        this.reader = new RequestReader(limits, proxies);
    }

    /**
     * Answers a request.
     *
     * @throws ServletException if it is not HTTP
     * @throws IOException if the connection failed; the container ends it
     */
    @Override
    public void service(ServletRequest request, ServletResponse response) throws ServletException, IOException {
        if (!(request instanceof HttpServletRequest asked) || !(response instanceof HttpServletResponse answered)) {
            throw new ServletException("this servlet speaks HTTP only");
        }
        HttpResponse answer;
        try {
            answer = handler.handle(reader.read(received(asked)));
        } catch (RefusedRequestException e) {
            answer = e.response();
        }
        try (HttpResponse.Body body = answer.body()) {
            send(asked, answered, answer, body);
        }
    }

    private static ReceivedRequest received(HttpServletRequest request) throws IOException {
        String query = request.getQueryString();
        return new ReceivedRequest(
                request.getMethod(),
                request.getRequestURI() + (query == null ? "" : "?" + query),
                headers(request),
                request.getInputStream(),
                request.isSecure(),
                peer(request.getRemoteAddr()));
    }

    private static HttpHeaders headers(HttpServletRequest request) throws RefusedRequestException {
        List<HttpHeaders.Line> lines = new ArrayList<>();
        try {
            for (String name : Collections.list(request.getHeaderNames())) {
                for (String value : Collections.list(request.getHeaders(name))) {
                    lines.add(new HttpHeaders.Line(name, value));
                }
            }
            if (request.getHeader("Host") == null && request.getProtocol().startsWith("HTTP/2")) {
                lines.add(new HttpHeaders.Line("Host", request.getServerName() + ":" + request.getServerPort()));
            }
        } catch (IllegalArgumentException e) {
            throw new RefusedRequestException(400, "request.header");
        }
        return HttpHeaders.of(lines);
    }

    /** Reads the literal that the container gives; it is never a name. */
    private static InetAddress peer(String literal) throws IOException {
        String bare = literal.startsWith("[") ? literal.substring(1, literal.length() - 1) : literal;
        int zone = bare.indexOf('%');
        return InetAddress.getByName(zone < 0 ? bare : bare.substring(0, zone));
    }

    private static void send(
            HttpServletRequest request, HttpServletResponse response, HttpResponse answer, HttpResponse.Body body)
            throws IOException {
        response.setStatus(answer.status());
        for (HttpHeaders.Line line : answer.headers().lines()) {
            response.addHeader(line.name(), line.value());
        }
        if (answer.status() == 204 || answer.status() == 304) {
            return;
        }
        response.setContentLengthLong(body.length());
        if (!request.getMethod().equals("HEAD") && body.length() > 0) {
            body.writeTo(response.getOutputStream());
        }
        response.flushBuffer();
    }

    @Override
    public void init(ServletConfig value) {
        this.config = value;
    }

    @Override
    public ServletConfig getServletConfig() {
        ServletConfig given = config;
        if (given == null) {
            throw new IllegalStateException("the servlet was not initialised");
        }
        return given;
    }

    @Override
    public String getServletInfo() {
        return "Gatehouse";
    }

    @Override
    public void destroy() {}
}
