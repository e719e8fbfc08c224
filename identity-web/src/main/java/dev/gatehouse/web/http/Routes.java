package dev.gatehouse.web.http;

import dev.gatehouse.spi.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Sends each request to its handler by method and path, and is the one place where a fault becomes an answer.
 * Immutable and thread-safe.
 *
 * <p>A path is compared as on the wire, without decoding. An exact path goes before a prefix, a longer prefix before a
 * shorter one. {@code HEAD} goes to the handler of {@code GET} where it has none of its own. A path without a route is
 * 404, a method without one 405 with {@code Allow}, {@code OPTIONS} 204 with {@code Allow}.
 *
 * <p>Every request gets a name, in {@code X-Request-Id} of the answer and in the logging context as
 * {@code requestId}; where a handler sets {@code x-amzn-requestid} itself, that one is shown. A {@link StoreException} is
 * 503 with {@code Retry-After}; any other exception of a handler is 500. Both bodies tell the name and nothing else; the
 * log has the types and places of the fault, never its messages.
 */
public final class Routes implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);
    private static final String REQUEST_ID = "X-Request-Id";
    private static final String CONTEXT = "requestId";

    private final List<Route> routes;
    private final Map<RoutePattern, CorsSettings> cors;
    private final RequestIds ids;
    private final RequestListener listener;
    private final LongSupplier nanoTime;

    private Routes(Builder builder) {
        this.routes = List.copyOf(builder.routes);
        this.cors = Map.copyOf(builder.cors);
        this.ids = builder.ids;
        this.listener = builder.listener;
        this.nanoTime = builder.nanoTime;
    }

    private record Route(@Nullable String method, RoutePattern pattern, HttpHandler handler) {
        boolean takes(String asked) {
            return method == null || method.equals(asked) || (method.equals("GET") && asked.equals("HEAD"));
        }

        boolean before(Route other, String asked) {
            if (!pattern.equals(other.pattern)) {
                return pattern.before(other.pattern);
            }
            return asked.equals(method) || other.method == null;
        }
    }

    /** Returns a builder of routes without a route. */
    public static Builder builder(RequestIds ids) {
        return new Builder(ids);
    }

    @Override
    public HttpResponse handle(HttpRequest request) throws IOException {
        long start = nanoTime.getAsLong();
        String id = ids.next();
        List<Route> there = routes.stream()
                .filter(route -> route.pattern().matches(request.path()))
                .toList();
        Optional<Route> route = there.stream()
                .filter(candidate -> candidate.takes(request.method()))
                .reduce((a, b) -> b.before(a, request.method()) ? b : a);
        int status = RequestListener.NO_ANSWER;
        MDC.put(CONTEXT, id);
        try {
            HttpResponse answer = answer(request, there, route, id);
            status = answer.status();
            return answer;
        } finally {
            MDC.remove(CONTEXT);
            listener.answered(
                    method(request.method()),
                    there.isEmpty() ? "unmatched" : nearest(there).text(),
                    status,
                    Duration.ofNanos(nanoTime.getAsLong() - start));
        }
    }

    private HttpResponse answer(HttpRequest request, List<Route> there, Optional<Route> route, String id)
            throws IOException {
        Optional<CorsSettings> pages = cors.entrySet().stream()
                .filter(entry -> entry.getKey().matches(request.path()))
                .reduce((a, b) -> b.getKey().before(a.getKey()) ? b : a)
                .map(Map.Entry::getValue);
        HttpResponse answer;
        if (pages.isPresent() && CorsSettings.preflight(request)) {
            answer = pages.get().answerPreflight(request);
        } else if (route.isPresent()) {
            answer = guarded(route.get(), request, id);
        } else {
            answer = unrouted(request, there);
        }
        if (pages.isPresent() && !CorsSettings.preflight(request)) {
            answer = pages.get().mark(request, answer);
        }
        String shown = answer.headers().only("x-amzn-requestid").orElse(id);
        return answer.headers().all(REQUEST_ID).isEmpty() ? answer.with(REQUEST_ID, shown) : answer;
    }

    private static HttpResponse guarded(Route route, HttpRequest request, String id) throws IOException {
        try {
            return route.handler().handle(request);
        } catch (RefusedRequestException e) {
            LOG.debug("{} refused: {}", id, e.rule());
            return e.response();
        } catch (StoreException e) {
            LOG.warn("{} {} found no store: {}", id, route.pattern().text(), FaultText.of(e));
            return fault(503, id).with("Retry-After", "1");
        } catch (RuntimeException e) {
            Optional<RefusedRequestException> refused = refusal(e);
            if (refused.isPresent()) {
                return refused.get().response();
            }
            LOG.error("{} {} failed: {}", id, route.pattern().text(), FaultText.of(e));
            return fault(500, id);
        }
    }

    /** Finds the refusal of a body that a parser wrapped into an exception of its own. */
    private static Optional<RefusedRequestException> refusal(RuntimeException fault) {
        return fault.getCause() instanceof RefusedRequestException refused ? Optional.of(refused) : Optional.empty();
    }

    private static HttpResponse fault(int status, String id) {
        return HttpResponse.text(status, "application/json", "{\"requestId\":\"" + id + "\"}")
                .with("Cache-Control", "no-store");
    }

    private static HttpResponse unrouted(HttpRequest request, List<Route> there) {
        if (there.isEmpty()) {
            return HttpResponse.empty(404);
        }
        Set<String> methods = new TreeSet<>();
        methods.add("OPTIONS");
        there.stream()
                .flatMap(route -> Stream.ofNullable(route.method()))
                .flatMap(method -> method.equals("GET") ? Stream.of("GET", "HEAD") : Stream.of(method))
                .forEach(methods::add);
        return HttpResponse.empty(request.method().equals("OPTIONS") ? 204 : 405)
                .with("Allow", String.join(", ", methods));
    }

    private static RoutePattern nearest(List<Route> there) {
        return there.stream()
                .map(Route::pattern)
                .reduce((a, b) -> b.before(a) ? b : a)
                .orElseThrow();
    }

    /** Returns the method where it is one of HTTP's own, so that a client cannot invent labels. */
    private static String method(String asked) {
        return switch (asked) {
            case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" -> asked;
            default -> "other";
        };
    }

    /** Builds {@link Routes}. Not thread-safe. */
    public static final class Builder {
        private final List<Route> routes = new ArrayList<>();
        private final Map<RoutePattern, CorsSettings> cors = new LinkedHashMap<>();
        private final RequestIds ids;
        private RequestListener listener = (method, route, status, took) -> {};
        private LongSupplier nanoTime = System::nanoTime;

        private Builder(RequestIds ids) {
            this.ids = ids;
        }

        /**
         * Adds a route.
         *
         * @param method upper case, such as {@code POST}
         * @param path a path, or a path ending in {@code /*} that stands for all that begin so
         * @throws IllegalArgumentException for another form, or if there is this route already
         */
        public Builder route(String method, String path, HttpHandler handler) {
            if (!method.matches("[A-Z]{1,16}")) {
                throw new IllegalArgumentException("a method has 1 to 16 letters A-Z");
            }
            return add(new Route(method, new RoutePattern(path), handler));
        }

        /** Adds a route for every method, the handler's own {@code OPTIONS} included; see {@link #route}. */
        public Builder anyMethod(String path, HttpHandler handler) {
            return add(new Route(null, new RoutePattern(path), handler));
        }

        private Builder add(Route added) {
            boolean taken = routes.stream()
                    .anyMatch(route -> route.pattern().equals(added.pattern())
                            && (route.method() == null
                                    ? added.method() == null
                                    : route.method().equals(added.method())));
            if (taken) {
                throw new IllegalArgumentException("a method and path have one route");
            }
            routes.add(added);
            return this;
        }

        /** Lets pages of other origins call this path, or all that begin so; preflights are answered here. */
        public Builder cors(String path, CorsSettings settings) {
            cors.put(new RoutePattern(path), settings);
            return this;
        }

        /** Sets who hears of every request, such as {@link Metrics}. */
        public Builder listener(RequestListener value) {
            this.listener = value;
            return this;
        }

        /** Sets the source of elapsed time in nanoseconds; {@link System#nanoTime} by default. */
        public Builder nanoTime(LongSupplier value) {
            this.nanoTime = value;
            return this;
        }

        /** Returns the routes. */
        public Routes build() {
            return new Routes(this);
        }
    }
}
