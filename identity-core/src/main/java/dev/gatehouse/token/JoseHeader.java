package dev.gatehouse.token;

import dev.gatehouse.internal.json.Json;
import dev.gatehouse.internal.json.JsonException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of a JWS header (RFC 7515 §4.1) decides anything: algorithm, key id, type. Keys and addresses of keys in a
 * header ({@code jwk}, {@code jku}, {@code x5u}, {@code x5c}) are never looked at (RFC 8725 §3.10). No extension is
 * understood, so a header with {@code crit}, or with RFC 7797's {@code b64}, is refused.
 */
record JoseHeader(SigningAlgorithm algorithm, @Nullable String kid, String type) {
    private static final int LONGEST_KID = 256;
    private static final String MEDIA_PREFIX = "application/";

    static JoseHeader parse(byte[] json) throws TokenFault {
        Map<String, @Nullable Object> members;
        try {
            members = Json.parseObject(json, json.length);
        } catch (JsonException e) {
            throw new TokenFault(TokenRule.HEADER);
        }
        SigningAlgorithm algorithm = members.get("alg") instanceof String name ? SigningAlgorithm.find(name) : null;
        if (algorithm == null) {
            throw new TokenFault(TokenRule.ALG);
        }
        if (members.containsKey("crit") || members.containsKey("b64")) {
            throw new TokenFault(TokenRule.CRIT);
        }
        return new JoseHeader(algorithm, kid(members), type(members));
    }

    /** This header with the key's own copy of its id, which is then found again without comparing characters. */
    JoseHeader naming(VerificationKey key) {
        return kid == null ? this : new JoseHeader(algorithm, key.kid().orElse(kid), type);
    }

    private static @Nullable String kid(Map<String, @Nullable Object> members) throws TokenFault {
        if (!members.containsKey("kid")) {
            return null;
        }
        if (members.get("kid") instanceof String kid && !kid.isEmpty() && kid.length() <= LONGEST_KID) {
            return kid;
        }
        throw new TokenFault(TokenRule.KID);
    }

    /** The type in lower case without its media type prefix (RFC 7515 §4.1.9), or an empty string. */
    private static String type(Map<String, @Nullable Object> members) throws TokenFault {
        if (!members.containsKey("typ")) {
            return "";
        }
        if (members.get("typ") instanceof String typ && !typ.isEmpty()) {
            String lower = typ.toLowerCase(Locale.ROOT);
            return lower.startsWith(MEDIA_PREFIX) ? lower.substring(MEDIA_PREFIX.length()) : lower;
        }
        throw new TokenFault(TokenRule.TYP);
    }
}
