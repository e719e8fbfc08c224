package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The strict reader is the oracle: what the quick one lets through the strict one lets through and reads alike. */
class QuickRulesTest {
    private static final List<TokenKind> KINDS = List.of(TokenKind.ACCESS, TokenKind.ID, TokenKind.FEDERATED_ID);
    private static final List<String> PIECES = List.of(
            "\"",
            "\\",
            ",",
            ":",
            "{",
            "}",
            "[",
            "]",
            "0",
            "1",
            "-",
            ".",
            "e",
            "E",
            "\\u0000",
            "\\n",
            "\\ud800",
            "\u007f",
            "null",
            "true",
            "\"sub\":\"x\",",
            "\"exp\":1,",
            ",\"a\":1",
            "é",
            "\ud83d\ude00",
            " ",
            "\t",
            "\u0001");

    @Test
    void letsTheUsualTokensThroughWithoutTheStrictReader() {
        for (TokenKind kind : KINDS) {
            byte[] payload = Vectors.bytes(Json.write(claims(kind)));
            VerifiedToken quick = Objects.requireNonNull(rules(kind).quickly(signed(payload), Tokens.NOW));
            assertThat(quick.claims()).isEqualTo(claims(kind));
        }
    }

    @Property(tries = 12_000)
    void agreesOnMutatedPayloads(
            @ForAll @IntRange(min = 0, max = 2) int which,
            @ForAll @IntRange(min = 0, max = 4000) int at,
            @ForAll @IntRange(min = 0, max = 27) int piece,
            @ForAll @IntRange(min = 0, max = 5) int how,
            @ForAll byte b) {
        TokenKind kind = KINDS.get(which);
        byte[] good = Vectors.bytes(Json.write(claims(kind)));
        int place = at % good.length;
        byte[] inserted = how < 3 ? Vectors.bytes(PIECES.get(piece)) : new byte[] {b};
        int skipped = how % 3;
        int rest = Math.min(good.length, place + skipped);
        byte[] changed = Arrays.copyOf(good, place + inserted.length + good.length - rest);
        System.arraycopy(inserted, 0, changed, place, inserted.length);
        System.arraycopy(good, rest, changed, place + inserted.length, good.length - rest);
        agree(kind, changed);
    }

