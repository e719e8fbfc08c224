package dev.gatehouse.credentials.signature;

import java.util.List;
import java.util.stream.Collectors;

/** The canonical request and the string to sign, exactly as published. */
final class CanonicalRequest {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";

    private CanonicalRequest() {}

    /** Returns the canonical request over the named headers, all of which are present. */
    static String of(SignedRequest request, PathStyle style, List<String> signedHeaders, String payloadHash) {
        StringBuilder out = new StringBuilder(512);
        out.append(request.method()).append('\n');
        out.append(style.canonical(request)).append('\n');
        out.append(query(request.parameters())).append('\n');
        for (String name : signedHeaders) {
            out.append(name).append(':');
            out.append(request.header(name).stream()
                    .map(CanonicalRequest::collapse)
                    .collect(Collectors.joining(",")));
            out.append('\n');
        }
        out.append('\n').append(String.join(";", signedHeaders)).append('\n').append(payloadHash);
        return out.toString();
    }

    static String stringToSign(String timestamp, String scope, String canonicalRequest) {
        return ALGORITHM + "\n" + timestamp + "\n" + scope + "\n" + Hashes.sha256Hex(canonicalRequest);
    }

    private static String query(List<QueryParameter> parameters) {
        return parameters.stream()
                .filter(parameter -> !parameter.name().equals(QueryNames.SIGNATURE))
                .map(parameter -> new QueryParameter(
                        UriCoding.encode(parameter.name(), false), UriCoding.encode(parameter.value(), false)))
                .sorted((a, b) -> {
                    int byName = a.name().compareTo(b.name());
                    return byName != 0 ? byName : a.value().compareTo(b.value());
                })
                .map(parameter -> parameter.name() + "=" + parameter.value())
                .collect(Collectors.joining("&"));
    }

    /** Trims a header value and turns every run of spaces and tabs into one space. */
    private static String collapse(String value) {
        StringBuilder out = new StringBuilder(value.length());
        boolean space = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ' ' || c == '\t') {
                space = true;
            } else {
                if (space && out.length() > 0) {
                    out.append(' ');
                }
                space = false;
                out.append(c);
            }
        }
        return out.toString();
    }
}
