package dev.gatehouse.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.internal.json.Json;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
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
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * An OpenID provider on loopback as far as an STS looks at one: discovery, and a JWKS whose first key carries a
 * certificate ({@code x5c}), as Ceph wants it.
 */
final class OidcIssuer implements AutoCloseable {
    private final HttpServer server;
    private final TestTokens tokens;
    private final byte[] certificate;

    OidcIssuer(InstantSource clock) throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        tokens = new TestTokens("http://" + name(), clock);
        certificate = certificate(tokens, clock.instant());
        Map<String, Object> key = new LinkedHashMap<>(tokens.key().publicJwk());
        key.put("x5c", List.of(Base64.getEncoder().encodeToString(certificate)));
        String issuer = "http://" + name();
        serve("/pool/.well-known/openid-configuration", Map.of("issuer", issuer, "jwks_uri", issuer + "/jwks.json"));
        serve("/pool/jwks.json", Map.of("keys", List.of(key)));
        server.start();
    }

    /** Returns the issuer without its scheme, as the ARN of a provider names it. */
    String name() {
        return "127.0.0.1:" + server.getAddress().getPort() + "/pool";
    }

    TestTokens tokens() {
        return tokens;
    }

    /** Returns the SHA-1 of the certificate in hex: what {@code CreateOpenIDConnectProvider} calls a thumbprint. */
    String thumbprint() throws Exception {
        return HexFormat.of()
                .withUpperCase()
                .formatHex(MessageDigest.getInstance("SHA-1").digest(certificate));
    }

    private void serve(String path, Map<String, ?> document) {
        byte[] body = Json.write(document).getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> send(exchange, body));
    }

    private static void send(HttpExchange exchange, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static byte[] certificate(TestTokens tokens, Instant now) throws Exception {
        KeyFactory rsa = KeyFactory.getInstance("RSA");
        byte[] pkcs8 = tokens.key().usePkcs8(byte[]::clone);
        PrivateKey privateKey = rsa.generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        RSAPrivateCrtKey parts = (RSAPrivateCrtKey) privateKey;
        PublicKey publicKey = rsa.generatePublic(new RSAPublicKeySpec(parts.getModulus(), parts.getPublicExponent()));
        X500Name name = new X500Name("CN=" + tokens.key().kid());
        return new JcaX509v3CertificateBuilder(
                        name,
                        BigInteger.ONE,
                        Date.from(now.minus(1, ChronoUnit.DAYS)),
                        Date.from(now.plus(1, ChronoUnit.DAYS)),
                        name,
                        publicKey)
                .build(new JcaContentSignerBuilder("SHA256withRSA").build(privateKey))
                .getEncoded();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
