package dev.gatehouse.web.internal.signed;

import dev.gatehouse.Outcome;
import dev.gatehouse.credentials.signature.SignedRequest;
import dev.gatehouse.web.http.HttpHeaders;
import dev.gatehouse.web.http.HttpRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A request as a signature covers it, and what policies may ask of where it came from. */
public final class SignedForm {
    private SignedForm() {}

    /**
     * Returns the request with the digest of the body that was read.
     *
     * @return the request, or {@code INVALID_PARAMETER} with {@code request.*} for one over a limit
     */
    public static Outcome<SignedRequest> of(HttpRequest request, byte[] body) {
        SignedRequest.Builder builder = SignedRequest.builder()
                .method(request.method())
                .rawPath(request.path())
                .rawQuery(request.query())
                .bodyDigest(sha256(body));
        for (HttpHeaders.Line line : request.headers().lines()) {
            builder.header(line.name(), line.value());
        }
        return builder.build();
    }

    /** Returns {@code aws:SourceIp}, {@code aws:SecureTransport} and {@code aws:RequestedRegion}. */
    public static Map<String, List<String>> context(HttpRequest request, String region) {
        return Map.of(
                "aws:SourceIp", List.of(address(request)),
                "aws:SecureTransport", List.of(Boolean.toString(secure(request))),
                "aws:RequestedRegion", List.of(region));
    }

    /** Returns the client's address without the name of a network interface. */
    public static String address(HttpRequest request) {
        String address = request.client().getHostAddress();
        int scope = address.indexOf('%');
        return scope < 0 ? address : address.substring(0, scope);
    }

    /** Returns whether the client came by TLS. */
    public static boolean secure(HttpRequest request) {
        return "https".equalsIgnoreCase(request.origin().getScheme());
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing", e);
        }
    }
}
