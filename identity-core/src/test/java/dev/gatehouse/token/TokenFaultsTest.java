package dev.gatehouse.token;

import static dev.gatehouse.token.Vectors.verdict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.gatehouse.FamilyId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults that other libraries had, by their ids, and the strictness that this one promises. */
class TokenFaultsTest {
    private static final TokenVerifier ES256 =
            Tokens.offline(SigningAlgorithm.ES256).build();
    private static final TokenVerifier RS256 =
            Tokens.offline(SigningAlgorithm.RS256).build();

    @Test
    void cve202629000AndCve202351774EncryptedTokensAreRefusedByASignatureVerifier() {
        assertThat(verdict(RS256.verify("eyJhbGciOiJSU0EtT0FFUCJ9.AA.AA.AA.AA")))
                .isEqualTo("jwt.jwe");
    }

    @Test
    void cve202221449PsychicSignaturesAreRefused() {
        String token = Tokens.access(SigningAlgorithm.ES256);
        String zero = token.substring(0, token.lastIndexOf('.') + 1) + Base64Url.text(new byte[64]);
        assertThat(verdict(ES256.verify(zero))).isEqualTo("jwt.signature");
    }

    @Test
    void cve202352428Pbes2IterationCountsAreNeverRead() {
        String header =
                Base64Url.text(bytes("{\"alg\":\"PBES2-HS256+A128KW\",\"enc\":\"A128GCM\",\"p2c\":2000000000}"));
        String token = header + ".AA.AA.AA.AA";
        assertThat(assertTimeout(Duration.ofSeconds(30), () -> verdict(RS256.verify(token))))
                .isEqualTo("jwt.jwe");
    }

    @Test
    void cve202553864DeepJsonIsARefusal() {
        String header = Base64Url.text(bytes("{\"a\":".repeat(2_000)));
        assertThat(verdict(RS256.verify(header + ".AA.AA"))).isEqualTo("jwt.header");
        TokenVerifier wide =
                Tokens.offline(SigningAlgorithm.RS256).maxLength(1 << 20).build();
        String deep = Base64Url.text(bytes("{\"a\":".repeat(100_000)));
        assertThat(verdict(wide.verify(deep + ".AA.AA"))).isEqualTo("jwt.header");
    }

    @Test
    void cve202429371CompressedTokensAreNotInflated() {
        String header = Base64Url.text(bytes("{\"alg\":\"dir\",\"enc\":\"A128GCM\",\"zip\":\"DEF\"}"));
        assertThat(verdict(RS256.verify(header + "..AA.AA.AA"))).isEqualTo("jwt.jwe");
    }

