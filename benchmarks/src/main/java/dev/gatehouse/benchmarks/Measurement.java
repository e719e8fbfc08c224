package dev.gatehouse.benchmarks;

/**
 * One iteration's figures.
 *
 * @param run the run that it belongs to; figures of different runs are never compared
 * @param subject the benchmark class with its parameters
 * @param method {@code floor}, or what is compared with it
 * @param nanos processor time per operation, in nanoseconds
 * @param wall time on the wall per operation, in nanoseconds
 * @param p99 the time on the wall that 99 of 100 sampled operations did not exceed, in nanoseconds
 * @param bytes allocation per operation
 * @param verbs store round trips per operation; 0 where there are no stores
 */
record Measurement(
        String run, String subject, String method, double nanos, double wall, double p99, double bytes, double verbs) {
    private static final int COLUMNS = 8;

    String line() {
        return String.join(
                ",",
                run,
                subject,
                method,
                Double.toString(nanos),
                Double.toString(wall),
                Double.toString(p99),
                Double.toString(bytes),
                Double.toString(verbs));
    }

    static Measurement parse(String line) {
        String[] cells = line.split(",", -1);
        if (cells.length != COLUMNS) {
            throw new IllegalArgumentException("a line has " + COLUMNS + " cells");
        }
        return new Measurement(
                cells[0],
                cells[1],
                cells[2],
                Double.parseDouble(cells[3]),
                Double.parseDouble(cells[4]),
                Double.parseDouble(cells[5]),
                Double.parseDouble(cells[6]),
                Double.parseDouble(cells[7]));
    }
}
