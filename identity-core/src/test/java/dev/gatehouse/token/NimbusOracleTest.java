package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/**
 * Nimbus JOSE+JWT as oracle: the same verdict for the same bytes. One difference is known and argued: Nimbus decodes
 * base64url leniently, so it takes a change of the unused bits of a segment's last character, or a stray character
 * outside the alphabet, for the same token. Where it accepts and we refuse, our rule must be the format.
 */
class NimbusOracleTest {
    private static final DefaultJWTProcessor<SecurityContext> NIMBUS = nimbus();
    private static final TokenVerifier OURS =
            Tokens.offline(SigningAlgorithm.RS256).build();
    private static final String GOOD = Tokens.access(SigningAlgorithm.RS256);

    private static final byte[] SECRET = Vectors.bytes("thirty-two bytes and a few more, all secret");
    private static final SignatureCheck.Shared TAG =
            new SignatureCheck.Shared(new javax.crypto.spec.SecretKeySpec(SECRET, "HmacSHA256"));
    private static final String HEADER = Base64Url.text(Vectors.bytes("{\"alg\":\"HS256\"}"));
    private static final TokenVerifier OURS_HMAC = Tokens.demanding(
                    TokenVerifier.offline(
                            StaticJwks.of(VerificationKey.sharedSecret(SECRET)),
                            java.time.InstantSource.fixed(Tokens.NOW)),
                    SigningAlgorithm.HS256)
            .allowMissingKeyId()
            .build();
    private static final DefaultJWTProcessor<SecurityContext> NIMBUS_HMAC =
            nimbus("{\"keys\":[{\"kty\":\"oct\",\"k\":\"" + Base64Url.text(SECRET) + "\"}]}", "HS256");

    @Property(tries = 300)
    void agreesOnTokensOfAnyClaims(@ForAll String name, @ForAll String value, @ForAll long number) {
        if (hasLoneSurrogate(name) || hasLoneSurrogate(value)) {
            return; // a token cannot be signed over text that UTF-8 cannot spell
        }
        Map<String, @Nullable Object> claims = Tokens.accessClaims();
        claims.put("x-" + name, value);
        claims.put("y-" + name, number);
        String token = Tokens.SIGNER.sign(SigningAlgorithm.RS256, TokenType.JWT, claims);
        assertThat(OURS.verify(token).orElseThrow().claims().get("x-" + name)).isEqualTo(value);
        assertThat(NimbusVerdicts.accepts(NIMBUS, token)).isTrue();
    }

    @Property(tries = 3000)
    void agreesOnMutatedTokens(
            @ForAll @IntRange(min = 0, max = 1000) int at,
            @ForAll @IntRange(min = 0, max = 3) int how,
            @ForAll char c) {
        int place = at % GOOD.length();
        String token = switch (how) {
            case 0 -> GOOD.substring(0, place) + c + GOOD.substring(place + 1);
            case 1 -> GOOD.substring(0, place) + (char) (c % 128) + GOOD.substring(place + 1);
            case 2 -> GOOD.substring(0, place) + (char) (c % 128) + GOOD.substring(place);
            default -> GOOD.substring(0, place) + GOOD.substring(place + 1);
        };
        String ours = Vectors.verdict(OURS.verify(token));
        boolean theirs = NimbusVerdicts.accepts(NIMBUS, token);
        if (ours.equals("accepted")) {
            assertThat(token).isEqualTo(GOOD);
            assertThat(theirs).isTrue();
        } else if (theirs) {
            assertThat(ours).isEqualTo("jwt.format");
        }
    }

    /**
     * Authentic payloads of any bytes: what we let through Nimbus lets through and reads alike. The other way round we
     * are stricter on claims only: names twice, text that is not UTF-8 or not JSON for RFC 8259, null for a claim, the
     * forms of scope, subject and family, times that are fractions out of range, tokens from the future.
     */
    @Property(tries = 4000)
    void agreesOnAuthenticPayloadsOfAnyBytes(
            @ForAll @IntRange(min = 0, max = 4000) int at,
            @ForAll @IntRange(min = 0, max = 2) int skipped,
            @ForAll @IntRange(min = 0, max = 40) int piece,
            @ForAll byte any) {
        byte[] good = Vectors.bytes(dev.gatehouse.internal.json.Json.write(Tokens.accessClaims()));
        int place = at % good.length;
        String pieces = "\"\\,:{}[]01-.eE nulltruefalse\"sub\":\"x\",";
        byte[] inserted = piece < 20
                ? new byte[] {any}
                : Vectors.bytes(pieces.substring(piece - 20, Math.min(pieces.length(), piece - 10)));
        int rest = Math.min(good.length, place + skipped);
        byte[] changed = java.util.Arrays.copyOf(good, place + inserted.length + good.length - rest);
        System.arraycopy(inserted, 0, changed, place, inserted.length);
        System.arraycopy(good, rest, changed, place + inserted.length, good.length - rest);
        String input = HEADER + "." + Base64Url.text(changed);
        String token = input + "." + Base64Url.text(TAG.tag(Vectors.bytes(input), input.length()));

        String ours = Vectors.verdict(OURS_HMAC.verify(token));
        boolean theirs = NimbusVerdicts.accepts(NIMBUS_HMAC, token);
        if (ours.equals("accepted")) {
            assertThat(theirs)
                    .as(new String(changed, java.nio.charset.StandardCharsets.ISO_8859_1))
                    .isTrue();
        } else if (theirs) {
            assertThat(ours).isIn("jwt.claims", "jwt.scope", "jwt.sub", "jwt.iat", "jwt.exp");
        }
    }

    private static DefaultJWTProcessor<SecurityContext> nimbus() {
        return nimbus(Tokens.RING.jwks(Tokens.NOW), "RS256");
    }

    private static DefaultJWTProcessor<SecurityContext> nimbus(String jwks, String algorithm) {
        JWTClaimsSet exact = new JWTClaimsSet.Builder()
                .issuer(Tokens.ISSUER)
                .claim("client_id", Tokens.CLIENT)
                .claim("token_use", "access")
                .build();
        try {
            return NimbusVerdicts.processor(JWKSet.parse(jwks), algorithm, exact, null, Tokens.NOW, 5);
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean hasLoneSurrogate(String text) {
        return !new String(Vectors.bytes(text), java.nio.charset.StandardCharsets.UTF_8).equals(text);
    }
}
