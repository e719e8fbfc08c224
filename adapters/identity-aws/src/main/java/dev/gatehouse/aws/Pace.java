package dev.gatehouse.aws;

import java.time.Duration;

/** Time that passes while a call waits: the machine's, or a test's. */
interface Pace {
    /** Returns nanoseconds since some fixed moment. */
    long nanos();

    /** Waits. */
    void pause(Duration duration) throws InterruptedException;

    /** Returns the machine's own. */
    static Pace real() {
        return new Pace() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void pause(Duration duration) throws InterruptedException {
                Thread.sleep(duration.toMillis());
            }
        };
    }
}
