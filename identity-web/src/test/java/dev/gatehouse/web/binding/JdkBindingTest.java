package dev.gatehouse.web.binding;

import dev.gatehouse.web.http.HttpHandler;
import dev.gatehouse.web.http.ServerLimits;
import dev.gatehouse.web.http.TrustedProxies;
import dev.gatehouse.web.jdk.JdkHttpServer;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

class JdkBindingTest extends BindingContract {
    private final ExecutorService workers = Executors.newFixedThreadPool(4);
    private final List<JdkHttpServer> servers = new ArrayList<>();

    @Override
    protected URI start(HttpHandler handler, ServerLimits limits, TrustedProxies proxies) throws IOException {
        JdkHttpServer server = JdkHttpServer.builder(handler, workers)
                .limits(limits)
                .trustedProxies(proxies)
                .start();
        servers.add(server);
        return URI.create("http://127.0.0.1:" + server.address().getPort());
    }

    @Override
    protected void stop() {
        servers.forEach(JdkHttpServer::close);
        workers.shutdownNow();
    }
}
