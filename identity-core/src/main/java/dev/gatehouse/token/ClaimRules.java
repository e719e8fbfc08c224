package dev.gatehouse.token;

import dev.gatehouse.FamilyId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The second half of verification: what the claims of one kind of token must say. Immutable and thread-safe. */
final class ClaimRules {
    private static final String LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout";
    private static final Pattern FAMILY = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    private final TokenKind kind;
    private final @Nullable String issuer;
    private final Set<String> clients;
    private final boolean anyClient;
    private final @Nullable String audience;
    private final Duration tolerance;
    private final @Nullable Duration longestLife;
    private final QuickRules quick;

    ClaimRules(
            TokenKind kind,
            @Nullable String issuer,
            Set<String> clients,
            boolean anyClient,
            @Nullable String audience,
            Duration tolerance,
            @Nullable Duration longestLife) {
        this.kind = kind;
        this.issuer = issuer;
        this.clients = clients;
        this.anyClient = anyClient;
        this.audience = audience;
        this.tolerance = tolerance;
        this.longestLife = longestLife;
        this.quick = new QuickRules(kind, issuer, clients, anyClient, audience);
    }

    VerifiedToken check(JwsReader.Signed signed, Instant now) throws TokenFault {
        VerifiedToken token = quickly(signed, now);
        return token == null ? strictly(signed, now) : token;
    }

    /** The token if its claims are of the usual kind and hold; null if {@link #strictly} must judge. */
    @Nullable
    VerifiedToken quickly(JwsReader.Signed signed, Instant now) {
        QuickRules.Quick read = quick.read(signed.payload());
        if (read == null || isOver(read.expiresAt(), now) || longestLife != null) {
            return null;
        }
        if (read.goodFrom().isAfter(now.plus(tolerance))) {
            return null;
        }
        return new VerifiedToken(kind, read.subject(), read.expiresAt(), read.family(), null, signed);
    }

    /** The verdict that counts: on claims decoded as a whole. */
    VerifiedToken strictly(JwsReader.Signed signed, Instant now) throws TokenFault {
        Map<String, @Nullable Object> claims = Claims.parse(signed.payload());
        switch (kind) {
            case ACCESS -> access(claims);
            case ID -> {
                Claims.requireText(claims, "token_use", "id", TokenRule.TOKEN_USE);
                id(claims);
            }
            case FEDERATED_ID -> id(claims);
            case LOGOUT -> logout(claims);
            case CLIENT_ASSERTION -> assertion(claims);
        }
        boolean subjectOptional = kind == TokenKind.LOGOUT && claims.get("sid") instanceof String;
        String subject = subjectOptional && !claims.containsKey("sub") ? "" : Claims.subject(claims);
        Instant expiresAt = times(claims, now);
        return new VerifiedToken(kind, subject, expiresAt, family(claims), claims, signed);
    }

    /** Whether a token that ends at {@code expiresAt} is over: invalid at that moment, not only after it. */
    boolean isOver(Instant expiresAt, Instant now) {
        return !now.minus(tolerance).isBefore(expiresAt);
    }

    /** From when a token that ends at {@code expiresAt} is over. */
    Instant overFrom(Instant expiresAt) {
        return expiresAt.plus(tolerance);
    }

    private void access(Map<String, @Nullable Object> claims) throws TokenFault {
        Claims.requireText(claims, "token_use", "access", TokenRule.TOKEN_USE);
        issuer(claims);
        if (!(claims.get("client_id") instanceof String client) || !isOurs(client)) {
            throw new TokenFault(TokenRule.CLIENT);
        }
        if (audience != null && !Claims.audience(claims).contains(audience)) {
            throw new TokenFault(TokenRule.AUD);
        }
        if (claims.containsKey("scope")
                && !(claims.get("scope") instanceof String scope
                        && scope.chars().allMatch(c -> c >= 0x20 && c < 0x7f))) {
            throw new TokenFault(TokenRule.SCOPE);
        }
    }