    @Test
    void cve202437568APublicKeyIsNeverAMacKey() {
        String header = Base64Url.text(bytes("{\"alg\":\"HS256\",\"kid\":\"" + Tokens.RSA.kid() + "\"}"));
        assertThat(verdict(RS256.verify(header + ".e30.AA"))).isEqualTo("jwt.alg");
        TokenVerifier careless = TokenVerifier.offline(
                        Tokens.RING.verificationKeys(Tokens.NOW), InstantSource.fixed(Tokens.NOW))
                .kind(TokenKind.ACCESS)
                .issuer(Tokens.ISSUER)
                .clients(Tokens.CLIENT)
                .algorithms(SigningAlgorithm.RS256, SigningAlgorithm.HS256)
                .build();
        assertThat(verdict(careless.verify(header + ".e30.AA"))).isEqualTo("jwt.kid");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 1025})
    void cve202645363EmptyAndShortSecretsAreNoKeys(int length) {
        assertThatIllegalArgumentException().isThrownBy(() -> VerificationKey.sharedSecret(new byte[length]));
    }

    @Test
    void cve202530204EightMebibytesOfDotsAreRefusedUnread() {
        String dots = ".".repeat(8 << 20);
        assertThat(assertTimeout(Duration.ofSeconds(30), () -> verdict(RS256.verify(dots))))
                .isEqualTo("jwt.length");
        String letters = "A".repeat(8 << 20);
        assertThat(verdict(RS256.verify(letters))).isEqualTo("jwt.length");
        TokenVerifier wide =
                Tokens.offline(SigningAlgorithm.RS256).maxLength(1 << 20).build();
        assertThat(verdict(wide.verify(".".repeat(1 << 20)))).isEqualTo("jwt.format");
    }

    @Test
    void cve20245798AnotherClientsTokenIsRefused() {
        Map<String, @Nullable Object> claims = Tokens.accessClaims();
        claims.put("client_id", "other");
        assertThat(verdict(ES256.verify(Tokens.SIGNER.sign(SigningAlgorithm.ES256, TokenType.JWT, claims))))
                .isEqualTo("jwt.client");
        TokenVerifier resource = Tokens.offline(SigningAlgorithm.ES256)
                .audience("https://api.example.test")
                .build();
        assertThat(verdict(resource.verify(Tokens.access(SigningAlgorithm.ES256))))
                .isEqualTo("jwt.aud");
    }

    @ParameterizedTest
    @EnumSource(names = {"RS256", "ES256", "EDDSA"})
    void cve202627840NoStrictPrefixAndNoOneCharacterChangePasses(SigningAlgorithm algorithm) {
        TokenVerifier verifier = Tokens.offline(algorithm).build();
        String token = Tokens.access(algorithm);
        assertThat(verdict(verifier.verify(token))).isEqualTo("accepted");
        for (int i = 0; i < token.length(); i++) {
            assertThat(verdict(verifier.verify(token.substring(0, i)))).isNotEqualTo("accepted");
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            String changed = token.substring(0, i) + other + token.substring(i + 1);
            assertThat(verdict(verifier.verify(changed))).isNotEqualTo("accepted");
        }
        for (char last : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=".toCharArray()) {
            String changed = token.substring(0, token.length() - 1) + last;
            assertThat(verdict(verifier.verify(changed)).equals("accepted")).isEqualTo(changed.equals(token));
        }
    }

    @Test
    void aTokenIsInvalidAtItsExpNotOnlyAfterItEvenFromTheCache() {
        AtomicReference<Instant> clock = new AtomicReference<>(Tokens.NOW);
        TokenVerifier verifier = Tokens.demanding(
                        TokenVerifier.offline(Tokens.RING.verificationKeys(Tokens.NOW), clock::get),
                        SigningAlgorithm.ES256)
                .clockTolerance(Duration.ZERO)
                .build();
        String token = Tokens.access(SigningAlgorithm.ES256);
        assertThat(verdict(verifier.verify(token))).isEqualTo("accepted");
        clock.set(Tokens.NOW.plusSeconds(3599));
        assertThat(verdict(verifier.verify(token))).isEqualTo("accepted");
        clock.set(Tokens.NOW.plusSeconds(3600));
        assertThat(verifier.verify(token).asRefusal()).hasToString("Optional[EXPIRED_TOKEN [jwt.exp]]");
    }

    @Test
    void aRevokedFamilyIsRefusedAlsoFromTheCacheAndAStaleViewRefuses() {
        AtomicReference<Instant> clock = new AtomicReference<>(Tokens.NOW);
        RevocationSnapshotView view = new RevocationSnapshotView(Duration.ofSeconds(5));
        TokenVerifier verifier = Tokens.demanding(
                        TokenVerifier.revocable(Tokens.RING.verificationKeys(Tokens.NOW), view, clock::get),
                        SigningAlgorithm.ES256)
                .build();
        String token = Tokens.access(SigningAlgorithm.ES256);
        assertThat(verdict(verifier.verify(token))).isEqualTo("revocation.stale");
        view.apply(List.of(), Tokens.NOW);
        assertThat(verdict(verifier.verify(token))).isEqualTo("accepted");
        assertThat(view.needsRefresh(Tokens.NOW.plusMillis(2_500))).isTrue();
        clock.set(Tokens.NOW.plusMillis(5_001));
        assertThat(verdict(verifier.verify(token))).isEqualTo("revocation.stale");
        FamilyId family = new FamilyId("family-1");
        view.apply(
                List.of(new RevocationEntry.Family(family, Tokens.NOW.plusSeconds(4000))), Tokens.NOW.plusSeconds(5));
        assertThat(verdict(verifier.verify(token))).isEqualTo("revocation.revoked");
        view.apply(List.of(), Tokens.NOW.plusSeconds(4000));
        assertThat(view.isRevoked(family)).isFalse();
    }

    @Test
    void epochsOnlyRise() {
        RevocationSnapshotView view = new RevocationSnapshotView(Duration.ofSeconds(5));
        dev.gatehouse.UserId user = new dev.gatehouse.UserId("u1");
        view.apply(List.of(new RevocationEntry.User(user, 7), new RevocationEntry.Pool(3)), Tokens.NOW);
        view.apply(List.of(new RevocationEntry.User(user, 4), new RevocationEntry.Pool(1)), Tokens.NOW);
        assertThat(view.userEpoch(user)).isEqualTo(7);
        assertThat(view.poolEpoch()).isEqualTo(3);
    }

    @Test
    void oneVerifiersCacheDoesNotServeAnother() {
        String token = Tokens.access(SigningAlgorithm.ES256);
        assertThat(verdict(ES256.verify(token))).isEqualTo("accepted");
        assertThat(verdict(Tokens.offline(SigningAlgorithm.ES256)
                        .clients("other")
                        .build()
                        .verify(token)))
                .isEqualTo("jwt.client");
    }

    @Test
    void aKeyThatLeftTheSourceNoLongerVerifiesWhatTheCacheHolds() {
        AtomicReference<JwkSource> keys = new AtomicReference<>(Tokens.RING.verificationKeys(Tokens.NOW));
        JwkSource changing = new JwkSource() {
            @Override
            public java.util.Optional<VerificationKey> find(String kid, SigningAlgorithm algorithm) {
                return Objects.requireNonNull(keys.get()).find(kid, algorithm);
            }

            @Override
            public java.util.Optional<VerificationKey> only(SigningAlgorithm algorithm) {
                return Objects.requireNonNull(keys.get()).only(algorithm);
            }
        };
        TokenVerifier verifier = Tokens.demanding(
                        TokenVerifier.offline(changing, InstantSource.fixed(Tokens.NOW)), SigningAlgorithm.ES256)
                .build();
        String token = Tokens.access(SigningAlgorithm.ES256);
        assertThat(verdict(verifier.verify(token))).isEqualTo("accepted");
        keys.set(StaticJwks.of());
        assertThat(verdict(verifier.verify(token))).isEqualTo("jwt.kid");
    }

    @Test
    void readsTheClaimsAndPrintsNone() {
        VerifiedToken token =
                ES256.verify(Tokens.access(SigningAlgorithm.ES256)).orElseThrow();
        assertThat(token.scopes()).containsExactly("openid", "profile");
        assertThat(token.groups()).containsExactly("editors", "admins");
        assertThat(token.family()).contains(new FamilyId("family-1"));
        assertThat(token.username()).contains("alice");
        assertThat(token.issuedAt()).contains(Tokens.NOW);
        assertThat(token.toString()).doesNotContain("alice").doesNotContain("family");
        assertThat(Tokens.SIGNER.idToken(SigningAlgorithm.ES256, Map.of("sub", "alice")))
                .hasToString("IdToken[redacted]");
        assertThat(Tokens.RSA.toString()).doesNotContain(Tokens.RSA.kid());
    }

    @Test
    void aVerifierWithoutItsDemandsIsNotBuilt() {
        TokenVerifier.Builder bare = TokenVerifier.offline(StaticJwks.of(), InstantSource.fixed(Tokens.NOW))
                .kind(TokenKind.ACCESS);
        assertThatIllegalStateException().isThrownBy(bare::build);
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        bare.algorithms(SigningAlgorithm.RS256).clients("a").build());
        assertThatIllegalStateException()
                .isThrownBy(() -> bare.issuer("https://i").clients().build());
    }

    @Test
    void textOfAnyKindIsARefusalWithoutItsInput() {
        for (String hostile : List.of("", "\0", "\ud800", "a.b.c", "\u202egnp.a.b", "Ā.Ā.Ā", "{}", "null")) {
            assertThat(ES256.verify(hostile).asRefusal().orElseThrow().rules())
                    .hasSize(1)
                    .allMatch(r -> r.startsWith("jwt."));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
