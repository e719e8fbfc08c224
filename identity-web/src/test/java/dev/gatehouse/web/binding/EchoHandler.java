package dev.gatehouse.web.binding;

import dev.gatehouse.web.http.HttpHandler;
import dev.gatehouse.web.http.HttpHeaders;
import dev.gatehouse.web.http.HttpRequest;
import dev.gatehouse.web.http.HttpResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tells what it was asked, and remembers it. */
final class EchoHandler implements HttpHandler {
    final List<String> paths = new CopyOnWriteArrayList<>();
    final CompletableFuture<String> failure = new CompletableFuture<>();

    @Override
    public HttpResponse handle(HttpRequest request) throws IOException {
        paths.add(request.path());
        String body;
        try {
            body = new String(request.body().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            failure.complete(e.getClass().getName());
            throw e;
        }
        return switch (request.path()) {
            case "/nothing" -> HttpResponse.empty(204);
            case "/same" -> HttpResponse.empty(304).with("ETag", "\"1\"");
            case "/fault" -> throw new IllegalStateException("secret " + body);
            case "/cut" -> new HttpResponse(200, HttpHeaders.none(), new Cut());
            default ->
                HttpResponse.text(
                                200,
                                "text/plain; charset=utf-8",
                                String.join(
                                        "\n",
                                        request.method(),
                                        request.path(),
                                        request.query(),
                                        body,
                                        request.origin().toString(),
                                        request.client().getHostAddress()))
                        .with("X-Seen", String.join("|", request.headers().all("X-Two")));
        };
    }

    /** Promises 100 bytes and fails after ten. */
    private static final class Cut implements HttpResponse.Body {
        @Override
        public long length() {
            return 100;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(new byte[10]);
            throw new IOException("the source failed");
        }
    }
}
