package dev.gatehouse.benchmarks.load;

import java.io.IOException;

/** What one connection does again and again. */
interface Operation {
    /** Does it once more; throws if the answer is not the one that it should be. */
    void once(Connection connection) throws IOException;
}
