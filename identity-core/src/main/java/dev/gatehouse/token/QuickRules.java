package dev.gatehouse.token;

import dev.gatehouse.FamilyId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@link ClaimRules} for the claims that nearly every access and ID token has, decided on the payload's bytes. It lets
 * through or does not know; every refusal, and everything unusual, is left to {@link ClaimRules}. Immutable and
 * thread-safe.
 */
final class QuickRules {
    private static final byte[] ACCESS_USE = "access".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ID_USE = "id".getBytes(StandardCharsets.US_ASCII);
    private static final long LATEST = 253_402_300_799L;
    private static final int LONGEST_SUBJECT = 255;
    private static final int LONGEST_FAMILY = 128;

    private final TokenKind kind;
    private final byte @Nullable [] issuer;
    private final byte[][] clients;
    private final boolean anyClient;
    private final byte @Nullable [] audience;
    private final boolean applies;

    QuickRules(
            TokenKind kind,
            @Nullable String issuer,
            Set<String> clients,
            boolean anyClient,
            @Nullable String audience) {
        this.kind = kind;
        this.issuer = bytes(issuer);
        this.clients = clients.stream()
                .map(QuickRules::bytes)
                .filter(client -> client != null)
                .toArray(byte[][]::new);
        this.anyClient = anyClient;
        this.audience = bytes(audience);
        boolean known = kind == TokenKind.ACCESS || kind == TokenKind.ID || kind == TokenKind.FEDERATED_ID;
        this.applies = known && this.issuer != null && (audience == null || this.audience != null);
    }

    /** The claims that decide, once they hold but for the times; null if the strict rules must look. */
    @Nullable
    Quick read(byte[] payload) {
        if (!applies) {
            return null;
        }
        ClaimScan claims = new ClaimScan(payload);
        if (!claims.isPlain() || !holds(claims)) {
            return null;
        }
        long expiry = claims.number(ClaimScan.EXP);
        long notBefore = claims.number(ClaimScan.NBF);
        long issued = claims.number(ClaimScan.IAT);
        if (expiry < 0 || expiry > LATEST || notBefore > LATEST || issued < 0 || issued > LATEST) {
            return null;
        }
        String subject = claims.text(ClaimScan.SUB);
        if (subject.isEmpty() || subject.length() > LONGEST_SUBJECT) {
            return null;
        }
        FamilyId family = null;
        if (kind != TokenKind.FEDERATED_ID && claims.has(ClaimScan.ORIGIN_JTI)) {
            if (!isFamily(claims)) {
                return null;
            }
            family = new FamilyId(claims.text(ClaimScan.ORIGIN_JTI));
        }
        Instant latest = Instant.ofEpochSecond(Math.max(notBefore, issued));
        return new Quick(subject, family, Instant.ofEpochSecond(expiry), latest);
    }

    /** What was read: the moment from which the token is over, and the one before which it is not yet good. */
    record Quick(String subject, @Nullable FamilyId family, Instant expiresAt, Instant goodFrom) {}

    private boolean holds(ClaimScan claims) {
        byte[] demanded = issuer;
        if (demanded == null || !claims.is(ClaimScan.ISS, demanded) || !claims.has(ClaimScan.SUB)) {
            return false;
        }
        return switch (kind) {
            case ACCESS ->
                claims.is(ClaimScan.TOKEN_USE, ACCESS_USE)
                        && claims.has(ClaimScan.CLIENT_ID)
                        && (anyClient || isOurs(claims, ClaimScan.CLIENT_ID))
                        && (audience == null || claims.is(ClaimScan.AUD, audience))
                        && (!claims.has(ClaimScan.SCOPE) || isPrintable(claims));
            case ID -> claims.is(ClaimScan.TOKEN_USE, ID_USE) && isForUs(claims);
            default -> isForUs(claims);
        };
    }

    /** Whether {@code aud} is a client of ours, and {@code azp}, if there is one, the same. */
    private boolean isForUs(ClaimScan claims) {
        return isOurs(claims, ClaimScan.AUD)
                && (!claims.has(ClaimScan.AZP) || claims.text(ClaimScan.AZP).equals(claims.text(ClaimScan.AUD)));
    }

    private boolean isOurs(ClaimScan claims, int claim) {
        for (byte[] client : clients) {
            if (claims.is(claim, client)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPrintable(ClaimScan claims) {
        for (int i = 0; i < claims.length(ClaimScan.SCOPE); i++) {
            int c = claims.byteAt(ClaimScan.SCOPE, i);
            if (c < 0x20 || c >= 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static boolean isFamily(ClaimScan claims) {
        int length = claims.length(ClaimScan.ORIGIN_JTI);
        for (int i = 0; i < length; i++) {
            int c = claims.byteAt(ClaimScan.ORIGIN_JTI, i);
            boolean allowed =
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
            if (!allowed) {
                return false;
            }
        }
        return length >= 1 && length <= LONGEST_FAMILY;
    }

    /** The text in UTF-8; null if UTF-8 cannot spell it, for then no bytes are equal to it. */
    private static byte @Nullable [] bytes(@Nullable String text) {
        if (text == null) {
            return null;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return new String(utf8, StandardCharsets.UTF_8).equals(text) ? utf8 : null;
    }
}
