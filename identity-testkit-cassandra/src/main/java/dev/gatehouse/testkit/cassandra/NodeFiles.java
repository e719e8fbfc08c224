package dev.gatehouse.testkit.cassandra;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The configuration of one node.
 *
 * @param folder everything that it writes
 * @param address its loopback address
 * @param seeds the addresses of all nodes: each may come up first
 * @param dataCentre such as {@code dc1}
 * @param token its place in the ring
 */
record NodeFiles(Path folder, String address, String seeds, String dataCentre, String token) {
    static final int CQL_PORT = 9042;
    static final int STORAGE_PORT = 7000;

    private static final BigInteger RING = BigInteger.ONE.shiftLeft(64);

    /** Returns the nodes of all data centres; each ring is divided evenly, and no two nodes share a token. */
    static List<NodeFiles> of(Path folder, String network, List<Integer> dataCentres) {
        List<NodeFiles> nodes = new ArrayList<>();
        String seeds = IntStream.rangeClosed(
                        1, dataCentres.stream().mapToInt(Integer::intValue).sum())
                .mapToObj(host -> network + host)
                .collect(Collectors.joining(","));
        for (int dc = 0; dc < dataCentres.size(); dc++) {
            int count = dataCentres.get(dc);
            for (int i = 0; i < count; i++) {
                int number = nodes.size() + 1;
                BigInteger token = RING.multiply(BigInteger.valueOf(i))
                        .divide(BigInteger.valueOf(count))
                        .add(BigInteger.valueOf(Long.MIN_VALUE))
                        .add(BigInteger.valueOf(100L + dc));
                nodes.add(new NodeFiles(
                        folder.resolve("node" + number), network + number, seeds, "dc" + (dc + 1), token.toString()));
            }
        }
        return nodes;
    }

    Path configuration() {
        return folder.resolve("conf");
    }

    Path log() {
        return folder.resolve("node.log");
    }

    void write() throws IOException {
        Files.createDirectories(configuration());
        Files.createFile(log());
        Files.writeString(configuration().resolve("cassandra.yaml"), yaml());
        Files.writeString(configuration().resolve("cassandra-rackdc.properties"), "dc=" + dataCentre + "\nrack=r1\n");
        Files.writeString(configuration().resolve("logback.xml"), """
                <configuration>
                  <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                    <encoder><pattern>%-5level %d{HH:mm:ss.SSS} %logger{0} %msg%n</pattern></encoder>
                  </appender>
                  <root level="INFO"><appender-ref ref="out"/></root>
                </configuration>
                """);
    }

    private String yaml() {
        return """
                cluster_name: gatehouse
                num_tokens: 1
                initial_token: %1$s
                auto_bootstrap: false
                partitioner: org.apache.cassandra.dht.Murmur3Partitioner
                data_file_directories: ["%3$s/data"]
                commitlog_directory: %3$s/commitlog
                saved_caches_directory: %3$s/caches
                hints_directory: %3$s/hints
                cdc_raw_directory: %3$s/cdc
                commitlog_sync: periodic
                commitlog_sync_period: 10s
                commitlog_segment_size: 8MiB
                commitlog_disk_access_mode: mmap
                commitlog_total_space: 256MiB
                memtable_heap_space: 64MiB
                memtable_offheap_space: 64MiB
                key_cache_size: 4MiB
                file_cache_enabled: false
                networking_cache_size: 16MiB
                concurrent_reads: 8
                concurrent_writes: 8
                concurrent_compactors: 1
                seed_provider:
                  - class_name: org.apache.cassandra.locator.SimpleSeedProvider
                    parameters: [{seeds: "%4$s"}]
                listen_address: %2$s
                rpc_address: %2$s
                storage_port: %5$d
                native_transport_port: %6$d
                endpoint_snitch: GossipingPropertyFileSnitch
                dynamic_snitch: false
                paxos_variant: v2
                read_request_timeout: 5s
                range_request_timeout: 10s
                write_request_timeout: 5s
                cas_contention_timeout: 10s
                request_timeout: 10s
                auto_snapshot: false
                snapshot_before_compaction: false
                sstable_preemptive_open_interval:
                """.formatted(token, address, folder, seeds, STORAGE_PORT, CQL_PORT);
    }
}
