package dev.gatehouse.examples.server.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

class CertificateJourneyTest {
    @TempDir
    Path folder;

    private static String keys(TestServer server) throws Exception {
        URI keys = URI.create(server.origin() + "/" + server.pool() + "/.well-known/jwks.json");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(keys).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void keysCarryTheCertificateThatTheSdkReadsOnlyWhereTheServerIsToldSo() throws Exception {
        String plain;
        String told;
        try (TestServer server = TestServer.start(folder.resolve("off"), Map.of())) {
            plain = keys(server);
        }
        String certified;
        try (TestServer server = TestServer.start(folder.resolve("on"), Map.of("issuer.x5c", "true"));
                CognitoIdentityProviderClient root = new Clients(server.origin()).users(Clients.ROOT)) {
            certified = keys(server);
            told = root.getSigningCertificate(request -> request.userPoolId(server.pool()))
                    .certificate();
        }

        assertThat(plain).contains("\"kty\":\"RSA\"").doesNotContain("\"x5");
        assertThat(certified).contains("\"x5c\":[\"" + told + "\"]", "\"x5t#S256\":\"");
    }
}
