/**
 * The binding to {@code jdk.httpserver}, the HTTP server of the JDK: {@link dev.gatehouse.web.jdk.JdkHttpServer}
 * serves an {@link dev.gatehouse.web.http.HttpHandler} without a further dependency. HTTP/1.1, plain or TLS.
 *
 * <p>The server's times and connection limits are system properties that hold for the whole JVM and are read once; the
 * binding sets those that are unset from {@link dev.gatehouse.web.http.ServerLimits} before the first server is made,
 * {@code sun.net.httpserver.nodelay} among them, without which a keep-alive request takes 40 ms on JDK 17.
 */
@NullMarked
package dev.gatehouse.web.jdk;

import org.jspecify.annotations.NullMarked;
