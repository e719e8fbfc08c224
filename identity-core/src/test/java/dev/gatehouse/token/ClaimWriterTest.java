package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.internal.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The JSON writer of the rest of the library is the oracle. */
class ClaimWriterTest {
    @Property(tries = 2000)
    void writesWhatTheJsonWriterWrites(@ForAll("objects") Map<String, @Nullable Object> claims) {
        assertThat(written(claims)).isEqualTo(Json.write(claims));
    }

    @Property(tries = 1000)
    void refusesTextThatUtf8CannotSpellAsTheJsonWriterDoes(@ForAll String text) {
        Map<String, @Nullable Object> claims = new LinkedHashMap<>();
        claims.put("a", text);
        if (new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).equals(text)) {
            assertThat(written(claims)).isEqualTo(Json.write(claims));
        } else {
            assertThatIllegalArgumentException().isThrownBy(() -> written(claims));
            assertThatIllegalArgumentException().isThrownBy(() -> Json.write(claims));
        }
    }

    @Test
    void namesThatShareAHashAreKeptApart() {
        for (List<String> names : List.of(List.of("Aa", "BB"), List.of("BB", "Aa"), List.of("AaBB", "BBAa", "AaAa"))) {
            Map<String, @Nullable Object> claims = new LinkedHashMap<>();
            names.forEach(name -> claims.put(name, name));
            claims.put("inside", Map.of(names.get(0), 1));
            assertThat(written(claims)).isEqualTo(Json.write(claims));
        }
    }

    @Test
    void aBufferUsedBeforeLeavesNothingBehind() {
        CompactSigner signer = new CompactSigner("k", SigningAlgorithm.ES256, 64, (input, length) -> new byte[64]);
        for (int length : new int[] {700, 20_000, 3, 8_000, 1}) {
            Map<String, @Nullable Object> claims = new LinkedHashMap<>();
            claims.put("text", "x".repeat(length));
            assertThat(payload(signer.sign(TokenType.JWT, claims))).isEqualTo(Json.write(claims));
            claims.put("refused", new Object());
            assertThatIllegalArgumentException().isThrownBy(() -> signer.sign(TokenType.JWT, claims));
        }
    }

    private static String payload(String token) {
        String encoded = token.substring(token.indexOf('.') + 1, token.lastIndexOf('.'));
        return new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
    }

    @Test
    void writesEveryKindOfNumber() {
        Map<String, @Nullable Object> claims = new LinkedHashMap<>();
        long[] edges = {0, 9, 10, 99, 100, -1, Long.MAX_VALUE, Long.MIN_VALUE, 999_999_999_999_999_999L};
        for (long edge : edges) {
            claims.put("l" + edge, edge);
        }
        claims.put("i", Integer.MIN_VALUE);
        claims.put("d", new BigDecimal("1.50E+7"));
        claims.put("b", BigInteger.TEN.pow(40));
        assertThat(written(claims)).isEqualTo(Json.write(claims));
    }

    @Test
    void growsForLongStringsOfTheLongestEscapes() {
        Map<String, @Nullable Object> claims = new LinkedHashMap<>();
        for (int length : new int[] {1, 1022, 1023, 1024, 5000}) {
            claims.put("c" + length, "\u0001".repeat(length));
            claims.put("a" + length, "a".repeat(length));
            claims.put("p" + length, "\ud83d\ude00".repeat(length));
        }
        assertThat(written(claims)).isEqualTo(Json.write(claims));
    }

    /** Long strings are looked at by words of eight bytes: whatever needs an escape is found at every place. */
    @Test
    void findsWhatNeedsAnEscapeAtEveryPlaceOfALongString() {
        List<String> special =
                new ArrayList<>(List.of("\"", "\\", "?", "\u007f", "\u0080", "é", "\u2028", "\ud83d\ude00"));
        for (char control = 0; control <= 0x20; control++) {
            special.add(String.valueOf(control));
        }
        for (int length = 23; length < 42; length++) {
            for (int at = 0; at < length; at++) {
                for (String character : special) {
                    String text = "a".repeat(at) + character + "~".repeat(length - at - 1);
                    Map<String, @Nullable Object> claims = Map.of("c", text);
                    assertThat(written(claims)).isEqualTo(Json.write(claims));
                }
                String lone = "a".repeat(at) + "\ud83d" + "a".repeat(length - at - 1);
                assertThatIllegalArgumentException().isThrownBy(() -> written(Map.of("c", lone)));
            }
        }
    }

    @Test
    void refusesTypesWithoutAJsonForm() {
        Map<String, @Nullable Object> claims = new LinkedHashMap<>();
        claims.put("a", 1.5);
        assertThatIllegalArgumentException().isThrownBy(() -> written(claims));
    }

    /** The tokens of a sign-in say what two tokens signed one by one say. */
    @Property(tries = 200)
    void writesSharedClaimsOnceAndBothTokensWhole(
            @ForAll("objects") Map<String, @Nullable Object> shared,
            @ForAll("objects") Map<String, @Nullable Object> id,
            @ForAll("objects") Map<String, @Nullable Object> access) {
        id.keySet().removeAll(shared.keySet());
        access.keySet().removeAll(shared.keySet());
        SignInTokens both = Tokens.SIGNER.signIn(SigningAlgorithm.EDDSA, TokenType.ACCESS_TOKEN, shared, id, access);
        Map<String, @Nullable Object> wholeId = new LinkedHashMap<>(shared);
        wholeId.putAll(id);
        Map<String, @Nullable Object> wholeAccess = new LinkedHashMap<>(shared);
        wholeAccess.putAll(access);
        assertThat(both.idToken()).isEqualTo(Tokens.SIGNER.idToken(SigningAlgorithm.EDDSA, wholeId));
        assertThat(both.accessToken())
                .isEqualTo(Tokens.SIGNER.accessToken(SigningAlgorithm.EDDSA, TokenType.ACCESS_TOKEN, wholeAccess));
    }

    @Test
    void aClaimOfBothTokensIsNotAlsoOneOfOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tokens.SIGNER.signIn(
                        SigningAlgorithm.EDDSA, TokenType.JWT, Map.of("sub", "a"), Map.of("sub", "b"), Map.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tokens.SIGNER.signIn(
                        SigningAlgorithm.EDDSA, TokenType.JWT, Map.of("sub", "a"), Map.of(), Map.of("sub", "b")));
    }

    @Provide
    Arbitrary<Map<String, @Nullable Object>> objects() {
        Arbitrary<String> texts = Arbitraries.strings()
                .withChars("abc\"\\/\u0000\u001f\u007f\u0080é߿ࠀ￿\n\t ")
                .ofMaxLength(12);
        Arbitrary<Object> leaves = Arbitraries.oneOf(
                texts.map(Object.class::cast),
                Arbitraries.longs().map(Object.class::cast),
                Arbitraries.integers().map(Object.class::cast),
                Arbitraries.bigDecimals().map(Object.class::cast),
                Arbitraries.of(true, false));
        Arbitrary<Object> nested = leaves.list().ofMaxSize(4).map(items -> {
            List<@Nullable Object> copy = new ArrayList<>(items);
            copy.add(null);
            copy.add(Arrays.asList(items.toArray()));
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            map.put("n", null);
            map.put("l", List.copyOf(items));
            copy.add(map);
            return copy;
        });
        return Arbitraries.maps(texts, Arbitraries.oneOf(leaves, nested))
                .ofMaxSize(8)
                .map(map -> {
                    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
                    copy.putAll(map);
                    return copy;
                });
    }

    private static String written(Map<String, @Nullable Object> claims) {
        ClaimWriter writer = new ClaimWriter();
        writer.object(claims);
        return new String(writer.bytes(), 0, writer.length(), StandardCharsets.UTF_8);
    }
}
