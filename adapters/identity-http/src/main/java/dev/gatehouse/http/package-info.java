/**
 * Remote keys over {@code java.net.http}: {@link dev.gatehouse.http.HttpJwksFetcher} fetches the JWKS documents that
 * {@link dev.gatehouse.token.RemoteJwks} asks for. Redirects are never followed, size and time are bounded for the
 * answer as a whole, and only {@code https}, or {@code http} to this machine, is fetched.
 */
@NullMarked
package dev.gatehouse.http;

import org.jspecify.annotations.NullMarked;
