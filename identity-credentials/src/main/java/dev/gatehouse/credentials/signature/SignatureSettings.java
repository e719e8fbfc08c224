package dev.gatehouse.credentials.signature;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * What a verifier or a signer takes for granted: the scope that credentials are for, and the form of requests.
 * Immutable and thread-safe.
 */
public final class SignatureSettings {
    /** How far a request's time may be from ours, to either side. */
    public static final Duration CLOCK_WINDOW = Duration.ofMinutes(15);

    /** The longest life of a presigned request: seven days. */
    public static final Duration MAX_PRESIGNED = Duration.ofDays(7);

    private static final int CHUNK_CEILING = 16 << 20;
    private static final Pattern SCOPE_PART = Pattern.compile("[a-z0-9-]{1,64}");

    private final String region;
    private final String service;
    private final PathStyle pathStyle;
    private final boolean contentDigestRequired;
    private final boolean unsignedPayloadAllowed;
    private final int maxChunkBytes;
    private final long maxBodyBytes;

    private SignatureSettings(Builder builder) {
        if (!SCOPE_PART.matcher(builder.region).matches()
                || !SCOPE_PART.matcher(builder.service).matches()) {
            throw new IllegalArgumentException("region and service have 1 to 64 characters of [a-z0-9-]");
        }
        if (builder.maxChunkBytes < 8_192 || builder.maxChunkBytes > CHUNK_CEILING) {
            throw new IllegalArgumentException("maxChunkBytes is between 8 KiB and 16 MiB");
        }
        if (builder.maxBodyBytes < 0) {
            throw new IllegalArgumentException("maxBodyBytes is not negative");
        }
        this.region = builder.region;
        this.service = builder.service;
        this.pathStyle = builder.pathStyle;
        this.contentDigestRequired = builder.contentDigestRequired;
        this.unsignedPayloadAllowed = builder.unsignedPayloadAllowed;
        this.maxChunkBytes = builder.maxChunkBytes;
        this.maxBodyBytes = builder.maxBodyBytes;
    }

    /** Returns settings for object storage: service {@code s3}, S3 paths, {@code x-amz-content-sha256} required. */
    public static Builder s3(String region) {
        return new Builder(region, "s3", PathStyle.S3, true);
    }

    /** Returns settings for any other service: normalised paths, the body's digest signed but not sent. */
    public static Builder service(String service, String region) {
        return new Builder(region, service, PathStyle.NORMALIZED, false);
    }

    /** Returns the region of the credential scope. */
    public String region() {
        return region;
    }

    /** Returns the service of the credential scope. */
    public String service() {
        return service;
    }

    /** Returns how paths are made canonical. */
    public PathStyle pathStyle() {
        return pathStyle;
    }

    /** Returns whether a request signed in its header must carry {@code x-amz-content-sha256}. */
    public boolean contentDigestRequired() {
        return contentDigestRequired;
    }

    /** Returns whether bodies outside the signature are accepted. */
    public boolean unsignedPayloadAllowed() {
        return unsignedPayloadAllowed;
    }

    /** Returns the largest chunk, in bytes. */
    public int maxChunkBytes() {
        return maxChunkBytes;
    }

    /** Returns the largest decoded body, in bytes. */
    public long maxBodyBytes() {
        return maxBodyBytes;
    }

    @Override
    public String toString() {
        return "SignatureSettings[" + region + "/" + service + ", " + pathStyle + "]";
    }

    /** Builds {@link SignatureSettings}. Not thread-safe. */
    public static final class Builder {
        private final String region;
        private final String service;
        private PathStyle pathStyle;
        private final boolean contentDigestRequired;
        private boolean unsignedPayloadAllowed;
        private int maxChunkBytes = 1 << 20;
        private long maxBodyBytes = 5L << 30;

        private Builder(String region, String service, PathStyle pathStyle, boolean contentDigestRequired) {
            this.region = region;
            this.service = service;
            this.pathStyle = pathStyle;
            this.contentDigestRequired = contentDigestRequired;
        }

        /** Sets how paths are made canonical. */
        public Builder pathStyle(PathStyle value) {
            this.pathStyle = value;
            return this;
        }

        /**
         * Accepts {@code UNSIGNED-PAYLOAD} and {@code STREAMING-UNSIGNED-PAYLOAD-TRAILER}: the body is then not
         * covered by the signature, and only TLS protects it. Off by default. GET, HEAD and DELETE need no such
         * permission, since only an empty body is taken with them.
         */
        public Builder allowUnsignedPayload(boolean value) {
            this.unsignedPayloadAllowed = value;
            return this;
        }

        /** Sets the largest chunk, 8 KiB to 16 MiB; 1 MiB by default. One signed chunk is held in memory. */
        public Builder maxChunkBytes(int value) {
            this.maxChunkBytes = value;
            return this;
        }

        /** Sets the largest decoded body in bytes; 5 GiB by default. */
        public Builder maxBodyBytes(long value) {
            this.maxBodyBytes = value;
            return this;
        }

        /**
         * Returns the settings.
         *
         * @throws IllegalArgumentException if a value is outside its limits
         */
        public SignatureSettings build() {
            return new SignatureSettings(this);
        }
    }
}
