package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.Objects;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A provider that is wrong or broken is found when the engine is made, never by a customer. */
class SigningEngineTest {
    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();
    private static final Provider JDK_RSA = Objects.requireNonNull(Security.getProvider("SunRsaSign"));

    @Test
    void computesThePublishedPublicHalvesOfThePublishedKeys() {
        for (KnownAnswers.Answer answer : List.of(KnownAnswers.RSA, KnownAnswers.EC, KnownAnswers.ED25519)) {
            assertThat(PublicHalf.members(answer.algorithm(), answer.pkcs8())).isEqualTo(answer.publicJwk());
        }
    }

    @Test
    void showsWhoComputesWhat() {
        SigningEngine standard = SigningEngine.standard();
        assertThat(standard.toString()).startsWith("SigningEngine[rsa=SunRsaSign, ecdsa=BC, ed25519=BC, mlDsa=");
        assertThat(standard.providerOf(SigningAlgorithm.ES256)).isEqualTo("BC " + BOUNCY_CASTLE.getVersionStr());
        assertThat(standard.providerOf(SigningAlgorithm.PS256)).startsWith("SunRsaSign ");
        boolean jdkHasIt = Runtime.version().feature() >= 24;
        assertThat(standard.providerOf(SigningAlgorithm.ML_DSA_44)).startsWith(jdkHasIt ? "SUN " : "BC ");
        assertThat(standard.providerOf(SigningAlgorithm.HS256)).contains("HmacSHA256");
    }

    @Test
    void installsNoProvider() {
        SigningEngine.standard();
        assertThat(Security.getProviders())
                .noneMatch(provider -> provider.getName().equals("BC"));
    }

    @ParameterizedTest
    @CsvSource({
        "FLIPS_SIGNATURES, makes false",
        "ACCEPTS_ALL, does not tell false",
        "REFUSES_ALL, refuses a published",
        "IGNORES_HALF, refuses a published"
    })
    void aBrokenProviderIsFoundAtStartWhateverItComputes(FaultyProvider.Fault fault, String what) {
        Provider curves = new FaultyProvider(BOUNCY_CASTLE, fault);
        Provider rsa = new FaultyProvider(JDK_RSA, fault);
        assertThatIllegalStateException()
                .isThrownBy(() -> SigningEngine.builder().rsa(rsa).build())
                .withMessageContaining(what)
                .withMessageContaining("RS256");
        assertThatIllegalStateException()
                .isThrownBy(() -> SigningEngine.builder().ecdsa(curves).build())
                .withMessageContaining(what)
                .withMessageContaining("ES256");
        assertThatIllegalStateException()
                .isThrownBy(() -> SigningEngine.builder().ed25519(curves).build())
                .withMessageContaining(what)
                .withMessageContaining("EDDSA");
        assertThatIllegalStateException()
                .isThrownBy(() -> SigningEngine.builder().mlDsa(curves).build())
                .withMessageContaining(what)
                .withMessageContaining("ML_DSA_44");
        assertThatIllegalStateException().isThrownBy(() -> SigningEngine.of(rsa, curves));
    }

    @Test
    void aProviderThatSignsWithOneNonceIsFound() {
        Provider curves = new FaultyProvider(BOUNCY_CASTLE, FaultyProvider.Fault.REPEATS_NONCES);
        assertThatIllegalStateException()
                .isThrownBy(() -> SigningEngine.builder().ecdsa(curves).build())
                .withMessageContaining("makes false ES256");
    }

    @Test
    void aProviderThatLacksAnAlgorithmIsFound() {
        assertThatIllegalStateException()
                .isThrownBy(() -> SigningEngine.builder().ecdsa(JDK_RSA).build())
                .withMessageContaining("ES256")
                .withCauseInstanceOf(NoSuchAlgorithmException.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"RS256", "ES256", "EDDSA", "ML_DSA_44", "ML_DSA_65"})
    void theNativeEngineSignsWhatTheStandardOneVerifiesAndTheOtherWayRound(SigningAlgorithm algorithm) {
        assumeTrue(isLinuxOnIntel(), "the native provider on the class path of this test is for Linux on x86-64");
        SigningEngine corretto = SigningEngine.corretto();
        assertThat(corretto.providerOf(algorithm)).startsWith("AmazonCorrettoCryptoProvider");
        SigningKey fromStandard = SigningKey.generate(algorithm, 1, Tokens.NOW, Tokens.RANDOM);
        SigningKey toNative = fromStandard.usePkcs8(
                pkcs8 -> SigningKey.restore(algorithm, 1, Tokens.NOW, pkcs8, Tokens.RANDOM, corretto));
        SigningKey fromNative = SigningKey.generate(algorithm, 2, Tokens.NOW, Tokens.RANDOM, corretto);
        SigningKey toStandard =
                fromNative.usePkcs8(pkcs8 -> SigningKey.restore(algorithm, 2, Tokens.NOW, pkcs8, Tokens.RANDOM));
        assertThat(toNative.kid()).isEqualTo(fromStandard.kid());
        assertThat(toStandard.publicJwk()).isEqualTo(fromNative.publicJwk());
        assertThat(verifies(fromStandard, toNative)).isTrue();
        assertThat(verifies(toNative, fromStandard)).isTrue();
        assertThat(verifies(fromNative, toStandard)).isTrue();
        assertThat(verifies(toStandard, fromNative)).isTrue();
        assertThat(verifies(fromStandard, fromNative)).isFalse();
    }

    private static boolean verifies(SigningKey signing, SigningKey verifying) {
        byte[] text = Vectors.bytes("text");
        return verifying.verificationKey().verifies(text, text.length, signing.sign(text, text.length));
    }

    static boolean isLinuxOnIntel() {
        @Nullable String system = System.getProperty("os.name");
        @Nullable String processor = System.getProperty("os.arch");
        return "Linux".equals(system) && "amd64".equals(processor);
    }
}
