package dev.gatehouse.credentials.signature;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Secret;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Verifies Signature Version 4 on requests, in the header or presigned. Does no I/O and keeps nothing: a request may be
 * replayed while its time window is open. Thread-safe.
 */
public final class SignatureVerifier {
    private final SignatureSettings settings;
    private final InstantSource clock;

    /** Returns a verifier for one region and service. */
    public SignatureVerifier(SignatureSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Reads what a request says of its signature; believes nothing.
     *
     * @return the well-formed claim, or {@code NOT_AUTHORIZED} with {@code sigv4.missing} if it has no signature, or
     *     {@code INVALID_PARAMETER} if it is malformed, given twice, or given both in header and query
     */
    public Outcome<PresentedSignature> read(SignedRequest request) {
        try {
            return Outcome.success(SignatureReader.read(request));
        } catch (SignatureFault e) {
            return Outcome.refused(e.refusal());
        }
    }

    /** Verifies a request signed with credentials that do not expire; see the overload for refusals. */
    public Outcome<VerifiedRequest> verify(PresentedSignature presented, Secret secretKey) {
        return verify(presented, secretKey, Instant.MAX);
    }

    /**
     * Verifies a request, in this order: the credentials' end, scope, time, headers that must be signed, payload mode,
     * signature.
     *
     * @param secretKey the secret access key of {@link PresentedSignature#accessKeyId()}
     * @param credentialsEnd the instant from which on the credentials are invalid
     * @return the verified request, or {@code EXPIRED_TOKEN}; {@code ACCESS_DENIED} for {@code sigv4.scope},
     *     {@code sigv4.clock}, {@code sigv4.presigned-expired}, {@code sigv4.unsigned-header} and
     *     {@code sigv4.unsigned-payload}; {@code INVALID_PARAMETER} for a payload that is not described well;
     *     {@code SIGNATURE_DOES_NOT_MATCH}
     */
    public Outcome<VerifiedRequest> verify(PresentedSignature presented, Secret secretKey, Instant credentialsEnd) {
        try {
            Instant end = checkTime(presented, credentialsEnd);
            checkHeaders(presented);
            Payload payload = Payload.of(presented, settings);
            byte[] key = Hashes.signingKey(
                    secretKey, presented.scopeDay(), presented.scopeRegion(), presented.scopeService());
            String canonical = CanonicalRequest.of(
                    presented.request(), settings.pathStyle(), presented.signedHeaders(), payload.signedHash());
            String toSign = CanonicalRequest.stringToSign(presented.timestamp(), presented.scope(), canonical);
            if (!Hashes.same(Hashes.hex(Hashes.hmac(key, toSign)), presented.signature())) {
                throw new SignatureFault(ErrorCode.SIGNATURE_DOES_NOT_MATCH, "sigv4.signature");
            }
            @Nullable ChunkChain chain = null;
            if (payload.mode().chunked() && payload.mode().covered()) {
                chain = new ChunkChain(key, presented.timestamp(), presented.scope(), presented.signature());
            } else {
                Arrays.fill(key, (byte) 0);
            }
            return Outcome.success(new VerifiedRequest(presented, end, payload, chain));
        } catch (SignatureFault e) {
            return Outcome.refused(e.refusal());
        }
    }

    private Instant checkTime(PresentedSignature presented, Instant credentialsEnd) throws SignatureFault {
        Instant now = clock.instant();
        if (!now.isBefore(credentialsEnd)) {
            throw new SignatureFault(ErrorCode.EXPIRED_TOKEN, "sigv4.credentials-expired");
        }
        boolean ourScope = presented.scopeRegion().equals(settings.region())
                && presented.scopeService().equals(settings.service())
                && presented.timestamp().startsWith(presented.scopeDay());
        if (!ourScope) {
            throw SignatureFault.denied("sigv4.scope");
        }
        Instant signedAt = presented.signedAt();
        if (now.isBefore(signedAt.minus(SignatureSettings.CLOCK_WINDOW))) {
            throw SignatureFault.denied("sigv4.clock");
        }
        Instant end = signedAt.plus(presented.life().orElse(SignatureSettings.CLOCK_WINDOW));
        if (!now.isBefore(end)) { // "expires at t" means invalid at t
            throw SignatureFault.denied(presented.presigned() ? "sigv4.presigned-expired" : "sigv4.clock");
        }
        return end.isBefore(credentialsEnd) ? end : credentialsEnd;
    }

    private static void checkHeaders(PresentedSignature presented) throws SignatureFault {
        List<String> signed = presented.signedHeaders();
        SignedRequest request = presented.request();
        for (String name : signed) {
            if (request.header(name).isEmpty()) {
                throw SignatureFault.denied("sigv4.signed-header-absent");
            }
        }
        if (!signed.contains("host")) {
            throw SignatureFault.denied("sigv4.unsigned-header");
        }
        for (String name : request.headersByName().keySet()) {
            if (name.startsWith("x-amz-") && !signed.contains(name)) {
                throw SignatureFault.denied("sigv4.unsigned-header");
            }
        }
    }
}
