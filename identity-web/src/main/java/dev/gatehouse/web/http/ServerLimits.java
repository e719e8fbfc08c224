package dev.gatehouse.web.http;

import java.time.Duration;

/**
 * How much a request may cost before it is refused. Immutable and thread-safe. The bindings say which of the limits
 * they keep themselves and which they leave to their server.
 */
public final class ServerLimits {
    private final long bodyBytes;
    private final int headers;
    private final int headerBytes;
    private final int targetLength;
    private final Duration requestTime;
    private final Duration responseTime;
    private final Duration idleTime;
    private final int connections;

    private ServerLimits(Builder builder) {
        require(builder.bodyBytes >= 0, "bodyBytes is not negative");
        require(builder.headers >= 1 && builder.headers <= 1_000, "headers is between 1 and 1,000");
        require(
                builder.headerBytes >= 1_024 && builder.headerBytes <= 1 << 20,
                "headerBytes is between 1 KiB and 1 MiB");
        require(
                builder.targetLength >= 64 && builder.targetLength <= 1 << 16,
                "targetLength is between 64 and 65,536 characters");
        require(whole(builder.requestTime), "requestTime is between 1 second and 1 day");
        require(whole(builder.responseTime), "responseTime is between 1 second and 1 day");
        require(whole(builder.idleTime), "idleTime is between 1 second and 1 day");
        require(builder.connections >= 1, "connections is at least 1");
        this.bodyBytes = builder.bodyBytes;
        this.headers = builder.headers;
        this.headerBytes = builder.headerBytes;
        this.targetLength = builder.targetLength;
        this.requestTime = builder.requestTime;
        this.responseTime = builder.responseTime;
        this.idleTime = builder.idleTime;
        this.connections = builder.connections;
    }

    private static boolean whole(Duration time) {
        return time.compareTo(Duration.ofSeconds(1)) >= 0 && time.compareTo(Duration.ofDays(1)) <= 0;
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }

    /** Returns the defaults, which suit the JSON faces. */
    public static ServerLimits defaults() {
        return builder().build();
    }

    /** Returns a builder that starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the largest body in bytes, after HTTP's transfer coding; a longer one is refused with 413. */
    public long bodyBytes() {
        return bodyBytes;
    }

    /** Returns the most header lines; more are refused with 431. */
    public int headers() {
        return headers;
    }

    /** Returns the most bytes of all header lines, names and values; more are refused with 431. */
    public int headerBytes() {
        return headerBytes;
    }

    /** Returns the longest path and query together, in characters; a longer one is refused with 414. */
    public int targetLength() {
        return targetLength;
    }

    /** Returns the time within which a request must be read, headers and body; a body past it is refused with 408. */
    public Duration requestTime() {
        return requestTime;
    }

    /** Returns the time within which an answer must be made and written. */
    public Duration responseTime() {
        return responseTime;
    }

    /** Returns the time after which a connection without a request is closed. */
    public Duration idleTime() {
        return idleTime;
    }

    /** Returns the most connections open at once. */
    public int connections() {
        return connections;
    }

    @Override
    public String toString() {
        return "ServerLimits[body " + bodyBytes + " bytes, " + headers + " headers of " + headerBytes
                + " bytes, target " + targetLength + ", request " + requestTime + ", response " + responseTime
                + ", idle " + idleTime + ", " + connections + " connections]";
    }

    /** Builds {@link ServerLimits}. Not thread-safe. */
    public static final class Builder {
        private long bodyBytes = 1L << 20;
        private int headers = 100;
        private int headerBytes = 32 * 1_024;
        private int targetLength = 16 * 1_024;
        private Duration requestTime = Duration.ofSeconds(30);
        private Duration responseTime = Duration.ofMinutes(2);
        private Duration idleTime = Duration.ofSeconds(30);
        private int connections = 2_000;

        private Builder() {}

        /** Sets the largest body in bytes, not negative; 1 MiB by default. */
        public Builder bodyBytes(long value) {
            this.bodyBytes = value;
            return this;
        }

        /** Sets the most header lines, 1 to 1,000; 100 by default. */
        public Builder headers(int value) {
            this.headers = value;
            return this;
        }

        /** Sets the most bytes of all header lines, 1 KiB to 1 MiB; 32 KiB by default. */
        public Builder headerBytes(int value) {
            this.headerBytes = value;
            return this;
        }

        /** Sets the longest path and query, 64 to 65,536 characters; 16 KiB by default, for presigned requests. */
        public Builder targetLength(int value) {
            this.targetLength = value;
            return this;
        }

        /** Sets the time to read a request, 1 second to 1 day; 30 seconds by default. */
        public Builder requestTime(Duration value) {
            this.requestTime = value;
            return this;
        }

        /** Sets the time to make and write an answer, 1 second to 1 day; 2 minutes by default. */
        public Builder responseTime(Duration value) {
            this.responseTime = value;
            return this;
        }

        /** Sets the time after which a connection without a request is closed, 1 second to 1 day; 30 seconds by default. */
        public Builder idleTime(Duration value) {
            this.idleTime = value;
            return this;
        }

        /** Sets the most connections open at once, at least 1; 2,000 by default. */
        public Builder connections(int value) {
            this.connections = value;
            return this;
        }

        /**
         * Returns the limits.
         *
         * @throws IllegalArgumentException if a value is outside its bounds
         */
        public ServerLimits build() {
            return new ServerLimits(this);
        }
    }
}
