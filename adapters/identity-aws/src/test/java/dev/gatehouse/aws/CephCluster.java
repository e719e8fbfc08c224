package dev.gatehouse.aws;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Ceph cluster of one monitor, one OSD in memory and one RADOS gateway, on loopback and in a folder of its own, from
 * the packages {@code ceph-mon}, {@code ceph-osd}, {@code radosgw} and {@code ceph-common}. Ends only what it started.
 */
final class CephCluster implements AutoCloseable {
    private static final List<String> PROGRAMS =
            List.of("ceph", "ceph-authtool", "monmaptool", "ceph-mon", "ceph-osd", "radosgw", "radosgw-admin");
    private static final long PATIENCE_SECONDS = 90;

    private final Path folder;
    private final URI gateway;
    private final List<Process> daemons = new ArrayList<>();

    private CephCluster(Path folder, URI gateway) {
        this.folder = folder;
        this.gateway = gateway;
    }

    /** Returns the programs that are missing on this machine. */
    static List<String> missing() {
        List<Path> path = Arrays.stream(System.getenv("PATH").split(":", -1))
                .map(Path::of)
                .toList();
        return PROGRAMS.stream()
                .filter(program -> path.stream().noneMatch(dir -> Files.isExecutable(dir.resolve(program))))
                .toList();
    }

    static CephCluster start(Path folder) throws IOException, InterruptedException {
        int monitor = freePort();
        int gatewayPort = freePort();
        CephCluster cluster = new CephCluster(folder, URI.create("http://127.0.0.1:" + gatewayPort + "/"));
        try {
            cluster.launch(monitor, gatewayPort);
            return cluster;
        } catch (IOException | InterruptedException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    URI gateway() {
        return gateway;
    }

    private void launch(int monitor, int gatewayPort) throws IOException, InterruptedException {
        String fsid = UUID.randomUUID().toString();
        for (String each : List.of("mon", "osd", "out")) {
            Files.createDirectory(folder.resolve(each));
        }
        Files.writeString(folder.resolve("ceph.conf"), configuration(fsid, monitor, gatewayPort));
        run("ceph-authtool", "--create-keyring", "keyring", "--gen-key", "-n", "mon.", "--cap", "mon", "allow *");
        key("client.admin", "allow *");
        key("osd.0", "allow profile osd");
        run("monmaptool", "--create", "--fsid", fsid, "--addv", "a", "[v2:127.0.0.1:" + monitor + "]", "monmap");
        ceph("ceph-mon", "-i", "a", "--mkfs", "--monmap", "monmap", "--keyring", "keyring");
        daemon("ceph-mon", "-i", "a");
        ceph("ceph-osd", "-i", "0", "--mkfs", "--osd-uuid", UUID.randomUUID().toString());
        ceph("ceph", "osd", "new", Files.readString(folder.resolve("osd/fsid")).strip());
        ceph("ceph", "auth", "import", "-i", "keyring");
        daemon("ceph-osd", "-i", "0");
        daemon("radosgw", "-n", "client.admin");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!answers()) {
            if (System.nanoTime() > deadline || !daemons.stream().allMatch(Process::isAlive)) {
                throw new IOException("the gateway did not come up; see " + folder.resolve("out"));
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private void key(String name, String monitorCap) throws IOException, InterruptedException {
        run("ceph-authtool", "keyring", "--gen-key", "-n", name, "--cap", "mon", monitorCap, "--cap", "osd", "allow *");
    }

    private String configuration(String fsid, int monitor, int gatewayPort) {
        String out = folder.resolve("out").toString();
        return String.join(
                "\n",
                "[global]",
                "fsid = " + fsid,
                "mon host = v2:127.0.0.1:" + monitor,
                "mon initial members = a",
                "public addr = 127.0.0.1",
                "ms bind ipv6 = false",
                "keyring = " + folder.resolve("keyring"),
                "mon data = " + folder.resolve("mon"),
                "osd data = " + folder.resolve("osd"),
                "osd objectstore = memstore",
                "memstore device bytes = 268435456",
                "osd pool default size = 1",
                "osd pool default min size = 1",
                "osd pool default pg num = 4",
                "osd crush chooseleaf type = 0",
                "mon allow pool size one = true",
                "mon data avail crit = 1",
                "mon data avail warn = 1",
                "auth allow insecure global id reclaim = false",
                "log file = " + out + "/$name.log",
                "mon cluster log file = " + out + "/cluster.log",
                "admin socket = " + out + "/$name.$pid.asok",
                "pid file = " + out + "/$name.pid",
                "run dir = " + out,
                "crash dir = " + out,
                "rgw frontends = beast endpoint=127.0.0.1:" + gatewayPort,
                "rgw enable apis = s3, sts, iam",
                "rgw s3 auth use sts = true",
                "rgw sts key = abcdefghijklmnop",
                "rgw thread pool size = 16",
                "rgw enable gc threads = false",
                "rgw enable lc threads = false",
                "");
    }

    private boolean answers() throws IOException {
        HttpURLConnection connection = (HttpURLConnection) gateway.toURL().openConnection();
        connection.setConnectTimeout(1_000);
        connection.setReadTimeout(1_000);
        try {
            return connection.getResponseCode() == 200;
        } catch (IOException e) {
            return false; // not there yet
        } finally {
            connection.disconnect();
        }
    }

    /** Runs a program of Ceph against this cluster and returns what it printed. */
    String ceph(String program, String... arguments) throws IOException, InterruptedException {
        return run(command(program, arguments).toArray(String[]::new));
    }

    private List<String> command(String program, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(program, "-c", folder.resolve("ceph.conf").toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private String run(String... command) throws IOException, InterruptedException {
        Path printed = folder.resolve("out").resolve(command[0] + ".last");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly();
        }
        String output = Files.readString(printed, StandardCharsets.UTF_8);
        if (!ended || process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + " failed: " + output);
        }
        return output;
    }

    private void daemon(String program, String... arguments) throws IOException {
        List<String> command = command(program, arguments);
        command.add("-f");
        daemons.add(new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").resolve(program + ".out").toFile())
                .start());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Returns the end of every daemon's log, for a failure's message. */
    String logs() throws IOException {
        StringBuilder logs = new StringBuilder();
        try (Stream<Path> files = Files.list(folder.resolve("out"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".log")).toList()) {
                String text = Files.readString(file);
                logs.append(file.getFileName()).append('\n').append(text.substring(Math.max(0, text.length() - 2_000)));
            }
        }
        return logs.toString();
    }

    @Override
    public void close() {
        for (int i = daemons.size() - 1; i >= 0; i--) {
            daemons.get(i).destroyForcibly();
        }
        for (Process daemon : daemons) {
            try {
                daemon.waitFor(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
