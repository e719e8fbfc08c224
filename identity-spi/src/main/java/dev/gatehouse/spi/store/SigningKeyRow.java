package dev.gatehouse.spi.store;

import dev.gatehouse.token.SigningAlgorithm;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A stored signing key. Immutable. */
public final class SigningKeyRow {
    private final SigningAlgorithm algorithm;
    private final String kid;
    private final byte[] sealedPrivateKey;
    private final byte[] publicKey;
    private final Instant createdAt;
    private final Instant activeFrom;
    private final @Nullable Instant expiresAt;

    private SigningKeyRow(Builder builder) {
        this.algorithm = Objects.requireNonNull(builder.algorithm, "algorithm");
        this.kid = Objects.requireNonNull(builder.kid, "kid");
        this.sealedPrivateKey = Objects.requireNonNull(builder.sealedPrivateKey, "sealedPrivateKey")
                .clone();
        this.publicKey = Objects.requireNonNull(builder.publicKey, "publicKey").clone();
        this.createdAt = Objects.requireNonNull(builder.createdAt, "createdAt");
        this.activeFrom = Objects.requireNonNull(builder.activeFrom, "activeFrom");
        this.expiresAt = builder.expiresAt;
    }

    /** Returns an empty builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts from this value. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.algorithm = algorithm;
        builder.kid = kid;
        builder.sealedPrivateKey = sealedPrivateKey;
        builder.publicKey = publicKey;
        builder.createdAt = createdAt;
        builder.activeFrom = activeFrom;
        builder.expiresAt = expiresAt;
        return builder;
    }

    /** Returns what it signs with. */
    public SigningAlgorithm algorithm() {
        return algorithm;
    }

    /** Returns its key id in tokens and in the JWKS. */
    public String kid() {
        return kid;
    }

    /** Returns the sealed private half, PKCS#8. */
    public byte[] sealedPrivateKey() {
        return sealedPrivateKey.clone();
    }

    /** Returns the public half, a JSON Web Key in UTF-8. */
    public byte[] publicKey() {
        return publicKey.clone();
    }

    /** Returns when it was made and first published. */
    public Instant createdAt() {
        return createdAt;
    }

    /** Returns from when on it may sign: at least one JWKS max-age after its creation. */
    public Instant activeFrom() {
        return activeFrom;
    }

    /** Returns when its last token has ended and the row may go; empty while it may sign. */
    public Optional<Instant> expiresAt() {
        return Optional.ofNullable(expiresAt);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SigningKeyRow that
                && algorithm.equals(that.algorithm)
                && kid.equals(that.kid)
                && Arrays.equals(sealedPrivateKey, that.sealedPrivateKey)
                && Arrays.equals(publicKey, that.publicKey)
                && createdAt.equals(that.createdAt)
                && activeFrom.equals(that.activeFrom)
                && Objects.equals(expiresAt, that.expiresAt);
    }

    @Override
    public int hashCode() {
        return Objects.hash(algorithm, kid, createdAt);
    }

    @Override
    public String toString() {
        return "SigningKeyRow[" + algorithm + ", " + kid + "]";
    }

    /** Builds a {@link SigningKeyRow}. Not thread-safe. */
    public static final class Builder {
        private @Nullable SigningAlgorithm algorithm;
        private @Nullable String kid;
        private byte @Nullable [] sealedPrivateKey;
        private byte @Nullable [] publicKey;
        private @Nullable Instant createdAt;
        private @Nullable Instant activeFrom;
        private @Nullable Instant expiresAt;

        private Builder() {}

        public Builder algorithm(SigningAlgorithm value) {
            this.algorithm = value;
            return this;
        }

        public Builder kid(String value) {
            this.kid = value;
            return this;
        }

        public Builder sealedPrivateKey(byte[] value) {
            this.sealedPrivateKey = value.clone();
            return this;
        }

        public Builder publicKey(byte[] value) {
            this.publicKey = value.clone();
            return this;
        }

        public Builder createdAt(Instant value) {
            this.createdAt = value;
            return this;
        }

        public Builder activeFrom(Instant value) {
            this.activeFrom = value;
            return this;
        }

        public Builder expiresAt(Instant value) {
            this.expiresAt = value;
            return this;
        }

        /** Sets it, or clears it. */
        public Builder expiresAt(Optional<Instant> value) {
            this.expiresAt = value.orElse(null);
            return this;
        }

        /** Returns the value. */
        public SigningKeyRow build() {
            return new SigningKeyRow(this);
        }
    }
}
