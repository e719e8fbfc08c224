package dev.gatehouse.token;

import static dev.gatehouse.token.Vectors.text;
import static dev.gatehouse.token.Vectors.verdict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.Provider;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** FIPS 204 in tokens, as "ML-DSA for JOSE and COSE" of the IETF's COSE working group registers it. */
class MlDsaTest {
    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();
    private static final SigningEngine BOTH_BOUNCY_CASTLE =
            SigningEngine.builder().mlDsa(BOUNCY_CASTLE).build();

    @Test
    void verifiesThePublishedToken() throws Exception {
        Map<String, @Nullable Object> example = Vectors.read("jose-mldsa/ML_DSA_44.jose.json");
        byte[] pkcs8 = MlDsa.ML_DSA_44.pkcs8(Vectors.base64Url(text(example, "priv")));
        SigningKey key = SigningKey.restore(SigningAlgorithm.ML_DSA_44, 1, Tokens.NOW, pkcs8, Tokens.RANDOM);
        assertThat(key.kid()).isEqualTo(text(example, "kid"));
        JwsReader reader = new JwsReader(
                StaticJwks.of(key.verificationKey()), EnumSet.of(SigningAlgorithm.ML_DSA_44), Set.of(), false);
        assertThat(reader.read(text(example, "jws")).payload())
                .isEqualTo(Vectors.bytes("It’s a dangerous business, Frodo, going out your door."));
    }

    /** Section 6: the thumbprint is made of alg, kty and pub; the published one of the all-zero seed. */
    @Test
    void thumbprintsAreMadeOfAlgKtyAndPub() {
        Map<String, Object> small = PublicHalf.members(SigningAlgorithm.ML_DSA_44, MlDsa.ML_DSA_44.pkcs8(new byte[32]));
        assertThat(small.keySet()).containsExactly("alg", "kty", "pub");
        assertThat(PublicHalf.thumbprint(small)).isEqualTo("T4xl70S7MT6Zeq6r9V9fPJGVn76wfnXJ21-gyo0Gu6o");
    }

