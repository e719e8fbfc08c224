package dev.gatehouse.aws;

import dev.gatehouse.Secret;
import dev.gatehouse.credentials.signature.RequestSigner;
import dev.gatehouse.credentials.signature.SignatureSettings;
import dev.gatehouse.credentials.signature.SignedRequest;
import dev.gatehouse.credentials.signature.SigningCredentials;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** IAM calls of an operator, signed by the library's own signer: so the gateway judges that as well. */
final class CephIam {
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI gateway;
    private final RequestSigner signer;
    private final SigningCredentials operator;

    CephIam(URI gateway, String accessKey, String secretKey, InstantSource clock) {
        this.gateway = gateway;
        this.signer =
                new RequestSigner(SignatureSettings.service("iam", "default").build(), clock);
        this.operator = SigningCredentials.of(accessKey, Secret.of(secretKey));
    }

    /** Calls an action and demands success. */
    String call(String action, Map<String, String> parameters) throws Exception {
        Map<String, String> all = new TreeMap<>(parameters);
        all.put("Action", action);
        all.put("Version", "2010-05-08");
        String form = all.entrySet().stream()
                .map(each -> encode(each.getKey()) + "=" + encode(each.getValue()))
                .collect(Collectors.joining("&"));
        byte[] body = form.getBytes(StandardCharsets.US_ASCII);
        SignedRequest signed = signer.sign(
                        SignedRequest.builder()
                                .method("POST")
                                .rawPath("/")
                                .header("host", gateway.getAuthority())
                                .header("content-type", "application/x-www-form-urlencoded")
                                .bodyDigest(HexFormat.of()
                                        .formatHex(MessageDigest.getInstance("SHA-256")
                                                .digest(body)))
                                .build()
                                .orElseThrow(),
                        operator)
                .orElseThrow();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(gateway).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        signed.headers().stream()
                .filter(header -> !header.name().equalsIgnoreCase("host"))
                .forEach(header -> request.header(header.name(), header.value()));
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(action + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