    private void id(Map<String, @Nullable Object> claims) throws TokenFault {
        issuer(claims);
        List<String> named = Claims.audience(claims);
        String ours = named.stream().filter(this::isOurs).findFirst().orElseThrow(() -> new TokenFault(TokenRule.AUD));
        // OpenID Connect Core §3.1.3.7, steps 3 to 5: others may be named only beside an azp that is us.
        if (named.size() > 1 || claims.containsKey("azp")) {
            Claims.requireText(claims, "azp", ours, TokenRule.AZP);
        }
    }

    private void logout(Map<String, @Nullable Object> claims) throws TokenFault {
        issuer(claims);
        if (Claims.audience(claims).stream().noneMatch(this::isOurs)) {
            throw new TokenFault(TokenRule.AUD);
        }
        if (!(claims.get("events") instanceof Map<?, ?> events) || !(events.get(LOGOUT_EVENT) instanceof Map<?, ?>)) {
            throw new TokenFault(TokenRule.EVENTS);
        }
        if (claims.containsKey("nonce")) {
            throw new TokenFault(TokenRule.NONCE);
        }
        tokenId(claims);
    }

    private void assertion(Map<String, @Nullable Object> claims) throws TokenFault {
        if (!(claims.get("iss") instanceof String issuedBy) || !isOurs(issuedBy)) {
            throw new TokenFault(TokenRule.ISS);
        }
        Claims.requireText(claims, "sub", issuedBy, TokenRule.SUB);
        // One audience, the issuer: an assertion that also fits another server could be replayed there.
        if (!Claims.audience(claims).equals(List.of(String.valueOf(audience)))) {
            throw new TokenFault(TokenRule.AUD);
        }
        tokenId(claims);
    }

    private Instant times(Map<String, @Nullable Object> claims, Instant now) throws TokenFault {
        Instant expiresAt = Claims.requiredTime(claims, "exp", TokenRule.EXP);
        if (isOver(expiresAt, now)) {
            throw new TokenFault(TokenRule.EXPIRED);
        }
        if (longestLife != null && expiresAt.isAfter(now.plus(longestLife).plus(tolerance))) {
            throw new TokenFault(TokenRule.EXP);
        }
        Instant latest = now.plus(tolerance);
        Instant notBefore = Claims.time(claims, "nbf", TokenRule.NBF);
        if (notBefore != null && notBefore.isAfter(latest)) {
            throw new TokenFault(TokenRule.NBF);
        }
        if (kind == TokenKind.CLIENT_ASSERTION && !claims.containsKey("iat")) {
            return expiresAt; // RFC 7523 §3, item 6: optional there
        }
        if (Claims.requiredTime(claims, "iat", TokenRule.IAT).isAfter(latest)) {
            throw new TokenFault(TokenRule.IAT);
        }
        return expiresAt;
    }

    private void issuer(Map<String, @Nullable Object> claims) throws TokenFault {
        Claims.requireText(claims, "iss", String.valueOf(issuer), TokenRule.ISS);
    }

    private static void tokenId(Map<String, @Nullable Object> claims) throws TokenFault {
        if (!(claims.get("jti") instanceof String jti) || jti.isEmpty()) {
            throw new TokenFault(TokenRule.JTI);
        }
    }

    private boolean isOurs(String client) {
        return anyClient || clients.contains(client);
    }

    /** Only the pool's own tokens have a family; a value there that is none could never be revoked, so it is refused. */
    private @Nullable FamilyId family(Map<String, @Nullable Object> claims) throws TokenFault {
        if ((kind != TokenKind.ACCESS && kind != TokenKind.ID) || !claims.containsKey("origin_jti")) {
            return null;
        }
        if (claims.get("origin_jti") instanceof String origin
                && FAMILY.matcher(origin).matches()) {
            return new FamilyId(origin);
        }
        throw new TokenFault(TokenRule.CLAIMS);
    }
}
