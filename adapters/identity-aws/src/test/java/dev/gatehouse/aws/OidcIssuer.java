package dev.gatehouse.aws;

import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.internal.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID provider on loopback as far as an STS looks at one: discovery, and a JWKS whose first key carries a
 * certificate ({@code x5c}), as Ceph wants it.
 */
final class OidcIssuer implements AutoCloseable {
    private static final String DISCOVERY = "/pool/.well-known/openid-configuration";
    private static final String KEYS = "/pool/jwks.json";

    private final HttpServer server;
    private final Map<String, Map<String, ?>> documents = new ConcurrentHashMap<>();

    OidcIssuer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = Json.write(
                            documents.getOrDefault(exchange.getRequestURI().getPath(), Map.of()))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        documents.put(DISCOVERY, Map.of("issuer", issuer(), "jwks_uri", issuer() + "/jwks.json"));
        server.start();
    }

    /** Returns the issuer without its scheme, as the ARN of a provider names it. */
    String name() {
        return "127.0.0.1:" + server.getAddress().getPort() + "/pool";
    }

    String issuer() {
        return "http://" + name();
    }

    /**
     * Publishes a JWKS document whose first key carries a certificate, and returns the certificate's SHA-1 in hex: what
     * {@code CreateOpenIDConnectProvider} calls a thumbprint.
     */
    String publish(String jwks) throws Exception {
        Map<String, @Nullable Object> document = Json.parseObject(jwks, 10_000);
        documents.put(KEYS, document);
        if (document.get("keys") instanceof List<?> keys
                && keys.get(0) instanceof Map<?, ?> key
                && key.get("x5c") instanceof List<?> chain) {
            byte[] certificate = Base64.getDecoder().decode(String.valueOf(chain.get(0)));
            return HexFormat.of()
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(certificate));
        }
        throw new AssertionError("the first key has a certificate");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