    @ParameterizedTest
    @CsvSource({"ML_DSA_44, 2420, 1312", "ML_DSA_65, 3309, 1952"})
    void signsVerifiesAndPublishes(SigningAlgorithm algorithm, int signature, int publicKey) {
        SigningKey key = SigningKey.generate(algorithm, 1, Tokens.NOW, Tokens.RANDOM);
        KeyRing ring = KeyRing.of(KeyRotation.standard(), List.of(key));
        String token = new TokenSigner(() -> ring, InstantSource.fixed(Tokens.NOW))
                .sign(algorithm, TokenType.JWT, Tokens.accessClaims());
        StaticJwks published = StaticJwks.parse(Vectors.bytes(ring.jwks(Tokens.NOW)));
        TokenVerifier verifier = Tokens.demanding(
                        TokenVerifier.offline(published, InstantSource.fixed(Tokens.NOW)), algorithm)
                .build();

        assertThat(verifier.verify(token).orElseThrow().username()).contains("alice");
        assertThat(Vectors.base64Url(token.substring(token.lastIndexOf('.') + 1)))
                .hasSize(signature);
        assertThat(Vectors.base64Url(text(new HashMap<>(key.publicJwk()), "pub")))
                .hasSize(publicKey);
        assertThat(key.publicJwk()).containsEntry("kty", "AKP").containsEntry("alg", algorithm.joseName());
        assertThat(token.length()).isLessThan(TokenVerifier.DEFAULT_MAX_LENGTH / 2);
        for (int i = token.lastIndexOf('.') + 1; i < token.length(); i += 97) {
            String changed = token.substring(0, i) + (token.charAt(i) == 'A' ? 'B' : 'A') + token.substring(i + 1);
            assertThat(verdict(verifier.verify(changed))).isEqualTo("jwt.signature");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ML_DSA_44", "ML_DSA_65"})
    void everyEngineComesToTheSameVerdict(SigningAlgorithm algorithm) {
        SigningKey standard = SigningKey.generate(algorithm, 1, Tokens.NOW, Tokens.RANDOM);
        SigningKey other = standard.usePkcs8(
                pkcs8 -> SigningKey.restore(algorithm, 1, Tokens.NOW, pkcs8, Tokens.RANDOM, BOTH_BOUNCY_CASTLE));
        assertThat(other.publicJwk()).isEqualTo(standard.publicJwk());
        byte[] text = Vectors.bytes("text");
        for (int i = 0; i < 20; i++) {
            byte[] ours = standard.sign(text, text.length);
            byte[] theirs = other.sign(text, text.length);
            assertThat(other.verificationKey().verifies(text, text.length, ours))
                    .isTrue();
            assertThat(standard.verificationKey().verifies(text, text.length, theirs))
                    .isTrue();
            ours[i * 100] ^= 1;
            assertThat(other.verificationKey().verifies(text, text.length, ours))
                    .isFalse();
            assertThat(standard.verificationKey().verifies(text, text.length, ours))
                    .isFalse();
        }
    }

    @Test
    void rotatesLikeEveryOtherAlgorithm() {
        Set<SigningAlgorithm> wanted = EnumSet.of(SigningAlgorithm.ML_DSA_44);
        KeyRotation rotation = KeyRotation.of(Duration.ofDays(10), Duration.ofHours(2), Duration.ofHours(26));
        KeyRing ring = KeyRing.of(rotation, List.of());
        String before = "";
        for (int day = 0; day <= 12; day++) {
            Instant now = Tokens.NOW.plus(Duration.ofDays(day));
            for (RotationPlan.Generate due : ring.plan(wanted, now).generate()) {
                ring = ring.with(
                        SigningKey.generate(due.algorithm(), due.generation(), due.activeFrom(), Tokens.RANDOM));
            }
            String kid = ring.signingKey(SigningAlgorithm.ML_DSA_44, now)
                    .orElseThrow()
                    .kid();
            assertThat(ring.verificationKeys(now).find(kid, SigningAlgorithm.ML_DSA_44))
                    .isPresent();
            before = day == 0 ? kid : before;
        }
        Instant end = Tokens.NOW.plus(Duration.ofDays(12));
        assertThat(ring.signingKey(SigningAlgorithm.ML_DSA_44, end)
                        .orElseThrow()
                        .kid())
                .isNotEqualTo(before);
    }

    @Test
    void anAkpKeyThatIsPrivateOrWithoutItsAlgOrOfAnotherSizeIsNoKey() {
        Map<String, Object> good = SigningKey.generate(SigningAlgorithm.ML_DSA_44, 1, Tokens.NOW, Tokens.RANDOM)
                .publicJwk();
        assertThat(read(good, Map.of())).isTrue();
        assertThat(read(good, Map.of("priv", "AAAA"))).isFalse();
        assertThat(read(good, Map.of("alg", "ML-DSA-65"))).isFalse();
        assertThat(read(good, Map.of("alg", "ML-DSA-87"))).isFalse();
        assertThat(read(good, Map.of("alg", "ES256"))).isFalse();
        assertThat(read(good, Map.of("pub", good.get("pub") + "AAAA"))).isFalse();
        assertThat(read(good, Map.of("pub", ""))).isFalse();
        Map<String, Object> bare = new HashMap<>(good);
        bare.remove("alg");
        assertThat(read(bare, Map.of())).isFalse();
    }

    @Test
    void onlySeedsAreRestored() {
        byte[] expanded = MlDsa.ML_DSA_44.expanded(MlDsa.ML_DSA_44.pkcs8(new byte[32]));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> SigningKey.restore(SigningAlgorithm.ML_DSA_44, 1, Tokens.NOW, expanded, Tokens.RANDOM));
        byte[] other = MlDsa.ML_DSA_65.pkcs8(new byte[32]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKey.restore(SigningAlgorithm.ML_DSA_44, 1, Tokens.NOW, other, Tokens.RANDOM));
    }

    private static boolean read(Map<String, Object> jwk, Map<String, Object> changes) {
        Map<String, Object> changed = new HashMap<>(jwk);
        changed.putAll(changes);
        return new JwkReader(SigningEngine.standard()).read(changed) != null;
    }
}
