package dev.gatehouse.token;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The first half of verification: from the bytes of a compact JWS (RFC 7515 §5.2) to a payload whose signature holds.
 * Parses in place; headers of tokens that passed are remembered by their bytes. Nothing of the payload is read
 * before the signature holds. Thread-safe.
 */
final class JwsReader {
    private static final int MOST_KNOWN_HEADERS = 16;

    private final JwkSource keys;
    private final Set<SigningAlgorithm> algorithms;
    private final Set<String> types;
    private final boolean missingKidAllowed;
    private volatile List<Known> known = List.of();

    private static final class Known {
        private final byte[] encoded;
        private final JoseHeader header;

        Known(byte[] encoded, JoseHeader header) {
            this.encoded = encoded;
            this.header = header;
        }
    }

    /** A payload whose signature holds, and what it was verified with. */
    static final class Signed {
        private final byte[] payload;
        private final JoseHeader header;
        private final VerificationKey key;

        Signed(byte[] payload, JoseHeader header, VerificationKey key) {
            this.payload = payload;
            this.header = header;
            this.key = key;
        }

        byte[] payload() {
            return payload;
        }

        JoseHeader header() {
            return header;
        }

        VerificationKey key() {
            return key;
        }
    }

    /** With no {@code types}, any is let through. */
    JwsReader(JwkSource keys, Set<SigningAlgorithm> algorithms, Set<String> types, boolean missingKidAllowed) {
        this.keys = keys;
        this.algorithms = algorithms;
        this.types = types;
        this.missingKidAllowed = missingKidAllowed;
    }

    Signed read(String jwt) throws TokenFault {
        int firstDot = jwt.indexOf('.');
        int secondDot = jwt.indexOf('.', firstDot + 1);
        if (firstDot <= 0 || secondDot < 0) {
            throw new TokenFault(TokenRule.FORMAT);
        }
        int thirdDot = jwt.indexOf('.', secondDot + 1);
        if (thirdDot >= 0) {
            int fourthDot = jwt.indexOf('.', thirdDot + 1);
            boolean fiveParts = fourthDot >= 0 && jwt.indexOf('.', fourthDot + 1) < 0;
            throw new TokenFault(fiveParts ? TokenRule.JWE : TokenRule.FORMAT);
        }
        // A character beyond Latin-1 becomes '?', which no segment may contain.
        byte[] token = jwt.getBytes(StandardCharsets.ISO_8859_1);
        JoseHeader remembered = remembered(token, firstDot);
        JoseHeader header = remembered == null ? parseHeader(token, firstDot) : remembered;
        VerificationKey key = key(header).orElseThrow(() -> new TokenFault(TokenRule.KID));
        byte[] signature = decode(token, secondDot + 1, token.length);
        if (signature.length == 0 || !key.verifies(token, secondDot, signature)) {
            throw new TokenFault(TokenRule.SIGNATURE);
        }
        byte[] payload = decode(token, firstDot + 1, secondDot);
        if (remembered == null) {
            header = header.naming(key);
            remember(new Known(Arrays.copyOf(token, firstDot), header));
        }
        return new Signed(payload, header, key);
    }

    Optional<VerificationKey> key(JoseHeader header) {
        String kid = header.kid();
        if (kid != null) {
            return keys.find(kid, header.algorithm());
        }
        return missingKidAllowed ? keys.only(header.algorithm()) : Optional.empty();
    }

    private JoseHeader parseHeader(byte[] token, int end) throws TokenFault {
        JoseHeader header = JoseHeader.parse(decode(token, 0, end));
        if (!algorithms.contains(header.algorithm())) {
            throw new TokenFault(TokenRule.ALG);
        }
        if (!types.isEmpty() && !types.contains(header.type())) {
            throw new TokenFault(TokenRule.TYP);
        }
        return header;
    }

    private @Nullable JoseHeader remembered(byte[] token, int end) {
        for (Known candidate : known) {
            byte[] encoded = candidate.encoded;
            if (encoded.length == end && Arrays.equals(encoded, 0, end, token, 0, end)) {
                return candidate.header;
            }
        }
        return null;
    }

    /** Puts a header first and forgets the oldest. Of two at once one may be lost; it is then parsed once more. */
    private void remember(Known header) {
        List<Known> before = known;
        List<Known> after = new ArrayList<>(before.subList(0, Math.min(before.size(), MOST_KNOWN_HEADERS - 1)));
        after.add(0, header);
        known = List.copyOf(after);
    }

    private static byte[] decode(byte[] token, int from, int to) throws TokenFault {
        byte[] bytes = Base64Url.decode(token, from, to);
        if (bytes == null) {
            throw new TokenFault(TokenRule.FORMAT);
        }
        return bytes;
    }
}
