package dev.gatehouse.token;

import dev.gatehouse.FamilyId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a token that passed every rule of a {@link TokenVerifier}; nothing else can make one. It says what
 * held when it was verified. Never prints its claims. Immutable and thread-safe.
 */
public final class VerifiedToken {
    private final TokenKind kind;
    private final String subject;
    private final Instant expiresAt;
    private final @Nullable FamilyId family;
    private final JwsReader.Signed signed;
    // Decoded by whoever asks first; of two at once either map serves.
    private volatile @Nullable Map<String, @Nullable Object> claims;

    VerifiedToken(
            TokenKind kind,
            String subject,
            Instant expiresAt,
            @Nullable FamilyId family,
            @Nullable Map<String, @Nullable Object> claims,
            JwsReader.Signed signed) {
        this.kind = kind;
        this.subject = subject;
        this.expiresAt = expiresAt;
        this.family = family;
        this.claims = claims;
        this.signed = signed;
    }

    public TokenKind kind() {
        return kind;
    }

    /** Returns {@code sub}, 1 to 255 characters; empty for a logout token that names only a session. */
    public String subject() {
        return subject;
    }

    /** Returns {@code iss}, as the verifier demanded it. */
    public String issuer() {
        return text("iss").orElse("");
    }

    /** Returns {@code exp}: the token is invalid from this moment on. */
    public Instant expiresAt() {
        return expiresAt;
    }

    /** Returns {@code iat}; absent only from some client assertions. */
    public Optional<Instant> issuedAt() {
        return time("iat");
    }

    /** Returns {@code auth_time}: when the user last proved who they are. */
    public Optional<Instant> authenticatedAt() {
        return time("auth_time");
    }

    /** Returns {@code jti}. */
    public Optional<String> tokenId() {
        return text("jti");
    }

    /** Returns {@code origin_jti}: the sign-in that the token descends from. */
    public Optional<FamilyId> family() {
        return Optional.ofNullable(family);
    }

    /** As {@link #family}, without an object around it. */
    @Nullable
    FamilyId familyOrNull() {
        return family;
    }

    /** Returns {@code client_id}, which access tokens have. */
    public Optional<String> clientId() {
        return text("client_id");
    }

    /** Returns {@code aud} as a list, empty if absent. */
    public List<String> audience() {
        return claims().get("aud") instanceof String single ? List.of(single) : texts("aud");
    }

    /** Returns the user name: {@code username} of an access token, {@code cognito:username} of an ID token. */
    public Optional<String> username() {
        return text("username").or(() -> text("cognito:username"));
    }

    /** Returns the scopes of an access token, in order. */
    public Set<String> scopes() {
        Set<String> scopes = new LinkedHashSet<>();
        for (String scope : text("scope").orElse("").split(" ", -1)) {
            if (!scope.isEmpty()) {
                scopes.add(scope);
            }
        }
        return scopes;
    }

    /** Returns {@code cognito:groups}, empty if absent. */
    public List<String> groups() {
        return texts("cognito:groups");
    }

    /** Returns a claim if it is a string. */
    public Optional<String> text(String name) {
        return claims().get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** Returns the strings of a claim that is an array; empty if it is absent or something else. */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        if (claims().get(name) instanceof List<?> items) {
            for (Object item : items) {
                if (item instanceof String text) {
                    texts.add(text);
                }
            }
        }
        return List.copyOf(texts);
    }

    /**
     * Returns every claim, decoded when first asked for: strings, {@code Long}, {@code BigDecimal}, {@code Boolean}, {@code null}, and lists and maps
     * of these, all unmodifiable.
     */
    public Map<String, @Nullable Object> claims() {
        Map<String, @Nullable Object> known = claims;
        if (known != null) {
            return known;
        }
        try {
            Map<String, @Nullable Object> decoded = Claims.parse(signed.payload());
            claims = decoded;
            return decoded;
        } catch (TokenFault e) {
            throw new IllegalStateException("a payload that was let through is not readable", e);
        }
    }

    SigningAlgorithm algorithm() {
        return signed.header().algorithm();
    }

    JoseHeader header() {
        return signed.header();
    }

    VerificationKey key() {
        return signed.key();
    }

    private Optional<Instant> time(String name) {
        try {
            return Optional.ofNullable(Claims.time(claims(), name, TokenRule.CLAIMS));
        } catch (TokenFault e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "VerifiedToken[" + kind + ", until " + expiresAt + "]";
    }
}
