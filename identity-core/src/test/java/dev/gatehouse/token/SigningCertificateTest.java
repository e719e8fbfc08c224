package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import dev.gatehouse.PoolId;
import dev.gatehouse.internal.json.Json;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Security;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The self-signed certificate of a signing key, judged by the JDK and by Nimbus JOSE. */
class SigningCertificateTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final PoolId POOL = new PoolId("eu-west-1_Ab3dE6gHi");
    private static final Instant FROM = Instant.parse("2026-11-21T14:30:15.123Z");

    private static SigningKey key(SigningAlgorithm algorithm, long generation, Instant from) {
        return SigningKey.generate(algorithm, generation, from, RANDOM);
    }

    private static SigningKey again(SigningKey key, Instant from) {
        return key.usePkcs8(
                pkcs8 -> SigningKey.restore(key.algorithm(), key.generation(), from, pkcs8, new SecureRandom()));
    }

    private static X509Certificate read(SigningCertificate certificate) throws GeneralSecurityException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(certificate.der()));
    }

    private static SigningCertificate of(SigningKey key) {
        return key.certificate(POOL).orElseThrow();
    }

    @Nested
    class Rfc5280Profile {
        @ParameterizedTest
        @CsvSource({"RS256, SHA256withRSA, RSA", "ES256, SHA256withECDSA, EC", "EDDSA, Ed25519, EdDSA"})
        void theJdkReadsTheCertificateAndVerifiesItByTheKeyThatItCarries(
                SigningAlgorithm algorithm, String signature, String keyKind) throws GeneralSecurityException {
            X509Certificate certificate = read(of(key(algorithm, 1, FROM)));

            certificate.verify(certificate.getPublicKey());
            certificate.checkValidity(Date.from(FROM));
            assertThat(certificate.getSigAlgName()).isEqualTo(signature);
            assertThat(certificate.getPublicKey().getAlgorithm()).isEqualTo(keyKind);
        }

        @ParameterizedTest
        @EnumSource(names = {"RS256", "ES256", "EDDSA"})
        void itIsVersion3NamesThePoolTwiceAndMayOnlySign(SigningAlgorithm algorithm) throws GeneralSecurityException {
            X509Certificate certificate = read(of(key(algorithm, 1, FROM)));

            assertThat(certificate.getVersion()).isEqualTo(3);
            assertThat(certificate.getSubjectX500Principal()).isEqualTo(new X500Principal("CN=" + POOL));
            assertThat(certificate.getIssuerX500Principal()).isEqualTo(certificate.getSubjectX500Principal());
            assertThat(certificate.getKeyUsage())
                    .startsWith(true)
                    .satisfies(usage -> assertThat(Arrays.equals(usage, 1, usage.length, new boolean[8], 0, 8))
                            .isTrue());
            assertThat(certificate.getBasicConstraints())
                    .as("no authority over others")
                    .isEqualTo(-1);
            assertThat(certificate.getCriticalExtensionOIDs())
                    .as("keyUsage and basicConstraints")
                    .containsExactlyInAnyOrder("2.5.29.15", "2.5.29.19");
            assertThat(certificate.getNonCriticalExtensionOIDs())
                    .as("subjectKeyIdentifier")
                    .containsExactly("2.5.29.14");
            assertThat(certificate.getExtensionValue("2.5.29.14"))
                    .as("an octet string of 20 octets in an octet string")
                    .startsWith(4, 22, 4, 20)
                    .hasSize(24);
        }

        @Test
        void theSerialIsPositiveLongAndAnotherForEachKeyPoolAndTime() throws GeneralSecurityException {
            SigningKey key = key(SigningAlgorithm.ES256, 1, FROM);
            X509Certificate first = read(of(key));
            X509Certificate otherPool =
                    read(key.certificate(new PoolId("eu-west-1_other")).orElseThrow());
            X509Certificate otherTime = read(of(again(key, FROM.plusSeconds(1))));
            X509Certificate otherKey = read(of(key(SigningAlgorithm.ES256, 1, FROM)));

            List<X509Certificate> all = List.of(first, otherPool, otherTime, otherKey);
            assertThat(all).allSatisfy(certificate -> {
                assertThat(certificate.getSerialNumber()).isPositive();
                assertThat(certificate.getSerialNumber().bitLength()).isEqualTo(127);
                assertThat(certificate.getSerialNumber().toByteArray()).hasSizeLessThanOrEqualTo(20);
            });
            assertThat(all.stream().map(X509Certificate::getSerialNumber)).doesNotHaveDuplicates();
        }

        @ParameterizedTest
        @CsvSource({
            "2026-11-21T14:30:15.123Z, 2026-11-20T14:30:15Z, 2046-11-20T14:30:15Z",
            "2030-01-01T23:59:59Z, 2029-12-31T23:59:59Z, 2049-12-31T23:59:59Z",
            "2030-01-02T00:00:00Z, 2030-01-01T00:00:00Z, 2050-01-01T00:00:00Z",
            "2050-01-02T00:00:00Z, 2050-01-01T00:00:00Z, 2070-01-01T00:00:00Z",
            "1970-01-01T00:00:00Z, 1969-12-31T00:00:00Z, 1989-12-31T00:00:00Z",
            "-1000000000-01-01T00:00:00Z, 1950-01-01T00:00:00Z, 1970-01-01T00:00:00Z",
            "+1000000000-12-31T00:00:00Z, 9978-12-31T00:00:00Z, 9998-12-31T00:00:00Z"
        })
        void itIsValidFromADayBeforeTheKeySignsForTwentyYears(Instant from, Instant notBefore, Instant notAfter)
                throws GeneralSecurityException {
            X509Certificate certificate = read(of(key(SigningAlgorithm.ES256, 1, from)));

            assertThat(certificate.getNotBefore().toInstant()).isEqualTo(notBefore);
            assertThat(certificate.getNotAfter().toInstant()).isEqualTo(notAfter);
            byte[] year2050 = "20500101000000Z".getBytes(StandardCharsets.US_ASCII);
            assertThat(HexFormat.of()
                            .formatHex(certificate.getTBSCertificate())
                            .contains("180f" + HexFormat.of().formatHex(year2050)))
                    .as("GeneralizedTime from 2050 on, UTCTime before")
                    .isEqualTo(notBefore.atZone(ZoneOffset.UTC).getYear() == 2050
                            || notAfter.atZone(ZoneOffset.UTC).getYear() == 2050);
        }

        @Test
        void aNameIsCutAfter64Characters() throws GeneralSecurityException {
            PoolId longest = new PoolId("p".repeat(128));

            X509Certificate certificate = read(
                    key(SigningAlgorithm.EDDSA, 1, FROM).certificate(longest).orElseThrow());

            assertThat(certificate.getSubjectX500Principal()).isEqualTo(new X500Principal("CN=" + "p".repeat(64)));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"RS256", "ES256", "EDDSA"})
    void everyNodeAndEveryStartMakesTheSameBytes(SigningAlgorithm algorithm) {
        SigningKey key = key(algorithm, 1, FROM);
        SigningKey elsewhere = again(key, FROM);

        assertThat(of(elsewhere).der()).isEqualTo(of(key).der());
        assertThat(of(elsewhere)).isEqualTo(of(key)).hasSameHashCodeAs(of(key));
        assertThat(of(key)).as("made once").isSameAs(of(key));
    }

    @ParameterizedTest
    @EnumSource(names = {"RS256", "ES256", "EDDSA"})
    void anotherEngineMakesTheSameBytes(SigningAlgorithm algorithm) {
        SigningKey key = key(algorithm, 1, FROM);
        SigningEngine platform = SigningEngine.of(Security.getProvider("SunRsaSign"), Security.getProvider("SunEC"));
        SigningKey on = key.usePkcs8(pkcs8 -> SigningKey.restore(algorithm, 1, FROM, pkcs8, RANDOM, platform));
        assertThat(of(on)).isEqualTo(of(key));
    }

    @Test
    void aKeyAskedForTwoPoolsGivesEachItsOwn() {
        SigningKey key = key(SigningAlgorithm.EDDSA, 1, FROM);
        SigningCertificate first = of(key);
        SigningCertificate second =
                key.certificate(new PoolId("eu-west-1_other")).orElseThrow();

        assertThat(second).isNotEqualTo(first);
        assertThat(of(key)).isEqualTo(first);
    }

    @ParameterizedTest
    @EnumSource(names = {"ML_DSA_44", "ML_DSA_65"})
    void keysOfMlDsaHaveNone(SigningAlgorithm algorithm) {
        assertThat(key(algorithm, 1, FROM).certificate(POOL)).isEmpty();
    }

    @Nested
    class Rfc7517Members {
        private final SigningKey rsa = key(SigningAlgorithm.RS256, 1, FROM);
        private final SigningKey next = key(SigningAlgorithm.RS256, 4, FROM.plus(Duration.ofDays(90)));
        private final KeyRing ring = KeyRing.of(
                KeyRotation.standard(),
                List.of(
                        rsa,
                        key(SigningAlgorithm.ES256, 2, FROM),
                        key(SigningAlgorithm.EDDSA, 3, FROM),
                        next,
                        key(SigningAlgorithm.ML_DSA_44, 5, FROM)));

        private List<JWK> served() throws ParseException {
            return JWKSet.parse(ring.jwksWithCertificates(FROM, POOL)).getKeys();
        }

        @Test
        void nimbusTakesEachKeyWithItsCertificateAndBothAreTheSameKey() throws Exception {
            List<JWK> keys = served();
            assertThat(keys).as("RSA twice, EC and OKP; AKP is unknown to it").hasSize(4);
            for (JWK jwk : keys) {
                X509Certificate certificate = jwk.getParsedX509CertChain().get(0);
                assertThat(jwk.getX509CertChain()).hasSize(1);
                assertThat(jwk.getX509CertSHA256Thumbprint())
                        .hasToString(Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(
                                        MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded())));
                assertThat(jwk.isPrivate()).isFalse();
                if (jwk instanceof OctetKeyPair okp) {
                    byte[] spki = certificate.getPublicKey().getEncoded();
                    assertThat(okp.getDecodedX()).isEqualTo(Arrays.copyOfRange(spki, spki.length - 32, spki.length));
                } else {
                    assertThat(((AsymmetricJWK) jwk).toPublicKey()).isEqualTo(certificate.getPublicKey());
                }
            }
        }

        @Test
        void x5cIsStandardBase64WithPaddingAndOneCertificate() throws Exception {
            Object keys = Json.parseObject(ring.jwksWithCertificates(FROM, POOL), 1 << 20)
                    .get("keys");

            Map<?, ?> first = (Map<?, ?>) ((List<?>) Objects.requireNonNull(keys)).get(0);
            assertThat(first.get("x5c")).isEqualTo(List.of(of(rsa).base64()));
            assertThat(Base64.getDecoder().decode(of(rsa).base64())).isEqualTo(of(rsa).der());
            assertThat(first.get("x5t#S256")).isEqualTo(of(rsa).thumbprint());
        }

        @Test
        void aRotatedPairHasACertificateEach() {
            assertThat(ring.jwksWithCertificates(FROM, POOL)).contains(of(rsa).thumbprint(), of(next).thumbprint());
            assertThat(of(next)).isNotEqualTo(of(rsa));
        }

        @Test
        void withoutTheOptionThereIsNone() {
            assertThat(ring.jwks(FROM)).doesNotContain("\"x5");
            ring.jwksWithCertificates(FROM, POOL);
            assertThat(ring.jwks(FROM)).as("asked for before").doesNotContain("\"x5");
            assertThat(rsa.publicJwk()).containsOnlyKeys("kid", "use", "alg", "kty", "n", "e");
        }

        @Test
        void ourOwnReaderTakesTheDocumentAsTheOneWithout() {
            StaticJwks read =
                    StaticJwks.parse(ring.jwksWithCertificates(FROM, POOL).getBytes(StandardCharsets.UTF_8));
            for (SigningKey key : ring.keys()) {
                assertThat(read.find(key.kid(), key.algorithm())).contains(key.verificationKey());
            }
        }

        @Test
        void noPrivateMemberStandsInTheDocument() throws Exception {
            Object keys = Json.parseObject(ring.jwksWithCertificates(FROM, POOL), 1 << 20)
                    .get("keys");
            Set<String> secret = Set.of("d", "p", "q", "dp", "dq", "qi", "priv", "k");
            assertThat((List<?>) keys)
                    .hasSize(5)
                    .allSatisfy(key -> assertThat(
                                    ((Map<?, ?>) key).keySet().stream().filter(secret::contains))
                            .isEmpty());
        }

        @Test
        void theRingsCertificateIsThatOfTheKeyThatSignsNow() {
            Set<SigningAlgorithm> all = Set.of(SigningAlgorithm.ES256, SigningAlgorithm.RS256);
            assertThat(ring.certificate(all, FROM, POOL)).contains(of(rsa));
            assertThat(ring.certificate(all, next.activeFrom(), POOL)).contains(of(next));
            assertThat(ring.certificate(Set.of(SigningAlgorithm.ML_DSA_44, SigningAlgorithm.EDDSA), FROM, POOL)
                            .map(SigningCertificate::thumbprint))
                    .isPresent();
            assertThat(ring.certificate(Set.of(SigningAlgorithm.ML_DSA_44), FROM, POOL))
                    .isEmpty();
        }
    }
}
