package dev.gatehouse.benchmarks.store;

import dev.gatehouse.benchmarks.DiskUse;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What users take on disk.
 *
 * @param users how many
 * @param enrolled what came when they signed up and confirmed
 * @param settled what came when each of them had signed in and got an identity too
 */
record Growth(int users, DiskUse enrolled, DiskUse settled) {
    /** Makes users; nothing is returned where nothing is on disk. */
    static Optional<Growth> of(Ground ground, int users) throws IOException, SQLException {
        Optional<DiskUse> before = ground.disk();
        List<Visitor> visitors = ground.enrol(users);
        Optional<DiskUse> enrolled = ground.disk();
        for (Visitor visitor : visitors) {
            visitor.play(Flow.SIGN_IN);
            visitor.play(Flow.GET_ID);
        }
        Optional<DiskUse> settled = ground.disk();
        return before.map(start -> new Growth(
                users,
                enrolled.orElseThrow().since(start),
                settled.orElseThrow().since(start)));
    }

    long bytesEnrolled() {
        return enrolled.rows() / users;
    }

    long bytesSettled() {
        return settled.rows() / users;
    }

    /** Returns what the server itself keeps for a while of each. */
    long bytesOfServer() {
        return settled.system() / users;
    }
}
