package dev.gatehouse.web.http;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts requests and their times by method, route and status, and shows them in the text format of Prometheus, version
 * 0.0.4. Thread-safe.
 *
 * <p>{@code gatehouse_http_requests_total} counts; {@code gatehouse_http_request_duration_seconds} is a histogram by
 * method and route. Labels come from the routes, never from requests; beyond 1,000 combinations, all further ones count
 * as {@code other}.
 */
public final class Metrics implements RequestListener, HttpHandler {
    private static final double[] BOUNDS = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};
    private static final int MOST_SERIES = 1_000;
    private static final Key OTHER = new Key("other", "other");

    private final Map<Key, Series> series = new ConcurrentHashMap<>();

    /** Returns metrics of which nothing is counted yet. */
    public Metrics() {}

    private record Key(String method, String route) {}

    private static final class Series {
        private final LongAdder[] buckets = new LongAdder[BOUNDS.length + 1];
        private final LongAdder nanos = new LongAdder();
        private final Map<Integer, LongAdder> statuses = new ConcurrentHashMap<>(); // at most 400: see HttpResponse

        private Series() {
            Arrays.setAll(buckets, i -> new LongAdder());
        }

        private void add(int status, Duration took) {
            double seconds = took.toNanos() / 1e9;
            int bucket = 0;
            while (bucket < BOUNDS.length && seconds > BOUNDS[bucket]) {
                bucket++;
            }
            buckets[bucket].increment();
            nanos.add(took.toNanos());
            statuses.computeIfAbsent(status, s -> new LongAdder()).increment();
        }
    }

    @Override
    public void answered(String method, String route, int status, Duration took) {
        Key key = new Key(method, route);
        Series known = series.get(key);
        if (known == null) {
            boolean room = series.size() < MOST_SERIES;
            known = series.computeIfAbsent(room ? key : OTHER, k -> new Series());
        }
        known.add(status, took);
    }

    /** Answers with the figures so far. */
    @Override
    public HttpResponse handle(HttpRequest request) {
        return HttpResponse.text(200, "text/plain; version=0.0.4; charset=utf-8", text())
                .with("Cache-Control", "no-store");
    }

    /** Returns the figures so far in Prometheus' text format. */
    public String text() {
        StringBuilder out = new StringBuilder(4_096);
        out.append("# HELP gatehouse_http_requests_total Requests answered.\n")
                .append("# TYPE gatehouse_http_requests_total counter\n");
        series.forEach((key, counted) ->
                counted.statuses.forEach((status, count) -> out.append("gatehouse_http_requests_total{")
                        .append(labels(key))
                        .append(",status=\"")
                        .append(status)
                        .append("\"} ")
                        .append(count.sum())
                        .append('\n')));
        out.append("# HELP gatehouse_http_request_duration_seconds Time in the handler.\n")
                .append("# TYPE gatehouse_http_request_duration_seconds histogram\n");
        series.forEach((key, counted) -> histogram(out, labels(key), counted));
        return out.toString();
    }

    private static void histogram(StringBuilder out, String labels, Series counted) {
        String name = "gatehouse_http_request_duration_seconds";
        long total = 0;
        for (int i = 0; i <= BOUNDS.length; i++) {
            total += counted.buckets[i].sum();
            out.append(name)
                    .append("_bucket{")
                    .append(labels)
                    .append(",le=\"")
                    .append(i < BOUNDS.length ? Double.toString(BOUNDS[i]) : "+Inf")
                    .append("\"} ")
                    .append(total)
                    .append('\n');
        }
        out.append(name)
                .append("_sum{")
                .append(labels)
                .append("} ")
                .append(counted.nanos.sum() / 1e9)
                .append('\n');
        out.append(name)
                .append("_count{")
                .append(labels)
                .append("} ")
                .append(total)
                .append('\n');
    }

    private static String labels(Key key) {
        return "method=\"" + key.method() + "\",route=\"" + key.route() + "\"";
    }
}
