package dev.gatehouse.store.jdbc;

import static dev.gatehouse.store.jdbc.Rows.NOW;
import static dev.gatehouse.store.jdbc.Rows.digest;
import static dev.gatehouse.store.jdbc.Rows.oneTime;
import static dev.gatehouse.store.jdbc.Rows.write;

import java.nio.file.Path;
import java.time.InstantSource;

/** A process that writes until it is killed, and prints the name of each row once its write was acknowledged. */
final class KilledWriter {
    private KilledWriter() {}

    public static void main(String[] arguments) {
        JdbcStores stores = JdbcStores.sqlite(Path.of(arguments[0]), InstantSource.fixed(NOW));
        for (int i = 0; stores.oneTimes().insert(digest("k" + i), oneTime(NOW.plusSeconds(60)), write()); i++) {
            System.out.println("k" + i);
        }
    }
}
