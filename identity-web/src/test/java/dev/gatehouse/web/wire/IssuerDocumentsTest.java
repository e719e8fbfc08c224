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
        HttpResponse response = ask("GET", path);
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
