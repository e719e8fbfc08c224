package dev.gatehouse.credentials.signature;

import dev.gatehouse.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a request says of its own signature: well-formed, and nothing more. Only {@link SignatureVerifier#verify} can
 * turn it into a {@link VerifiedRequest}. Immutable and thread-safe.
 */
public final class PresentedSignature {
    private final SignedRequest request;
    private final String accessKeyId;
    private final @Nullable Secret sessionToken;
    private final String timestamp;
    private final Instant signedAt;
    private final String scopeDay;
    private final String scopeRegion;
    private final String scopeService;
    private final List<String> signedHeaders;
    private final String signature;
    private final @Nullable Duration life;
    private final @Nullable String contentSha256;

    PresentedSignature(
            SignedRequest request,
            Claims claims,
            @Nullable Secret sessionToken,
            Instant signedAt,
            @Nullable Duration life,
            @Nullable String contentSha256) {
        this.request = request;
        this.accessKeyId = claims.accessKeyId();
        this.sessionToken = sessionToken;
        this.timestamp = claims.timestamp();
        this.signedAt = signedAt;
        this.scopeDay = claims.day();
        this.scopeRegion = claims.region();
        this.scopeService = claims.service();
        this.signedHeaders = claims.signedHeaders();
        this.signature = claims.signature();
        this.life = life;
        this.contentSha256 = contentSha256;
    }

    /** The parts that both forms of a signature have. */
    record Claims(
            String accessKeyId,
            String timestamp,
            String day,
            String region,
            String service,
            List<String> signedHeaders,
            String signature) {}

    /** Returns the request. */
    public SignedRequest request() {
        return request;
    }

    /** Returns the access key id that it names, 4 to 128 characters of {@code [A-Za-z0-9_]}. */
    public String accessKeyId() {
        return accessKeyId;
    }

    /** Returns the session token that it carries. */
    public Optional<Secret> sessionToken() {
        return Optional.ofNullable(sessionToken);
    }

    /** Returns whether the signature is in the query. */
    public boolean presigned() {
        return life != null;
    }

    /** Returns the time that it names, in whole seconds. */
    public Instant signedAt() {
        return signedAt;
    }

    /** Returns how long a presigned request wants to live; empty for a request signed in its header. */
    public Optional<Duration> life() {
        return Optional.ofNullable(life);
    }

    String timestamp() {
        return timestamp;
    }

    String scopeDay() {
        return scopeDay;
    }

    String scopeRegion() {
        return scopeRegion;
    }

    String scopeService() {
        return scopeService;
    }

    String scope() {
        return scopeDay + "/" + scopeRegion + "/" + scopeService + "/aws4_request";
    }

    List<String> signedHeaders() {
        return signedHeaders;
    }

    String signature() {
        return signature;
    }

    @Nullable
    String contentSha256() {
        return contentSha256;
    }

    /** Prints the access key id; never the signature or the token. */
    @Override
    public String toString() {
        return "PresentedSignature[" + accessKeyId + (presigned() ? ", presigned]" : "]");
    }
}
