package dev.gatehouse.web.binding;

import dev.gatehouse.web.http.HttpHandler;
import dev.gatehouse.web.http.ServerLimits;
import dev.gatehouse.web.http.TrustedProxies;
import dev.gatehouse.web.servlet.HandlerServlet;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

class JettyBindingTest extends BindingContract {
    private final List<Server> servers = new ArrayList<>();

    @Override
    protected URI start(HttpHandler handler, ServerLimits limits, TrustedProxies proxies) {
        Server server = new Server(new QueuedThreadPool(12, 2));
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setRequestHeaderSize(limits.headerBytes() + limits.targetLength());
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
        connector.setHost("127.0.0.1");
        connector.setIdleTimeout(limits.requestTime().toMillis());
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(new HandlerServlet(handler, limits, proxies)), "/*");
        server.setHandler(context);
        servers.add(server);
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    @Override
    protected void stop() {
        for (Server server : servers) {
            try {
                server.stop();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
