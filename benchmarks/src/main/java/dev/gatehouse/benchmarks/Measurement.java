package dev.gatehouse.benchmarks;

/**
 * One iteration's figure.
 *
 * @param run the run that it belongs to; figures of different runs are never compared
 * @param subject the benchmark class with its parameters
 * @param method {@code floor}, or what is compared with it
 * @param nanos processor time per operation, in nanoseconds
 * @param wall time on the wall per operation, in nanoseconds
 * @param bytes allocation per operation
 */
record Measurement(String run, String subject, String method, double nanos, double wall, double bytes) {
    private static final int COLUMNS = 6;

    String line() {
        return String.join(
                ",", run, subject, method, Double.toString(nanos), Double.toString(wall), Double.toString(bytes));
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
                Double.parseDouble(cells[5]));
    }
}
