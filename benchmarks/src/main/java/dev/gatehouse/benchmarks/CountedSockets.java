package dev.gatehouse.benchmarks;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.SocketFactory;
import javax.sql.DataSource;
import org.postgresql.ds.common.BaseDataSource;

/**
 * Sockets that count how often PostgreSQL's driver flushes: once for each request that it then waits for. The driver
 * makes the factory from its name, so that the count is one for all.
 */
public final class CountedSockets extends SocketFactory {
    private static final AtomicLong FLUSHES = new AtomicLong();

    /** Lets a driver's source connect through counted sockets. */
    static DataSource under(DataSource source) {
        ((BaseDataSource) source).setSocketFactory(CountedSockets.class.getName());
        return source;
    }

    static long flushes() {
        return FLUSHES.get();
    }

    @Override
    public Socket createSocket() {
        return new Counted();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw connected();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        throw connected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw connected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        throw connected();
    }

    private static IOException connected() {
        return new IOException("PostgreSQL's driver connects its sockets itself");
    }

    private static final class Counted extends Socket {
        @Override
        public OutputStream getOutputStream() throws IOException {
            return new FilterOutputStream(super.getOutputStream()) {
                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    out.write(bytes, offset, length); // not one by one
                }

                @Override
                public void flush() throws IOException {
                    FLUSHES.incrementAndGet();
                    out.flush();
                }
            };
        }
    }
}
