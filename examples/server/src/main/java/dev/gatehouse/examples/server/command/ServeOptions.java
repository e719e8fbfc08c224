package dev.gatehouse.examples.server.command;

import dev.gatehouse.examples.server.config.ServerSettings;
import dev.gatehouse.examples.server.demo.Demo;
import dev.gatehouse.examples.server.serve.RunningServer;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Option;

/** Serving, with its options. */
final class ServeOptions {
    @Option(
            names = "--demo",
            description =
                    "makes a user pool, a client, two users and an identity pool, if they are not there, and prints"
                            + " commands to paste; on loopback only")
    private boolean demo;

    /** Serves until the process is told to end. */
    int run(ServerSettings configured, PrintWriter out) {
        SecureRandom random = new SecureRandom();
        ServerSettings settings = demo ? Demo.settings(configured, random) : configured;
        RunningServer server = RunningServer.start(settings, InstantSource.system(), random);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            server.close();
                            ended.countDown();
                        },
                        "shutdown"));
        if (demo) {
            out.println(Demo.make(server, settings, random));
        }
        out.println("serving " + server.address() + "; Ctrl-C or SIGTERM ends it");
        out.flush();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }
}
