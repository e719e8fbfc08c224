package dev.gatehouse.web.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * A body that ends, at its limit of bytes and of time at the latest. A body shorter than announced is a connection that
 * broke, not a short body. The time is looked at between reads; a single read that hangs is the server's to cut.
 */
final class BoundedBody extends InputStream {
    private final InputStream wire;
    private final long limit;
    private final OptionalLong announced;
    private final long startedAt = System.nanoTime();
    private final long time;
    private long count;

    BoundedBody(InputStream wire, long limit, OptionalLong announced, Duration time) {
        this.wire = wire;
        this.limit = limit;
        this.announced = announced;
        this.time = time.toNanos();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (announced.isPresent() && count >= announced.getAsLong()) {
            return -1; // not a read more: a servlet container may block for bytes of a next request
        }
        demandTime();
        int taken = wire.read(into, offset, length);
        if (taken < 0) {
            if (announced.isPresent()) {
                throw new EOFException("the body ended before its announced length");
            }
            return -1;
        }
        count += taken;
        if (count > limit) {
            throw new RefusedRequestException(413, "request.body-length");
        }
        demandTime();
        return taken;
    }

    private void demandTime() throws RefusedRequestException {
        if (System.nanoTime() - startedAt > time) {
            throw new RefusedRequestException(408, "request.body-time");
        }
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
