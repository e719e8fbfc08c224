package dev.gatehouse.aws;

import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.internal.json.Json;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * An OpenID provider on loopback as far as an STS looks at one: discovery, and a JWKS whose first key carries a
 * certificate ({@code x5c}), as Ceph wants it.
 */
final class OidcIssuer implements AutoCloseable {
    private static final String DISCOVERY = "/pool/.well-known/openid-configuration";
    private static final String KEYS = "/pool/jwks.json";

    private final HttpServer server;
    private final InstantSource clock;
    private final Map<String, Map<String, ?>> documents = new ConcurrentHashMap<>();

    OidcIssuer(InstantSource clock) throws IOException {
        this.clock = clock;
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
     * Publishes an RSA key with a certificate, and returns the certificate's SHA-1 in hex: what {@code
     * CreateOpenIDConnectProvider} calls a thumbprint. Who signed the certificate does not matter.
     */
    String publish(Map<String, ?> jwk) throws Exception {
        byte[] certificate = certificate(jwk, clock.instant());
        Map<String, Object> key = new LinkedHashMap<>(jwk);
        key.put("x5c", List.of(Base64.getEncoder().encodeToString(certificate)));
        documents.put(KEYS, Map.of("keys", List.of(key)));
        return HexFormat.of()
                .withUpperCase()
                .formatHex(MessageDigest.getInstance("SHA-1").digest(certificate));
    }

    private static byte[] certificate(Map<String, ?> jwk, Instant now) throws Exception {
        PublicKey publicKey =
                KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(number(jwk, "n"), number(jwk, "e")));
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2_048);
        KeyPair authority = generator.generateKeyPair();
        return new JcaX509v3CertificateBuilder(
                        new X500Name("CN=authority"),
                        BigInteger.ONE,
                        Date.from(now.minus(1, ChronoUnit.DAYS)),
                        Date.from(now.plus(1, ChronoUnit.DAYS)),
                        new X500Name("CN=signing key"),
                        publicKey)
                .build(new JcaContentSignerBuilder("SHA256withRSA").build(authority.getPrivate()))
                .getEncoded();
    }

    private static BigInteger number(Map<String, ?> jwk, String member) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(String.valueOf(jwk.get(member))));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
