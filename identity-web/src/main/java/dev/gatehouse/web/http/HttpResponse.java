package dev.gatehouse.web.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * An answer.
 *
 * @param status 200 to 599
 * @param headers every line but {@code Content-Length} and {@code Transfer-Encoding}, which the binding sets
 * @param body what follows
 */
public record HttpResponse(int status, HttpHeaders headers, Body body) {
    /**
     * Checks the status.
     *
     * @throws IllegalArgumentException if it is not a final one, 200 to 599
     */
    public HttpResponse {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("a status is between 200 and 599");
        }
    }

    /**
     * What follows the headers. The binding calls {@link #close} in the end, whether the body was written or not, so an
     * implementation may hold a file open from the start.
     */
    public interface Body extends Closeable {
        /** Returns the number of bytes. */
        long length();

        /**
         * Writes exactly that many bytes; called at most once, not at all for {@code HEAD}.
         *
         * @throws IOException if the source or the connection failed; the binding then ends the connection
         */
        void writeTo(OutputStream out) throws IOException;

        /** Lets go of what the body holds; nothing unless overridden. */
        @Override
        default void close() throws IOException {}
    }

    /** Returns an answer without a body. */
    public static HttpResponse empty(int status) {
        return new HttpResponse(status, HttpHeaders.none(), bytes(new byte[0]));
    }

    /** Returns a text in UTF-8. */
    public static HttpResponse text(int status, String contentType, String text) {
        return new HttpResponse(
                status, HttpHeaders.of("Content-Type", contentType), bytes(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Returns this answer with one more header line. */
    public HttpResponse with(String name, String value) {
        return new HttpResponse(status, headers.and(name, value), body);
    }

    /** Returns a body of these bytes. */
    public static Body bytes(byte[] content) {
        byte[] own = content.clone();
        return new Body() {
            @Override
            public long length() {
                return own.length;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                out.write(own);
            }
        };
    }

    /** Tells the status only: the rest may hold secrets. */
    @Override
    public String toString() {
        return Integer.toString(status);
    }
}
