/**
 * The binding to {@code jakarta.servlet} 6: {@link dev.gatehouse.web.servlet.HandlerServlet} puts an
 * {@link dev.gatehouse.web.http.HttpHandler} into any container. Connections, TLS, idle and header times are the
 * container's; what a request may hold is checked here as in every binding. Tested in Jetty 12.1.
 */
@NullMarked
package dev.gatehouse.web.servlet;

import org.jspecify.annotations.NullMarked;
