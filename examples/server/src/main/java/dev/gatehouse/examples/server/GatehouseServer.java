package dev.gatehouse.examples.server;

import dev.gatehouse.examples.server.command.CommandLines;

/** The server's main class. */
public final class GatehouseServer {
    private GatehouseServer() {}

    public static void main(String[] args) {
        System.exit(CommandLines.of(System.getenv(), args).execute(args));
    }
}
