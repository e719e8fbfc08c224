package dev.gatehouse.credentials.signature;

import dev.gatehouse.Outcome;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/**
 * Signs requests of our own with Signature Version 4, through the same canonical form that verification uses.
 * Thread-safe.
 */
public final class RequestSigner {
    /** Headers that intermediaries change or that carry the signature itself. */
    private static final Set<String> LEFT_OUT =
            Set.of("authorization", "connection", "expect", "te", "transfer-encoding", "user-agent", "x-amzn-trace-id");

    private final SignatureSettings settings;
    private final InstantSource clock;

    /** Returns a signer for one region and service. */
    public RequestSigner(SignatureSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Returns the request signed in its header. The body is {@link SignedRequest#bodyDigest()}, or empty. Adds
     * {@code x-amz-date}, the session token, for S3 {@code x-amz-content-sha256}, and {@code Authorization}; signs every
     * header but those that intermediaries change.
     *
     * @return the signed request, or {@code INVALID_PARAMETER} if it has no {@code host}, or the headers no longer fit
     */
    public Outcome<SignedRequest> sign(SignedRequest request, SigningCredentials credentials) {
        return sign(request, credentials, request.bodyDigest().orElse(Hashes.EMPTY_SHA256));
    }

    /**
     * Returns the request signed in its header with the body left out of the signature; for transports that protect
     * the body themselves. S3 only; refusals as above.
     */
    public Outcome<SignedRequest> signUnsignedPayload(SignedRequest request, SigningCredentials credentials) {
        return sign(request, credentials, PayloadMode.UNSIGNED.wireName());
    }

    Outcome<SignedRequest> sign(SignedRequest request, SigningCredentials credentials, String payloadHash) {
        if (request.header("host").size() != 1) {
            return Outcome.refused(SignatureFault.invalid("sigv4.host").refusal());
        }
        String timestamp = timestamp();
        SignedRequest.Builder builder = request.toBuilder()
                .withoutHeader("authorization")
                .withoutHeader("x-amz-date")
                .withoutHeader("x-amz-security-token")
                .header("X-Amz-Date", timestamp);
        if (settings.contentDigestRequired()) {
            builder.withoutHeader("x-amz-content-sha256").header("x-amz-content-sha256", payloadHash);
        }
        credentials
                .sessionToken()
                .ifPresent(token -> token.use(chars -> {
                    return builder.header("X-Amz-Security-Token", new String(chars));
                }));
        return builder.build().then(ready -> {
            List<String> signed = signedHeaders(ready);
            String signature = signature(ready, credentials, timestamp, signed, payloadHash);
            return ready.toBuilder()
                    .header(
                            "Authorization",
                            CanonicalRequest.ALGORITHM + " Credential=" + credentials.accessKeyId() + "/"
                                    + scope(timestamp) + ", SignedHeaders=" + String.join(";", signed) + ", Signature="
                                    + signature)
                    .build();
        });
    }

    /**
     * Returns the request signed in its query. For S3 the body is left out of the signature.
     *
     * @param life how long it is valid, 1 second to seven days, in whole seconds
     * @return the presigned request, or {@code INVALID_PARAMETER} for another life, no {@code host}, or a query that no
     *     longer fits
     */
    public Outcome<SignedRequest> presign(SignedRequest request, SigningCredentials credentials, Duration life) {
        if (life.compareTo(Duration.ofSeconds(1)) < 0 || life.compareTo(SignatureSettings.MAX_PRESIGNED) > 0) {
            return Outcome.refused(SignatureFault.invalid("sigv4.expires").refusal());
        }
        if (request.header("host").size() != 1) {
            return Outcome.refused(SignatureFault.invalid("sigv4.host").refusal());
        }
        String timestamp = timestamp();
        List<String> signed = signedHeaders(request);
        StringBuilder query = new StringBuilder(request.rawQuery());
        append(query, QueryNames.ALGORITHM, CanonicalRequest.ALGORITHM);
        append(query, QueryNames.CREDENTIAL, credentials.accessKeyId() + "/" + scope(timestamp));
        append(query, QueryNames.DATE, timestamp);
        append(query, QueryNames.SIGNED_HEADERS, String.join(";", signed));
        append(query, QueryNames.EXPIRES, Long.toString(life.toSeconds()));
        credentials
                .sessionToken()
                .ifPresent(token -> token.use(chars -> {
                    append(query, QueryNames.SECURITY_TOKEN, new String(chars));
                    return query;
                }));
        String payloadHash = settings.contentDigestRequired()
                ? PayloadMode.UNSIGNED.wireName()
                : request.bodyDigest().orElse(Hashes.EMPTY_SHA256);
        return request.toBuilder().rawQuery(query.toString()).build().then(ready -> {
            append(query, QueryNames.SIGNATURE, signature(ready, credentials, timestamp, signed, payloadHash));
            return ready.toBuilder().rawQuery(query.toString()).build();
        });
    }

    private String signature(
            SignedRequest request,
            SigningCredentials credentials,
            String timestamp,
            List<String> signed,
            String payloadHash) {
        byte[] key = Hashes.signingKey(
                credentials.secretKey(), timestamp.substring(0, 8), settings.region(), settings.service());
        String canonical = CanonicalRequest.of(request, settings.pathStyle(), signed, payloadHash);
        return Hashes.hex(Hashes.hmac(key, CanonicalRequest.stringToSign(timestamp, scope(timestamp), canonical)));
    }

    private static List<String> signedHeaders(SignedRequest request) {
        return request.headersByName().keySet().stream()
                .filter(name -> !LEFT_OUT.contains(name))
                .sorted()
                .toList();
    }

    private String scope(String timestamp) {
        return timestamp.substring(0, 8) + "/" + settings.region() + "/" + settings.service() + "/aws4_request";
    }

    private String timestamp() {
        return SignatureReader.TIME.format(clock.instant().atOffset(ZoneOffset.UTC));
    }

    private static void append(StringBuilder query, String name, String value) {
        if (query.length() > 0) {
            query.append('&');
        }
        query.append(name).append('=').append(UriCoding.encode(value, false));
    }
}
