package dev.gatehouse.examples.server.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives every journey the same server: it is started once, and each journey has users of its own. */
final class SharedServer implements ParameterResolver {
    private static final class Kept implements AutoCloseable {
        private final TestServer server;

        private Kept() {
            try {
                this.server = TestServer.start(Files.createTempDirectory("gatehouse-journeys"), Map.of());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            server.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedServer.class))
                .getOrComputeIfAbsent(Kept.class, kept -> new Kept(), Kept.class)
                .server;
    }
}