    @Property(tries = 3000)
    void agreesOnClaimsOfAnyValue(
            @ForAll @IntRange(min = 0, max = 2) int which,
            @ForAll @IntRange(min = 0, max = 11) int name,
            @ForAll @IntRange(min = 0, max = 15) int value,
            @ForAll long number,
            @ForAll String text) {
        TokenKind kind = KINDS.get(which);
        String[] names = {
            "sub", "iss", "aud", "azp", "token_use", "client_id", "scope", "origin_jti", "exp", "nbf", "iat", "other"
        };
        long now = Tokens.NOW.getEpochSecond();
        String spelled = text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF) ? text : "?";
        List<String> values = List.of(
                "null",
                "true",
                "[]",
                "{}",
                "\"\"",
                "[\"" + Tokens.CLIENT + "\"]",
                Long.toString(number),
                "-0",
                "1.5",
                "1e3",
                Long.toString(now + 5),
                Long.toString(now + 6),
                Long.toString(253_402_300_800L),
                Json.write(spelled),
                "\"" + "x".repeat(255) + "\"",
                "\"" + "x".repeat(256) + "\"");
        Map<String, Object> claims = new LinkedHashMap<>(claims(kind));
        claims.remove(names[name]);
        String rest = Json.write(claims);
        agree(kind, Vectors.bytes("{\"" + names[name] + "\":" + values.get(value) + "," + rest.substring(1)));
    }

    @Test
    void agreesOnEveryTextOfTheParsingSuite() throws Exception {
        int run = 0;
        try (Stream<Path> files = Files.list(
                Path.of(Objects.requireNonNull(QuickRulesTest.class.getResource("/vectors/json-parsing/cases"))
                        .toURI()))) {
            for (Path file : files.sorted().toList()) {
                byte[] text = Files.readAllBytes(file);
                agree(TokenKind.ACCESS, text);
                byte[] rest =
                        Vectors.bytes("," + Json.write(claims(TokenKind.ACCESS)).substring(1));
                byte[] start = Vectors.bytes("{\"x\":");
                byte[] whole = Arrays.copyOf(start, start.length + text.length + rest.length);
                System.arraycopy(text, 0, whole, start.length, text.length);
                System.arraycopy(rest, 0, whole, start.length + text.length, rest.length);
                agree(TokenKind.ACCESS, whole);
                run++;
            }
        }
        assertThat(run).isEqualTo(182);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"sub\":\"other\"",
                "\"s\\u0075b\":\"other\"",
                "\"o\":{\"a\":1,\"a\":2}",
                "\"o\":[{\"é\":1,\"é\":1}]"
            })
    void duplicateNamesAreRefusedAtAnyDepthHoweverSpelled(String extra) {
        String json = Json.write(claims(TokenKind.ACCESS));
        byte[] payload = Vectors.bytes(json.substring(0, json.length() - 1) + "," + extra + "}");
        assertThat(rules(TokenKind.ACCESS).quickly(signed(payload), Tokens.NOW)).isNull();
        assertThat(verdict(TokenKind.ACCESS, payload)).isEqualTo("CLAIMS");
    }

    /** The last name may be so near the end that no eight bytes follow. */
    @Test
    void duplicateNamesOfEveryLengthAreRefusedUpToTheLastByte() {
        String json = Json.write(claims(TokenKind.ACCESS));
        String head = json.substring(0, json.length() - 1);
        for (int length = 0; length <= 20; length++) {
            String name = "\"" + "x".repeat(length) + "\":1";
            byte[] once = Vectors.bytes(head + "," + name + "}");
            byte[] twice = Vectors.bytes("{" + name + "," + head.substring(1) + "," + name + "}");
            byte[] similar = Vectors.bytes(head + "," + name + ",\"" + "x".repeat(length) + "y\":1}");
            assertThat(rules(TokenKind.ACCESS).quickly(signed(once), Tokens.NOW))
                    .isNotNull();
            assertThat(rules(TokenKind.ACCESS).quickly(signed(twice), Tokens.NOW))
                    .isNull();
            assertThat(verdict(TokenKind.ACCESS, twice)).isEqualTo("CLAIMS");
            assertThat(rules(TokenKind.ACCESS).quickly(signed(similar), Tokens.NOW))
                    .isNotNull();
        }
    }

    @Test
    void agreesOnEveryByteAtEveryPlaceOfAText() {
        String json = Json.write(claims(TokenKind.ACCESS));
        String head = json.substring(0, json.length() - 1);
        for (int length = 1; length <= 20; length++) {
            byte[] payload = Vectors.bytes(head + ",\"o\":\"" + "x".repeat(length) + "\"}");
            for (int place = payload.length - 2 - length; place < payload.length; place++) {
                for (int b = 0; b < 256; b++) {
                    byte[] changed = payload.clone();
                    changed[place] = (byte) b;
                    agree(TokenKind.ACCESS, changed);
                    boolean plain = b >= 0x20 && b < 0x7f && b != '"' && b != '\\';
                    if (plain && place < payload.length - 2) {
                        assertThat(rules(TokenKind.ACCESS).quickly(signed(changed), Tokens.NOW))
                                .isNotNull();
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ACCESS", "ID", "FEDERATED_ID"})
    void agreesOnManyNamesOfOneHashAndOnDepth(TokenKind kind) {
        String json = Json.write(claims(kind));
        String head = json.substring(0, json.length() - 1);
        for (int count : new int[] {10, 40, 60, 70, 500}) {
            StringBuilder more = new StringBuilder(head);
            for (int i = 0; i < count; i++) {
                more.append(",\"n").append(i).append("\":{\"Aa\":1,\"BB\":2}");
            }
            agree(kind, Vectors.bytes(more + "}"));
            agree(kind, Vectors.bytes(head + ",\"d\":" + "[".repeat(count) + "]".repeat(count) + "}"));
        }
    }

    @Test
    void anIssuerThatUtf8CannotSpellIsNeverMatched() {
        ClaimRules rules = new ClaimRules(
                TokenKind.ACCESS, "https://\ud800", Set.of(Tokens.CLIENT), false, null, Duration.ZERO, null);
        Map<String, Object> claims = claims(TokenKind.ACCESS);
        claims.put("iss", "https://?");
        assertThat(rules.quickly(signed(Vectors.bytes(Json.write(claims))), Tokens.NOW))
                .isNull();
    }

    /** Same verdict, and where accepted the same subject, family, time and claims. */
    private static void agree(TokenKind kind, byte[] payload) {
        ClaimRules rules = rules(kind);
        VerifiedToken quick = rules.quickly(signed(payload), Tokens.NOW);
        if (quick == null) {
            return; // then the strict rules are what counts
        }
        VerifiedToken strict;
        try {
            strict = rules.strictly(signed(payload), Tokens.NOW);
        } catch (TokenFault fault) {
            throw new AssertionError(
                    "refused for " + fault.rule() + ": " + new String(payload, StandardCharsets.UTF_8));
        }
        assertThat(quick.subject()).isEqualTo(strict.subject());
        assertThat(quick.family()).isEqualTo(strict.family());
        assertThat(quick.expiresAt()).isEqualTo(strict.expiresAt());
        assertThat(quick.claims()).isEqualTo(strict.claims());
    }

    private static @Nullable String verdict(TokenKind kind, byte[] payload) {
        try {
            rules(kind).check(signed(payload), Tokens.NOW);
            return null;
        } catch (TokenFault fault) {
            return fault.rule().name();
        }
    }

    private static ClaimRules rules(TokenKind kind) {
        return new ClaimRules(
                kind, Tokens.ISSUER, Set.of(Tokens.CLIENT, "second"), false, null, Duration.ofSeconds(5), null);
    }

    private static JwsReader.Signed signed(byte[] payload) {
        return new JwsReader.Signed(
                payload, new JoseHeader(SigningAlgorithm.ES256, "kid", "jwt"), Tokens.EC.verificationKey());
    }

    private static Map<String, Object> claims(TokenKind kind) {
        long now = Tokens.NOW.getEpochSecond();
        Instant end = Tokens.NOW.plusSeconds(3600);
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", "11111111-2222-4333-8444-555555555555");
        claims.put("name", "Zoë \"Z\" 😀");
        claims.put("cognito:groups", List.of("editors", "admins"));
        claims.put("address", Map.of("locality", "Köln"));
        claims.put("email_verified", true);
        claims.put("iss", Tokens.ISSUER);
        if (kind == TokenKind.ACCESS) {
            claims.put("client_id", Tokens.CLIENT);
            claims.put("scope", "openid profile");
            claims.put("token_use", "access");
        } else {
            claims.put("aud", Tokens.CLIENT);
            claims.put("azp", Tokens.CLIENT);
            claims.put("token_use", "id");
        }
        claims.put("origin_jti", "family-1");
        claims.put("nbf", now);
        claims.put("iat", now);
        claims.put("exp", end.getEpochSecond());
        return claims;
    }
}
