package dev.gatehouse.testkit.cassandra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A running cluster. Nodes are counted from 1. Thread-safe; {@link #close} ends every node and removes its files. */
public final class CassandraCluster implements AutoCloseable {
    /** How long a node may take to start. */
    public static final Duration START = Duration.ofMinutes(2);

    private final Path folder;
    private final List<CassandraNode> nodes;
    private final Duration startTime;

    private CassandraCluster(Path folder, List<CassandraNode> nodes, Duration startTime) {
        this.folder = folder;
        this.nodes = nodes;
        this.startTime = startTime;
    }

    /** Returns the plan of one data centre, {@code dc1}, of some nodes. */
    public static Plan of(int nodes) {
        return new Plan(List.of(nodes));
    }

    /** Returns the plan of data centres {@code dc1}, {@code dc2} and on, of that many nodes each. */
    public static Plan ofDataCentres(List<Integer> nodes) {
        return new Plan(nodes);
    }

    /** Returns where the nodes listen for CQL. */
    public List<InetSocketAddress> contactPoints() {
        return nodes.stream().map(CassandraNode::endpoint).toList();
    }

    /** Returns where one node listens for CQL. */
    public InetSocketAddress contactPoint(int node) {
        return node(node).endpoint();
    }

    /** Returns how long the start took, from the first process to the last node that takes requests. */
    public Duration startTime() {
        return startTime;
    }

    /** Ends a node at once, as {@code kill -9} does. */
    public void kill(int node) {
        node(node).kill();
    }

    /** Starts a killed node on its own files, and waits until it takes requests; the others need not run. */
    public void restart(int node) {
        node(node).start();
        node(node).awaitReady(List.of(), START);
    }

    /** Stops a node in its tracks, as {@code kill -STOP} does: its connections stay open and nothing answers. */
    public void pause(int node) {
        node(node).signal("STOP");
    }

    /** Lets a paused node go on. */
    public void resume(int node) {
        node(node).signal("CONT");
    }

    /** Returns the bytes of a node's data files, commit log not counted. */
    public long dataBytes(int node) {
        return node(node).dataBytes();
    }

    /**
     * Writes a keyspace's rows on a node from memory to files, as {@code nodetool flush} does, and returns the bytes of
     * the files that are in use, indexes and filters included.
     *
     * @throws IllegalStateException if the node does not answer
     */
    public long flushedBytes(int node, String keyspace) {
        return node(node).flushedBytes(keyspace);
    }

    private CassandraNode node(int number) {
        return nodes.get(number - 1);
    }

    @Override
    public void close() {
        nodes.forEach(CassandraNode::kill);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the files of the nodes stay in " + folder, e);
        }
    }

    /** What to start. Immutable. */
    public static final class Plan {
        private final List<Integer> dataCentres;

        private Plan(List<Integer> dataCentres) {
            if (dataCentres.isEmpty() || dataCentres.stream().anyMatch(count -> count < 1 || count > 9)) {
                throw new IllegalArgumentException("a data centre has 1 to 9 nodes");
            }
            this.dataCentres = List.copyOf(dataCentres);
        }

        /**
         * Starts the nodes and waits until all take requests.
         *
         * @throws IllegalStateException if one does not come up; the message ends with the end of its log
         */
        public CassandraCluster start() {
            long begin = System.nanoTime();
            Launch launch = Launch.fromProperties();
            String network = LoopbackNetwork.free(
                    dataCentres.stream().mapToInt(Integer::intValue).sum());
            List<CassandraNode> nodes = new ArrayList<>();
            Path folder;
            try {
                folder = Files.createTempDirectory("cassandra");
                for (NodeFiles files : NodeFiles.of(folder, network, dataCentres)) {
                    files.write();
                    nodes.add(new CassandraNode(files, launch));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("the configuration cannot be written", e);
            }
            try {
                nodes.forEach(CassandraNode::start);
                for (CassandraNode node : nodes) {
                    node.awaitReady(
                            nodes.stream()
                                    .filter(other -> other != node)
                                    .map(CassandraNode::endpoint)
                                    .toList(),
                            START);
                }
            } catch (IllegalStateException e) {
                nodes.forEach(CassandraNode::kill);
                throw e;
            }
            CassandraCluster cluster = new CassandraCluster(folder, nodes, Duration.ofNanos(System.nanoTime() - begin));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> nodes.forEach(CassandraNode::kill)));
            return cluster;
        }
    }
}
