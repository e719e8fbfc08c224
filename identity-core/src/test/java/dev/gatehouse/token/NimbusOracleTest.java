package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.util.Date;
import java.util.Map;
import java.util.Set;
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
        assertThat(nimbusAccepts(token)).isTrue();
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
        boolean theirs = nimbusAccepts(token);
        if (ours.equals("accepted")) {
            assertThat(token).isEqualTo(GOOD);
            assertThat(theirs).isTrue();
        } else if (theirs) {
            assertThat(ours).isEqualTo("jwt.format");
        }
    }

    private static boolean nimbusAccepts(String token) {
        try {
            NIMBUS.process(token, null);
            return true;
        } catch (ParseException | com.nimbusds.jose.proc.BadJOSEException | com.nimbusds.jose.JOSEException e) {
            return false;
        }
    }

    private static DefaultJWTProcessor<SecurityContext> nimbus() {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        try {
            processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                    JWSAlgorithm.RS256, new ImmutableJWKSet<>(JWKSet.parse(Tokens.RING.jwks(Tokens.NOW)))));
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
        JWTClaimsSet exact = new JWTClaimsSet.Builder()
                .issuer(Tokens.ISSUER)
                .claim("client_id", Tokens.CLIENT)
                .claim("token_use", "access")
                .build();
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(exact, Set.of("exp", "iat", "sub")) {
            @Override
            protected Date currentTime() {
                return Date.from(Tokens.NOW);
            }
        });
        return processor;
    }

    private static boolean hasLoneSurrogate(String text) {
        return !new String(Vectors.bytes(text), java.nio.charset.StandardCharsets.UTF_8).equals(text);
    }
}
