/**
 * Real Apache Cassandra nodes for tests, each a process of its own on a loopback address of its own.
 *
 * <pre>{@code
 * try (CassandraCluster cluster = CassandraCluster.of(3).start()) {
 *     CqlSession session = CqlSession.builder()
 *             .addContactPoints(cluster.contactPoints())
 *             .withLocalDatacenter("dc1")
 *             .build();
 *     cluster.kill(2);
 *     ...
 *     cluster.restart(2);
 * }
 * }</pre>
 *
 * <p><b>The server's class path</b> must never meet the test's own: its Guava, Netty and logback are others. It is
 * read from the file that the system property {@code gatehouse.cassandra.classpath} names: one line, as
 * {@code maven-dependency-plugin:build-classpath} writes it for a project whose only dependency is
 * {@code org.apache.cassandra:cassandra-all:5.0.9}.
 *
 * <p><b>Java.</b> Cassandra 5.0 runs on 17. The nodes take the JDK at {@code gatehouse.cassandra.java} (a home), else
 * the one that runs the tests if it is 17, else one that is found beside it or in {@code /usr/lib/jvm}.
 *
 * <p><b>Nodes.</b> Heap 256 MB (about 0.6 GB resident), one token each, addresses {@code 127.x.y.1} and on with a free
 * {@code x.y}, so that clusters never collide; Linux only. Paxos v2; a contended lightweight transaction waits 10 s
 * before it gives up, so that races end in answers. {@code commitlog_sync} is {@code periodic}: what a node has
 * acknowledged survives {@code kill -9} in the page cache, not the loss of power.
 *
 * <p><b>Bytes.</b> {@link CassandraCluster#flushedBytes} asks a node's management agent, which the node starts when it
 * is asked first, for connections from this machine alone.
 */
@NullMarked
package dev.gatehouse.testkit.cassandra;

import org.jspecify.annotations.NullMarked;
