package dev.gatehouse.web.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.internal.json.Json;
import dev.gatehouse.internal.json.JsonException;
import dev.gatehouse.web.http.HttpHeaders;
import dev.gatehouse.web.http.HttpRequest;
import dev.gatehouse.web.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands at a user pool's issuer. */
class IssuerDocumentsTest {
    private final WireBench bench = new WireBench();
    private final IssuerDocuments documents = new IssuerDocuments(bench.userPools);

    private HttpResponse ask(String method, String path) {
        return ask(documents, method, path);
    }

    private static HttpResponse ask(IssuerDocuments documents, String method, String path) {
        return documents.handle(new HttpRequest(
                method,
                path,
                "",
                HttpHeaders.none(),
                InputStream.nullInputStream(),
                URI.create("https://login.example"),
                InetAddress.getLoopbackAddress()));
    }

    private Map<String, @Nullable Object> read(String path) throws IOException, JsonException {
        return read(documents, path);
    }

    private static Map<String, @Nullable Object> read(IssuerDocuments documents, String path)
            throws IOException, JsonException {
        HttpResponse response = ask(documents, "GET", path);
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers().only("Cache-Control")).contains("public, max-age=300");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        response.body().writeTo(out);
        return Json.parseObject(out.toByteArray(), 1 << 20);
    }

    @Test
    void the_discovery_document_names_the_issuer_and_where_its_keys_are() throws IOException, JsonException {
        String issuer = "https://login.example/" + bench.reference.pool();
        Map<String, @Nullable Object> metadata =
                read("/" + bench.reference.pool() + "/.well-known/openid-configuration");
        assertThat(metadata)
                .containsEntry("issuer", issuer)
                .containsEntry("jwks_uri", issuer + "/.well-known/jwks.json")
                .containsEntry("id_token_signing_alg_values_supported", List.of("ES256"));
    }

    @Test
    void the_keys_are_those_of_the_pool_and_public() throws IOException, JsonException {
        List<?> keys = (List<?>) Objects.requireNonNull(
                read("/" + bench.reference.pool() + "/.well-known/jwks.json").get("keys"));
        List<?> others = (List<?>) Objects.requireNonNull(
                read("/" + bench.strict.pool() + "/.well-known/jwks.json").get("keys"));
        assertThat(keys).isNotEmpty();
        assertThat(keys.stream().filter(others::contains)).isEmpty();
        assertThat(((Map<?, ?>) keys.get(0)).containsKey("d")).isFalse();
    }

    @Test
    void keys_carry_certificates_where_the_documents_are_asked_for_with_them() throws IOException, JsonException {
        String path = "/" + bench.reference.pool() + "/.well-known/jwks.json";
        List<?> plain = (List<?>) Objects.requireNonNull(read(path).get("keys"));
        List<?> certified = (List<?>)
                Objects.requireNonNull(read(documents.withCertificates(), path).get("keys"));

        assertThat(certified).hasSameSizeAs(plain).isNotEmpty();
        for (int i = 0; i < plain.size(); i++) {
            Map<?, ?> without = (Map<?, ?>) plain.get(i);
            Map<?, ?> with = (Map<?, ?>) certified.get(i);
            assertThat(without.keySet().stream().map(String::valueOf).filter(name -> name.startsWith("x5")))
                    .as("off unless asked for")
                    .isEmpty();
            assertThat((List<?>) Objects.requireNonNull(with.get("x5c"))).hasSize(1);
            assertThat(String.valueOf(with.get("x5t#S256"))).hasSize(43);
            assertThat(with.entrySet().containsAll(without.entrySet()))
                    .as("the key is the same")
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/eu-west-1_nowhere00/.well-known/jwks.json",
                "/x/%s/.well-known/jwks.json",
                "/%s/.well-known/jwks.jso",
                "/%s/.well-known/jwks.json/",
                "/%s/../.well-known/jwks.json"
            })
    void anything_else_is_not_found(String path) {
        assertThat(ask("GET", path.formatted(bench.reference.pool())).status()).isEqualTo(404);
    }

    @Test
    void documents_are_only_read() {
        assertThat(ask("POST", "/" + bench.reference.pool() + "/.well-known/jwks.json")
                        .status())
                .isEqualTo(405);
    }
}
