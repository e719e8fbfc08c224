package dev.gatehouse.token;

import static dev.gatehouse.token.Vectors.verdict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricKeyTest {
    private static final byte[] SECRET = Vectors.bytes("thirty-two bytes and a few more, all secret");

    @Test
    void signsTokensThatItsVerificationKeyLetsThrough() {
        SymmetricKey key = SymmetricKey.generate(Tokens.RANDOM);
        TokenVerifier verifier = verifier(StaticJwks.of(key.verificationKey()));
        String token = key.sign(TokenType.JWT, Tokens.accessClaims());
        assertThat(verifier.verify(token).orElseThrow().username()).contains("alice");
        assertThat(verdict(verifier.verify(
                        SymmetricKey.generate(Tokens.RANDOM).sign(TokenType.JWT, Tokens.accessClaims()))))
                .isEqualTo("jwt.kid");
    }

    @Test
    void signsWhatNimbusVerifies() throws Exception {
        String token = SymmetricKey.of(SECRET).sign(TokenType.JWT, Tokens.accessClaims());
        assertThat(SignedJWT.parse(token).verify(new MACVerifier(SECRET))).isTrue();
    }

    @Test
    void twoNodesWithTheSameSecretAreTheSameKey() {
        SymmetricKey here = SymmetricKey.of(SECRET);
        SymmetricKey there = SymmetricKey.of(SECRET.clone());
        assertThat(here.verificationKey()).isEqualTo(there.verificationKey());
        assertThat(here.sign(TokenType.JWT, Tokens.accessClaims()))
                .isEqualTo(there.sign(TokenType.JWT, Tokens.accessClaims()));
    }

    @Test
    void anotherTagForTheSameBytesIsRefused() {
        SymmetricKey key = SymmetricKey.of(SECRET);
        TokenVerifier verifier = verifier(StaticJwks.of(key.verificationKey()));
        String token = key.sign(TokenType.JWT, Tokens.accessClaims());
        int dot = token.lastIndexOf('.');
        for (int i = dot + 1; i < token.length(); i++) {
            String changed = token.substring(0, i) + (token.charAt(i) == 'A' ? 'B' : 'A') + token.substring(i + 1);
            assertThat(verdict(verifier.verify(changed))).isIn("jwt.signature", "jwt.format");
        }
        assertThat(verdict(verifier.verify(token.substring(0, dot + 1)))).isEqualTo("jwt.signature");
        assertThat(verdict(verifier.verify(token.substring(0, dot + 23)))).isNotEqualTo("accepted");
    }

    /** RFC 8725 §2.1, §3.1: neither kind of key is ever taken for the other, whatever a header says. */
    @Test
    void algorithmsCannotBeConfused() {
        SymmetricKey key = SymmetricKey.of(SECRET);
        StaticJwks both = StaticJwks.of(key.verificationKey(), Tokens.RSA.verificationKey());
        TokenVerifier careless = TokenVerifier.offline(both, InstantSource.fixed(Tokens.NOW))
                .kind(TokenKind.ACCESS)
                .issuer(Tokens.ISSUER)
                .clients(Tokens.CLIENT)
                .algorithms(SigningAlgorithm.RS256, SigningAlgorithm.HS256)
                .build();
        assertThat(verdict(careless.verify(Tokens.access(SigningAlgorithm.RS256))))
                .isEqualTo("accepted");
        String kid = key.verificationKey().kid().orElseThrow();
        String asRsa = Base64Url.text(Vectors.bytes("{\"alg\":\"RS256\",\"kid\":\"" + kid + "\"}"));
        String asHmac = Base64Url.text(Vectors.bytes("{\"alg\":\"HS256\",\"kid\":\"" + Tokens.RSA.kid() + "\"}"));
        assertThat(verdict(careless.verify(asRsa + ".e30.AA"))).isEqualTo("jwt.kid");
        assertThat(verdict(careless.verify(asHmac + ".e30.AA"))).isEqualTo("jwt.kid");
        TokenVerifier publicOnly = Tokens.offline(SigningAlgorithm.RS256).build();
        assertThat(verdict(publicOnly.verify(key.sign(TokenType.JWT, Tokens.accessClaims()))))
                .isEqualTo("jwt.alg");
    }

    @Test
    void noKeySetReadsOrListsASharedSecret() {
        String jwk = "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"a\",\"alg\":\"HS256\",\"k\":\"" + Base64Url.text(SECRET)
                + "\"}]}";
        assertThat(StaticJwks.parse(Vectors.bytes(jwk)).size()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKey.generate(SigningAlgorithm.HS256, 1, Tokens.NOW, Tokens.RANDOM));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 1025})
    void refusesSecretsOfUnsoundLength(int length) {
        assertThatIllegalArgumentException().isThrownBy(() -> SymmetricKey.of(new byte[length]));
    }

    @Test
    void printsNothing() {
        assertThat(SymmetricKey.of(SECRET)).hasToString("SymmetricKey[HS256]");
        assertThat(SymmetricKey.of(SECRET).verificationKey()).hasToString("VerificationKey[HS256]");
    }

    private static TokenVerifier verifier(JwkSource keys) {
        return Tokens.demanding(TokenVerifier.offline(keys, InstantSource.fixed(Tokens.NOW)), SigningAlgorithm.HS256)
                .build();
    }
}
