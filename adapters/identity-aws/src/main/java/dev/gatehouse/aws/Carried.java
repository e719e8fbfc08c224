package dev.gatehouse.aws;

import dev.gatehouse.internal.json.Json;
import dev.gatehouse.internal.json.JsonException;
import dev.gatehouse.spi.credential.VendingRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a token tells an STS of the session besides whose it is.
 *
 * @param tags the principal tags
 * @param transitive the names of the transitive ones
 * @param sourceIdentity who is behind the session
 */
record Carried(Map<String, String> tags, Set<String> transitive, Optional<String> sourceIdentity) {
    private static final int MAX_TOKEN = 20_000;

    /** Returns what a token must carry. */
    static Carried by(VendingRequest request) {
        return new Carried(request.principalTags(), request.transitiveTagKeys(), request.sourceIdentity());
    }

    /** Returns what a token carries, or empty if that cannot be read. The signature is the STS's to check. */
    static Optional<Carried> in(byte[] token) {
        String[] parts = new String(token, StandardCharsets.US_ASCII).split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            Map<String, @Nullable Object> claims =
                    Json.parseObject(Base64.getUrlDecoder().decode(parts[1]), MAX_TOKEN);
            Object source = claims.get(SessionTags.SOURCE_IDENTITY);
            if (source != null && !(source instanceof String)) {
                return Optional.empty();
            }
            return tags(claims.get(SessionTags.CLAIM), Optional.ofNullable((String) source));
        } catch (IllegalArgumentException | JsonException e) {
            return Optional.empty();
        }
    }

    private static Optional<Carried> tags(@Nullable Object claim, Optional<String> source) {
        if (claim == null) {
            return Optional.of(new Carried(Map.of(), Set.of(), source));
        }
        if (!(claim instanceof Map<?, ?> members)
                || !(members.get(SessionTags.PRINCIPAL_TAGS) instanceof Map<?, ?> given)) {
            return Optional.empty();
        }
        Map<String, String> tags = new TreeMap<>();
        for (Map.Entry<?, ?> tag : given.entrySet()) {
            if (!(tag.getKey() instanceof String name)
                    || !(tag.getValue() instanceof List<?> values)
                    || values.size() != 1
                    || !(values.get(0) instanceof String value)) {
                return Optional.empty();
            }
            tags.put(name, value);
        }
        Set<String> transitive = new TreeSet<>();
        Object keys = members.get(SessionTags.TRANSITIVE);
        if (keys instanceof List<?> names && names.stream().allMatch(String.class::isInstance)) {
            names.forEach(name -> transitive.add((String) name));
        } else if (keys != null) {
            return Optional.empty();
        }
        return Optional.of(new Carried(tags, transitive, source));
    }

    /** Prints nothing of the session. */
    @Override
    public String toString() {
        return "Carried";
    }
}
