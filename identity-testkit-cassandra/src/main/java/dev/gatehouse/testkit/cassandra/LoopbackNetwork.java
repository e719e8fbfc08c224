package dev.gatehouse.testkit.cassandra;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Finds loopback addresses that nobody listens on, so that clusters of parallel builds never meet. */
final class LoopbackNetwork {
    private static final int TRIES = 200;

    private LoopbackNetwork() {}

    /** Returns the first three bytes of a network, {@code 127.x.y.}, whose first {@code hosts} addresses are free. */
    static String free(int hosts) {
        long seed = ProcessHandle.current().pid() * 31 + System.nanoTime();
        for (int i = 0; i < TRIES; i++) {
            long mixed = (seed + i) * 0x9E3779B97F4A7C15L;
            String network = "127." + (1 + (mixed >>> 40) % 250) + "." + (1 + (mixed >>> 50) % 250) + ".";
            if (isFree(network, hosts)) {
                return network;
            }
        }
        throw new IllegalStateException("no free loopback network: nodes need Linux, where 127.0.0.0/8 is local");
    }

    @SuppressWarnings("UnusedException") // an address in use is an answer
    private static boolean isFree(String network, int hosts) {
        for (int host = 1; host <= hosts; host++) {
            for (int port : new int[] {NodeFiles.CQL_PORT, NodeFiles.STORAGE_PORT}) {
                try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(network + host))) {
                    socket.setReuseAddress(true);
                } catch (IOException e) {
                    return false;
                }
            }
        }
        return true;
    }
}
