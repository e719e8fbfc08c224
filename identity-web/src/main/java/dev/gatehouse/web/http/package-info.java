/**
 * HTTP as values: a request, a response, and functions between them. No server's type appears here; the packages
 * {@code dev.gatehouse.web.servlet} and {@code dev.gatehouse.web.jdk} bind a {@link dev.gatehouse.web.http.HttpHandler}
 * to one.
 *
 * <p>{@link dev.gatehouse.web.http.Routes} sends requests to handlers and turns faults into answers;
 * {@link dev.gatehouse.web.http.CorsSettings}, {@link dev.gatehouse.web.http.Health} and
 * {@link dev.gatehouse.web.http.Metrics} go with it. {@link dev.gatehouse.web.http.RequestReader} is what every binding
 * passes a request through: {@link dev.gatehouse.web.http.ServerLimits}, framing, host, and
 * {@link dev.gatehouse.web.http.TrustedProxies}. See {@code docs/features/http.md}.
 *
 * <p>Specifications: RFC 9110 and 9112 (HTTP), RFC 7239 (Forwarded), the Fetch standard (CORS), Prometheus' text format
 * 0.0.4.
 */
@NullMarked
package dev.gatehouse.web.http;

import org.jspecify.annotations.NullMarked;
