package dev.gatehouse.examples.server;

import dev.gatehouse.PoolId;
import dev.gatehouse.seal.MasterKeys;
import dev.gatehouse.seal.SealPurpose;
import dev.gatehouse.seal.Sealer;
import java.security.SecureRandom;
import java.util.Map;
import org.sqlite.SQLiteJDBCLoader;

/**
 * Loads, while the command line is still being read, what takes long to load and does not depend on it: Bouncy Castle's
 * signed jar, the ciphers, SQLite's native library. With a second processor the server starts sooner; nothing else changes.
 */
final class Ahead {
    private Ahead() {}

    static void load() {
        Thread ahead = new Thread(Ahead::loadNow, "ahead");
        ahead.setDaemon(true);
        ahead.start();
    }

    private static void loadNow() {
        Sealer sealer = new Sealer(MasterKeys.of(1, Map.of(1, new byte[MasterKeys.KEY_LENGTH])), new SecureRandom());
        sealer.seal(SealPurpose.POOL_SECRET, new PoolId("local_ahead"), "ahead", new byte[1]);
        try {
            SQLiteJDBCLoader.initialize();
        } catch (Exception e) { // whoever needs SQLite is told by the database's own opening
            System.getLogger(Ahead.class.getName()).log(System.Logger.Level.DEBUG, "SQLite was not loaded ahead", e);
        }
    }
}
