package dev.gatehouse.credentials.signature;

import java.io.InputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request whose signature held; only {@link SignatureVerifier} makes one. Its body is verified as it is read.
 * Immutable and thread-safe.
 */
public final class VerifiedRequest {
    private final PresentedSignature presented;
    private final Instant validUntil;
    private final Payload payload;
    private final @Nullable ChunkChain chain;

    VerifiedRequest(PresentedSignature presented, Instant validUntil, Payload payload, @Nullable ChunkChain chain) {
        this.presented = presented;
        this.validUntil = validUntil;
        this.payload = payload;
        this.chain = chain;
    }

    /** Returns the request. */
    public SignedRequest request() {
        return presented.request();
    }

    /** Returns the access key id that signed it. */
    public String accessKeyId() {
        return presented.accessKeyId();
    }

    /** Returns whether the signature was in the query. */
    public boolean presigned() {
        return presented.presigned();
    }

    /** Returns the time of the signature. */
    public Instant signedAt() {
        return presented.signedAt();
    }

    /** Returns the instant from which on the same request is refused: until then it may be replayed. */
    public Instant validUntil() {
        return validUntil;
    }

    /** Returns how the body is tied to the signature. */
    public PayloadMode payloadMode() {
        return payload.mode();
    }

    /**
     * Returns the body, decoded and verified while it is read.
     *
     * @param wire the body as on the wire, after HTTP's own transfer coding; read to its end, closed with the result
     */
    public VerifyingStream body(InputStream wire) {
        PayloadDecoder decoder = payload.mode().chunked()
                ? new ChunkedDecoder(wire, payload, chain == null ? null : chain.fresh())
                : new PlainDecoder(wire, payload);
        return new VerifyingStream(wire, decoder, payload);
    }

    @Override
    public String toString() {
        return "VerifiedRequest[" + accessKeyId() + ", " + payload.mode() + "]";
    }
}
