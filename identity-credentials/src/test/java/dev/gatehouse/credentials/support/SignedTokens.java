package dev.gatehouse.credentials.support;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.IdentityId;
import dev.gatehouse.Outcome;
import dev.gatehouse.credentials.sts.WebIdentityToken;
import dev.gatehouse.credentials.sts.WebIdentityVerifier;
import dev.gatehouse.internal.json.Json;
import dev.gatehouse.internal.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** OpenID tokens of an identity pool, really signed (ES256) and really verified, in the claims of the reference. */
public final class SignedTokens implements WebIdentityVerifier {
    public static final String ISSUER = "https://cognito-identity.amazonaws.com";

    private final KeyPair keys;
    private final InstantSource clock;

    public SignedTokens(InstantSource clock) {
        this.clock = clock;
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            this.keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public String sign(String audience, String subject, List<String> methods, Map<String, Object> more) {
        long now = clock.instant().getEpochSecond();
        Map<String, @Nullable Object> claims = new LinkedHashMap<>(
                Map.of("iss", ISSUER, "aud", audience, "sub", subject, "amr", methods, "iat", now, "exp", now + 600));
        claims.putAll(more);
        String signed = part("{\"alg\":\"ES256\",\"typ\":\"JWS\"}") + "." + part(Json.write(claims));
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(keys.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Outcome<WebIdentityToken> verify(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return Outcome.refused(ErrorCode.NOT_AUTHORIZED);
        }
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initVerify(keys.getPublic());
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            if (!signature.verify(Base64.getUrlDecoder().decode(parts[2]))) {
                return Outcome.refused(ErrorCode.NOT_AUTHORIZED);
            }
            return read(Json.parseObject(Base64.getUrlDecoder().decode(parts[1]), 16_384));
        } catch (GeneralSecurityException | IllegalArgumentException | JsonException e) {
            return Outcome.refused(ErrorCode.NOT_AUTHORIZED);
        }
    }

    private Outcome<WebIdentityToken> read(Map<String, @Nullable Object> claims) {
        if (!ISSUER.equals(claims.get("iss")) || !(claims.get("exp") instanceof Long end)) {
            return Outcome.refused(ErrorCode.NOT_AUTHORIZED);
        }
        if (clock.instant().getEpochSecond() >= end) {
            return Outcome.refused(ErrorCode.EXPIRED_TOKEN);
        }
        Map<String, String> tags = new HashMap<>();
        Set<String> transitive = Set.of();
        if (claims.get("https://aws.amazon.com/tags") instanceof Map<?, ?> given) {
            if (given.get("principal_tags") instanceof Map<?, ?> principal) {
                principal.forEach(
                        (key, values) -> tags.put(String.valueOf(key), String.valueOf(((List<?>) values).get(0))));
            }
            if (given.get("transitive_tag_keys") instanceof List<?> keys) {
                transitive = Set.copyOf(keys.stream().map(String::valueOf).toList());
            }
        }
        return Outcome.success(WebIdentityToken.builder(
                        String.valueOf(claims.get("aud")),
                        new IdentityId(String.valueOf(claims.get("sub"))),
                        ((List<?>) claims.getOrDefault("amr", List.of()))
                                .stream().map(String::valueOf).toList())
                .tags(tags, transitive)
                .sourceIdentity(Optional.ofNullable(claims.get("https://aws.amazon.com/source_identity"))
                        .map(String::valueOf))
                .build());
    }
}
