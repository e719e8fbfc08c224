package dev.gatehouse.credentials.signature;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a request says of its body.
 *
 * @param mode how the body is tied to the signature
 * @param signedHash the last line of the canonical request
 * @param mustBeEmpty whether the body is outside the signature and so only an empty one is taken
 * @param length the decoded length that was announced
 * @param checksums the checksums given in headers, in base64
 * @param trailer the checksums that the trailer must bring
 */
record Payload(
        PayloadMode mode,
        String signedHash,
        boolean mustBeEmpty,
        OptionalLong length,
        Map<Checksum, String> checksums,
        Set<Checksum> trailer,
        long maxBodyBytes,
        int maxChunkBytes) {
    private static final Pattern LENGTH = Pattern.compile("0|[1-9][0-9]{0,14}");
    private static final Set<String> BODILESS = Set.of("GET", "HEAD", "DELETE");

    static Payload of(PresentedSignature presented, SignatureSettings settings) throws SignatureFault {
        SignedRequest request = presented.request();
        String hash = hash(presented, settings);
        PayloadMode mode = PayloadMode.of(hash);
        if (mode == null || (presented.presigned() && mode.chunked())) {
            throw SignatureFault.invalid("sigv4.content-sha256");
        }
        boolean mustBeEmpty = false;
        if (!mode.covered() && !settings.unsignedPayloadAllowed()) {
            // a request that carries no body has nothing left unsigned; the AWS SDKs sign GET and presigned URLs so
            mustBeEmpty = mode == PayloadMode.UNSIGNED && BODILESS.contains(request.method());
            if (!mustBeEmpty) {
                throw SignatureFault.denied("sigv4.unsigned-payload");
            }
        }
        OptionalLong length = length(request, mode);
        if (length.orElse(0) > settings.maxBodyBytes()) {
            throw SignatureFault.invalid("payload.too-large");
        }
        return new Payload(
                mode,
                hash,
                mustBeEmpty,
                length,
                checksums(request),
                trailer(request, mode),
                settings.maxBodyBytes(),
                settings.maxChunkBytes());
    }

    private static String hash(PresentedSignature presented, SignatureSettings settings) throws SignatureFault {
        String given = presented.contentSha256();
        if (given != null) {
            return given;
        }
        if (settings.contentDigestRequired()) {
            if (!presented.presigned()) {
                throw SignatureFault.invalid("sigv4.content-sha256");
            }
            return PayloadMode.UNSIGNED.wireName();
        }
        return presented.request().bodyDigest().orElse(Hashes.EMPTY_SHA256);
    }

    private static OptionalLong length(SignedRequest request, PayloadMode mode) throws SignatureFault {
        List<String> announced = request.header(mode.chunked() ? "x-amz-decoded-content-length" : "content-length");
        if (announced.isEmpty() && !mode.chunked()) {
            return OptionalLong.empty();
        }
        if (announced.isEmpty() || !LENGTH.matcher(announced.get(0).strip()).matches()) {
            throw SignatureFault.invalid("payload.length");
        }
        return OptionalLong.of(Long.parseLong(announced.get(0).strip()));
    }

    private static Map<Checksum, String> checksums(SignedRequest request) {
        Map<Checksum, String> found = new EnumMap<>(Checksum.class);
        for (Checksum checksum : Checksum.values()) {
            List<String> values = request.header(checksum.header());
            if (!values.isEmpty()) {
                found.put(checksum, values.get(0).strip());
            }
        }
        return found;
    }

    private static Set<Checksum> trailer(SignedRequest request, PayloadMode mode) throws SignatureFault {
        List<String> announced = request.header("x-amz-trailer");
        if (announced.isEmpty() != !mode.trailer()) {
            throw SignatureFault.invalid("payload.trailer");
        }
        Set<Checksum> names = new LinkedHashSet<>();
        if (mode.trailer()) {
            for (String name : announced.get(0).split(",", Checksum.values().length + 1)) {
                Checksum checksum = Checksum.ofHeader(name.strip().toLowerCase(Locale.ROOT));
                if (checksum == null || checksum == Checksum.MD5 || !names.add(checksum)) {
                    throw SignatureFault.invalid("payload.trailer");
                }
            }
        }
        return names;
    }
}
