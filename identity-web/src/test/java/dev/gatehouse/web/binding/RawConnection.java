package dev.gatehouse.web.binding;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** A client that says exactly what it is told to, well-formed or not. */
final class RawConnection implements AutoCloseable {
    private static final int PATIENCE = 15_000;

    private final Socket socket;

    RawConnection(URI server) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE);
    }

    RawConnection say(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    /** Says it if the server still listens. */
    RawConnection trySaying(String text) throws IOException {
        try {
            return say(text);
        } catch (SocketException e) {
            return this;
        }
    }

    /** Waits for a byte, at most so long; true once there is something to read or the server has closed. */
    boolean hears(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            InputStream in = socket.getInputStream();
            peeked = in.read();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            peeked = -1;
            return true;
        } finally {
            socket.setSoTimeout(PATIENCE);
        }
    }

    private int peeked = -2;

    /** Reads until the server closes the connection, by whatever means. */
    String untilClosed() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            for (int c = next(); c >= 0; c = next()) {
                all.write(c);
            }
        } catch (SocketException e) {
            return all.toString(StandardCharsets.ISO_8859_1); // a reset is a close
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    private int next() throws IOException {
        if (peeked != -2) {
            int c = peeked;
            peeked = c < 0 ? c : -2;
            return c;
        }
        return socket.getInputStream().read();
    }

    /** Reads one answer with its body by Content-Length, and leaves the connection as it is. */
    String answer(boolean withBody) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (!all.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int c = next();
            if (c < 0) {
                return all.toString(StandardCharsets.ISO_8859_1);
            }
            all.write(c);
        }
        String head = all.toString(StandardCharsets.ISO_8859_1);
        int length =
                withBody ? header(head, "Content-Length").map(Integer::parseInt).orElse(0) : 0;
        for (int i = 0; i < length; i++) {
            all.write(next());
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    /** Returns the status of an answer; 0 if there was none. */
    static int status(String answer) {
        return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
    }

    static Optional<String> header(String answer, String name) {
        return answer.lines()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
