package dev.gatehouse.examples.photos.story;

import dev.gatehouse.Secret;
import dev.gatehouse.credentials.signature.HttpHeader;
import dev.gatehouse.credentials.signature.RequestSigner;
import dev.gatehouse.credentials.signature.SignatureSettings;
import dev.gatehouse.credentials.signature.SignedRequest;
import dev.gatehouse.credentials.signature.SigningCredentials;
import dev.gatehouse.examples.photos.server.PhotoServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Set;

/** An attacker on the line who swaps the body of a signed upload: what no SDK will do. */
final class RawUpload {
    private static final Set<String> SENT_BY_THE_CLIENT = Set.of("host", "content-length");

    private final URI server;
    private final RequestSigner signer;

    RawUpload(URI server, InstantSource clock) {
        this.server = server;
        this.signer = new RequestSigner(SignatureSettings.s3(PhotoServer.REGION).build(), clock);
    }

    /** Signs one body, sends another of the same length, and returns what the server said. */
    String putOtherThanSigned(String path, Credentials credentials) throws IOException, InterruptedException {
        SignedRequest plain = SignedRequest.builder()
                .method("PUT")
                .rawPath(path.replace(":", "%3A"))
                .header("host", server.getAuthority())
                .bodyDigest(sha256("the photo that was signed"))
                .build()
                .orElseThrow();
        SignedRequest signed = signer.sign(
                        plain,
                        SigningCredentials.of(
                                credentials.accessKeyId(),
                                Secret.of(credentials.secretKey()),
                                Secret.of(credentials.sessionToken())))
                .orElseThrow();
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path.replace(":", "%3A")))
                .PUT(HttpRequest.BodyPublishers.ofString("the photo that was forged"));
        for (HttpHeader header : signed.headers()) {
            if (!SENT_BY_THE_CLIENT.contains(header.name().toLowerCase(java.util.Locale.ROOT))) {
                request.header(header.name(), header.value());
            }
        }
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static String sha256(String body) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
