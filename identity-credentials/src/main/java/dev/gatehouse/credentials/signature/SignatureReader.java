package dev.gatehouse.credentials.signature;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Secret;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a signature from a request's header or query. Every form that could be read in two ways is refused. */
final class SignatureReader {
    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    static final int MAX_TOKEN = 8_192;
    private static final int MAX_AUTHORIZATION = 4_096;

    private static final Pattern AUTHORIZATION = Pattern.compile(
            "AWS4-HMAC-SHA256 Credential=([^, ]{1,320}), ?SignedHeaders=([^, ]{1,2048}), ?Signature=([0-9a-f]{64})");
    private static final Pattern CREDENTIAL =
            Pattern.compile("([A-Za-z0-9_]{4,128})/([0-9]{8})/([a-z0-9-]{1,64})/([a-z0-9-]{1,64})/aws4_request");
    private static final Pattern SIGNED_HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9a-z-]{1,128}");
    private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,5}");
    private static final Pattern TIMESTAMP = Pattern.compile("[0-9]{8}T[0-9]{6}Z");

    private final SignedRequest request;

    private SignatureReader(SignedRequest request) {
        this.request = request;
    }

    static PresentedSignature read(SignedRequest request) throws SignatureFault {
        return new SignatureReader(request).read();
    }

    private PresentedSignature read() throws SignatureFault {
        boolean inQuery = checkParameters();
        List<String> authorization = request.header("authorization");
        for (var header : request.headersByName().entrySet()) {
            boolean decides = header.getKey().startsWith("x-amz-") || DECIDING.contains(header.getKey());
            if (decides && header.getValue().size() > 1) {
                throw SignatureFault.invalid("sigv4.duplicate-header");
            }
        }
        if (!authorization.isEmpty() && inQuery) {
            throw SignatureFault.invalid("sigv4.two-signatures");
        }
        if (!authorization.isEmpty()) {
            return fromHeader(authorization.get(0));
        }
        if (inQuery) {
            return fromQuery();
        }
        throw new SignatureFault(ErrorCode.NOT_AUTHORIZED, "sigv4.missing");
    }

    private static final Set<String> DECIDING =
            Set.of("authorization", "host", "content-length", "content-type", "content-md5", "content-encoding");

    /** Returns whether the query has a parameter of a presigned request; refuses what is given twice or misspelt. */
    private boolean checkParameters() throws SignatureFault {
        Set<String> seen = new HashSet<>();
        boolean found = false;
        for (QueryParameter parameter : request.parameters()) {
            String name = parameter.name();
            String lower = name.toLowerCase(Locale.ROOT);
            if (!seen.add(lower.startsWith("x-amz-") ? lower : name)) {
                throw SignatureFault.invalid("sigv4.duplicate-parameter");
            }
            for (String known : QueryNames.ALL) {
                if (known.equalsIgnoreCase(name)) {
                    if (!known.equals(name)) {
                        throw SignatureFault.invalid("sigv4.parameter-spelling");
                    }
                    found = true;
                }
            }
        }
        return found;
    }

    private PresentedSignature fromHeader(String authorization) throws SignatureFault {
        if (authorization.length() > MAX_AUTHORIZATION) {
            throw SignatureFault.invalid("sigv4.authorization");
        }
        Matcher parts = AUTHORIZATION.matcher(authorization.strip());
        if (!parts.matches()) {
            throw SignatureFault.invalid("sigv4.authorization");
        }
        String timestamp = only("x-amz-date").orElseThrow(() -> SignatureFault.invalid("sigv4.date-missing"));
        Optional<String> token = only("x-amz-security-token");
        return new PresentedSignature(
                request,
                claims(parts.group(1), timestamp, parts.group(2), parts.group(3)),
                secret(token.orElse(null)),
                time(timestamp),
                null,
                only("x-amz-content-sha256").orElse(null));
    }

    private PresentedSignature fromQuery() throws SignatureFault {
        for (String name : QueryNames.REQUIRED) {
            if (request.parameter(name).isEmpty()) {
                throw SignatureFault.invalid("sigv4.parameter-missing");
            }
        }
        if (!parameter(QueryNames.ALGORITHM).equals(CanonicalRequest.ALGORITHM)) {
            throw SignatureFault.invalid("sigv4.algorithm");
        }
        if (!request.header("x-amz-date").isEmpty()
                || !request.header("x-amz-security-token").isEmpty()) {
            throw SignatureFault.invalid("sigv4.two-signatures");
        }
        String signature = parameter(QueryNames.SIGNATURE);
        String seconds = parameter(QueryNames.EXPIRES);
        if (!SIGNATURE.matcher(signature).matches()) {
            throw SignatureFault.invalid("sigv4.signature");
        }
        if (!SECONDS.matcher(seconds).matches()
                || Integer.parseInt(seconds) > SignatureSettings.MAX_PRESIGNED.toSeconds()) {
            throw SignatureFault.invalid("sigv4.expires");
        }
        String timestamp = parameter(QueryNames.DATE);
        List<String> token = request.parameter(QueryNames.SECURITY_TOKEN);
        List<String> digest = request.parameter(QueryNames.CONTENT_SHA256);
        Optional<String> digestHeader = only("x-amz-content-sha256");
        if (!digest.isEmpty() && digestHeader.isPresent()) {
            throw SignatureFault.invalid("sigv4.two-digests");
        }
        return new PresentedSignature(
                request,
                claims(parameter(QueryNames.CREDENTIAL), timestamp, parameter(QueryNames.SIGNED_HEADERS), signature),
                secret(token.isEmpty() ? null : token.get(0)),
                time(timestamp),
                Duration.ofSeconds(Integer.parseInt(seconds)),
                digest.isEmpty() ? digestHeader.orElse(null) : digest.get(0));
    }

    private static PresentedSignature.Claims claims(
            String credential, String timestamp, String signedHeaders, String signature) throws SignatureFault {
        Matcher scope = CREDENTIAL.matcher(credential);
        if (credential.length() > 320 || !scope.matches()) {
            throw SignatureFault.invalid("sigv4.credential");
        }
        List<String> names = List.of(signedHeaders.split(";", SignedRequest.MAX_HEADERS + 1));
        String previous = "";
        for (String name : names) {
            // in order and each once: the canonical request has one form only
            if (!SIGNED_HEADER.matcher(name).matches() || previous.compareTo(name) >= 0) {
                throw SignatureFault.invalid("sigv4.signed-headers");
            }
            previous = name;
        }
        return new PresentedSignature.Claims(
                scope.group(1), timestamp, scope.group(2), scope.group(3), scope.group(4), names, signature);
    }

    private static Instant time(String timestamp) throws SignatureFault {
        if (!TIMESTAMP.matcher(timestamp).matches()) {
            throw SignatureFault.invalid("sigv4.date");
        }
        try {
            return LocalDateTime.parse(timestamp, TIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw SignatureFault.invalid("sigv4.date");
        }
    }

    private static @Nullable Secret secret(@Nullable String token) throws SignatureFault {
        if (token == null) {
            return null;
        }
        if (token.isEmpty() || token.length() > MAX_TOKEN) {
            throw SignatureFault.invalid("sigv4.security-token");
        }
        return Secret.of(token);
    }

    private Optional<String> only(String header) {
        List<String> values = request.header(header);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0).strip());
    }

    private String parameter(String name) {
        return request.parameter(name).get(0);
    }
}
